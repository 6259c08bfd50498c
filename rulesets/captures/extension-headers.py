#!/usr/bin/env python3
"""Sends UDP, TCP and ping packets whose IPv6 extension headers the kernel's own stack builds (hop-by-hop, destination options, routing type 2... 4).

usage: extension-headers.py SOURCE DESTINATION
"""
import socket
import struct
import sys

IPV6_HOPOPTS, IPV6_RTHDR, IPV6_DSTOPTS, IPV6_RTHDRDSTOPTS = 54, 57, 59, 55
PADDING = bytes([0, 0, 1, 4, 0, 0, 0, 0])              # one header of 8 octets holding a PadN
ROUTER_ALERT = bytes([0, 0, 5, 2, 0, 0, 1, 0])


def segment_routing(address):
    return struct.pack("!BBBBBBH", 0, 2, 4, 0, 0, 0, 0) + socket.inet_pton(socket.AF_INET6, address)


def main():
    source, destination = sys.argv[1:3]
    for name, option, value in [("hop-by-hop", IPV6_HOPOPTS, PADDING), ("router alert", IPV6_HOPOPTS, ROUTER_ALERT),
                                ("destination options", IPV6_DSTOPTS, PADDING), ("segment routing", IPV6_RTHDR, segment_routing(destination))]:
        for port in (53, 443, 161):
            with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as s:
                try:
                    s.bind((source, 0))
                    s.setsockopt(socket.IPPROTO_IPV6, option, value)
                    s.sendto(b"extension header sample", (destination, port))
                except OSError as e:
                    print(f"{name}: {e}", file=sys.stderr)
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as s:
            s.settimeout(0.5)
            try:
                s.bind((source, 0))
                s.setsockopt(socket.IPPROTO_IPV6, option, value)
                s.connect((destination, 80))
                s.sendall(b"GET /health HTTP/1.0\r\n\r\n")
                while s.recv(4096):
                    pass
            except OSError as e:
                print(f"{name} tcp: {e}", file=sys.stderr)


main()

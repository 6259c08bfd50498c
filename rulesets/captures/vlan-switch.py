#!/usr/bin/env python3
"""A switch in user space with one trunk: frames of a port leave by the trunk with the port's tags, and the other way round.

usage: vlan-switch.py TRUNK PORT=TAG[.TAG]...      a TAG is a VLAN id, 0 for a priority tag only; no TAG at all for the native VLAN

For kernels without 8021q. The kernel takes the outermost tag of a received frame away and tells it beside the frame.
"""
import select
import socket
import struct
import sys

ETH_P_ALL, SOL_PACKET, PACKET_AUXDATA, PACKET_OUTGOING, VLAN_VALID = 3, 263, 8, 4, 0x10


def interface(name):
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    sock.bind((name, ETH_P_ALL))
    sock.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    return sock


def receive(sock):
    """A frame as it was on the wire, or None for one that was sent here."""
    data, ancillary, _, address = sock.recvmsg(65535, 256)
    if address[2] == PACKET_OUTGOING:
        return None
    for level, kind, value in ancillary:
        if level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, tci, tpid = struct.unpack("IIIHHHH", value[:20])
            if status & VLAN_VALID:
                return data[:12] + struct.pack(">HH", tpid or 0x8100, tci) + data[12:]
    return data


def main():
    trunk, ports = interface(sys.argv[1]), {}
    for word in sys.argv[2:]:
        name, _, tags = word.partition("=")
        ids = [int(tag) for tag in tags.split(".") if tag]
        header = b"".join(struct.pack(">HH", 0x88A8 if i + 1 < len(ids) else 0x8100, tag) for i, tag in enumerate(ids))
        ports[interface(name)] = header
    while True:
        for sock in select.select([trunk, *ports], [], [])[0]:
            frame = receive(sock)
            if frame is None:
                continue
            if sock is not trunk:
                trunk.send(frame[:12] + ports[sock] + frame[12:])
                continue
            for port, header in ports.items():
                if frame[12 : 12 + len(header)] == header and (header or frame[12:14] not in (b"\x81\x00", b"\x88\xa8")):
                    port.send(frame[:12] + frame[12 + len(header) :])


main()

#!/usr/bin/env python3
"""Records what crosses the named interfaces of this network namespace as pcapng: interface names, nanoseconds, direction.

usage: recorder.py OUT.pcapng SECONDS inbound|both INTERFACE...

inbound: only received frames and no direction flag, as a router's taps see traffic (every forwarded packet once);
both: received and sent frames, each with its direction flag, as a host sees its own traffic.
One packet socket over all interfaces, so that the order is the kernel's. Ends after SECONDS or on SIGTERM.
"""
import select
import signal
import socket
import struct
import sys
import time

ETH_P_ALL, SO_TIMESTAMPNS, PACKET_OUTGOING = 3, 35, 4
SOL_PACKET, PACKET_AUXDATA, VLAN_VALID = 263, 8, 0x10
SNAP = 65535


def padded(data):
    return data + bytes(-len(data) % 4)


def option(code, value):
    return struct.pack("<HH", code, len(value)) + padded(value)


def block(kind, body):
    length = len(body) + 12
    return struct.pack("<II", kind, length) + body + struct.pack("<I", length)


def received(data, ancillary):
    """Time and frame; the kernel takes an outermost VLAN tag away and tells it beside the frame."""
    stamp = 0
    for level, kind, value in ancillary:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            second, nano = struct.unpack("qq", value[:16])
            stamp = second * 1_000_000_000 + nano
        elif level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, tci, tpid = struct.unpack("IIIHHHH", value[:20])
            if status & VLAN_VALID:
                data = data[:12] + struct.pack(">HH", tpid or 0x8100, tci) + data[12:]
    return stamp, data


def main():
    out, seconds, mode, names = sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4:]
    wanted = {name: i for i, name in enumerate(names)}
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    sock.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
    sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    sock.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    sock.setblocking(False)
    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
    with open(out, "wb") as f:
        f.write(block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + option(4, b"weir recorder.py") + option(0, b"")))
        for name in names:
            f.write(block(1, struct.pack("<HHI", 1, 0, SNAP) + option(2, name.encode()) + option(9, b"\x09") + option(0, b"")))
        f.flush()
        print("recording", flush=True)
        end = time.monotonic() + seconds
        while not stop and time.monotonic() < end:
            if not select.select([sock], [], [], 0.2)[0]:
                continue
            try:
                data, ancillary, _, (name, _, kind, _, _) = sock.recvmsg(SNAP, 256)
            except (BlockingIOError, InterruptedError):
                continue
            if name not in wanted or (mode == "inbound" and kind == PACKET_OUTGOING):
                continue
            stamp, data = received(data, ancillary)
            body = struct.pack("<IIIII", wanted[name], stamp >> 32, stamp & 0xFFFFFFFF, len(data), len(data)) + padded(data)
            if mode == "both":
                # direction in bits 0-1, how it was received in bits 2-4 (1 unicast, 2 multicast, 3 broadcast, 4 promiscuous)
                how = {0: 1, 1: 3, 2: 2, 3: 4}.get(kind, 0)
                body += option(2, struct.pack("<I", 2 if kind == PACKET_OUTGOING else 1 | how << 2)) + option(0, b"")
            f.write(block(6, body))


main()

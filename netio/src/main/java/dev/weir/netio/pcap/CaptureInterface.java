package dev.weir.netio.pcap;

/**
 * One interface of a pcapng section, as its Interface Description Block tells.
 *
 * @param index counted from 0 over all sections of the file
 * @param name if_name, or "" where the capture does not say
 * @param linkType LINKTYPE number
 * @param snapLength most bytes captured of a packet, 0 for no limit
 * @param scale how its timestamps count
 */
record CaptureInterface(
    int index, String name, int linkType, long snapLength, TimestampScale scale) {}

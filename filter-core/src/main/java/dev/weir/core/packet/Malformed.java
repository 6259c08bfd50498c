package dev.weir.core.packet;

/** Why a packet could not be parsed to its transport header; {@link #NONE} for a good one. */
public enum Malformed {
  /** Parsed without complaint. */
  NONE,
  /** The capture's link type is not one the parser knows: nothing was looked at. */
  UNKNOWN_LINK_TYPE,
  /** The frame ends inside its link header or VLAN tag. */
  LINK_HEADER_SHORT,
  /**
   * The capture cut the frame inside a header that the original had: nobody can say what it was.
   */
  SNAPPED,
  /** Not IPv4, IPv6 or ARP: no hook of these families sees it. */
  OTHER_PROTOCOL,
  /** The frame ends inside the fixed network header. */
  NETWORK_HEADER_SHORT,
  /** The version field is not the one the link layer announced. */
  BAD_VERSION,
  /** IPv4: header length below 20 or beyond the frame. */
  BAD_HEADER_LENGTH,
  /** The packet says it is longer than the frame, or (IPv4) shorter than its header. */
  BAD_TOTAL_LENGTH,
  /** IPv6: the extension header chain leaves the packet. */
  BAD_EXTENSION_HEADERS
}

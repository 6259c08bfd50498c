package dev.weir.core.packet;

/**
 * Mutable, reusable view of one frame: bytes, what the parser found in them, and the metadata rules
 * can read and set.
 *
 * <p>Example: {@code packet.reset(address, captured, original, LinkType.ETHERNET, time);
 * PacketParser.parse(packet);}
 *
 * <p><i>Meaning:</i> offsets named {@code ...Offset} count from the frame's first byte ({@link
 * #address()}), except {@link #transportOffset()}, which like nft's {@code thoff} counts from the
 * network header. {@link #networkLength()} is the kernel's {@code skb->len} at an IP hook: original
 * length, trimmed to what the IP header says. Every load must pass {@link #canLoad} (or {@link
 * #isLoadable}, which also counts loads lost to a snapped capture) first.
 *
 * <p>Source: include/net/netfilter/nf_tables.h (struct nft_pktinfo), include/linux/skbuff.h.
 */
public final class Packet extends PacketMetadata {
  /** Values of {@link #nfproto()}. */
  public static final int NFPROTO_NONE = 0;

  public static final int NFPROTO_IPV4 = 2;
  public static final int NFPROTO_ARP = 3;
  public static final int NFPROTO_IPV6 = 10;

  private long address;
  private int capturedLength;
  private int originalLength;
  private int linkType;
  private long timestampNanos;

  private int linkLength;
  private boolean linkHeader;
  private int vlanTags;
  private int hiddenTags;
  private boolean tagTypeReplaced;
  private int vlanTci;
  private int etherType;
  private int linkInterfaceIndex;

  private int nfproto;
  private int networkOffset;
  private int networkLength;
  private int pushedLinkBytes;
  private int capturedEnd;

  private boolean hasTransport;
  private int transportOffset;
  private int l4protocol;
  private int fragmentOffset;
  private boolean fragment;
  private Malformed malformed = Malformed.NONE;
  private boolean frameView;

  private long snappedLoads;

  /**
   * Points this view at a frame and forgets all that was known, metadata included; only {@link
   * #snappedLoads()} goes on counting.
   *
   * @param capturedLength bytes that are really at {@code address}
   * @param originalLength bytes the frame had, at least {@code capturedLength}
   */
  @HotPath
  public void reset(
      long address, int capturedLength, int originalLength, int linkType, long timestampNanos) {
    if (PacketMemory.CHECKED) {
      PacketMemory.allow(this, address, capturedLength);
    }
    this.address = address;
    this.capturedLength = capturedLength;
    this.originalLength = Math.max(capturedLength, originalLength);
    this.linkType = linkType;
    this.timestampNanos = timestampNanos;
    clearParsed();
    clearMetadata(timestampNanos);
  }

  /**
   * Continues the same packet in another buffer that holds the same number of bytes with the same
   * layout; what the parser found stays valid.
   */
  @HotPath
  public void rebase(long newAddress) {
    if (PacketMemory.CHECKED) {
      PacketMemory.allow(this, newAddress, capturedLength);
    }
    address = newAddress;
  }

  /**
   * Continues the same packet in another buffer with another layout: to be parsed again. Metadata
   * stays.
   */
  @HotPath
  public void moveTo(long newAddress, int newCapturedLength, int newOriginalLength) {
    address = newAddress;
    capturedLength = newCapturedLength;
    originalLength = newOriginalLength;
    clearParsed();
    rebase(newAddress);
  }

  /** Makes the bytes writable, which may move them; false where nobody can. */
  @HotPath
  public boolean makeWritable() {
    PacketCopier who = copier();
    if (who == null) {
      return false;
    }
    who.makeWritable(this);
    return true;
  }

  private void clearParsed() {
    frameView = false;
    linkLength = 0;
    linkHeader = false;
    vlanTags = 0;
    hiddenTags = 0;
    tagTypeReplaced = false;
    vlanTci = 0;
    etherType = 0;
    linkInterfaceIndex = 0;
    nfproto = NFPROTO_NONE;
    networkOffset = 0;
    networkLength = originalLength;
    capturedEnd = capturedLength;
    clearTransport();
    malformed = Malformed.NONE;
  }

  void clearTransport() {
    hasTransport = false;
    transportOffset = 0;
    pushedLinkBytes = 0;
    l4protocol = 0;
    fragmentOffset = 0;
    fragment = false;
  }

  // ---- filled by PacketParser ----

  void setLink(int length, boolean ethernet, int type) {
    linkLength = length;
    linkHeader = ethernet;
    etherType = type;
  }

  void addVlanTag(int tci, boolean hidden) {
    vlanTags++;
    vlanTci = tci;
    hiddenTags += hidden ? 1 : 0;
  }

  void setTagTypeReplaced(boolean value) {
    tagTypeReplaced = value;
  }

  void setLinkInterfaceIndex(int index) {
    linkInterfaceIndex = index;
  }

  void setNetwork(int protocolFamily, int offset, int length) {
    nfproto = protocolFamily;
    networkOffset = offset;
    networkLength = length;
    capturedEnd = Math.min(capturedLength, offset + length);
  }

  /** Whether the packet is seen as ingress and bridge hooks do ({@link FrameParser}). */
  boolean isFrameView() {
    return frameView;
  }

  /** Ends the packet where the frame ends. */
  void untrim() {
    frameView = true;
    networkLength = originalLength - networkOffset;
    capturedEnd = capturedLength;
  }

  void setTransport(int protocol, int offset) {
    hasTransport = true;
    l4protocol = protocol;
    transportOffset = offset;
  }

  void setFragment(int offsetUnits) {
    fragment = true;
    fragmentOffset = offsetUnits;
  }

  void setMalformed(Malformed reason) {
    malformed = reason;
  }

  // ---- the frame ----

  /** Native address of the frame's first byte. */
  public long address() {
    return address;
  }

  /** Bytes present at {@link #address()}. */
  public int capturedLength() {
    return capturedLength;
  }

  /** Bytes the frame had on the wire. */
  public int originalLength() {
    return originalLength;
  }

  /** Link type of the capture, see {@link LinkType}. */
  public int linkType() {
    return linkType;
  }

  /** Capture time in nanoseconds since 1970. */
  public long timestampNanos() {
    return timestampNanos;
  }

  /** Length of everything before the network header, tags included. */
  public int linkLength() {
    return linkLength;
  }

  /**
   * Whether {@code ether ...} and {@code @ll} loads can succeed: an Ethernet header starts at
   * offset 0.
   */
  public boolean hasLinkHeader() {
    return linkHeader;
  }

  /**
   * Hides or shows the link header: locally generated packets have none at output and postrouting.
   */
  public void setLinkHeader(boolean visible) {
    linkHeader = visible;
  }

  /** {@code meta protocol}: the EtherType after at most one tag. */
  public int etherType() {
    return etherType;
  }

  /** Number of VLAN tags stepped over. */
  public int vlanTags() {
    return vlanTags;
  }

  /**
   * Number of VLAN tags that loads from the link layer leave out: the IP hooks see frames whose tag
   * was taken off for good, while at ingress and in a bridge loads put it back where it was.
   */
  public int hiddenTags() {
    return hiddenTags;
  }

  /**
   * Whether the length field behind a visible tag reads as {@link #etherType()}: the kernel keeps
   * no length, and puts into the tag what it made of it.
   */
  public boolean isTagTypeReplaced() {
    return tagTypeReplaced;
  }

  /** Tag control information of the last tag stepped over. */
  public int vlanTci() {
    return vlanTci;
  }

  /** Interface index an SLL2 header names, else 0. */
  public int linkInterfaceIndex() {
    return linkInterfaceIndex;
  }

  // ---- the packet ----

  /** {@link #NFPROTO_IPV4}, {@link #NFPROTO_IPV6}, {@link #NFPROTO_ARP} or 0. */
  public int nfproto() {
    return nfproto;
  }

  /** Offset of the network header from the frame's start. */
  public int networkOffset() {
    return networkOffset;
  }

  /**
   * {@code skb->len} at an IP hook, from the network header on: {@code meta length}, counter bytes.
   */
  public int networkLength() {
    return networkLength;
  }

  /**
   * Counts so many bytes in front of the network header as part of {@link #networkLength()}, as the
   * kernel does at egress, where the link header is on; negative takes them off again.
   */
  @HotPath
  public void pushLinkHeader(int bytes) {
    networkLength += bytes;
    pushedLinkBytes += bytes;
    if (hasTransport && transportOffset <= 0) {
      // KERNEL: the transport offset 0 of a later IPv6 fragment counts from the link header then.
      transportOffset = -pushedLinkBytes;
    }
  }

  /** How many bytes of link header count as part of the packet now. */
  @HotPath
  public int pushedLinkBytes() {
    return pushedLinkBytes;
  }

  /** Offset (from the frame's start) behind the last byte that can be loaded. */
  public int capturedEnd() {
    return capturedEnd;
  }

  /**
   * nft's NFT_PKTINFO_L4PROTO: {@link #l4protocol()} and {@link #transportOffset()} mean something.
   */
  public boolean hasTransport() {
    return hasTransport;
  }

  /**
   * nft's thoff: transport header, counted from the network header; 0 on non-first IPv6 fragments.
   */
  public int transportOffset() {
    return transportOffset;
  }

  /** {@code meta l4proto}; only if {@link #hasTransport()}. */
  public int l4protocol() {
    return l4protocol;
  }

  /**
   * nft's fragoff: not 0 on every fragment but the first. IPv4 counts units of 8 bytes, IPv6 bytes.
   */
  public int fragmentOffset() {
    return fragmentOffset;
  }

  /** Whether the packet is one fragment of several, the first included. */
  public boolean isFragment() {
    return fragment;
  }

  /** Why parsing stopped early, {@link Malformed#NONE} if it did not. */
  public Malformed malformed() {
    return malformed;
  }

  // ---- loads ----

  /**
   * Whether these bytes, offset from the frame's start, are inside the packet and were captured.
   */
  @HotPath
  public boolean canLoad(int offset, int length) {
    return offset >= 0 && offset <= capturedEnd - length;
  }

  /** Whether these bytes are inside the packet as it was on the wire, captured or not. */
  @HotPath
  public boolean inOriginal(int offset, int length) {
    return offset >= 0 && offset <= networkOffset + networkLength - pushedLinkBytes - length;
  }

  /**
   * As {@link #canLoad}; a refusal that is the capture's fault is counted in {@link
   * #snappedLoads()}.
   */
  @HotPath
  public boolean isLoadable(int offset, int length) {
    if (canLoad(offset, length)) {
      return true;
    }
    if (inOriginal(offset, length)) {
      snappedLoads++;
    }
    return false;
  }

  /** Loads refused because the capture was cut, over all packets this object ever showed. */
  public long snappedLoads() {
    return snappedLoads;
  }

  /** One byte at an offset that {@link #canLoad}. */
  @HotPath
  public int u8(int offset) {
    return PacketMemory.u8(address + offset);
  }

  /** Two bytes, network order. */
  @HotPath
  public int u16(int offset) {
    return PacketMemory.u16(address + offset);
  }

  /** Four bytes, network order. */
  @HotPath
  public int i32(int offset) {
    return PacketMemory.i32(address + offset);
  }

  /** Eight bytes, network order. */
  @HotPath
  public long i64(int offset) {
    return PacketMemory.i64(address + offset);
  }
}

package dev.weir.core.packet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A network interface as rules see it: name, index, hardware type.
 *
 * <p>Example: {@code new Device("eth0", 2, Device.ARPHRD_ETHER)}.
 *
 * <p><i>Meaning:</i> {@code iif} compares {@link #index()}, {@code iifname} the 16 bytes of the
 * name padded with zeros, which are kept here as two big-endian words so that nothing is copied per
 * packet. {@link #NONE} is "no device at this hook": name "", index 0, and {@code iiftype} BREAKs.
 *
 * <p>Names longer than {@link #MAX_NAME_LENGTH} bytes are cut, as no such name exists.
 *
 * <p>Source: net/netfilter/nft_meta.c (nft_meta_store_ifname), include/uapi/linux/if_arp.h.
 */
public final class Device {
  /** Longest name, without the final zero byte (IFNAMSIZ - 1). */
  public static final int MAX_NAME_LENGTH = 15;

  /** Hardware type of Ethernet devices. */
  public static final int ARPHRD_ETHER = 1;

  /** Hardware type of devices without a link header (tun). */
  public static final int ARPHRD_NONE = 0xfffe;

  /** Hardware type of the loopback device. */
  public static final int ARPHRD_LOOPBACK = 772;

  /** Value of {@link #linkAddress()} where nobody told it. */
  public static final long NO_ADDRESS = -1;

  /** No device at this hook. */
  public static final Device NONE = new Device("", 0, 0);

  /** There is a device, but nobody told its name: name "", index 0; an Ethernet device. */
  public static final Device UNKNOWN = new Device("", 0, ARPHRD_ETHER);

  private final String name;
  private final int index;
  private final int type;
  private final long nameHigh;
  private final long nameLow;
  private final long linkAddress;
  private final @Nullable Device master;
  private final int group;
  private final String kind;
  private final long kindHigh;
  private final long kindLow;

  /** A device of which no more is known. */
  public Device(String name, int index, int type) {
    this(name, index, type, NO_ADDRESS, null, 0, "");
  }

  private Device(
      String name,
      int index,
      int type,
      long linkAddress,
      @Nullable Device master,
      int group,
      String kind) {
    this.name = name;
    this.index = index;
    this.type = type;
    this.linkAddress = linkAddress;
    this.master = master;
    this.group = group;
    this.kind = kind;
    byte[] kindBytes = kind.getBytes(StandardCharsets.UTF_8);
    this.kindHigh = word(kindBytes, 0);
    this.kindLow = word(kindBytes, 8);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    this.nameHigh = word(bytes, 0);
    this.nameLow = word(bytes, 8);
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = from; i < from + 8; i++) {
      int octet = i < bytes.length && i < MAX_NAME_LENGTH ? bytes[i] & 0xff : 0;
      word = word << 8 | octet;
    }
    return word;
  }

  /** The same device with an Ethernet address, its 48 bits. */
  public Device withLinkAddress(long address) {
    return new Device(name, index, type, address, master, group, kind);
  }

  /** The same device as a port of a bridge. */
  public Device withMaster(Device bridge) {
    return new Device(name, index, type, linkAddress, bridge, group, kind);
  }

  /** The same device in a group ({@code ip link set group}). */
  public Device withGroup(int number) {
    return new Device(name, index, type, linkAddress, master, number, kind);
  }

  /** The same device as one of a kind ({@code veth}), "" where its driver names none. */
  public Device withKind(String word) {
    return new Device(name, index, type, linkAddress, master, group, word);
  }

  /** The group it is in, 0 by default. */
  public int group() {
    return group;
  }

  /** Whether its driver says what kind of link it is. */
  public boolean hasKind() {
    return !kind.isEmpty();
  }

  /** Bytes 0-7 of the zero-padded kind. */
  public long kindHigh() {
    return kindHigh;
  }

  /** Bytes 8-15 of the zero-padded kind. */
  public long kindLow() {
    return kindLow;
  }

  /** Its Ethernet address, or {@link #NO_ADDRESS}. */
  public long linkAddress() {
    return linkAddress;
  }

  /** The bridge it is a port of, {@link #NONE} if it is not known to be one. */
  public Device master() {
    return master == null ? NONE : master;
  }

  /** The name, "" if there is no device or its name is unknown. */
  public String name() {
    return name;
  }

  /** The interface index, 0 if there is no device. */
  public int index() {
    return index;
  }

  /** The ARPHRD hardware type; meaningless if {@link #isNone()}. */
  public int type() {
    return type;
  }

  /** Bytes 0-7 of the zero-padded name, first byte most significant. */
  public long nameHigh() {
    return nameHigh;
  }

  /** Bytes 8-15 of the zero-padded name. */
  public long nameLow() {
    return nameLow;
  }

  /** Whether the hook has no such device at all. */
  public boolean isNone() {
    return index == 0 && type == 0;
  }

  /** Whether there is a device whose name nobody told. */
  public boolean isUnknown() {
    return index == 0 && type != 0;
  }

  @Override
  public String toString() {
    return index == 0 ? (isNone() ? "(no device)" : "(unknown device)") : name + "#" + index;
  }
}

package dev.weir.nft.vm;

/**
 * Where nft begins a new netlink message among a set's elements.
 *
 * <p>A list of elements may take 65,535 bytes; the element that does not fit begins the next
 * message. nft 1.0.6 lists it twice, because it notes each element for the listing before it sees
 * whether it fits. Large sets show it: {@code weir compile} repeats those elements to print the
 * same.
 *
 * <p>Source: the netlink attribute layout of include/uapi/linux/netfilter/nf_tables.h (enum
 * nft_set_elem_attributes); seen with nft 1.0.6 on sets of 10,000 elements.
 */
final class ElementMessages {
  private static final int MAX_LIST_BYTES = 0xffff;
  private static final int HEADER = 4;

  private final VmSet set;
  private int listBytes = HEADER;

  ElementMessages(VmSet set) {
    this.set = set;
  }

  /** Whether the next element does not fit into the message begun. */
  boolean beginsMessage(int element) {
    int bytes = attributeBytes(element);
    boolean fits = listBytes + bytes <= MAX_LIST_BYTES;
    listBytes = fits ? listBytes + bytes : HEADER + bytes;
    return !fits;
  }

  private int attributeBytes(int element) {
    boolean endMark = set.elements().isEndMark(element);
    int value = 2 * HEADER + 4 * set.keyWords();
    int bytes = HEADER + (set.hasKeyEnds() ? 2 * value : value);
    if (endMark) {
      bytes += HEADER + 4;
    } else if (set.isMap()) {
      bytes += set.shape().verdicts() ? verdictBytes(set.verdict(element)) : dataBytes();
    }
    int userdata = set.userdata(element).length;
    return userdata == 0 ? bytes : bytes + HEADER + aligned(userdata);
  }

  private int dataBytes() {
    return 2 * HEADER + 4 * set.dataWords();
  }

  private static int verdictBytes(VmVerdict verdict) {
    int code = 2 * HEADER + HEADER + 4;
    return verdict.hasChain() ? code + HEADER + aligned(verdict.chain().length() + 1) : code;
  }

  private static int aligned(int bytes) {
    return (bytes + 3) & ~3;
  }
}

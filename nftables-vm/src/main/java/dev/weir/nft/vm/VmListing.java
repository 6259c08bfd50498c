package dev.weir.nft.vm;

import dev.weir.core.set.SetElements;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Prints programs as {@code nft -c --debug=netlink -f} does.
 *
 * <pre>{@code
 * ip filter input
 *   [ payload load 4b @ network header + 12 => reg 1 ]
 *   [ lookup reg 1 set blocked ]
 *   [ immediate reg 0 drop ]
 *
 * }</pre>
 *
 * <p>Table by table: first the named sets with their elements, then the rules, each after the
 * anonymous sets it uses. Header lines of sets follow nft's but carry no set id; tables and chains
 * have no lines.
 *
 * <p>Source: libnftnl's text form of rules and set elements, as nft 1.0.6 prints it.
 */
public final class VmListing {
  private final StringBuilder out = new StringBuilder();
  private final Map<Integer, VmChain> owned = new HashMap<>();

  private VmListing() {}

  /** The listing of a whole program. */
  public static String print(VmProgram program) {
    VmListing listing = new VmListing();
    for (VmTable table : program.tables()) {
      for (VmSet set : table.sets()) {
        listing.set(table.name(), set);
      }
      for (VmChain chain : table.chains()) {
        if (chain.isAnonymous()) {
          listing.owned.put(chain.index(), chain);
        }
      }
      for (VmChain chain : table.chains()) {
        if (chain.isAnonymous()) {
          continue; // its rules come before the rule it belongs to
        }
        for (VmRule rule : chain.rules()) {
          listing.rule(chain, rule);
        }
      }
    }
    return listing.out.toString();
  }

  /** The listing of one rule, with the anonymous sets it uses. */
  public static String print(VmChain chain, VmRule rule) {
    VmListing listing = new VmListing();
    listing.rule(chain, rule);
    return listing.out.toString();
  }

  private void rule(VmChain chain, VmRule rule) {
    Set<VmSet> anonymous = new LinkedHashSet<>();
    for (Op op : rule.ops()) {
      VmSet set = op.set();
      if (set != null && set.isAnonymous()) {
        anonymous.add(set);
      }
    }
    for (VmSet set : anonymous) {
      set(chain.table(), set);
    }
    for (Op op : rule.ops()) {
      VmChain own = owned.get(op.ownChain());
      if (own != null) {
        own.rules().forEach(inner -> rule(own, inner));
      }
    }
    out.append(chain.family().word()).append(' ').append(chain.table());
    out.append(chain.isAnonymous() ? "" : " " + chain.name()).append('\n');
    for (Op op : rule.ops()) {
      if (op.isListed()) {
        out.append("  ").append(op.dump()).append('\n');
      }
    }
    if (!rule.comment().isEmpty()) {
      userdata(commentAttribute(rule.comment()));
    }
    out.append('\n'); // ends the comment's line, or else makes an empty one
  }

  /** A comment as nft hangs it on rules: type 0, length, text, zero byte. */
  private static byte[] commentAttribute(String comment) {
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    byte[] attribute = new byte[text.length + 3];
    attribute[1] = (byte) (text.length + 1);
    System.arraycopy(text, 0, attribute, 2, text.length);
    return attribute;
  }

  private void set(String table, VmSet set) {
    String name = set.name() + ' ' + table + ' ';
    out.append(name).append(Integer.toHexString(set.shape().flags()));
    if (set.isAnonymous()) {
      out.append(" size ").append(set.elements().size());
    }
    out.append('\n');
    if (set.elements().size() == 0) {
      return;
    }
    out.append(name).append("0\n");
    ElementMessages messages = new ElementMessages(set);
    for (int element = 0; element < set.elements().size(); element++) {
      if (messages.beginsMessage(element)) {
        element(set, element); // nft lists it twice, see ElementMessages
      }
      element(set, element);
    }
    out.append('\n');
  }

  private void element(VmSet set, int element) {
    SetElements elements = set.elements();
    out.append("\telement ");
    boolean catchAll = elements.isCatchAll(element);
    for (int word = 0; word < elements.keyWords() && !catchAll; word++) {
      word(elements.key(element, word));
    }
    if (set.hasKeyEnds() && !catchAll) {
      out.append(" - ");
      for (int word = 0; word < elements.keyWords(); word++) {
        word(elements.end(element, word));
      }
    }
    out.append(" : ");
    boolean endMark = elements.isEndMark(element);
    if (set.isMap() && !endMark) {
      data(set, element);
    }
    out.append(endMark ? 1 : catchAll ? 2 : 0).append(" [end]");
    userdata(set.userdata(element));
  }

  private void data(VmSet set, int element) {
    if (set.shape().verdicts()) {
      out.append(set.verdict(element).dump()).append(' ');
      return;
    }
    for (int word = 0; word < set.dataWords(); word++) {
      word(set.elements().data(element, word));
    }
  }

  private void word(int word) {
    RegisterBytes.appendHex(out, word);
    out.append(' ');
  }

  private void userdata(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    out.append("  userdata = { ");
    for (byte octet : bytes) {
      if (octet >= 0x20 && octet < 0x7f) {
        out.append((char) octet);
      } else {
        out.append("\\x");
        out.append(Character.forDigit(octet >> 4 & 0xf, 16));
        out.append(Character.forDigit(octet & 0xf, 16));
      }
    }
    out.append(" }");
  }
}

package dev.weir.nft.corpus;

import dev.weir.core.hook.Family;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ExtensionHeaders;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes lines from rows: every selector, in every family, compared in every way.
 *
 * <p>{@code tcp dport} becomes {@code tcp dport 80}, {@code != 80}, {@code < 1024}, {@code
 * 80-1024}, <code>{ 22, 1024 }</code>, {@code @s}, a map and a concatenation.
 */
final class CorpusGenerator {
  private CorpusGenerator() {}

  /**
   * A selector and the type of its values.
   *
   * @param before what a rule must say before it can use the selector; ends with a space
   */
  record Selector(String before, String text, DataType type, int bits) {
    Selector(String text, DataType type, int bits) {
      this("", text, type, bits);
    }
  }

  /** Every selector weir has a row for. */
  static List<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    for (ProtoDesc desc : Protocols.all()) {
      for (ProtoField field : desc.fields()) {
        selectors.add(
            new Selector(desc.name() + " " + field.name(), field.type(), field.lengthBits()));
      }
    }
    for (ExtensionHeaderField field : ExtensionHeaders.all()) {
      selectors.add(new Selector(text(field), field.type(), field.lengthBits()));
    }
    selectors.add(new Selector("srh sid[1]", DataTypes.IPV6_ADDR, 128));
    selectors.add(new Selector("@th,16,16", DataTypes.INTEGER, 16));
    selectors.add(new Selector("@nh,64,8", DataTypes.INTEGER, 8));
    selectors.add(new Selector("@ll,48,48", DataTypes.INTEGER, 48));
    metaTypes()
        .forEach((key, type) -> {
          boolean bare =
              key == MetaKey.IIF
                  || key == MetaKey.OIF
                  || key == MetaKey.IIFNAME
                  || key == MetaKey.OIFNAME;
          selectors.add(
              new Selector((bare ? "" : "meta ") + key.word(), type, 8 * key.lengthBytes()));
        });
    for (CtKey key : CtKey.values()) {
      if (key.isReadable() && key != CtKey.LABEL && key != CtKey.SECMARK) { // see ctset.t
        connections(selectors, key);
      }
    }
    return selectors;
  }

  private static void connections(List<Selector> selectors, CtKey key) {
    DataType type =
        switch (key) {
          case STATE -> DataTypes.CT_STATE;
          case DIRECTION -> DataTypes.CT_DIR;
          case STATUS -> DataTypes.CT_STATUS;
          case MARK -> DataTypes.MARK;
          case EXPIRATION -> DataTypes.RELATIVE_TIME;
          case HELPER -> DataTypes.STRING;
          case L3PROTO -> DataTypes.NF_PROTO;
          case PROTOCOL -> DataTypes.INET_PROTO;
          case SRC_IP, DST_IP -> DataTypes.IPV4_ADDR;
          case SRC_IP6, DST_IP6 -> DataTypes.IPV6_ADDR;
          case PROTO_SRC, PROTO_DST -> DataTypes.INET_SERVICE;
          default -> DataTypes.INTEGER;
        };
    if (key == CtKey.SRC || key == CtKey.DST) {
      selectors.add(
          new Selector("ip ttl 5 ", "ct original " + key.word(), DataTypes.IPV4_ADDR, 32));
      selectors.add(
          new Selector("ip6 hoplimit 5 ", "ct reply " + key.word(), DataTypes.IPV6_ADDR, 128));
      return;
    }
    boolean port = type.equals(DataTypes.INET_SERVICE);
    String before = port ? "meta l4proto tcp " : "";
    int bits = 8 * key.lengthBytes();
    if (!key.needsDirection()) {
      selectors.add(new Selector(before, "ct " + key.word(), type, bits));
    }
    if (key.takesDirection()) {
      selectors.add(new Selector(before, "ct original " + key.word(), type, bits));
      selectors.add(new Selector(before, "ct reply " + key.word(), type, bits));
    }
  }

  private static String text(ExtensionHeaderField field) {
    String head =
        switch (field.kind()) {
          case IPV6_EXTENSION_HEADER -> field.isPresence() ? "exthdr " : "";
          case TCP_OPTION -> "tcp option ";
          case IPV4_OPTION -> "ip option ";
          case SCTP_CHUNK -> "sctp chunk ";
        };
    return (head + field.header() + " " + field.name()).strip();
  }

  /** The readable keys and the types of their values, but those the tests' kernel does not have. */
  static Map<MetaKey, DataType> metaTypes() {
    Map<MetaKey, DataType> types = new LinkedHashMap<>();
    for (MetaKey key : MetaKey.values()) {
      if (key.isReadable()
          && key != MetaKey.SECMARK
          && key != MetaKey.BRI_IIFNAME
          && key != MetaKey.BRI_OIFNAME
          && key != MetaKey.BRI_IIFPVID
          && key != MetaKey.BRI_IIFVPROTO) {
        types.put(
            key,
            switch (key) {
              case PROTOCOL -> DataTypes.ETHER_TYPE;
              case PRIORITY -> DataTypes.CLASSID;
              case MARK -> DataTypes.MARK;
              case IIF, OIF -> DataTypes.IFACE_INDEX;
              case IIFNAME, OIFNAME -> DataTypes.IFNAME;
              case IIFTYPE, OIFTYPE -> DataTypes.IFACE_TYPE;
              case NFPROTO -> DataTypes.NF_PROTO;
              case L4PROTO -> DataTypes.INET_PROTO;
              case PKTTYPE -> DataTypes.PKT_TYPE;
              case SKUID -> DataTypes.UID;
              case SKGID -> DataTypes.GID;
              case RTCLASSID -> DataTypes.REALM;
              case IIFGROUP, OIFGROUP -> DataTypes.DEVGROUP;
              case SECPATH -> DataTypes.BOOLEAN;
              case IIFKIND, OIFKIND, SDIFNAME -> DataTypes.IFNAME;
              case SDIF -> DataTypes.IFACE_INDEX;
              case TIME -> DataTypes.TIME;
              case DAY -> DataTypes.DAY;
              case HOUR -> DataTypes.HOUR;
              default -> DataTypes.INTEGER;
            });
      }
    }
    return types;
  }

  static List<CorpusLine> lines() {
    List<CorpusLine> lines = new ArrayList<>();
    for (Family family : Family.values()) {
      for (Selector selector : selectors()) {
        // chunks are the same everywhere: no header is asked for
        if (family == Family.INET || !selector.text().startsWith("sctp chunk ")) {
          lines(lines, family, selector);
        }
      }
    }
    return lines;
  }

  private static void lines(List<CorpusLine> lines, Family family, Selector selector) {
    String name = selector.before() + selector.text();
    List<String> v = SampleValues.of(selector.type(), selector.bits());
    add(lines, family, "", name + " " + v.get(1));
    add(lines, family, "", name + " != " + v.get(1));
    if (selector.bits() == 8 && selector.type().equals(DataTypes.BOOLEAN)) {
      presence(lines, family, name);
      return;
    }
    add(lines, family, "", name + " < " + v.get(2));
    add(lines, family, "", name + " " + v.get(1) + "-" + v.get(3));
    add(lines, family, "", name + " { " + v.get(0) + ", " + v.get(2) + " } accept");
    add(lines, family, "", name + " != { " + v.get(1) + "-" + v.get(2) + ", " + v.get(3) + " }");
    add(
        lines,
        family,
        "set typeof " + selector.text() + "; elements = { " + v.get(0) + ", " + v.get(1) + " };",
        name + " @s counter");
    add(
        lines,
        family,
        "",
        selector.before()
            + "meta mark set "
            + selector.text()
            + " map { "
            + v.get(0)
            + " : 1, "
            + v.get(1)
            + " : 2 }");
    add(
        lines,
        family,
        "",
        name + " . meta mark { " + v.get(0) + " . 1, " + v.get(1) + " . 2 } drop");
  }

  /** Whether a header is there: no order, no ranges, no types for sets. */
  private static void presence(List<CorpusLine> lines, Family family, String name) {
    add(lines, family, "", name + " missing");
    add(lines, family, "", name + " 1");
    add(lines, family, "", name + " { missing, exists } accept");
    add(lines, family, "", name + " vmap { missing : drop, exists : accept }");
    add(lines, family, "", name + " . meta mark { missing . 1, exists . 2 } drop");
  }

  private static void add(List<CorpusLine> lines, Family family, String set, String rule) {
    lines.add(new CorpusLine(family, set, rule));
  }
}

package dev.weir.nft.op;

import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.ObjectKind;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmSet;
import dev.weir.nft.vm.VmVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a listing back into ops, so that what the real nft compiled can run here.
 *
 * <p>Example: {@code parser.parse("[ cmp eq reg 1 0x00001600 ]")}.
 *
 * <p>Listings give constants in whole words; a comparison of three bytes comes back as one of four.
 * Lengths that only nft knows (prefix comparisons of names) are lost so; everything else runs the
 * same.
 */
public final class OpParser {
  private static final Pattern LOG =
      Pattern.compile(
          "log (?:prefix (.*?) )?(?:group (\\d+) snaplen (\\d+) qthreshold (\\d+) )?"
              + "(?:level (\\d+) )?((?:(?:tcpseq|tcpopt|ipopt|uid|macdecode) )*)");

  private final Function<String, @Nullable VmSet> sets;
  private final ToIntFunction<String> chains;
  private int counterSlots;

  /**
   * A parser for one program.
   *
   * @param sets sets by name
   * @param chains indexes of chains by name
   * @param firstSlot slot of the first counter; each further one takes the next
   */
  public OpParser(
      Function<String, @Nullable VmSet> sets, ToIntFunction<String> chains, int firstSlot) {
    this.sets = sets;
    this.chains = chains;
    this.counterSlots = firstSlot;
  }

  /** The op of a line {@code [ ... ]}; null if weir has no such op. */
  public @Nullable Op parse(String line) {
    String body = line.strip();
    if (!body.startsWith("[ ") || !body.endsWith("]")) {
      return null;
    }
    body = body.substring(2, body.length() - 1);
    List<String> words = Arrays.asList(body.strip().split(" +"));
    return switch (words.getFirst()) {
      case "payload" -> payload(words);
      case "meta" -> meta(words);
      case "ct" -> connection(words);
      case "limit" -> limit(words);
      case "quota" ->
          new QuotaOp(
              Long.parseLong(words.get(2)), Long.parseLong(words.get(4)), words.get(6).equals("1"));
      case "connlimit" -> new ConnLimitOp(Long.parseLong(words.get(2)), words.get(4).equals("1"));
      case "last" -> new LastOp(words.get(1).equals("never") ? -1 : Long.parseLong(words.get(1)));
      case "notrack" -> new NotrackOp();
      case "fib" -> SpecialOpParser.fib(words);
      case "objref" -> objref(words);
      case "cmp" -> cmp(words);
      case "bitwise" -> bitwise(words);
      case "byteorder" -> byteorder(words);
      case "immediate" -> immediate(words);
      case "range" -> range(words);
      case "lookup" -> lookup(words);
      case "dynset" -> dynset(body);
      case "exthdr" -> exthdr(words);
      case "socket", "osf", "rt", "xfrm", "numgen", "hash" -> SpecialOpParser.parse(words);
      case "counter" -> counter(words);
      case "nat" ->
          new NatOp(
              words.get(1).equals("snat"),
              Objects.requireNonNull(Family.ofWord(words.get(2))),
              nat(words));
      case "masq" -> new MasqueradeOp(nat(words));
      case "redir" -> new RedirectOp(nat(words));
      case "reject" -> new RejectOp(number(words.get(2)), number(words.get(4)));
      case "log" -> log(body);
      case "queue", "dup", "fwd", "tproxy", "synproxy", "flow_offload" -> action(words);
      default -> null;
    };
  }

  private static Op payloadSet(List<String> words) {
    // payload write reg 1 => 2b @ network header + 8 csum_type 1 csum_off 10 csum_flags 0x0
    return new PayloadSetOp(
        PayloadOp.Base.valueOf(words.get(7).toUpperCase(Locale.ROOT)),
        number(words.get(10)),
        number(words.get(5).replace("b", "")),
        register(words.get(3)),
        new PayloadSetOp.Fixup(
            number(words.get(12)), number(words.get(14)), number(words.get(16).substring(2))));
  }

  /** Instructions that hand packets to somebody else. */
  private static Op action(List<String> words) {
    return switch (words.getFirst()) {
      case "queue" -> {
        boolean bypass = words.contains("bypass");
        boolean fanout = words.contains("fanout");
        if (words.get(1).equals("sreg_qnum")) {
          yield QueueOp.chosen(register(words.get(2)), bypass, fanout);
        }
        String[] range = words.get(2).split("-");
        yield QueueOp.of(number(range[0]), number(range[range.length - 1]), bypass, fanout);
      }
      case "dup" -> new DupOp(after(words, "sreg_addr"), 4, after(words, "sreg_dev"));
      case "fwd" -> {
        int nfproto = words.contains("nfproto") ? number(words.getLast()) : 0;
        yield new FwdOp(after(words, "sreg_dev"), after(words, "sreg_addr"), nfproto);
      }
      case "tproxy" -> {
        int nfproto = words.contains("ip") ? 2 : words.contains("ip6") ? 10 : 0;
        int address = words.contains("addr") ? register(words.get(words.indexOf("addr") + 2)) : -1;
        int port = words.contains("port") ? register(words.get(words.indexOf("port") + 2)) : -1;
        yield new TproxyOp(nfproto, address, nfproto == 10 ? 16 : 4, port);
      }
      case "synproxy" -> new SynproxyOp(number(words.get(2)), number(words.get(4)));
      default -> new FlowOffloadOp(words.get(2));
    };
  }

  private static int after(List<String> words, String name) {
    return words.contains(name) ? register(words.get(words.indexOf(name) + 1)) : ActionOp.ABSENT;
  }

  private static @Nullable Op payload(List<String> words) {
    // payload load 4b @ network header + 12 => reg 1
    if (words.get(1).equals("write") && !words.get(7).equals("inner")) {
      return payloadSet(words);
    }
    if (!words.get(1).equals("load")) {
      return null;
    }
    return new PayloadOp(
        PayloadOp.Base.valueOf(words.get(4).toUpperCase(Locale.ROOT)),
        number(words.get(7)),
        number(words.get(2).replace("b", "")),
        register(words.get(10)));
  }

  private static @Nullable Op meta(List<String> words) {
    boolean load = words.get(1).equals("load");
    for (MetaKey key : MetaKey.values()) {
      if (key.listingName().equals(words.get(2))) {
        if (load) {
          return key.isReadable() ? new MetaOp(key, register(words.getLast())) : null;
        }
        return key.isSettable() ? new MetaSetOp(key, register(words.getLast())) : null;
      }
    }
    return null;
  }

  private static NatRegisters nat(List<String> words) {
    int flags = words.indexOf("flags");
    return new NatRegisters(
        place(words, "addr_min"),
        place(words, "addr_max"),
        place(words, "proto_min"),
        place(words, "proto_max"),
        flags < 0 ? 0 : Integer.decode(words.get(flags + 1)));
  }

  private static int place(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? NatRegisters.ABSENT : register(words.get(at + 2));
  }

  private static @Nullable Op connection(List<String> words) {
    // ct load src_ip => reg 1 , dir original        ct set mark with reg 1
    Direction direction = Direction.BOTH;
    if (words.contains("dir")) {
      direction = words.getLast().equals("reply") ? Direction.REPLY : Direction.ORIGINAL;
    }
    for (CtKey key : CtKey.values()) {
      if (key.listingName().equals(words.get(2))) {
        int register = register(words.get(5));
        if (words.get(1).equals("load")) {
          return key.isReadable() ? new CtOp(key, direction, key.lengthBytes(), register) : null;
        }
        return key.isSettable() ? new CtSetOp(key, direction, register) : null;
      }
    }
    return null;
  }

  /** A reference to an object that does nothing but count. */
  private @Nullable Op objref(List<String> words) {
    // objref type 1 name c        objref sreg 1 set m
    if (words.get(1).equals("sreg")) {
      VmSet set = sets.apply(words.get(4));
      return set == null
          ? null
          : new ObjrefMapOp(set, register(words.get(2)), List.of(object(ObjectKind.COUNTER, "?")));
    }
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind.number() == number(words.get(2))) {
        return new ObjrefOp(object(kind, words.getLast()));
      }
    }
    return null;
  }

  private static VmObject object(ObjectKind kind, String name) {
    return new VmObject(kind, name, 0, new HeldCounterOp(0, 0));
  }

  private static Op limit(List<String> words) {
    // limit rate 10/second burst 5 type packets flags 0x0
    String[] rate = words.get(2).split("/", 2);
    long unit = 1;
    for (long seconds : new long[] {60, 3_600, 86_400, 604_800}) {
      unit = TokenRate.unitWord(seconds).equals(rate[1]) ? seconds : unit;
    }
    return new LimitOp(
        new TokenRate(
            Long.parseUnsignedLong(rate[0]),
            unit,
            Long.parseLong(words.get(4)),
            words.get(6).equals("bytes")),
        words.get(8).equals("0x1"));
  }

  private static Op cmp(List<String> words) {
    return new CmpOp(
        CmpOp.Relation.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
        register(words.get(3)),
        data(words.subList(4, words.size())));
  }

  private static Op bitwise(List<String> words) {
    // bitwise reg 1 = ( reg 1 & MASK ) ^ XOR        bitwise reg 1 = ( reg 1 << BITS )
    int dreg = register(words.get(2));
    int sreg = register(words.get(6));
    String operator = words.get(7);
    int close = words.indexOf(")");
    byte[] operand = data(words.subList(8, close));
    if (!operator.equals("&")) {
      return new ShiftOp(operator.equals("<<"), sreg, dreg, 4, operand[0]);
    }
    return new BitwiseOp(sreg, dreg, operand, data(words.subList(close + 2, words.size())));
  }

  private static Op byteorder(List<String> words) {
    // byteorder reg 1 = hton(reg 1, 4, 4)
    return new ByteorderOp(
        words.get(4).startsWith("hton"),
        register(words.get(5).replace(",", "")),
        register(words.get(2)),
        number(words.get(7).replace(")", "")),
        number(words.get(6).replace(",", "")));
  }

  private Op immediate(List<String> words) {
    if (!words.get(2).equals("0")) {
      return new ImmediateOp(register(words.get(2)), data(words.subList(3, words.size())));
    }
    if (words.size() == 4 && (words.contains("jump") || words.contains("goto"))) {
      return new OwnChainOp(words.contains("goto"), 7);
    }
    return new VerdictOp(
        switch (words.get(3)) {
          case "accept" -> VmVerdict.ACCEPT;
          case "drop" -> VmVerdict.DROP;
          case "return" -> VmVerdict.RETURN;
          case "jump" -> VmVerdict.jump(words.get(5), chains.applyAsInt(words.get(5)));
          case "goto" -> VmVerdict.goTo(words.get(5), chains.applyAsInt(words.get(5)));
          default -> VmVerdict.CONTINUE;
        });
  }

  private static Op range(List<String> words) {
    int middle = (4 + words.size()) / 2;
    return new RangeOp(
        words.get(1).equals("neq"),
        register(words.get(3)),
        data(words.subList(4, middle)),
        data(words.subList(middle, words.size())));
  }

  private @Nullable Op dynset(String body) {
    String[] parts = body.strip().split(" expr ");
    List<String> words = Arrays.asList(parts[0].split(" +"));
    VmSet set = sets.apply(words.get(5));
    if (set == null) {
      return null;
    }
    int data = words.indexOf("sreg_data");
    int timeout = words.indexOf("timeout");
    List<StatefulOp> states = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Op op = parse(parts[i]);
      if (op instanceof CounterOp counter) {
        states.add(new HeldCounterOp(counter.initialPackets(), counter.initialBytes()));
      } else if (op instanceof StatefulOp stateful) {
        states.add(stateful);
      }
    }
    return new DynsetOp(
        DynsetOp.Kind.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
        set,
        new DynsetOp.Words(register(words.get(3)), data < 0 ? -1 : register(words.get(data + 1))),
        timeout < 0 ? 0 : Long.parseLong(words.get(timeout + 1).replace("ms", "")),
        states,
        states);
  }

  private @Nullable Op lookup(List<String> words) {
    VmSet set = sets.apply(words.get(4));
    int sreg = register(words.get(2));
    if (set == null) {
      return null;
    }
    int dreg = words.indexOf("dreg");
    if (dreg < 0) {
      return LookupOp.match(set, sreg, words.getLast().equals("0x1"));
    }
    return words.get(dreg + 1).equals("0")
        ? LookupOp.verdictMap(set, sreg)
        : LookupOp.map(set, sreg, register(words.get(dreg + 1)));
  }

  private static @Nullable Op exthdr(List<String> words) {
    // exthdr reset tcpopt 8        exthdr write tcpopt reg 1 => 2b @ 2 + 2
    if (words.get(1).equals("reset")) {
      return new TcpOptionResetOp(number(words.get(3)));
    }
    if (words.get(1).equals("write") && words.get(2).equals("tcpopt")) {
      int length = number(words.get(6).replace("b", ""));
      int kind = number(words.get(8));
      return new TcpOptionSetOp(kind, number(words.get(10)), length, register(words.get(4)));
    }
    // exthdr load ipv6 4b @ 44 + 4 present => reg 1
    if (words.get(1).equals("load") && words.get(3).equals("@")) {
      List<String> named = new ArrayList<>(words);
      named.add(2, "sctp"); // nft has no word for it
      return exthdr(named);
    }
    for (ExthdrOp.Kind kind : ExthdrOp.Kind.values()) {
      if (words.get(1).equals("load")
          && kind.name().toLowerCase(Locale.ROOT).equals(words.get(2))) {
        int type = number(words.get(5));
        int offset = number(words.get(7));
        int length = number(words.get(3).replace("b", ""));
        int dreg = register(words.getLast());
        return words.contains("present")
            ? ExthdrOp.present(kind, type, offset, length, dreg)
            : ExthdrOp.load(kind, type, offset, length, dreg);
      }
    }
    return null;
  }

  private Op counter(List<String> words) {
    return new CounterOp(
        counterSlots++, Long.parseUnsignedLong(words.get(2)), Long.parseUnsignedLong(words.get(4)));
  }

  private static @Nullable Op log(String body) {
    Matcher matcher = LOG.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    String prefix = matcher.group(1);
    String flags = matcher.group(6);
    int bits =
        (flags.contains("tcpseq") ? LogOp.TCP_SEQUENCE : 0)
            | (flags.contains("tcpopt") ? LogOp.TCP_OPTIONS : 0)
            | (flags.contains("ipopt") ? LogOp.IP_OPTIONS : 0)
            | (flags.contains("uid") ? LogOp.SKUID : 0)
            | (flags.contains("macdecode") ? LogOp.ETHER : 0);
    return new LogOp(
        new LogOp.Settings(
            prefix == null ? "" : prefix,
            optional(matcher.group(5), LogOp.UNSET),
            bits,
            optional(matcher.group(2), LogOp.UNSET),
            optional(matcher.group(3), 0),
            optional(matcher.group(4), 0)));
  }

  private static int optional(@Nullable String text, int absent) {
    return text == null ? absent : Integer.parseUnsignedInt(text);
  }

  static int number(String text) {
    return Integer.parseInt(text);
  }

  static int register(String text) {
    return Registers.wordOf(number(text));
  }

  private static byte[] data(List<String> hexWords) {
    List<Byte> bytes = new ArrayList<>();
    for (String hex : hexWords) {
      int word = Integer.parseUnsignedInt(hex.substring(2), 16);
      for (int shift = 0; shift < 32; shift += 8) {
        bytes.add((byte) (word >> shift));
      }
    }
    byte[] data = new byte[bytes.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = bytes.get(i);
    }
    return data;
  }
}

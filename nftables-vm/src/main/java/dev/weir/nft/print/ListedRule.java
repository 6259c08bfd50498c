package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.ast.Stmt.RejectWith;
import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a rule that nft lists.
 *
 * <p>{@code meta l4proto tcp tcp dport 22} is listed as {@code tcp dport 22}: a test of a protocol
 * is dropped when a later selector of that layer implies it, no matter who wrote it. Only the last
 * such test of a layer is dropped, and none beyond a statement with an effect (counter, log, meta
 * set), because it decides whether that statement runs.
 *
 * <p>KERNEL: not the kernel but nft: {@code meta l4proto 200 th dport 22} loses its first test as
 * well, and the listing then means something else than the rule.
 */
public final class ListedRule {
  private static final int ETHERTYPE_8021Q = 0x8100;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  private final Family family;
  private final KnownProtocols protocols;
  private final List<TypedStmt> out = new ArrayList<>();

  /** The pending test of each layer, or -1: an index in {@link #out}. */
  private int link = -1;

  private int network = -1;
  private int transport = -1;

  /** Whether the selector at hand is tested for being or not being a value. */
  private boolean comparesWithValue;

  private ListedRule(Family family) {
    this.family = family;
    this.protocols = new KnownProtocols(family);
  }

  /** The statements that nft would list, as it would list them. */
  public static List<TypedStmt> of(TypedRule rule) {
    ListedRule listed = new ListedRule(rule.family());
    List<TypedStmt> statements = rule.statements();
    for (int i = 0; i < statements.size(); i++) {
      int last = JoinedTests.end(statements, i);
      if (last > i && JoinedTests.areOne(statements.subList(i, last + 1), listed.protocols)) {
        listed.add(JoinedTests.join(statements.subList(i, last + 1)));
        i = last;
      } else {
        listed.add(statements.get(i));
      }
    }
    return listed.out;
  }

  private void add(TypedStmt statement) {
    switch (statement) {
      case TypedStmt.Match match -> {
        for (TypedStmt.Match part : RawFields.read(Bitwise.match(match, protocols), protocols)) {
          match(part);
        }
      }
      case TypedStmt.Vmap vmap -> {
        TypedExpr key = RawFields.read(vmap.key(), protocols);
        implied(key);
        TypedExpr bytes = RawFields.wholeBytes(key);
        TypedExpr map = BitFields.openEnd(key, RawFields.shifted(vmap.map(), RawFields.shift(key)));
        out.add(new TypedStmt.Vmap(vmap.span(), bytes, map));
      }
      case TypedStmt.ObjectMap found -> {
        TypedExpr key = RawFields.read(found.key(), protocols);
        implied(key);
        TypedExpr bytes = RawFields.wholeBytes(key);
        TypedExpr map =
            BitFields.openEnd(key, RawFields.shifted(found.map(), RawFields.shift(key)));
        out.add(new TypedStmt.ObjectMap(found.span(), found.kind(), bytes, map));
        forget();
      }
      case TypedStmt.ObjectReference object -> effect(object);
      case TypedStmt.AnonymousChain own -> effect(own);
      case TypedStmt.MetaSet set -> {
        TypedExpr value = Bitwise.expression(value(set.value()));
        implied(value);
        out.add(new TypedStmt.MetaSet(set.span(), set.key(), value));
        forget();
      }
      case TypedStmt.CtSet set -> {
        TypedExpr value = Bitwise.expression(value(set.value()));
        implied(value);
        out.add(new TypedStmt.CtSet(set.span(), set.key(), set.direction(), value));
        forget();
      }
      case TypedStmt.SetUpdate update -> {
        TypedExpr key = RawFields.read(update.key(), protocols);
        implied(key);
        TypedExpr data = update.data();
        TypedExpr read = data == null ? null : RawFields.read(data, protocols);
        if (read != null) {
          implied(read);
        }
        out.add(update.withKey(key, read));
        forget();
      }
      case TypedStmt.PayloadSet set -> {
        TypedStmt.PayloadSet listed = WrittenFields.listed(set, value(set.value()), protocols);
        implied(listed.target());
        implied(listed.value());
        effect(listed);
      }
      case TypedStmt.ExtensionHeaderSet set -> effect(WrittenFields.listed(set));
      case TypedStmt.TcpOptionReset reset -> effect(reset);
      case TypedStmt.Limit limit -> effect(limit);
      case TypedStmt.Quota quota -> effect(quota);
      case TypedStmt.Action action -> {
        TypedAction read = action.action().with(expr -> Bitwise.expression(value(expr)));
        ActionText.listed(read).expressions().forEach(this::implied);
        effect(new TypedStmt.Action(action.span(), read));
      }
      case TypedStmt.ConnLimit count -> effect(count);
      case TypedStmt.Last last -> effect(last);
      case TypedStmt.Notrack notrack -> effect(notrack);
      case TypedStmt.Reject reject -> {
        reject(reject);
        // nft cannot name the code of an ICMP it does not know the family of
        boolean nameless =
            KnownProtocols.beginsAtLink(family)
                && (reject.with() == RejectWith.ICMP || reject.with() == RejectWith.ICMPV6)
                && protocols.at(PayloadBase.NETWORK) == null;
        out.add(
            nameless
                ? new TypedStmt.Reject(reject.span(), RejectWith.DEFAULT, reject.code())
                : reject);
      }
      case TypedStmt.Nat nat ->
          out.add(
              new TypedStmt.Nat(
                  nat.span(),
                  nat.kind(),
                  nat.family(),
                  target(nat.address()),
                  target(nat.port()),
                  nat.flags()));
      case TypedStmt.Verdict verdict -> out.add(verdict);
      case TypedStmt.Counter counter -> effect(counter);
      case TypedStmt.Log log -> effect(log);
    }
  }

  private @Nullable TypedExpr target(@Nullable TypedExpr mapped) {
    if (mapped == null) {
      return null;
    }
    TypedExpr value = Bitwise.expression(value(mapped));
    implied(value);
    return value;
  }

  private TypedExpr value(TypedExpr value) {
    if (!(value instanceof TypedExpr.MapLookup lookup)) {
      return RawFields.read(value, protocols);
    }
    TypedExpr key = RawFields.read(lookup.key(), protocols);
    return new TypedExpr.MapLookup(
        lookup.type(), lookup.lengthBits(), key, BitFields.openEnd(key, lookup.map()));
  }

  private void effect(TypedStmt statement) {
    out.add(statement);
    forget();
  }

  private void forget() {
    link = -1;
    network = -1;
    transport = -1;
  }

  private void match(TypedStmt.Match match) {
    comparesWithValue =
        match.right() instanceof TypedExpr.Value
            && (match.operator() == MatchOperator.EQUAL
                || match.operator() == MatchOperator.NOT_EQUAL);
    implied(match.left());
    comparesWithValue = false;
    if (match.left() instanceof TypedExpr.MetaLoad meta) {
      switch (meta.key()) {
        case L4PROTO -> transportImpliesNetwork(match);
        case NFPROTO, PROTOCOL -> networkImpliesLink(match);
        default -> {}
      }
    }
    impliedByConnection(match);
    out.add(swapped(match));
    if (match.operator() == MatchOperator.EQUAL && match.right() instanceof TypedExpr.Value value) {
      protocols.learn(match.left(), value.number().intValue());
      remember(match.left(), value.number().intValue());
    }
  }

  /** KERNEL: not the kernel but nft lists the bound of {@code iiftype < 256} in the wrong order. */
  private static TypedStmt.Match swapped(TypedStmt.Match match) {
    boolean ordering =
        switch (match.operator()) {
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
          case EQUAL, NOT_EQUAL, ANY_OF -> false;
        };
    if (!ordering
        || !match.left().type().equals(DataTypes.IFACE_TYPE)
        || !(match.right() instanceof TypedExpr.Value value)) {
      return match;
    }
    int number = Short.reverseBytes(value.number().shortValue()) & 0xffff;
    TypedExpr.Value wrong =
        new TypedExpr.Value(value.type(), value.lengthBits(), BigInteger.valueOf(number));
    return new TypedStmt.Match(
        match.span(), match.implicit(), match.left(), match.operator(), wrong);
  }

  /** A test of the network protocol takes the one of the interface's type along. */
  private void networkImpliesLink(TypedStmt.Match match) {
    if (match.operator() == MatchOperator.EQUAL
        && match.right() instanceof TypedExpr.Value
        && link >= 0
        && out.get(link) instanceof TypedStmt.Match test
        && test.left() instanceof TypedExpr.MetaLoad) {
      link = remove(link);
    }
  }

  /** A test of the transport protocol may imply the network protocol before it. */
  private void transportImpliesNetwork(TypedStmt.Match match) {
    if (network < 0
        || !(out.get(network) instanceof TypedStmt.Match dependency)
        || dependency.left() instanceof TypedExpr.CtLoad) {
      return;
    }
    int known = KnownProtocols.network(dependency);
    boolean implied;
    if (KnownProtocols.beginsAtLink(family)) {
      implied =
          match.operator() == MatchOperator.EQUAL
              && match.right() instanceof TypedExpr.Value value
              && ((known == Family.IPV4.number() && value.number().intValue() == ICMP)
                  || (known == Family.IPV6.number() && value.number().intValue() == ICMPV6));
    } else {
      implied = family == Family.ARP || known == family.number();
    }
    if (implied) {
      network = remove(network);
    }
  }

  /** A test of a connection's protocol or address implies the network protocol before it. */
  private void impliedByConnection(TypedStmt.Match match) {
    if (match.operator() != MatchOperator.EQUAL
        || !(match.right() instanceof TypedExpr.Value)
        || network < 0
        || !(out.get(network) instanceof TypedStmt.Match test)) {
      return;
    }
    boolean implied =
        switch (match.left()) {
          case TypedExpr.CtLoad ct ->
              ct.key() == CtKey.PROTOCOL || ct.key() == CtKey.SRC || ct.key() == CtKey.DST;
          case TypedExpr.MetaLoad meta ->
              meta.key() == MetaKey.L4PROTO && test.left() instanceof TypedExpr.CtLoad;
          default -> false;
        };
    if (implied) {
      network = remove(network);
    }
  }

  private void remember(TypedExpr left, int number) {
    switch (KnownProtocols.layerTested(left, number)) {
      case LINK -> link = out.size() - 1;
      case NETWORK -> network = out.size() - 1;
      case TRANSPORT -> transport = out.size() - 1;
      case NONE -> {}
    }
  }

  /** Drops the pending tests that a selector implies. */
  private void implied(TypedExpr expr) {
    switch (expr) {
      case TypedExpr.PayloadField payload -> impliedBy(payload);
      case TypedExpr.ExtensionHeaderLoad header -> {
        switch (header.field().kind()) {
          case TCP_OPTION -> transport = remove(transport);
          case IPV6_EXTENSION_HEADER, IPV4_OPTION -> network = remove(network);
          case SCTP_CHUNK -> {}
        }
      }
      case TypedExpr.Concat concat -> concat.parts().forEach(this::implied);
      case TypedExpr.Binary binary -> {
        implied(binary.left());
        implied(binary.right());
      }
      case TypedExpr.MapLookup lookup -> implied(lookup.key());
      case TypedExpr.HashLoad hash -> implied(hash.key());
      default -> {}
    }
  }

  private void impliedBy(TypedExpr.PayloadField payload) {
    switch (KnownProtocols.layerOf(payload.field())) {
      case LINK -> {
        boolean type = payload.field().name().equals("type") && comparesWithValue;
        if (!KnownProtocols.beginsAtLink(family) || !keepsTag(type)) {
          link = remove(link);
        }
      }
      case NETWORK -> network = remove(network);
      case TRANSPORT -> {
        if (transport >= 0
            && out.get(transport) instanceof TypedStmt.Match test
            && KnownProtocols.isIcmpType(test.left())
            && !KnownProtocols.impliesIcmpType(payload.field(), test.right())) {
          return;
        }
        impliedTransport();
      }
      case NONE -> {}
    }
  }

  /**
   * KERNEL: not the kernel but nft keeps a test for a tag that is not 8021q, and {@code ether type
   * 8021q} before {@code vlan type}.
   */
  private boolean keepsTag(boolean beforeType) {
    return link >= 0
        && out.get(link) instanceof TypedStmt.Match test
        && test.left() instanceof TypedExpr.PayloadField tested
        && test.right() instanceof TypedExpr.Value value
        && (beforeType
            || tested.field().protocol().equals("vlan")
            || value.number().intValue() != ETHERTYPE_8021Q);
  }

  private void impliedTransport() {
    boolean written =
        KnownProtocols.beginsAtLink(family)
            && transport >= 0
            && out.get(transport) instanceof TypedStmt.Match test
            && KnownProtocols.isNetworkField(test.left());
    // in inet "ip protocol tcp" says more than "tcp dport": it says IPv4
    if (!written) {
      transport = remove(transport);
    }
  }

  private void reject(TypedStmt.Reject reject) {
    if (KnownProtocols.beginsAtLink(family)) {
      if (reject.with() != RejectWith.ICMPX) {
        network = remove(network);
      }
    } else if (reject.with() == RejectWith.TCP_RESET) {
      transport = remove(transport);
    } else if (network >= 0
        && out.get(network) instanceof TypedStmt.Match test
        && test.left() instanceof TypedExpr.MetaLoad
        && KnownProtocols.network(test) == family.number()) {
      network = remove(network);
    }
  }

  /** Drops a statement; always -1. */
  private int remove(int index) {
    if (index >= 0) {
      out.remove(index);
      link = shifted(link, index);
      network = shifted(network, index);
      transport = shifted(transport, index);
    }
    return -1;
  }

  private static int shifted(int index, int removed) {
    return index > removed ? index - 1 : index;
  }
}

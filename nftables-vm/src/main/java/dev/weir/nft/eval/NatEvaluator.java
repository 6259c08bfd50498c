package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.core.nat.NatRange;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.NatForm;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which family's addresses a NAT statement means, and what it maps to.
 *
 * <p>Ports are only possible where the rule says what the transport is: by a test in front, or by
 * the key of the map that gives the address.
 */
final class NatEvaluator {
  private static final int PORT_BITS = 16;

  private final Stmt.Nat nat;
  private final RuleEvaluator rule;
  private final RuleProtocols protocols;

  private NatEvaluator(Stmt.Nat nat, RuleEvaluator rule, RuleProtocols protocols) {
    this.nat = nat;
    this.rule = rule;
    this.protocols = protocols;
  }

  static TypedStmt.Nat evaluate(Stmt.Nat nat, RuleEvaluator rule, RuleProtocols protocols) {
    return new NatEvaluator(nat, rule, protocols).evaluate();
  }

  private TypedStmt.Nat evaluate() {
    Family family = family();
    Expr address = nat.address();
    TypedExpr to = null;
    if (address != null) {
      TypedSet.Part part = part(family == Family.IPV6 ? DataTypes.IPV6_ADDR : DataTypes.IPV4_ADDR);
      to = isAddressAndPort(address) ? addressAndPort(address, part) : target(address, part);
    }
    int flags = nat.flags();
    if (nat.form() == NatForm.PREFIX) {
      flags |= NatRange.NETMAP;
    }
    Expr port = nat.port();
    TypedExpr toPort = null;
    if (port != null) {
      if (protocols.transport().isEmpty()) {
        throw withoutTransport(port);
      }
      toPort = target(port, new TypedSet.Part(DataTypes.INET_SERVICE, PORT_BITS, false));
      flags |= NatRange.PROTO_SPECIFIED;
    }
    return new TypedStmt.Nat(nat.span(), nat.kind(), family, to, toPort, flags);
  }

  private static TypedSet.Part part(DataType type) {
    return new TypedSet.Part(type, type.sizeBits(), false);
  }

  private Refusal withoutTransport(Expr place) {
    return new Refusal(
        place.span(),
        "transport protocol mapping is only valid after transport protocol match",
        nat.span());
  }

  // ---- family ----

  private Family family() {
    Family written = nat.family();
    return switch (protocols.family()) {
      case IPV4, IPV6 -> {
        if (written != null && written != protocols.family()) {
          throw conflict(protocols.family().word(), written.word());
        }
        yield protocols.family();
      }
      case INET -> nat.address() == null ? Family.INET : familyOfAddress(written);
      case ARP, BRIDGE, NETDEV ->
          throw new Refusal(nat.span(), "NAT is only supported for IPv4/IPv6");
    };
  }

  private Family familyOfAddress(@Nullable Family written) {
    String known = Dependencies.known(protocols.network());
    if (written == null) {
      if ("ip".equals(known)) {
        return Family.IPV4;
      }
      if ("ip6".equals(known)) {
        return Family.IPV6;
      }
      throw new Refusal(nat.span(), "ip or ip6 must be specified with address for inet tables.");
    }
    boolean ip = "ip".equals(known) || "ip6".equals(known);
    if (known != null && ip && !known.equals(written.word())) {
      throw conflict(known, written.word());
    }
    return written;
  }

  private Refusal conflict(String known, String written) {
    String message =
        "conflicting protocols specified: "
            + known
            + " vs. "
            + written
            + ". You must specify ip or ip6 family in nat statement";
    SourceSpan said = protocols.networkSpan();
    return said == null ? new Refusal(nat.span(), message) : new Refusal(nat.span(), message, said);
  }

  // ---- what it maps to ----

  private TypedExpr target(Expr value, TypedSet.Part part) {
    return switch (value) {
      case Expr.MapLookup lookup ->
          rule.mapLookup(lookup, new TypedSet.Data(List.of(part), isInterval(lookup)), nat.span());
      case Expr.Prefix prefix -> rule.constant(prefix, part);
      case Expr.Range range -> rule.constant(range, part);
      default -> rule.assigned(value, part, nat.span());
    };
  }

  private boolean isAddressAndPort(Expr address) {
    if (nat.form() == NatForm.ADDRESS_AND_PORT) {
      return true;
    }
    if (!(address instanceof Expr.MapLookup lookup)) {
      return false;
    }
    return switch (lookup.map()) {
      case Expr.SetLiteral literal ->
          literal.elements().stream().anyMatch(e -> e.data() instanceof Expr.Concat);
      case Expr.SetReference reference -> rule.hasConcatenatedData(reference);
      default -> false;
    };
  }

  /** Whether a map in the rule gives ranges; a named one says so itself. */
  private static boolean isInterval(Expr.MapLookup lookup) {
    return lookup.map() instanceof Expr.SetLiteral literal
        && literal.elements().stream().anyMatch(element -> isInterval(element.data()));
  }

  private static boolean isInterval(@Nullable Expr data) {
    return switch (data) {
      case Expr.Range ignored -> true;
      case Expr.Prefix ignored -> true;
      case Expr.Concat concat -> concat.parts().stream().anyMatch(NatEvaluator::isInterval);
      case null, default -> false;
    };
  }

  private TypedExpr addressAndPort(Expr address, TypedSet.Part part) {
    TypedSet.Part port = new TypedSet.Part(DataTypes.INET_SERVICE, PORT_BITS, false);
    List<TypedSet.Part> parts = List.of(part, port);
    if (!(address instanceof Expr.MapLookup lookup)) {
      throw new Refusal(
          address.span(), "invalid data type, expected " + SetBuilder.describe(parts));
    }
    boolean intervals = isInterval(lookup);
    if (intervals && part.lengthBits() > Integer.SIZE) {
      // KERNEL: not the kernel but nft tells it a shorter length than it needs
      throw new Refusal(nat.span(), "Could not process rule: No data available");
    }
    TypedExpr to = rule.mapLookup(lookup, new TypedSet.Data(parts, intervals), nat.span());
    if (protocols.transport().isEmpty()) {
      throw withoutTransport(address);
    }
    return to;
  }
}

package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.core.nat.NatRange;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.type.DataTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Writes NAT statements. */
public final class NatText {
  private final ExpressionText expressions;

  NatText(ExpressionText expressions) {
    this.expressions = expressions;
  }

  String text(Family table, TypedStmt.Nat nat) {
    StringBuilder out = new StringBuilder(nat.kind().word());
    TypedExpr address = nat.address();
    TypedExpr port = nat.port();
    if (address != null) {
      if (saysFamily(table, address)) {
        out.append(' ').append(nat.family().word());
      }
      if ((nat.flags() & NatRange.NETMAP) != 0) {
        out.append(" prefix");
      }
    }
    if (address != null || port != null) {
      out.append(" to ");
    }
    if (address != null) {
      out.append(port == null ? address(address) : beforePort(address));
    }
    if (port != null) {
      out.append(':').append(expressions.text(port));
    }
    return out.append(flags(nat.flags())).toString();
  }

  /** Whether a listing says whose address it is. */
  public static boolean saysFamily(Family table, TypedExpr address) {
    return table == Family.INET || givesMoreThanAddress(address);
  }

  /** Whether the kernel's registers tell nft that it is a map with more than one address. */
  private static boolean givesMoreThanAddress(TypedExpr address) {
    if (!(address instanceof TypedExpr.MapLookup lookup)) {
      return false;
    }
    TypedSet map =
        switch (lookup.map()) {
          case TypedExpr.AnonymousSet own -> own.set();
          case TypedExpr.SetReference reference -> reference.declaration();
          default -> null;
        };
    TypedSet.Data data = map == null ? null : map.data();
    return data != null && (data.parts().size() > 1 || data.intervals());
  }

  /** KERNEL: not the kernel but nft lists ranges that are prefixes as prefixes. */
  private String address(TypedExpr address) {
    if (address instanceof TypedExpr.Range range) {
      BigInteger low = range.low().number();
      BigInteger size = range.high().number().subtract(low).add(BigInteger.ONE);
      int bits = size.bitLength() - 1;
      if (size.bitCount() == 1 && low.mod(size).signum() == 0) {
        return expressions.value(range.low()) + "/" + (range.lengthBits() - bits);
      }
    }
    return expressions.text(address);
  }

  private String beforePort(TypedExpr address) {
    if (!address.type().equals(DataTypes.IPV6_ADDR)) {
      return address(address);
    }
    return switch (address) {
      case TypedExpr.Value value -> "[" + expressions.value(value) + "]";
      case TypedExpr.Range range when address(address).indexOf('/') < 0 ->
          "[" + expressions.value(range.low()) + "]-[" + expressions.value(range.high()) + "]";
      default -> address(address);
    };
  }

  private static String flags(int flags) {
    List<String> words = new ArrayList<>();
    if ((flags & NatRange.PROTO_RANDOM) != 0) {
      words.add("random");
    }
    if ((flags & NatRange.PROTO_RANDOM_FULLY) != 0) {
      words.add("fully-random");
    }
    if ((flags & NatRange.PERSISTENT) != 0) {
      words.add("persistent");
    }
    return words.isEmpty() ? "" : " " + String.join(",", words);
  }
}

package dev.weir.netio.lab;

import dev.weir.netio.lab.LabPlan.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sample rule sets of {@code rulesets/nft} and the places in a network where each makes sense.
 */
public enum Sample {
  SERVER,
  DESKTOP,
  CONTAINER_HOST,
  ROUTER_V6,
  BLOCKLIST,
  EDGE_ROUTER,
  IPV6_HOST,
  MAIL_HOST,
  SSH_GUARD,
  BRIDGE,
  INGRESS;

  /** {@code container-host}: the file name without suffix. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The file itself; load it with the repository's root as working directory. */
  public Path file() {
    return repository().resolve("rulesets/nft/" + fileName() + ".nft");
  }

  /** The rules as one text, includes in place. */
  public String text() throws IOException {
    String text = Files.readString(file());
    Path intervals = repository().resolve("rulesets/nft/blocklist/intervals.nft");
    return text.replaceAll(
        "(?m)^include .*$", this == BLOCKLIST ? Files.readString(intervals) : "");
  }

  /** The addresses of the host that the rule set protects; empty where it is a router. */
  public List<String> hostAddresses() {
    return switch (this) {
      case SERVER, SSH_GUARD -> List.of("203.0.113.10", "2001:db8:5::10");
      case DESKTOP -> List.of("192.168.10.23", "2001:db8:10::23");
      case IPV6_HOST -> List.of("2001:db8:5::10");
      case MAIL_HOST -> List.of("203.0.113.25", "2001:db8:5::25");
      default -> List.of();
    };
  }

  /** Whether the rules track connections: traffic made for it then consists of conversations. */
  public boolean isStateful() {
    return this == EDGE_ROUTER || this == IPV6_HOST || this == MAIL_HOST || this == SSH_GUARD;
  }

  /** Whether the rules know rates that captures reach: frames must come at their time. */
  boolean limitsRates() {
    return this == MAIL_HOST || this == SSH_GUARD;
  }

  /** The captures that make sense for it; null for all with IP packets. */
  @Nullable List<String> onlyCaptures() {
    return switch (this) {
      case MAIL_HOST -> List.of("mail");
      case SSH_GUARD -> List.of("web", "scan");
      case BRIDGE -> List.of("bridge");
      case INGRESS -> List.of("web", "scan", "mail");
      default -> null;
    };
  }

  /** The ways packets take through this rule set. */
  public List<LabPlan> plans() {
    return switch (this) {
      case SERVER, DESKTOP ->
          List.of(
              LabPlan.of(LabMode.INPUT, "eth0"),
              LabPlan.of(LabMode.OUTPUT, "eth0"),
              LabPlan.of(LabMode.LOOPBACK, "eth0"));
      case CONTAINER_HOST -> List.of(containers());
      case ROUTER_V6, EDGE_ROUTER -> List.of(office());
      case IPV6_HOST, MAIL_HOST, SSH_GUARD ->
          List.of(LabPlan.of(LabMode.HOST, "eth0"), LabPlan.of(LabMode.LOOPBACK, "eth0"));
      case BRIDGE -> List.of(LabPlan.of(LabMode.BRIDGE, "trunk0", "trunk1"));
      case INGRESS -> List.of(LabPlan.of(LabMode.INGRESS, "eth0"));
      case BLOCKLIST -> List.of(LabPlan.of(LabMode.FORWARD, "eth0", "eth1"));
    };
  }

  /** The container host of the captures' network plan. */
  static LabPlan containers() {
    return new LabPlan(
        LabMode.FORWARD,
        List.of("eth0", "br-front", "br-back"),
        List.of(
            new Route("172.18.0.0/24", "br-front"),
            new Route("172.19.0.0/24", "br-back"),
            new Route("fd00:18::/64", "br-front"),
            new Route("fd00:19::/64", "br-back")),
        "eth0");
  }

  /** The router of the captures' network plan. */
  static LabPlan office() {
    return new LabPlan(
        LabMode.FORWARD,
        List.of("wan0", "dmz0", "lan0"),
        List.of(
            new Route("203.0.113.0/24", "dmz0"),
            new Route("172.16.0.0/12", "dmz0"),
            new Route("192.168.10.0/24", "lan0"),
            new Route("2001:db8:5::/64", "dmz0"),
            new Route("fd00::/8", "dmz0"),
            new Route("2001:db8:10::/64", "lan0")),
        "wan0");
  }

  public static Path repository() {
    Path root = KernelLab.root();
    if (root == null) {
      throw new IllegalStateException("system property weir.root is not set");
    }
    return root;
  }
}

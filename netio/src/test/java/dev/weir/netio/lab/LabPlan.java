package dev.weir.netio.lab;

import java.util.List;

/**
 * The network around the emulated host.
 *
 * @param mode the way packets take
 * @param interfaces tap names; frames enter by them, and routes leave by them
 * @param routes where forwarded and sent packets leave, longest prefix first wins as in the kernel;
 *     {@code default} is added where missing
 * @param defaultInterface leaves by this one where no route says otherwise
 * @param addresses the host's own, with prefix length
 * @param answers whether what the host itself answers to packets with mark {@link #ANSWERED}
 *     (resets, ICMP errors) crosses the rules; otherwise it is dropped in front of them
 */
public record LabPlan(
    LabMode mode,
    List<String> interfaces,
    List<Route> routes,
    String defaultInterface,
    List<Address> addresses,
    boolean answers) {

  /** The mark of packets whose answers cross the rules; the answers have it too. */
  public static final int ANSWERED = 7;

  /**
   * A destination ({@code 10.0.0.0/8}, {@code 2001:db8::/32}) and the interface behind which it
   * lies.
   */
  public record Route(String destination, String interfaceName) {}

  /** An address of the host ({@code 192.0.2.1/24}) and the interface that has it. */
  public record Address(String address, String interfaceName) {}

  /** A host that does not answer. */
  public LabPlan(
      LabMode mode,
      List<String> interfaces,
      List<Route> routes,
      String defaultInterface,
      List<Address> addresses) {
    this(mode, interfaces, routes, defaultInterface, addresses, false);
  }

  /** A host without addresses. */
  public LabPlan(
      LabMode mode, List<String> interfaces, List<Route> routes, String defaultInterface) {
    this(mode, interfaces, routes, defaultInterface, List.of());
  }

  public LabPlan {
    addresses = List.copyOf(addresses);
    interfaces = List.copyOf(interfaces);
    routes = List.copyOf(routes);
    if (!interfaces.contains(defaultInterface)) {
      throw new IllegalArgumentException("no interface " + defaultInterface + " in " + interfaces);
    }
  }

  /** Frames enter by any of the interfaces and leave by the last one. */
  public static LabPlan of(LabMode mode, String... interfaces) {
    List<String> names = List.of(interfaces);
    return new LabPlan(mode, names, List.of(), names.getLast());
  }

  public LabPlan withRoutes(List<Route> newRoutes) {
    return new LabPlan(mode, interfaces, newRoutes, defaultInterface, addresses, answers);
  }

  /** The same, whose answers cross the rules. */
  public LabPlan withAnswers() {
    return new LabPlan(mode, interfaces, routes, defaultInterface, addresses, true);
  }
}

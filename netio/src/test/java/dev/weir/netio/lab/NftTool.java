package dev.weir.netio.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The installed {@code nft}, run in a private namespace that lives as long as this object: one
 * process per question.
 *
 * <p>Texts are given on standard input, so nft's messages name {@code /dev/stdin}; {@code include}
 * is relative to {@code weir.root}.
 */
public final class NftTool implements AutoCloseable {
  /** What nft answered; {@code exitCode} 0 is success. */
  public record Answer(int exitCode, String stdout, String stderr) {
    public boolean accepted() {
      return exitCode == 0;
    }
  }

  private final NamespaceThread namespace;
  private final NetlinkSocket netlink;

  private NftTool(NamespaceThread namespace, NetlinkSocket netlink) {
    this.namespace = namespace;
    this.netlink = netlink;
  }

  /** The named interfaces exist in the namespace, so that {@code iif "x"} can be evaluated. */
  public static NftTool open(String... interfaces) throws IOException {
    NamespaceThread namespace = NamespaceThread.start();
    try {
      StringBuilder links = new StringBuilder();
      for (String name : interfaces) {
        links.append("tuntap add dev ").append(name).append(" mode tap\n");
      }
      if (!links.isEmpty()) {
        namespace.execute(List.of("ip", "-batch", "-"), links.toString(), null);
      }
      return new NftTool(namespace, namespace.call(() -> new NetlinkSocket(namespace.libc())));
    } catch (IOException e) {
      namespace.close();
      throw e;
    }
  }

  /** {@code nft -c -f -}: parsed, evaluated and tried against the empty kernel. */
  public Answer check(String text) throws IOException {
    return nft(text, "-c", "-f", "-");
  }

  /** {@code nft -c --debug=netlink -f -}: the virtual machine listing on standard output. */
  public Answer debugNetlink(String text) throws IOException {
    return nft(text, "-c", "--debug=netlink", "-f", "-");
  }

  /**
   * Loads the text into the empty namespace and lists it; if loading fails that answer is returned.
   * Flags as nft's, for example {@code -a}.
   */
  public Answer listRuleset(String text, String... flags) throws IOException {
    flush();
    Answer loaded = nft(text, "-f", "-");
    if (!loaded.accepted()) {
      return loaded;
    }
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(List.of("list", "ruleset"));
    Answer listed = nft("", arguments.toArray(String[]::new));
    flush();
    return listed;
  }

  /**
   * Loads the text into the empty namespace with {@code nft -f -}, as {@link #check} does not: some
   * refusals come only then.
   */
  public Answer load(String text) throws IOException {
    flush();
    Answer loaded = nft(text, "-f", "-");
    flush();
    return loaded;
  }

  /** Any other call of nft, with the text on standard input. */
  public Answer nft(String text, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("nft"));
    command.addAll(List.of(arguments));
    NamespaceThread.Outcome outcome = namespace.run(command, text, KernelLab.root());
    return new Answer(outcome.exitCode(), outcome.stdout(), outcome.stderr());
  }

  private void flush() throws IOException {
    namespace.call(() -> KernelLab.flush(netlink));
  }

  /** {@code nftables v1.0.6 (Lester Gooch #5)} or what else is installed. */
  public String version() throws IOException {
    return nft("", "--version").stdout().strip();
  }

  @Override
  public void close() {
    try {
      namespace.call(() -> {
        netlink.close();
        return true;
      });
    } catch (IOException e) {
      // the namespace goes away with its thread
    }
    namespace.close();
  }
}

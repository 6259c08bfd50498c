package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;

/** What rules write on a packet for later ones. */
final class MetaMaker implements RuleMaker {
  private static final List<String> FORMS =
      List.of(
          "meta mark set meta mark ^ 0x5 ",
          "meta mark set meta mark & 0xfffffff0 | 0x2 ",
          "meta mark set 0x11 ",
          "meta priority set 2:3 ",
          "meta priority set none ",
          "meta mark 0x11 ",
          "meta mark & 0x2 != 0 ",
          "meta priority 1:1 ");

  @Override
  public int weight() {
    return 3;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    List<String> forms = new ArrayList<>(FORMS);
    if (context.hooks().stream().allMatch(hook -> maySetType(context.family(), hook))) {
      forms.add("meta pkttype set host ");
      forms.add("meta pkttype set multicast ");
    }
    String form = gen.pick(forms);
    String name = form.substring(0, form.indexOf(' ', 5));
    context.writer().note(form.contains(" set ") ? name + " set" : name);
    text.append(form);
  }

  private static boolean maySetType(String family, String hook) {
    return hook.equals("prerouting") || (family.equals("netdev") && hook.startsWith("ingress"));
  }
}

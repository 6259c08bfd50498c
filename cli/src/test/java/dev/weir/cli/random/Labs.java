package dev.weir.cli.random;

import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabPlan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The labs of a run: one for each plan, or a new one where a lab remembers what it has seen. */
final class Labs implements AutoCloseable {
  private final Map<LabPlan, KernelLab> open = new HashMap<>();

  /** What is done with a lab. */
  interface Use {
    void with(KernelLab lab) throws IOException;
  }

  /** Uses the plan's lab. */
  void use(LabPlan plan, Use use) throws IOException {
    KernelLab lab = open.get(plan);
    if (lab == null) {
      lab = KernelLab.open(plan);
      open.put(plan, lab);
    }
    use.with(lab);
  }

  /** Uses a lab that is closed afterwards: held fragments stay in one for up to a minute. */
  static void useOnce(LabPlan plan, Use use) throws IOException {
    try (KernelLab lab = KernelLab.open(plan)) {
      use.with(lab);
    }
  }

  @Override
  public void close() {
    open.values().forEach(KernelLab::close);
  }
}

package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Prop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table against a list that is searched from end to end. */
class ConnectionsModelTest {
  private static final long SECOND = 1_000_000_000L;

  /** What the list holds of a connection; {@code until} is -1 while it is unconfirmed. */
  private static final class Known {
    private final int entry;
    private final int from;
    private final int to;
    private final int zone;
    private long until = -1;

    Known(int entry, int from, int to, int zone) {
      this.entry = entry;
      this.from = from;
      this.to = to;
      this.zone = zone;
    }
  }

  private static final class Model {
    private final List<Known> all = new ArrayList<>();
    private final Connections table;
    private final ConnTuple tuple = new ConnTuple();
    private final ConnTuple reply = new ConnTuple();
    private long now = 1_700_000_000L * SECOND;

    Model(Connections table) {
      this.table = table;
    }

    private ConnTuple tuple(int from, int to) {
      tuple.setKind(2, UdpTracker.UDP);
      tuple.sourceHigh = (long) from << 32;
      tuple.destinationHigh = (long) to << 32;
      tuple.sourceLow = 0;
      tuple.destinationLow = 0;
      tuple.ports = from << 16 | to;
      return tuple;
    }

    private static int zoneBits(int zone) {
      return 3 << 16 | zone;
    }

    /** Reference the table must find. */
    private int expected(int from, int to, int zone) {
      for (Known known : all) {
        if (known.until > now && known.zone == zone) {
          if (known.from == from && known.to == to) {
            return known.entry << 1;
          }
          if (known.from == to && known.to == from) {
            return known.entry << 1 | 1;
          }
        }
      }
      return -1;
    }

    void look(int from, int to, int zone) {
      assertEquals(expected(from, to, zone), table.find(tuple(from, to), zoneBits(zone), now));
    }

    void create(int from, int to, int zone, long lasts, boolean confirmed) {
      if (from == to || expected(from, to, zone) >= 0) {
        return;
      }
      assertTrue(reply.invert(tuple(from, to)));
      int entry = table.create(tuple, reply, zoneBits(zone), now);
      table.setTimeout(table.table.at(entry), entry, lasts, now);
      if (!confirmed) {
        table.discard(entry);
        return;
      }
      Known known = new Known(entry, from, to, zone);
      assertEquals(entry, table.confirm(entry, now));
      known.until = now + lasts;
      all.add(known);
    }

    void refresh(Known known, long lasts) {
      if (known.until > now) {
        table.setTimeout(table.table.at(known.entry), known.entry, lasts, now);
        known.until = now + lasts;
      }
    }

    void kill(Known known) {
      if (known.until > now) {
        assertTrue(table.kill(known.entry));
        known.until = 0;
      }
    }

    void pass(long nanos) {
      now += nanos;
      for (int i = 0; i < 50; i++) {
        table.step(now);
      }
      all.removeIf(known -> known.until <= now);
    }
  }

  @Test
  void findsWhatAListFinds() {
    Prop.forAll(
        1,
        40,
        gen -> {
          try (Connections table = new Connections(ConntrackOptions.defaults())) {
            Model model = new Model(table);
            List<Long> lives = List.of(SECOND, 30 * SECOND, 432_000 * SECOND, 1000 * SECOND);
            int hosts = gen.pick(List.of(3, 40, 1000));
            table.step(model.now);
            for (int i = 0; i < 600; i++) {
              int from = gen.below(hosts);
              int to = gen.below(hosts);
              int zone = gen.below(2);
              switch (gen.below(10)) {
                case 0, 1, 2 -> model.create(from, to, zone, gen.pick(lives), gen.percent(90));
                case 3 -> model.pass(gen.percent(50) ? 0 : gen.pick(lives) / 3);
                case 4 -> {
                  if (!model.all.isEmpty()) {
                    model.refresh(gen.pick(model.all), gen.pick(lives));
                  }
                }
                case 5 -> {
                  if (!model.all.isEmpty()) {
                    model.kill(gen.pick(model.all));
                  }
                }
                default -> model.look(from, to, zone);
              }
            }
            model.pass(432_001 * SECOND);
            for (int i = 0; i < 2000; i++) {
              table.step(model.now);
            }
            assertEquals(0, table.count());
          }
        });
  }

  @Test
  void growsAndEndsWithManyConnections() {
    try (Connections table = new Connections(ConntrackOptions.defaults())) {
      Model model = new Model(table);
      table.step(model.now);
      for (int i = 0; i < 50_000; i++) {
        assertTrue(model.reply.invert(model.tuple(i, 60_000)));
        int entry = table.create(model.tuple, model.reply, 3 << 16, model.now);
        table.setTimeout(table.table.at(entry), entry, 30 * SECOND + i, model.now);
        assertEquals(entry, table.confirm(entry, model.now));
      }
      for (int i = 0; i < 50_000; i++) {
        assertTrue(table.find(model.tuple(60_000, i), 3 << 16, model.now) >= 0, "" + i);
      }
      assertEquals(50_000, table.count());
      model.now += 30 * SECOND + 25_000;
      for (int i = 0; i < 50_000; i++) {
        boolean alive = i > 25_000;
        assertEquals(alive, table.find(model.tuple(i, 60_000), 3 << 16, model.now) >= 0, "" + i);
      }
    }
  }
}

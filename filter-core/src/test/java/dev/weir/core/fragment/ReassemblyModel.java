package dev.weir.core.fragment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reassembly for conntrack written plainly: lists and maps, one packet at a time, no memory limit,
 * no link headers, everything captured. Mistakes shared with the real one are unlikely.
 */
final class ReassemblyModel {
  private static final long SECOND = 1_000_000_000L;

  /** A run of fragments that came in order: what a later one may repeat. */
  private static final class Run {
    private final int start;
    private int end;

    Run(int start, int end) {
      this.start = start;
      this.end = end;
    }
  }

  private static final class Datagram {
    private final byte[] bytes = new byte[140_000];
    private final List<Run> runs = new ArrayList<>();
    private byte[] first = new byte[0];
    private int length;
    private boolean lastCame;
    private int came;
    private int ecn;
    private int largest;
    private int largestDontFragment;
    private long deadline;
    private int sourceCount;
  }

  /** Where one fragment belongs. */
  private record Part(
      String key, boolean six, int header, int offset, int end, boolean more, boolean dont) {}

  private final Map<String, Datagram> datagrams = new HashMap<>();
  private final Map<String, Integer> sources = new HashMap<>();

  /** The packet that goes on; null if it is held or dropped. */
  byte @Nullable [] add(byte[] ip, long nanos) {
    expire(nanos);
    boolean six = ip[0] >> 4 == 6;
    Part part = six ? six(ip) : four(ip);
    if (part == null) {
      return six && isCut(ip) ? null : ip;
    }
    Datagram datagram = datagrams.get(part.key);
    if (datagram == null) {
      datagram = new Datagram();
      datagram.deadline = nanos + (six ? 60 : 30) * SECOND;
      datagrams.put(part.key, datagram);
    }
    if (!six) {
      restartIfFar(datagram, source(ip), nanos);
    }
    return put(datagram, part, ip);
  }

  private static String source(byte[] ip) {
    return Arrays.toString(Arrays.copyOfRange(ip, 12, 16));
  }

  private void expire(long nanos) {
    datagrams.values().removeIf(datagram -> nanos >= datagram.deadline);
    sources.keySet().removeIf(source -> datagrams.keySet().stream().noneMatch(isOf(source)));
  }

  private static java.util.function.Predicate<String> isOf(String source) {
    return key -> key.startsWith("4" + source);
  }

  private void restartIfFar(Datagram datagram, String source, long nanos) {
    int before = datagram.sourceCount;
    datagram.sourceCount = sources.merge(source, 1, Integer::sum);
    if (!datagram.runs.isEmpty() && datagram.sourceCount - before > 64) {
      datagram.runs.clear();
      datagram.length = 0;
      datagram.lastCame = false;
      datagram.came = 0;
      datagram.ecn = 0;
      datagram.first = new byte[0];
      datagram.deadline = nanos + 30 * SECOND;
    }
  }

  private static @Nullable Part four(byte[] ip) {
    int word = u16(ip, 6);
    if ((word & 0x3fff) == 0) {
      return null;
    }
    int header = (ip[0] & 15) * 4;
    boolean more = (word & 0x2000) != 0;
    int offset = (word & 0x1fff) * 8;
    int end = offset + ip.length - header;
    String key = "4" + Arrays.toString(Arrays.copyOfRange(ip, 12, 20)).replace("]", "");
    key = "4" + source(ip) + key + u16(ip, 4) + "/" + ip[9];
    return new Part(key, false, header, offset, more ? end & ~7 : end, more, (word & 0x4000) != 0);
  }

  private static int fragmentHeader(byte[] ip) {
    int next = ip[6];
    int at = 40;
    while (next != 44) {
      if ((next != 0 && next != 43 && next != 60 && next != 51) || at + 2 > ip.length) {
        return -1;
      }
      int length = ip[at + 1] & 0xff;
      next = ip[at];
      at += next == 51 ? 0 : (length + 1) * 8;
    }
    return at <= ip.length ? at : -1;
  }

  private static boolean isCut(byte[] ip) {
    int at = u16(ip, 4) == 0 ? -1 : fragmentHeader(ip);
    return at >= 0 && at + 8 > ip.length && !endsInTransport(ip, at);
  }

  private static boolean endsInTransport(byte[] ip, int fragment) {
    if (fragment + 4 > ip.length || (u16(ip, fragment + 2) & 0xfff8) != 0) {
      return false;
    }
    int next = ip[fragment];
    int at = fragment + 8;
    while (next == 60 || next == 0 || next == 43) {
      if (at + 2 > ip.length) {
        return false;
      }
      next = ip[at];
      at += ((ip[at + 1] & 0xff) + 1) * 8;
    }
    if (next == 59) {
      return false;
    }
    return at + (next == 6 ? 20 : next == 17 || next == 58 ? 8 : 1) > ip.length;
  }

  private static @Nullable Part six(byte[] ip) {
    int at = u16(ip, 4) == 0 ? -1 : fragmentHeader(ip);
    if (at < 0 || at + 8 > ip.length || endsInTransport(ip, at)) {
      return null;
    }
    int word = u16(ip, at + 2);
    int offset = word & 0xfff8;
    int id = ByteBuffer.wrap(ip).getInt(at + 4);
    String key = "6" + Arrays.toString(Arrays.copyOfRange(ip, 8, 40)) + id;
    return new Part(key, true, at + 8, offset, offset + ip.length - at - 8, (word & 1) != 0, false);
  }

  private byte @Nullable [] put(Datagram datagram, Part part, byte[] ip) {
    if (part.six && part.end > 65_535) {
      return null;
    }
    if (part.more && part.end % 8 != 0) {
      datagrams.remove(part.key);
      return ip;
    }
    if (contradicts(datagram, part) || part.end == part.offset) {
      if (!part.six) {
        datagrams.remove(part.key);
      }
      return null;
    }
    int kind = place(datagram.runs, part);
    if (kind != 0) {
      if (kind == 2) {
        datagrams.remove(part.key);
      }
      return null;
    }
    System.arraycopy(ip, part.header, datagram.bytes, part.offset, part.end - part.offset);
    if (part.offset == 0) {
      datagram.first = Arrays.copyOf(ip, part.header);
    }
    datagram.came += part.end - part.offset;
    datagram.ecn |= 1 << (part.six ? ip[1] >> 4 & 3 : ip[1] & 3);
    int size = part.end - part.offset + part.header;
    datagram.largest = Math.max(datagram.largest, size);
    if (part.dont) {
      datagram.largestDontFragment = Math.max(datagram.largestDontFragment, size);
    }
    if (datagram.first.length > 0 && datagram.lastCame && datagram.came == datagram.length) {
      datagrams.remove(part.key);
      return whole(datagram, part.six);
    }
    return null;
  }

  private static boolean contradicts(Datagram datagram, Part part) {
    if (!part.more) {
      if (part.end < datagram.length || (datagram.lastCame && part.end != datagram.length)) {
        return true;
      }
      datagram.lastCame = true;
      datagram.length = part.end;
    } else if (part.end > datagram.length) {
      if (datagram.lastCame) {
        return true;
      }
      datagram.length = part.end;
    }
    return false;
  }

  /** 0 new, 1 repeated, 2 overlapping. */
  private static int place(List<Run> runs, Part part) {
    Run last = null;
    for (Run run : runs) {
      if (last == null || run.start > last.start) {
        last = run;
      }
      if (part.offset >= run.start && part.end <= run.end) {
        return 1;
      }
    }
    for (Run run : runs) {
      if (part.offset < run.end && part.end > run.start) {
        return 2;
      }
    }
    if (last != null && last.end == part.offset) {
      last.end = part.end;
    } else {
      runs.add(new Run(part.offset, part.end));
    }
    return 0;
  }

  private static byte @Nullable [] whole(Datagram datagram, boolean six) {
    boolean mixed = (datagram.ecn & 1) != 0 && datagram.ecn != 1;
    int header = datagram.first.length - (six ? 8 : 0);
    int total = header + datagram.length;
    if (mixed || total - (six ? 40 : 0) > 65_535) {
      return null;
    }
    byte[] ip = Arrays.copyOf(datagram.first, total);
    System.arraycopy(datagram.bytes, 0, ip, header, datagram.length);
    boolean congestion = (datagram.ecn & 8) != 0;
    if (six) {
      int at = 6;
      for (int next = 40; next < header; next += ((ip[next + 1] & 0xff) + 1) * 8) {
        at = next;
      }
      ip[at] = datagram.first[header];
      put16(ip, 4, total - 40);
      ip[1] |= (byte) (congestion ? 0x30 : 0);
      return ip;
    }
    put16(ip, 2, total);
    put16(ip, 6, datagram.largest == datagram.largestDontFragment ? 0x4000 : 0);
    ip[1] |= (byte) (congestion ? 3 : 0);
    put16(ip, 10, 0);
    int sum = 0;
    for (int i = 0; i < header; i += 2) {
      sum += u16(ip, i);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    put16(ip, 10, ~sum & 0xffff);
    return ip;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}

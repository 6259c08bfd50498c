package dev.weir.core.set;

import java.util.Arrays;

/**
 * Builds the tree of boxes that {@link PipapoPacketSet} searches.
 *
 * <p>A node is cut in two halves of equal size along the field that tells its elements apart best:
 * the one with the most room for ranges of their average width.
 */
final class BoxTree {
  private final SetElements elements;
  private final int[] fieldStarts;
  private final int keyWords;
  private final int leafSize;
  private final int[] order;
  private int nodes;
  private int[] second;
  private int[] begin;
  private int[] lowest;
  private int[] boxes;

  BoxTree(SetElements elements, int[] fieldStarts, int leafSize) {
    this.elements = elements;
    this.fieldStarts = fieldStarts;
    this.leafSize = leafSize;
    keyWords = elements.keyWords();
    order = numbers(elements);
    int guess = Math.max(1, 4 * order.length / leafSize);
    second = new int[guess];
    begin = new int[guess];
    lowest = new int[guess];
    boxes = new int[guess * 2 * keyWords];
    if (order.length > 0) {
      build(0, order.length);
    }
    second = Arrays.copyOf(second, nodes);
    begin = Arrays.copyOf(begin, nodes);
    lowest = Arrays.copyOf(lowest, nodes);
    boxes = Arrays.copyOf(boxes, nodes * 2 * keyWords);
  }

  private static int[] numbers(SetElements elements) {
    int[] numbers = new int[elements.size()];
    int count = 0;
    for (int element = 0; element < numbers.length; element++) {
      if (!elements.isCatchAll(element)) {
        numbers[count++] = element;
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  int[] order() {
    return order;
  }

  int[] second() {
    return second;
  }

  int[] begin() {
    return begin;
  }

  int[] lowest() {
    return lowest;
  }

  int[] boxes() {
    return boxes;
  }

  /** Adds the node of {@code order[from, to)} and all below; halving bounds the depth. */
  private void build(int from, int to) {
    int node = nodes++;
    if (node == second.length) {
      second = Arrays.copyOf(second, 2 * node);
      begin = Arrays.copyOf(begin, 2 * node);
      lowest = Arrays.copyOf(lowest, 2 * node);
      boxes = Arrays.copyOf(boxes, 2 * node * 2 * keyWords);
    }
    begin[node] = from;
    enclose(node, from, to);
    if (to - from <= leafSize) {
      Arrays.sort(order, from, to);
      second[node] = -1 - to;
      return;
    }
    int middle = (from + to) >>> 1;
    halve(from, to, middle, bestField(node, from, to));
    build(from, middle);
    second[node] = nodes;
    build(middle, to);
  }

  private void enclose(int node, int from, int to) {
    int low = node * 2 * keyWords;
    int high = low + keyWords;
    int least = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      int element = order[i];
      least = Math.min(least, element);
      for (int field = 0; field + 1 < fieldStarts.length; field++) {
        if (i == from || compareToBox(element, field, low, true) < 0) {
          copyToBox(element, field, low, true);
        }
        if (i == from || compareToBox(element, field, high, false) > 0) {
          copyToBox(element, field, high, false);
        }
      }
    }
    lowest[node] = least;
  }

  private int compareToBox(int element, int field, int at, boolean low) {
    for (int word = fieldStarts[field]; word < fieldStarts[field + 1]; word++) {
      int value = low ? elements.key(element, word) : elements.end(element, word);
      int result = Integer.compareUnsigned(value, boxes[at + word]);
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private void copyToBox(int element, int field, int at, boolean low) {
    for (int word = fieldStarts[field]; word < fieldStarts[field + 1]; word++) {
      boxes[at + word] = low ? elements.key(element, word) : elements.end(element, word);
    }
  }

  private int bestField(int node, int from, int to) {
    int best = 0;
    double bestRoom = -1;
    for (int field = 0; field + 1 < fieldStarts.length; field++) {
      double widths = 0;
      for (int i = from; i < to; i++) {
        widths += width(order[i], field);
      }
      double room = boxWidth(node, field) * (to - from) / widths;
      if (room > bestRoom) {
        bestRoom = room;
        best = field;
      }
    }
    return best;
  }

  /** Number of values in a field's range, exact for narrow ranges whatever their bits above. */
  private double width(int element, int field) {
    double width = 0;
    for (int word = fieldStarts[field]; word < fieldStarts[field + 1]; word++) {
      width *= 0x1p32;
      width += difference(elements.end(element, word), elements.key(element, word));
    }
    return width + 1;
  }

  private double boxWidth(int node, int field) {
    int low = node * 2 * keyWords;
    double width = 0;
    for (int word = fieldStarts[field]; word < fieldStarts[field + 1]; word++) {
      width *= 0x1p32;
      width += difference(boxes[low + keyWords + word], boxes[low + word]);
    }
    return width + 1;
  }

  /**
   * Difference of two unsigned words; a borrow shows as a negative number and cancels out above.
   */
  private static double difference(int high, int low) {
    return (double) (Integer.toUnsignedLong(high) - Integer.toUnsignedLong(low));
  }

  /** Quickselect: the elements with the lowest starts in this field go before {@code middle}. */
  private void halve(int from, int to, int middle, int field) {
    int low = from;
    int high = to - 1;
    while (low < high) {
      int pivot = order[low + (high - low) / 2];
      int left = low;
      int right = high;
      while (left <= right) {
        while (compareStarts(order[left], pivot, field) < 0) {
          left++;
        }
        while (compareStarts(order[right], pivot, field) > 0) {
          right--;
        }
        if (left <= right) {
          int swap = order[left];
          order[left++] = order[right];
          order[right--] = swap;
        }
      }
      if (middle <= right) {
        high = right;
      } else if (middle >= left) {
        low = left;
      } else {
        return;
      }
    }
  }

  /** By start in the field, then by number, so that equal starts keep halving cheap. */
  private int compareStarts(int left, int right, int field) {
    for (int word = fieldStarts[field]; word < fieldStarts[field + 1]; word++) {
      int result = Integer.compareUnsigned(elements.key(left, word), elements.key(right, word));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(left, right);
  }
}

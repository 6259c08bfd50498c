package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JhashOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new JhashOp(4, 4, 0, 2, 0xdeadbeefL, 0),
            "[ hash reg 1 = jhash(reg 2, 4, 0xdeadbeef) % mod 2 ]"),
        sample(
            new JhashOp(5, 8, 0, 5, 1L, 3),
            "[ hash reg 1 = jhash(reg 13, 8, 0x1) % mod 5 offset 3 ]"));
  }

  /** Published with lookup3: of no bytes, and of "Four score and seven years ago". */
  @Test
  void hashesAsItsAuthorSays() {
    byte[] text =
        "Four score and seven years ago".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    int[] words = new int[16];
    for (int i = 0; i < text.length; i++) {
      words[i / 4] |= text[i] << (24 - 8 * (i % 4));
    }
    assertEquals(0x17770551, JhashOp.hash(words, 0, text.length, 0));
    assertEquals(0xcd628161, JhashOp.hash(words, 0, text.length, 1));
  }
}

package dev.weir.nft.json;

import java.util.List;
import java.util.Map;

/** A JSON value and where it stands: the half-open range of characters {@code [start, end)}. */
sealed interface Located {
  int start();

  int end();

  /** Its type in the words of nft's JSON library. */
  String typeWord();

  /** A string. */
  record Text(int start, int end, String value) implements Located {
    @Override
    public String typeWord() {
      return "string";
    }
  }

  /** A whole number of at most 64 bits. */
  record Whole(int start, int end, long value) implements Located {
    @Override
    public String typeWord() {
      return "integer";
    }
  }

  /** Any other number. */
  record Real(int start, int end) implements Located {
    @Override
    public String typeWord() {
      return "real";
    }
  }

  record Truth(int start, int end, boolean value) implements Located {
    @Override
    public String typeWord() {
      return value ? "true" : "false";
    }
  }

  record Nothing(int start, int end) implements Located {
    @Override
    public String typeWord() {
      return "null";
    }
  }

  /** An array. */
  record Many(int start, int end, List<Located> items) implements Located {
    @Override
    public String typeWord() {
      return "array";
    }
  }

  /** An object; of members with the same name the last counts. */
  record Thing(int start, int end, Map<String, Located> members) implements Located {
    @Override
    public String typeWord() {
      return "object";
    }
  }
}

package dev.weir.netio.lab;

import dev.weir.netio.lab.Attributes.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sets of one table, and how to create anonymous copies of them: whole, or keys only. */
final class SetCopies {
  /** The kernel chooses the number; rules of the same batch refer to the set by its id. */
  static final String NEW_NAME = "__set%d";

  private static final int NEW_SET = 9;
  private static final int GET_SET = 10;
  private static final int NEW_ELEMENT = 12;
  private static final int GET_ELEMENT = 13;
  private static final int SET_TABLE = 1;
  private static final int SET_NAME = 2;
  private static final int SET_FLAGS = 3;
  private static final int SET_KEY_TYPE = 4;
  private static final int SET_KEY_LENGTH = 5;
  private static final int SET_DATA_TYPE = 6;
  private static final int SET_DATA_LENGTH = 7;
  private static final int SET_DESCRIPTION = 9;
  private static final int SET_ID = 10;
  private static final int DESCRIPTION_FIELDS = 2;
  private static final int ELEMENTS_TABLE = 1;
  private static final int ELEMENTS_SET = 2;
  private static final int ELEMENTS = 3;
  private static final int ELEMENTS_SET_ID = 4;
  private static final int ELEMENT_KEY = 1;
  private static final int ELEMENT_DATA = 2;
  private static final int ELEMENT_FLAGS = 3;
  private static final int ELEMENT_KEY_END = 10;
  private static final int FLAG_ANONYMOUS = 1;
  private static final int FLAG_CONSTANT = 2;
  private static final int FLAG_INTERVAL = 4;
  private static final int FLAG_MAP = 8;
  private static final int FLAG_CONCATENATION = 0x80;
  private static final int CHUNK_BYTES = 30_000;

  private final int family;
  private final String table;
  private final Map<String, Attributes> sets = new HashMap<>();

  private SetCopies(int family, String table) {
    this.family = family;
    this.table = table;
  }

  static SetCopies read(NetlinkSocket socket, int family, String table) throws LabException {
    SetCopies copies = new SetCopies(family, table);
    byte[] request =
        new NetlinkMessage()
            .start(
                LoadedRules.SUBSYSTEM << 8 | GET_SET,
                NetlinkMessage.REQUEST | NetlinkMessage.DUMP,
                socket.nextSequence(),
                family,
                0)
            .text(SET_TABLE, table)
            .finish()
            .toBytes();
    for (NetlinkSocket.Reply reply : socket.dump(request)) {
      copies.sets.put(reply.attributes().get(SET_NAME).text(), reply.attributes());
    }
    return copies;
  }

  boolean isAnonymous(String name) {
    return (find(name).number(SET_FLAGS, 0) & FLAG_ANONYMOUS) != 0;
  }

  /** Adds an anonymous copy, data included, to the batch. */
  void copyWhole(NetlinkMessage batch, NetlinkSocket socket, String name, int id)
      throws LabException {
    Attributes set = find(name);
    int kept = FLAG_INTERVAL | FLAG_MAP | FLAG_CONCATENATION;
    create(batch, socket, set, (int) set.number(SET_FLAGS, 0) & kept, id);
    fill(batch, socket, name, id, true);
  }

  /** Adds an anonymous set of the keys alone to the batch. */
  void copyKeys(NetlinkMessage batch, NetlinkSocket socket, String name, int id)
      throws LabException {
    Attributes set = find(name);
    create(
        batch,
        socket,
        set,
        (int) set.number(SET_FLAGS, 0) & (FLAG_INTERVAL | FLAG_CONCATENATION),
        id);
    fill(batch, socket, name, id, false);
  }

  private Attributes find(String name) {
    Attributes set = sets.get(name);
    if (set == null) {
      throw new IllegalStateException("no set " + name + " in table " + table);
    }
    return set;
  }

  private void create(
      NetlinkMessage batch, NetlinkSocket socket, Attributes set, int flags, int id) {
    batch
        .start(
            LoadedRules.SUBSYSTEM << 8 | NEW_SET,
            NetlinkMessage.REQUEST | NetlinkMessage.CREATE,
            socket.nextSequence(),
            family,
            0)
        .text(SET_TABLE, table)
        .text(SET_NAME, NEW_NAME)
        .big32(SET_FLAGS, flags | FLAG_ANONYMOUS | FLAG_CONSTANT)
        .big32(SET_KEY_TYPE, (int) set.number(SET_KEY_TYPE, 0))
        .big32(SET_KEY_LENGTH, (int) set.number(SET_KEY_LENGTH, 0))
        .big32(SET_ID, id);
    if ((flags & FLAG_MAP) != 0) {
      batch.bytes(SET_DATA_TYPE, set.get(SET_DATA_TYPE).value());
      batch.big32(SET_DATA_LENGTH, (int) set.number(SET_DATA_LENGTH, 0));
    }
    Attribute description = set.find(SET_DESCRIPTION);
    Attribute fields = description == null ? null : description.nested().find(DESCRIPTION_FIELDS);
    if (fields != null) {
      int nest = batch.nest(SET_DESCRIPTION);
      batch.bytes(DESCRIPTION_FIELDS, fields.value());
      batch.end(nest);
    }
    batch.finish();
  }

  private void fill(
      NetlinkMessage batch, NetlinkSocket socket, String name, int id, boolean withData)
      throws LabException {
    List<byte[]> chunk = new ArrayList<>();
    int size = 0;
    for (Attributes element : elements(socket, name)) {
      byte[] copy = element(element, withData);
      chunk.add(copy);
      size += copy.length + 8;
      if (size > CHUNK_BYTES) {
        add(batch, socket, chunk, id);
        chunk.clear();
        size = 0;
      }
    }
    if (!chunk.isEmpty()) {
      add(batch, socket, chunk, id);
    }
  }

  private static byte[] element(Attributes element, boolean withData) {
    NetlinkMessage out = new NetlinkMessage();
    for (Attribute a : element.all()) {
      boolean data = a.type() == ELEMENT_DATA && withData;
      if (a.type() == ELEMENT_KEY
          || a.type() == ELEMENT_KEY_END
          || a.type() == ELEMENT_FLAGS
          || data) {
        out.bytes(a.type(), a.value());
      }
    }
    return out.toBytes();
  }

  private void add(NetlinkMessage batch, NetlinkSocket socket, List<byte[]> chunk, int id) {
    batch
        .start(
            LoadedRules.SUBSYSTEM << 8 | NEW_ELEMENT,
            NetlinkMessage.REQUEST | NetlinkMessage.CREATE,
            socket.nextSequence(),
            family,
            0)
        .text(ELEMENTS_TABLE, table)
        .text(ELEMENTS_SET, NEW_NAME)
        .big32(ELEMENTS_SET_ID, id);
    int list = batch.nest(ELEMENTS);
    for (byte[] element : chunk) {
      batch.bytes(LoadedRules.LIST_ELEMENT, element);
    }
    batch.end(list).finish();
  }

  private List<Attributes> elements(NetlinkSocket socket, String name) throws LabException {
    byte[] request =
        new NetlinkMessage()
            .start(
                LoadedRules.SUBSYSTEM << 8 | GET_ELEMENT,
                NetlinkMessage.REQUEST | NetlinkMessage.DUMP,
                socket.nextSequence(),
                family,
                0)
            .text(ELEMENTS_TABLE, table)
            .text(ELEMENTS_SET, name)
            .finish()
            .toBytes();
    List<Attributes> found = new ArrayList<>();
    for (NetlinkSocket.Reply reply : socket.dump(request)) {
      Attribute list = reply.attributes().find(ELEMENTS);
      if (list != null) {
        for (Attribute element : list.nested().all()) {
          found.add(element.nested());
        }
      }
    }
    return found;
  }
}

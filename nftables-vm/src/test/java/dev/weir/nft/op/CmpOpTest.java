package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.nft.op.CmpOp.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class CmpOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new CmpOp(Relation.EQ, 0, bytes(0, 22)), "[ cmp eq reg 1 0x00001600 ]"),
        sample(new CmpOp(Relation.NEQ, 1, bytes(1, 2, 3, 4)), "[ cmp neq reg 9 0x04030201 ]"),
        sample(new CmpOp(Relation.GTE, 0, bytes(0, 80)), "[ cmp gte reg 1 0x00005000 ]"),
        sample(new CmpOp(Relation.LTE, 0, bytes(0, 80)), "[ cmp lte reg 1 0x00005000 ]"),
        sample(new CmpOp(Relation.GT, 4, bytes(0, 0, 0, 100)), "[ cmp gt reg 2 0x64000000 ]"),
        sample(new CmpOp(Relation.LT, 4, bytes(0, 0, 0, 100)), "[ cmp lt reg 2 0x64000000 ]"),
        sample(
            new CmpOp(Relation.EQ, 0, bytes(0, 17, 34, 51, 68, 85)),
            "[ cmp eq reg 1 0x33221100 0x00005544 ]"),
        sample(new CmpOp(Relation.EQ, 0, bytes('e', 't', 'h')), "[ cmp eq reg 1 0x00687465 ]"));
  }

  @Test
  void comparesOnlyAsManyBytesAsTheConstantHas() {
    CmpOp prefix = new CmpOp(Relation.EQ, 0, bytes('e', 't', 'h'));
    assertTrue(holds(prefix, registers(0x65746831)));
    assertFalse(holds(prefix, registers(0x65746931)));
  }

  @Test
  void ordersBytesUnsigned() {
    CmpOp above = new CmpOp(Relation.GT, 0, bytes(0x7f, 0xff, 0xff, 0xff, 1));
    assertTrue(holds(above, registers(0x80000000, 0)));
    assertTrue(holds(above, registers(0x7fffffff, 0x02000000)));
    assertFalse(holds(above, registers(0x7fffffff, 0x01ffffff)));
    assertFalse(holds(above, registers(0x00000000, -1)));
  }

  @Test
  void holdsAtEqualityOnlyWhereTheRelationSaysSo() {
    for (Relation relation : Relation.values()) {
      boolean equal = holds(new CmpOp(relation, 0, bytes(0, 5)), registers(0x00050000));
      boolean expected =
          relation == Relation.EQ || relation == Relation.LTE || relation == Relation.GTE;
      assertTrue(equal == expected, relation::toString);
    }
  }

  @Test
  void refusesRegistersThatAreNotThere() {
    assertThrows(
        IllegalStateException.class, () -> new CmpOp(Relation.EQ, 15, bytes(1, 2, 3, 4, 5)));
  }
}

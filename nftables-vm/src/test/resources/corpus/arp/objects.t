# named objects in this family; the table holds counter c1, counter c2, quota q1, limit l1
counter name "c1" quota name "q1" limit name "l1";ok
counter name meta mark map { 1 : "c1", 2 : "c2" };ok;counter name meta mark map { 0x00000001 : "c1", 0x00000002 : "c2" }
counter name "q1";fail

# labels, zones of one direction, security marks (no /etc/connlabel.conf)
ct label 1;ok
ct label 0;ok
ct label 127;ok
ct label 0x10;ok;ct label 16
ct label 1,2;ok
ct label 1 | 2;ok;ct label 1,2
ct label != 127;ok
ct label == 1;ok
ct label != 1,2;ok;ct label != 1 | 2
ct label ! 1;ok
ct label & 1 == 1;ok
ct label & (1|2) == 1 | 2;ok;ct label 1,2 / 1,2
ct label and 5 != 0;ok;ct label != 0 / 5
ct label < 3;ok
ct label > 0;ok
ct label 1-3;ok
ct label 128;fail
ct label foo;fail
ct label set 1;ok
ct label set 1 | 2;ok
ct label set "1";ok;ct label set 1
ct label set 1,2;fail
ct label set 128;fail
ct label set foo;fail
ct label set ct label;ok
ct label set ct label | 1;ok
ct label set ct label | 0x5 | 3;ok;ct label set ct label | 3 | 5
ct label set ct label & 1;ok
ct label set ct label ^ 3;ok
ct label set ip saddr;fail
ct label set @nh,0,128;fail
ct mark set ct label;fail
ct label 3 ct label set 4 ct label & (3|4) != 0;ok;ct label 3 ct label set 4 ct label != 0 / 3,4
ct original zone set 1;ok
ct reply zone set 2;ok
ct original zone set 70000;fail
ct original zone set ct zone;ok
ct original zone set meta mark;fail
ct original zone set iif map { lo : 1 };ok;ct original zone set iif map { "lo" : 1 }
ct reply zone 3;ok
ct original mark set 1;fail
ct secmark 1;fail
ct secmark != 0;fail
ct secmark { 1 };fail
meta secmark 1;fail
ct secmark set 1;fail
ct secmark set meta mark map { 1 : 2 };fail
ct secmark set meta secmark;ok
ct secmark set ct zone;ok
ct secmark set meta length;ok
ct secmark set meta mark;fail
meta secmark set ct secmark;ok
meta secmark set ct zone;ok
meta secmark set ct mark;fail
meta secmark set ct secmark | 1;fail
meta mark set ct secmark;ok
meta mark set meta secmark;ok
ct mark set ct secmark;ok
ct mark set meta secmark;ok
ct secmark & 1 == 1;ok
meta secmark & 1 == 1;ok

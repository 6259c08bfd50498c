# rule;ok|fail[;as nft 1.0.6 lists it]
numgen inc mod 2 0;ok
numgen inc mod 2 vmap { 0 : accept, 1 : drop };ok
numgen random mod 10 0-4;ok
numgen random mod 10 < 5;ok
numgen random mod 10 offset 100 eq 105;ok;numgen random mod 10 offset 100 105
numgen inc mod 10 offset 5 { 5, 6 };ok
numgen inc mod 0 0;fail
numgen inc mod 1 0;ok
numgen inc mod 4294967295 0;ok
numgen inc mod 4294967296 0;fail
numgen inc mod 4294967295 offset 1 0;ok
numgen inc mod 4294967290 offset 10 0;fail
numgen inc mod 10 offset 4294967290 0;fail
numgen foo mod 2 0;fail
numgen inc 2;fail
numgen inc mod;fail
meta mark set numgen inc mod 2;ok
meta mark set numgen random mod 2;ok
meta mark set numgen inc mod 2 map { 0 : 1, 1 : 2 };ok;meta mark set numgen inc mod 2 map { 0 : 0x00000001, 1 : 0x00000002 }
meta mark set numgen inc mod 2 offset 1;ok
ct mark set numgen inc mod 16;ok
numgen inc mod 3 . ip saddr { 0 . 1.2.3.4 };ok
ip saddr . numgen inc mod 3 vmap { 1.2.3.4 . 1 : accept };ok
numgen inc mod 2 != 0;ok
numgen inc mod 2 foo;fail
numgen inc mod 10 & 1 == 1;ok
jhash ip saddr mod 2 0;ok
jhash ip saddr mod 2 seed 0xdeadbeef 0;ok
jhash ip saddr mod 2 seed 0xdeadbeef offset 100 100;ok
jhash ip saddr . ip daddr mod 2 seed 0xdead 1;ok
jhash ip saddr . tcp dport mod 5 seed 0x1 offset 3 { 3, 4 };ok
jhash tcp sport mod 3 seed 1 vmap { 0 : accept };ok;jhash tcp sport mod 3 seed 0x1 vmap { 0 : accept }
jhash ip6 saddr mod 7 seed 5 3;ok;jhash ip6 saddr mod 7 seed 0x5 3
jhash ether saddr mod 3 seed 5 1;ok;jhash ether saddr mod 3 seed 0x5 1
jhash ether saddr . ip saddr mod 8 seed 5 1;ok;jhash ether saddr . ip saddr mod 8 seed 0x5 1
jhash ip saddr mod 0 0;fail
jhash ip saddr mod 1 0;ok
jhash ip saddr mod 2 seed 0 0;ok;jhash ip saddr mod 2 seed 0x0 0
jhash ip saddr mod 2 seed 4294967296 0;ok;jhash ip saddr mod 2 seed 0x0 0
jhash ip saddr mod 2 offset 5 5;ok
jhash ip saddr mod 2 offset 5 seed 1 5;fail
jhash ip saddr mod 4294967295 offset 2 5;fail
jhash meta mark mod 2 seed 1 1;ok;jhash meta mark mod 2 seed 0x1 1
jhash meta mark . ct mark mod 2 seed 1 1;ok;jhash meta mark . ct mark mod 2 seed 0x1 1
jhash meta iifname mod 2 seed 1 1;ok;jhash iifname mod 2 seed 0x1 1
jhash ip saddr & 255.255.255.0 mod 2 seed 1 1;ok;jhash ip saddr & 255.255.255.0 mod 2 seed 0x1 1
jhash ip saddr and 255.255.255.0 mod 2 seed 1 1;ok;jhash ip saddr & 255.255.255.0 mod 2 seed 0x1 1
jhash numgen inc mod 5 mod 2 seed 1 1;ok;jhash numgen inc mod 5 mod 2 seed 0x1 1
jhash 5 mod 2;fail
meta mark set jhash ip saddr mod 2 seed 0xdeadbeef;ok
meta mark set jhash ip saddr . ip daddr mod 2 seed 0xdeadbeef map { 0 : 1, 1 : 2 };ok;meta mark set jhash ip saddr . ip daddr mod 2 seed 0xdeadbeef map { 0 : 0x00000001, 1 : 0x00000002 }
symhash mod 2 0;ok
symhash mod 2 offset 100 100;ok
symhash mod 0 1;fail
symhash mod 2 seed 5 1;fail
symhash mod 2 vmap { 0 : accept, 1 : drop };ok
meta mark set symhash mod 2;ok
meta mark set symhash mod 2 offset 100;ok
symhash 5;fail
ip saddr . jhash ip daddr mod 2 seed 1 { 1.2.3.4 . 1 };ok;ip saddr . jhash ip daddr mod 2 seed 0x1 { 1.2.3.4 . 1 }
jhash ip saddr mod 2 seed 1 . ip daddr { 1 . 1.2.3.4 };ok;jhash ip saddr mod 2 seed 0x1 . ip daddr { 1 . 1.2.3.4 }
ip6 saddr . jhash ip6 daddr mod 2 seed 1 { ::1 . 1 };ok;ip6 saddr . jhash ip6 daddr mod 2 seed 0x1 { ::1 . 1 }
jhash jhash ip saddr mod 7 seed 2 mod 2 seed 1 1;ok;jhash jhash ip saddr mod 7 seed 0x2 mod 2 seed 0x1 1
ct mark set jhash ct original ip saddr mod 2 seed 1;ok;ct mark set jhash ct original ip saddr mod 2 seed 0x1
meta mark set jhash ip saddr mod 0x10 seed 0x1 offset 0x100;ok;meta mark set jhash ip saddr mod 16 seed 0x1 offset 256
numgen inc mod 0x10 0x5;ok;numgen inc mod 16 5
numgen inc mod 4 < 2;ok
numgen inc mod 4 != 1-2;ok
numgen inc mod 4 @s;fail
symhash mod 4 1-2;ok
jhash ip saddr mod 4 seed 1 < 2;ok;jhash ip saddr mod 4 seed 0x1 < 2
dnat ip to numgen inc mod 2 map { 0 : 10.0.0.1, 1 : 10.0.0.2 };ok
dnat ip to jhash ip saddr mod 2 seed 0xdeadbeef map { 0 : 10.0.0.1, 1 : 10.0.0.2 };ok
dnat ip to symhash mod 2 map { 0 : 10.0.0.1, 1 : 10.0.0.2 };ok
dnat ip to jhash ip saddr . tcp dport mod 2 map { 0 : 10.0.0.1, 1 : 10.0.0.2 };ok
dnat ip to numgen inc mod 2 map { 0 : 10.0.0.1 . 80, 1 : 10.0.0.2 . 81 };fail
tcp option maxseg size set rt mtu;ok
tcp flags syn tcp option maxseg size set rt mtu;ok
meta mark set rt mtu;ok
meta mark set socket mark;ok
ct mark set numgen inc mod 16;ok
ct mark set jhash ip saddr mod 16;ok
meta priority set numgen inc mod 3;ok
ip saddr set numgen inc mod 3;ok

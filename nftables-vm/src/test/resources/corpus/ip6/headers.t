# What nft lists where it does not know, or loses, the header of a field
meta iiftype ether meta mark set 1 ether saddr 00:01:02:03:04:05;ok;meta iiftype ether meta mark set 0x00000001 ether saddr 00:01:02:03:04:05
meta iiftype ether counter ether saddr 00:01:02:03:04:05;ok;meta iiftype ether counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05
meta iiftype ether counter ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether counter packets 0 bytes 0 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
ether type ip reject;ok
ether type ip meta length 5 reject;ok
ether type ip tcp dport 53 reject with tcp reset;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } exthdr frag exists frag id 5 ip6 hoplimit 5;ok
ether saddr 00:01:02:03:04:05 meta protocol ip6 meta mark set 3 ip6 hoplimit vmap { 5 : accept };ok;ether saddr 00:01:02:03:04:05 meta mark set 0x00000003 ip6 hoplimit vmap { 5 : accept }
ether type ip meta mark set 3 ip ttl { 5, 6 };ok;ether type ip meta mark set 0x00000003 ip ttl { 5, 6 }
meta iiftype ether meta l4proto tcp counter ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta l4proto tcp counter tcp dport 22;ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta iiftype ether meta l4proto tcp counter tcp dport 22 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport 22 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
ether type ip meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;ether type ip meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
ether type ip meta l4proto tcp meta mark set 1 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;ether type ip meta l4proto tcp meta mark set 0x00000001 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta protocol ip counter;ok;meta protocol ip counter packets 0 bytes 0
meta iiftype ether meta protocol ip;ok;meta protocol ip
meta iiftype ether meta protocol != ip;ok
meta iiftype ether meta protocol { ip, ip6 };ok
meta iiftype ether meta protocol arp;ok;meta protocol arp
meta iiftype ether tcp dport 22;ok
meta iiftype ether icmp type 8;ok;meta iiftype ether icmp type echo-request
meta iiftype ether ether type ip;ok;ether type ip
meta iiftype ether exthdr frag exists;ok
ip6 flowlabel & 0x7bd4d == 0x0;ok;@nh,8,24 & 0x7bd4d == 0x0
ip6 flowlabel & 0xfbd4d == 0x5;ok;@nh,8,24 & 0xfbd4d == 0x5
ip6 flowlabel & 0xf0000 == 0x50000;ok;@nh,8,24 & 0xf0000 == 0x50000
ip6 flowlabel & 0x7 == 5;ok;@nh,8,24 & 0x7 == 0x5
ip6 flowlabel & 0x7bd4d != 0x5;ok;@nh,8,24 & 0x7bd4d != 0x5
ip6 flowlabel & 0x7bd4d { 1, 5 };ok;@nh,8,24 & 0x7bd4d == { 1, 5 }
ip6 flowlabel & 0x7bd4d vmap { 1 : accept };ok;@nh,8,24 & 0x7bd4d vmap { 1 : accept }
ip6 flowlabel & 0x7bd4d > 5;ok;@nh,8,24 & 0x7bd4d > 0x5
ip6 flowlabel & 0x80000 == 0x80000;ok;@nh,8,24 & 0x80000 == 0x80000
frag id & 0xff == 5;ok;frag unknown & 255 == 5
frag id & 0xff000000 == 5;ok;frag unknown & 4278190080 == 5
rt type & 7 == 2;ok;rt unknown & 7 == 2
rt type & 0xf0 == 0x20;ok;rt unknown & 240 == 32
rt type & 0x80 == 0x80;ok;rt unknown & 128 == 128
hbh hdrlength & 3 == 2;ok;hbh unknown & 3 == 2
hbh nexthdr & 3 == 2;ok;hbh unknown & ggp == igmp
rt type & 7 != 2;ok;rt unknown & 7 != 2
rt type & 7 > 2;ok;rt unknown & 7 > 2
rt type & 7 { 1, 2 };ok;rt unknown & 7 == { 1, 2 }
rt type & 7 vmap { 1 : accept };ok
rt type { 1, 2 };ok
rt type > 3;ok
ip6 flowlabel { 0-9, 1048575 };ok;ip6 flowlabel { 0-9, 1048575-16777215 }
ip6 flowlabel { 0-9, 5000-1048575 };ok;ip6 flowlabel { 0-9, 5000-16777215 }
ip6 flowlabel { 1048575 };ok;ip6 flowlabel 1048575
ip6 flowlabel 5000-1048575;ok
ip6 flowlabel != { 0-9, 1048575 };ok;ip6 flowlabel != { 0-9, 1048575-16777215 }
ip6 flowlabel vmap { 0-9 : accept, 1048575 : drop };ok;ip6 flowlabel vmap { 0-9 : accept, 1048575-16777215 : drop }
meta mark set ip6 flowlabel map { 0-9 : 5, 1048575 : 7 };ok;meta mark set ip6 flowlabel map { 0-9 : 0x00000005, 1048575-16777215 : 0x00000007 }
ip6 flowlabel . tcp dport { 0-9 . 5, 1048575 . 7 };ok
ip6 flowlabel . tcp dport { 5 . 22, 6 . 23 };ok
tcp dport . ip6 flowlabel { 22 . 5, 23 . 6 };ok

# What nft lists where it does not know, or loses, the header of a field
meta protocol ip @nh,96,16 5;ok;meta protocol ip @nh,96,16 0x5
meta protocol ip @nh,96,32 5;ok;meta protocol ip @nh,96,32 0x5
meta protocol ip ip saddr 1.2.3.4;ok
meta protocol ip @nh,96,16 > 5;ok;meta protocol ip @nh,96,16 > 0x5
meta protocol ip @nh,96,16 { 5, 7 };ok;meta protocol ip @nh,96,16 { 0x5, 0x7 }
meta protocol ip ip saddr { 1.2.3.4, 1.2.3.5 };ok
meta protocol ip ip option rr exists;ok;meta nfproto ipv4 ip option rr exists
meta protocol ip6 exthdr frag exists;ok;meta nfproto ipv6 exthdr frag exists
meta protocol ip meta l4proto tcp;ok
meta protocol ip meta l4proto icmp;ok;meta l4proto icmp
meta protocol ip icmp type 8;ok;meta protocol ip icmp type echo-request
meta protocol ip reject;ok
meta protocol ip reject with icmpx admin-prohibited;ok
meta protocol ip reject with icmp host-unreachable;ok;meta nfproto ipv4 reject with icmp host-unreachable
meta nfproto ipv4 @nh,96,16 5;ok;ip saddr 0.5.0.0/16
meta nfproto ipv4 @nh,96,16 > 5;ok;meta nfproto ipv4 @nh,96,16 > 0x5
meta nfproto ipv4 @nh,96,16 { 5, 7 };ok;meta nfproto ipv4 @nh,96,16 { 0x5, 0x7 }
meta nfproto ipv4 @nh,96,32 { 5, 7 };ok;ip saddr { 0x5, 0x7 }
meta nfproto ipv4 @nh,8,16 5;ok;ip dscp cs0 ip ecn not-ect ip length 1280/8
meta nfproto ipv4 @nh,8,16 { 5, 7 };ok;meta nfproto ipv4 @nh,8,16 { 0x5, 0x7 }
meta nfproto ipv4 @nh,64,8 { 5, 7 };ok;ip ttl { 0x5, 0x7 }
meta nfproto ipv4 @nh,64,16 5;ok;ip ttl 0 ip protocol st
meta nfproto ipv4 @nh,64,16 != 5;ok;ip ttl != 0 ip protocol != st
meta nfproto ipv4 @nh,64,16 { 5, 7 };ok;meta nfproto ipv4 @nh,64,16 { 0x5, 0x7 }
meta nfproto ipv4 @nh,64,16 > 5;ok;meta nfproto ipv4 @nh,64,16 > 0x5
meta l4proto tcp @th,0,32 5;ok;tcp sport 0 tcp dport 5
meta l4proto tcp @th,0,32 != 5;ok;tcp sport != 0 tcp dport != 5
meta l4proto tcp @th,0,32 { 5, 7 };ok;meta l4proto tcp @th,0,32 { 0x5, 0x7 }
meta l4proto tcp @th,0,16 { 5, 7 };ok;tcp sport { 5, 7 }
meta l4proto tcp @th,0,32 > 5;ok;meta l4proto tcp @th,0,32 > 0x5
meta l4proto tcp @th,8,16 5;ok;meta l4proto tcp @th,8,16 0x5
meta l4proto tcp @th,8,16 { 5, 7 };ok;meta l4proto tcp @th,8,16 { 0x5, 0x7 }
meta l4proto 200 @th,0,32 5;ok;meta l4proto 200 @th,0,32 0x5
meta l4proto 200 @th,0,16 5;ok;th sport 5
th sport 22 th dport 23;ok;@th,0,32 0x160017
th sport 22 th dport 23 tcp sport 3;ok;th sport 22 tcp sport 3 tcp dport 23
tcp sport 3 th sport 22 th dport 23;ok;tcp sport 3 tcp sport 22 tcp dport 23
th sport 22 udp dport 23;ok;@th,0,32 0x160017 meta l4proto udp
udp dport 23 th sport 22;ok;udp sport 22 udp dport 23
@th,16,16 53 udp length 35;ok;@th,16,32 0x350023 meta l4proto udp
udp length 35 @th,16,16 53;ok;udp dport 53 udp length 35
th dport 53 udp length 35;ok;@th,16,32 0x350023 meta l4proto udp
udp sport 5 @th,0,32 != 0x800000;ok;udp sport 5 udp sport != 128 udp dport != 0
udp sport 5 @th,0,32 0x800000;ok;udp sport 5 udp sport 128 udp dport 0
udp sport 5 @th,0,32 > 0x800000;ok
udp sport 5 th sport . th dport { 1 . 2 };ok;udp sport 5 udp sport . udp dport { 1 . 2 }
th sport . th dport { 1 . 2 };ok
th sport . tcp dport { 1 . 2 };ok;tcp sport . tcp dport { 1 . 2 }
th sport 22 th dport != 23;ok
th sport != 22 th dport != 23;ok;@th,0,32 != 0x160017
th sport 22 counter th dport 23;ok;@th,0,32 0x160017 counter packets 0 bytes 0
th sport { 22, 23 } th dport 22;ok
ip saddr 1.2.3.4 ip daddr 1.2.3.5;ok
ip ttl 3 ip protocol 6;ok;ip ttl 3 ip protocol tcp
ip ttl 3 meta l4proto 6 tcp dport 22;ok;ip ttl 3 tcp dport 22
meta l4proto tcp meta mark set 1 tcp dport 22;ok;meta l4proto tcp meta mark set 0x00000001 tcp dport 22
meta l4proto tcp meta mark set meta mark | 1 tcp dport 22;ok;meta l4proto tcp meta mark set meta mark | 0x00000001 tcp dport 22
meta l4proto tcp counter tcp dport 22;ok;meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta l4proto tcp log tcp dport 22;ok
meta iiftype ether meta mark set 1 ether saddr 00:01:02:03:04:05;ok;meta iiftype ether meta mark set 0x00000001 ether saddr 00:01:02:03:04:05
meta iiftype ether counter ether saddr 00:01:02:03:04:05;ok;meta iiftype ether counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05
meta iiftype ether counter ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether counter packets 0 bytes 0 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta nfproto ipv4 counter ip saddr 1.2.3.4;ok;meta nfproto ipv4 counter packets 0 bytes 0 ip saddr 1.2.3.4
meta nfproto ipv4 counter ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 counter packets 0 bytes 0 ip saddr { 1.2.3.4, 1.2.3.5 }
meta nfproto ipv4 meta mark set 5 ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 meta mark set 0x00000005 ip saddr { 1.2.3.4, 1.2.3.5 }
meta l4proto tcp meta mark set tcp dport map { 1 : 2 } tcp sport 5;ok;meta mark set tcp dport map { 1 : 0x00000002 } tcp sport 5
ether type ip reject;ok;reject with icmp port-unreachable
ether type ip meta length 5 reject;ok;meta length 5 reject with icmp port-unreachable
ether type ip reject with icmp host-unreachable;ok;reject with icmp host-unreachable
ether type ip meta length 5 reject with icmp host-unreachable;ok;meta length 5 reject with icmp host-unreachable
ether type ip meta length { 35, 4131 } iif lo reject with icmp host-unreachable;ok;meta length { 35, 4131 } iif "lo" reject with icmp host-unreachable
ether type ip iif lo reject with icmp host-unreachable;ok;iif "lo" reject with icmp host-unreachable
ether type ip th dport 53 reject with icmp host-unreachable;ok;th dport 53 reject with icmp host-unreachable
ether type ip ip saddr 1.2.3.4 reject with icmp host-unreachable;ok;ip saddr 1.2.3.4 reject with icmp host-unreachable
ether type ip udp dport 53 reject with icmp host-unreachable;ok;udp dport 53 reject with icmp host-unreachable
ether type ip tcp dport 53 reject with tcp reset;ok;tcp dport 53 reject with tcp reset
meta protocol ip iif lo reject with icmp host-unreachable;ok;meta nfproto ipv4 iif "lo" reject with icmp host-unreachable
meta l4proto tcp reject with tcp reset;ok
meta l4proto tcp iif lo reject with tcp reset;ok;meta l4proto tcp iif "lo" reject with tcp reset
ip protocol tcp reject with tcp reset;ok
ip protocol tcp reject;ok;ip protocol tcp reject with icmp port-unreachable
tcp flags syn reject;ok
tcp flags syn reject with tcp reset;ok
ether saddr 00:01:02:03:04:05 ip option rr exists;ok;@ll,48,64 0x1020304050800 meta iiftype ether ip option rr exists
ether saddr 00:01:02:03:04:05 ip option rr exists ip ttl 5;ok;@ll,48,64 0x1020304050800 meta iiftype ether ip option rr exists @nh,64,8 0x5
ether saddr 00:01:02:03:04:05 ip option rr exists ip ttl { 5, 6 };ok;@ll,48,64 0x1020304050800 meta iiftype ether ip option rr exists @nh,64,8 { 5, 6 }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip ttl 5;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,64,8 0x5
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip ttl 5 ip daddr 1.2.3.4;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,64,8 0x5 @nh,128,32 0x1020304
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists meta nfproto ipv4;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists meta nfproto ipv4
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 22;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 22
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip protocol tcp tcp dport 22;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,72,8 0x6 th dport 22
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists icmp type 8;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists icmp type echo-request
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject with icmp host-unreachable;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject with icmp port-unreachable;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject with icmpx host-unreachable;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject with icmpx host-unreachable
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 5 reject with tcp reset;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 5 reject with tcp reset
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr != 1.2.3.4;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,32 != 0x1020304
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr 1.2.3.0/24;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,24 0x10203
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr 1.2.3.0/25;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,32 & 0xffffff80 == 0x1020300
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr & 255.0.255.0 == 10.0.0.0;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,32 & 0xff00ff00 == 0xa000000
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp 5;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,8,8 & 0xfc == 0x14
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp > 5;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,8,8 & 0xfc > 0x14
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp { 5, 6 };ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,8,8 & 0xfc == { af22, cs3 }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr > 1.2.3.4;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,32 > 0x1020304
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr 1.2.3.4-1.2.3.7;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,32 0x1020304-0x1020307
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr . ip daddr { 1.2.3.4 . 5.6.7.8 };ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,96,32 . @nh,128,32 { 1.2.3.4 . 5.6.7.8 }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip ttl vmap { 5 : accept };ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists @nh,64,8 vmap { 5 : accept }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists meta mark set ip ttl map { 5 : 6 };ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists meta mark set @nh,64,8 map { 5 : 0x00000006 }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ether daddr 00:01:02:03:04:05;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ether daddr 00:01:02:03:04:05
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } exthdr frag exists frag id 5 ip6 hoplimit 5;ok;@ll,96,16 0x86dd ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } exthdr frag exists frag id 5 @nh,56,8 0x5
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ether daddr 00:01:02:03:04:05 ip ttl 3;ok;@ll,96,16 0x800 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ether daddr 00:01:02:03:04:05 @nh,64,8 0x3
ether daddr 00:01:02:03:04:05 ip option rr exists tcp dport 22;ok;@ll,96,16 0x800 ether daddr 00:01:02:03:04:05 ip option rr exists tcp dport 22
ether daddr 00:01:02:03:04:05 ether saddr 00:01:02:03:04:06 ip option rr exists tcp dport 22;ok;@ll,0,112 0x1020304050001020304060800 meta iiftype ether ip option rr exists tcp dport 22
ether saddr 00:01:02:03:04:05 counter ip option rr exists tcp dport 22;ok;@ll,48,64 0x1020304050800 meta iiftype ether counter packets 0 bytes 0 ip option rr exists tcp dport 22
ether saddr 00:01:02:03:04:05 ip ttl 3 ip option rr exists tcp dport 22;ok
ether saddr 00:01:02:03:04:05 meta mark set meta mark | 1 ip ttl vmap { 5 : accept };ok;meta iiftype ether meta mark set meta mark | 0x00000001 ether saddr 00:01:02:03:04:05 ip ttl vmap { 5 : accept }
ether saddr 00:01:02:03:04:05 meta mark set 3 ip ttl vmap { 5 : accept };ok;meta iiftype ether meta mark set 0x00000003 ether saddr 00:01:02:03:04:05 ip ttl vmap { 5 : accept }
ether saddr 00:01:02:03:04:05 counter ip ttl { 5, 6 };ok;meta iiftype ether counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05 ip ttl { 5, 6 }
ether saddr 00:01:02:03:04:05 iif lo ip ttl { 5, 6 };ok;iif "lo" ether saddr 00:01:02:03:04:05 ip ttl { 5, 6 }
ether saddr 00:01:02:03:04:05 meta mark set 3 ip ttl { 5, 6 };ok;meta iiftype ether meta mark set 0x00000003 ether saddr 00:01:02:03:04:05 ip ttl { 5, 6 }
ether saddr 00:01:02:03:04:05 meta mark set 3 ip ttl 5;ok;meta iiftype ether meta mark set 0x00000003 ether saddr 00:01:02:03:04:05 ip ttl 5
ether saddr 00:01:02:03:04:05 meta protocol ip6 meta mark set 3 ip6 hoplimit vmap { 5 : accept };ok;meta protocol ip6 meta mark set 0x00000003 ether saddr 00:01:02:03:04:05 ip6 hoplimit vmap { 5 : accept }
ether type ip meta mark set 3 ip ttl { 5, 6 };ok;ether type ip meta mark set 0x00000003 ip ttl { 5, 6 }
meta l4proto tcp meta protocol ip counter tcp dport 22;ok;meta l4proto tcp meta protocol ip counter packets 0 bytes 0 tcp dport 22
meta protocol ip meta l4proto tcp counter tcp dport 22;ok;meta protocol ip meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta iiftype ether meta l4proto tcp counter ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta l4proto tcp counter tcp dport 22;ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta iiftype ether meta l4proto tcp counter tcp dport 22 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport 22 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta nfproto ipv4 meta l4proto tcp counter ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 meta l4proto tcp counter packets 0 bytes 0 ip saddr { 1.2.3.4, 1.2.3.5 }
meta nfproto ipv4 meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta l4proto tcp meta nfproto ipv4 counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta l4proto tcp meta nfproto ipv4 counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta l4proto tcp meta nfproto ipv4 iif lo counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta l4proto tcp meta nfproto ipv4 iif "lo" counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta l4proto tcp iif lo counter tcp dport { 22, 23 };ok;meta l4proto tcp iif "lo" counter packets 0 bytes 0 tcp dport { 22, 23 }
meta l4proto tcp meta nfproto ipv4 ip ttl { 4, 5 } counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta l4proto tcp ip ttl { 4, 5 } counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta nfproto ipv4 meta l4proto tcp tcp dport { 4, 5 } counter ip ttl { 22, 23 };ok;meta nfproto ipv4 tcp dport { 4, 5 } counter packets 0 bytes 0 ip ttl { 22, 23 }
meta nfproto ipv4 meta l4proto tcp tcp dport { 4, 5 } ip ttl { 22, 23 };ok;tcp dport { 4, 5 } ip ttl { 22, 23 }
meta nfproto ipv4 meta l4proto tcp counter log tcp dport { 4, 5 } ip ttl { 22, 23 };ok;meta nfproto ipv4 meta l4proto tcp counter packets 0 bytes 0 log tcp dport { 4, 5 } ip ttl { 22, 23 }
meta l4proto tcp meta nfproto ipv4 meta mark set 1 counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta l4proto tcp meta nfproto ipv4 meta mark set 0x00000001 counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta l4proto tcp meta nfproto ipv4 meta mark set tcp sport map { 1 : 1 } tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 meta mark set tcp sport map { 1 : 0x00000001 } tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta iiftype ether meta protocol ip meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta protocol ip meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta nfproto ipv4 meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta nfproto ipv4 meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta l4proto tcp meta l4proto tcp counter tcp dport { 22, 23 };ok;meta l4proto tcp meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 }
meta l4proto tcp meta l4proto tcp tcp dport { 22, 23 };ok;meta l4proto tcp tcp dport { 22, 23 }
meta nfproto ipv4 counter meta l4proto tcp tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta nfproto ipv4 meta l4proto tcp counter meta l4proto tcp tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
meta nfproto ipv4 meta l4proto tcp counter continue;ok;meta nfproto ipv4 meta l4proto tcp counter packets 0 bytes 0 continue
ip protocol tcp meta iiftype ether counter tcp dport { 22, 23 };ok;ip protocol tcp meta iiftype ether counter packets 0 bytes 0 tcp dport { 22, 23 }
meta nfproto ipv4 meta l4proto tcp tcp dport vmap { 22 : accept };ok;meta nfproto ipv4 tcp dport vmap { 22 : accept }
meta nfproto ipv4 meta l4proto tcp iif lo drop;ok;meta nfproto ipv4 meta l4proto tcp iif "lo" drop
meta l4proto icmp icmp type { 3, 4 } counter icmp code { 4, 5 };ok;icmp type { destination-unreachable, source-quench } counter packets 0 bytes 0 icmp code { frag-needed, 5 }
meta l4proto icmp meta nfproto ipv4 counter icmp code { 4, 5 };ok;meta l4proto icmp meta nfproto ipv4 counter packets 0 bytes 0 icmp code { frag-needed, 5 }
ether type ip meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;ether type ip meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
ether type ip meta l4proto tcp meta mark set 1 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;ether type ip meta l4proto tcp meta mark set 0x00000001 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta protocol ip counter;ok;meta protocol ip counter packets 0 bytes 0
meta iiftype ether meta protocol ip;ok;meta protocol ip
meta iiftype ether meta nfproto ipv4 accept;ok;meta nfproto ipv4 accept
meta iiftype ether meta nfproto ipv4;ok;meta nfproto ipv4
meta iiftype ether iif lo meta nfproto ipv4;ok;iif "lo" meta nfproto ipv4
meta iiftype ether counter meta nfproto ipv4;ok;meta iiftype ether counter packets 0 bytes 0 meta nfproto ipv4
meta iiftype ether meta nfproto { ipv4, ipv6 };ok
meta iiftype ether meta nfproto != ipv4;ok
meta iiftype ether meta protocol != ip;ok
meta iiftype ether meta protocol { ip, ip6 };ok
meta iiftype ether meta protocol arp;ok;meta protocol arp
meta iiftype ether meta l4proto tcp meta nfproto ipv4;ok;meta l4proto tcp meta nfproto ipv4
meta iiftype ether ip protocol tcp;ok;ip protocol tcp
meta iiftype ether ip saddr 1.2.3.4;ok;ip saddr 1.2.3.4
meta iiftype ether ip saddr { 1.2.3.4, 1.2.3.5 };ok;ip saddr { 1.2.3.4, 1.2.3.5 }
meta iiftype ether tcp dport 22;ok
meta iiftype ether icmp type 8;ok;icmp type echo-request
meta iiftype ether ether type ip;ok;ether type ip
meta iiftype ether ip option rr exists;ok;@ll,96,16 0x800 meta iiftype ether ip option rr exists
meta iiftype ether exthdr frag exists;ok;@ll,96,16 0x86dd meta iiftype ether exthdr frag exists
meta iiftype ether meta nfproto ipv6 tcp dport 22 ether saddr 00:01:02:03:04:05;ok;meta nfproto ipv6 tcp dport 22 ether saddr 00:01:02:03:04:05
meta iiftype ether meta nfproto ipv6 counter ether saddr 00:01:02:03:04:05;ok;meta nfproto ipv6 counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05
meta iiftype loopback meta nfproto ipv4;ok;meta nfproto ipv4
meta iiftype loopback meta protocol ip;ok;meta protocol ip
meta iiftype 5 meta protocol ip;ok;meta protocol ip
meta nfproto ipv4 meta l4proto icmp;ok;meta l4proto icmp
meta nfproto ipv4 meta l4proto icmp counter;ok;meta l4proto icmp counter packets 0 bytes 0
meta nfproto ipv4 meta l4proto icmp icmp type { 3, 4 };ok;icmp type { destination-unreachable, source-quench }
meta protocol ip meta nfproto ipv4;ok
meta protocol ip meta protocol ip;ok
meta nfproto ipv4 meta protocol ip;ok
meta nfproto ipv4 meta protocol ip ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta nfproto ipv4 ip saddr { 1.2.3.4, 1.2.3.5 }
meta protocol ip meta nfproto ipv4 ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta protocol ip ip saddr { 1.2.3.4, 1.2.3.5 }
meta nfproto ipv4 meta protocol ip @nh,96,32 { 1, 2 };ok;meta nfproto ipv4 ip saddr { 0x1, 0x2 }
meta protocol ip meta l4proto icmp counter;ok;meta l4proto icmp counter packets 0 bytes 0
meta l4proto icmp meta protocol ip;ok
vlan id 5 reject;ok
vlan type ip reject;ok;ether type 8021q reject with icmp port-unreachable
vlan id 5 ip saddr 1.2.3.4 reject;ok;vlan id 5 ip saddr 1.2.3.4 reject with icmp port-unreachable
vlan id 5 ip ttl { 1, 2 } ip option rr exists;ok
vlan id 5 ip option rr exists;ok;@ll,128,16 0x800 vlan id 5 ip option rr exists
vlan id 5 ip option rr exists ip ttl 3;ok;@ll,128,16 0x800 vlan id 5 ip option rr exists @nh,64,8 0x3
ether type vlan ip option rr exists;ok;@ll,128,16 0x800 ether type 8021q ip option rr exists
ip6 flowlabel & 0x7bd4d == 0x0;ok;meta nfproto ipv6 @nh,8,24 & 0x7bd4d == 0x0
ip6 flowlabel & 0xfbd4d == 0x5;ok;meta nfproto ipv6 @nh,8,24 & 0xfbd4d == 0x5
ip6 flowlabel & 0xf0000 == 0x50000;ok;meta nfproto ipv6 @nh,8,24 & 0xf0000 == 0x50000
ip6 flowlabel & 0x7 == 5;ok;meta nfproto ipv6 @nh,8,24 & 0x7 == 0x5
ip6 flowlabel & 0x7bd4d != 0x5;ok;meta nfproto ipv6 @nh,8,24 & 0x7bd4d != 0x5
ip6 flowlabel & 0x7bd4d { 1, 5 };ok;meta nfproto ipv6 @nh,8,24 & 0x7bd4d == { 1, 5 }
ip6 flowlabel & 0x7bd4d vmap { 1 : accept };ok;meta nfproto ipv6 @nh,8,24 & 0x7bd4d vmap { 1 : accept }
ip6 flowlabel & 0x7bd4d > 5;ok;meta nfproto ipv6 @nh,8,24 & 0x7bd4d > 0x5
ip6 flowlabel & 0x80000 == 0x80000;ok;meta nfproto ipv6 @nh,8,24 & 0x80000 == 0x80000
vlan id & 0xff == 5;ok;ether type 8021q @ll,112,16 & 0xff == 0x5
vlan id & 0x800 == 0x800;ok;ether type 8021q @ll,112,16 & 0x800 == 0x800
ip ecn & 1 == 1;ok;meta nfproto ipv4 @nh,8,8 & 0x1 == 0x1
frag id & 0xff == 5;ok;frag unknown & 255 == 5
frag id & 0xff000000 == 5;ok;frag unknown & 4278190080 == 5
rt type & 7 == 2;ok;rt unknown & 7 == 2
rt type & 0xf0 == 0x20;ok;rt unknown & 240 == 32
rt type & 0x80 == 0x80;ok;rt unknown & 128 == 128
rt hdrlength & 3 == 2;ok;rt unknown & 3 == 2
rt seg-left & 3 == 2;ok;rt unknown & 3 == 2
rt nexthdr & 3 == 2;ok;rt unknown & ggp == igmp
hbh hdrlength & 3 == 2;ok;hbh unknown & 3 == 2
hbh nexthdr & 3 == 2;ok;hbh unknown & ggp == igmp
dst hdrlength & 0xf == 2;ok;dst unknown & 15 == 2
mh type & 3 == 2;ok;mh unknown & home-test == careof-test-init
mh checksum & 0xff == 2;ok;mh unknown & 255 == 2
tcp option maxseg size & 0xff == 2;ok;tcp option maxseg size & 255 == 2
tcp option maxseg size & 0xff00 == 512;ok;tcp option maxseg size & 65280 == 512
tcp option window count & 3 == 1;ok
tcp option timestamp tsval & 0xff == 1;ok;tcp option timestamp tsval & 255 == 1
ip option rr ptr & 3 == 1;ok
ip option ra value & 0xff == 1;ok;ip option ra value & 255 == 1
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
ip dscp { 0-9, 63 };ok;ip dscp { 0x00-0x09, 0x3f }
ip dscp { 0-9, 50-63 };ok;ip dscp { 0x00-0x09, 0x32-0x3f }
ip6 dscp { 0-9, 63 };ok;ip6 dscp { 0x00-0x09, 0x3f }
ip6 dscp { 0-9, 50-63 };ok;ip6 dscp { 0x00-0x09, 0x32-0x3f }
ip dscp vmap { 0-9 : accept, 63 : drop };ok;ip dscp vmap { 0x00-0x09 : accept, 0x3f : drop }
tcp doff { 0-3, 15 };ok
tcp doff { 0-3, 12-15 };ok
vlan id { 0-3, 4095 };ok;vlan id { 0-3, 4095-65535 }
vlan id { 0-3, 4000-4095 };ok;vlan id { 0-3, 4000-65535 }
vlan pcp { 0-3, 7 };ok
ip ecn { 0-1, 3 };ok;ip ecn { 0x0-0x1, 0x3-0xff }
ip version { 0-4, 15 };ok
ip hdrlength { 5-15 };ok;ip hdrlength 5-15
ip hdrlength { 0-4, 15 };ok;ip hdrlength { 0-4, 15-255 }
frag frag-off { 0-9, 8191 };ok
frag reserved2 { 0-1, 3 };ok
dccp type { 0-4, 15 };ok
ip dscp . tcp dport { 5 . 22, 6 . 23 };ok;ip dscp >> 2 . tcp dport { 0x05 . 22, 0x06 . 23 }
ip hdrlength . tcp dport { 5 . 22, 6 . 23 };ok
ip ecn . tcp dport { 1 . 22, 2 . 23 };ok;ip ecn . tcp dport { ect1 . 22, ect0 . 23 }
ip6 flowlabel . tcp dport { 5 . 22, 6 . 23 };ok
tcp dport . ip dscp { 22 . 5, 23 . 6 };ok;tcp dport . ip dscp >> 2 { 22 . 0x05, 23 . 0x06 }
tcp dport . ip ecn { 22 . 1, 23 . 2 };ok;tcp dport . ip ecn { 22 . ect1, 23 . ect0 }
tcp dport . ip hdrlength { 22 . 5, 23 . 6 };ok
tcp dport . ip6 flowlabel { 22 . 5, 23 . 6 };ok
meta mark . ip dscp { 22 . 5, 23 . 6 };ok;meta mark . ip dscp >> 2 { 0x00000016 . 0x05, 0x00000017 . 0x06 }
ip dscp . ip ecn { 5 . 1, 6 . 2 };ok;ip dscp >> 2 . ip ecn { 0x05 . ect1, 0x06 . ect0 }
ip hdrlength . meta length { 5 . 22, 6 . 23 };ok
ip ecn . ip saddr { 1 . 1.2.3.4, 2 . 1.2.3.5 };ok;ip ecn . ip saddr { ect1 . 1.2.3.4, ect0 . 1.2.3.5 }
ip dscp . ip saddr { 1 . 1.2.3.4, 2 . 1.2.3.5 };ok;ip dscp >> 2 . ip saddr { lephb . 1.2.3.4, 0x02 . 1.2.3.5 }
ip saddr . ip dscp { 1.2.3.4 . 1, 1.2.3.5 . 2 };ok;ip saddr . ip dscp >> 2 { 1.2.3.4 . lephb, 1.2.3.5 . 0x02 }
ip saddr . ip hdrlength { 1.2.3.4 . 5, 1.2.3.5 . 6 };ok
ip saddr . ip ecn { 1.2.3.4 . 1, 1.2.3.5 . 2 };ok;ip saddr . ip ecn { 1.2.3.4 . ect1, 1.2.3.5 . ect0 }
ip dscp . ip saddr vmap { 1 . 1.2.3.4 : accept };ok;ip dscp >> 2 . ip saddr vmap { lephb . 1.2.3.4 : accept }
ip dscp . tcp dport { 5 . 22 };ok;ip dscp >> 2 . tcp dport { 0x05 . 22 }
ip ecn . tcp dport { 1 . 22 };ok;ip ecn . tcp dport { ect1 . 22 }
vlan id . ip saddr { 5 . 1.2.3.4 };ok
tcp dport . ip dscp . meta mark { 22 . 5 . 1, 23 . 6 . 2 };ok;tcp dport . ip dscp >> 2 . meta mark { 22 . 0x05 . 0x00000001, 23 . 0x06 . 0x00000002 }

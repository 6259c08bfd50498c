# What nft lists where it does not know, or loses, the header of a field
meta protocol ip @nh,96,16 5;ok;ip saddr 0.5.0.0/16
meta protocol ip @nh,96,32 5;ok;ip saddr 0.0.0.5
meta protocol ip @nh,96,16 > 5;ok;@nh,96,16 > 0x5
meta protocol ip @nh,96,16 { 5, 7 };ok;@nh,96,16 { 0x5, 0x7 }
meta protocol ip reject;ok;reject
meta protocol ip reject with icmp host-unreachable;ok;reject with icmp host-unreachable
meta l4proto tcp @th,0,32 5;ok;tcp sport 0 tcp dport 5
meta l4proto tcp @th,0,32 != 5;ok;tcp sport != 0 tcp dport != 5
meta l4proto tcp @th,0,32 { 5, 7 };ok;meta l4proto tcp @th,0,32 { 0x5, 0x7 }
meta l4proto tcp @th,0,16 { 5, 7 };ok;tcp sport { 5, 7 }
meta l4proto tcp @th,0,32 > 5;ok;meta l4proto tcp @th,0,32 > 0x5
meta l4proto tcp @th,8,16 5;ok;meta l4proto tcp @th,8,16 0x5
meta l4proto tcp @th,8,16 { 5, 7 };ok;meta l4proto tcp @th,8,16 { 0x5, 0x7 }
meta l4proto 200 @th,0,32 5;ok;meta l4proto 200 @th,0,32 0x5
meta l4proto 200 @th,0,16 5;ok;th sport 5
@th,16,16 53 udp length 35;ok;@th,16,32 0x350023 meta l4proto udp
udp length 35 @th,16,16 53;ok;udp dport 53 udp length 35
udp sport 5 @th,0,32 != 0x800000;ok;udp sport 5 udp sport != 128 udp dport != 0
udp sport 5 @th,0,32 0x800000;ok;udp sport 5 udp sport 128 udp dport 0
udp sport 5 @th,0,32 > 0x800000;ok
meta iiftype ether meta mark set 1 ether saddr 00:01:02:03:04:05;ok;meta iiftype ether meta mark set 0x00000001 ether saddr 00:01:02:03:04:05
meta iiftype ether counter ether saddr 00:01:02:03:04:05;ok;meta iiftype ether counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05
meta iiftype ether counter ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether counter packets 0 bytes 0 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
ether type ip reject;ok
ether type ip meta length 5 reject;ok
ether type ip reject with icmp host-unreachable;ok
ether type ip meta length 5 reject with icmp host-unreachable;ok
ether type ip meta length { 35, 4131 } iif lo reject with icmp host-unreachable;ok;ether type ip meta length { 35, 4131 } iif "lo" reject with icmp host-unreachable
ether type ip iif lo reject with icmp host-unreachable;ok;ether type ip iif "lo" reject with icmp host-unreachable
ether type ip th dport 53 reject with icmp host-unreachable;ok
ether type ip ip saddr 1.2.3.4 reject with icmp host-unreachable;ok;ip saddr 1.2.3.4 reject with icmp host-unreachable
ether type ip udp dport 53 reject with icmp host-unreachable;ok;udp dport 53 reject with icmp host-unreachable
ether type ip tcp dport 53 reject with tcp reset;ok;tcp dport 53 reject with tcp reset
meta protocol ip iif lo reject with icmp host-unreachable;ok;iif "lo" reject with icmp host-unreachable
meta l4proto tcp reject with tcp reset;ok;reject with tcp reset
meta l4proto tcp iif lo reject with tcp reset;ok;iif "lo" reject with tcp reset
ip protocol tcp reject with tcp reset;ok;reject with tcp reset
ip protocol tcp reject;ok
tcp flags syn reject;ok
tcp flags syn reject with tcp reset;ok
ether saddr 00:01:02:03:04:05 ip option rr exists;ok
ether saddr 00:01:02:03:04:05 ip option rr exists ip ttl 5;ok
ether saddr 00:01:02:03:04:05 ip option rr exists ip ttl { 5, 6 };ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip ttl 5;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip ttl 5 ip daddr 1.2.3.4;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 22;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip protocol tcp tcp dport 22;ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 22
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists icmp type 8;ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists icmp type echo-request
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject with icmp host-unreachable;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject with icmp port-unreachable;ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists reject
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists tcp dport 5 reject with tcp reset;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr != 1.2.3.4;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr 1.2.3.0/24;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr 1.2.3.0/25;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr & 255.0.255.0 == 10.0.0.0;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp 5;ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp 0x05
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp > 5;ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp > 0x05
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp { 5, 6 };ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip dscp { 0x05, 0x06 }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr > 1.2.3.4;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr 1.2.3.4-1.2.3.7;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip saddr . ip daddr { 1.2.3.4 . 5.6.7.8 };ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ip ttl vmap { 5 : accept };ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists meta mark set ip ttl map { 5 : 6 };ok;ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists meta mark set ip ttl map { 5 : 0x00000006 }
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ether daddr 00:01:02:03:04:05;ok
ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 } ip option rr exists ether daddr 00:01:02:03:04:05 ip ttl 3;ok
ether daddr 00:01:02:03:04:05 ip option rr exists tcp dport 22;ok
ether daddr 00:01:02:03:04:05 ether saddr 00:01:02:03:04:06 ip option rr exists tcp dport 22;ok
ether saddr 00:01:02:03:04:05 counter ip option rr exists tcp dport 22;ok;ether saddr 00:01:02:03:04:05 counter packets 0 bytes 0 ip option rr exists tcp dport 22
ether saddr 00:01:02:03:04:05 ip ttl 3 ip option rr exists tcp dport 22;ok
ether saddr 00:01:02:03:04:05 meta mark set meta mark | 1 ip ttl vmap { 5 : accept };ok;ether saddr 00:01:02:03:04:05 meta mark set meta mark | 0x00000001 ip ttl vmap { 5 : accept }
ether saddr 00:01:02:03:04:05 meta mark set 3 ip ttl vmap { 5 : accept };ok;ether saddr 00:01:02:03:04:05 meta mark set 0x00000003 ip ttl vmap { 5 : accept }
ether saddr 00:01:02:03:04:05 counter ip ttl { 5, 6 };ok;ether saddr 00:01:02:03:04:05 counter packets 0 bytes 0 ip ttl { 5, 6 }
ether saddr 00:01:02:03:04:05 iif lo ip ttl { 5, 6 };ok;ether saddr 00:01:02:03:04:05 iif "lo" ip ttl { 5, 6 }
ether saddr 00:01:02:03:04:05 meta mark set 3 ip ttl { 5, 6 };ok;ether saddr 00:01:02:03:04:05 meta mark set 0x00000003 ip ttl { 5, 6 }
ether saddr 00:01:02:03:04:05 meta mark set 3 ip ttl 5;ok;ether saddr 00:01:02:03:04:05 meta mark set 0x00000003 ip ttl 5
ether type ip meta mark set 3 ip ttl { 5, 6 };ok;ether type ip meta mark set 0x00000003 ip ttl { 5, 6 }
meta iiftype ether meta l4proto tcp counter ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta l4proto tcp counter tcp dport 22;ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta iiftype ether meta l4proto tcp counter tcp dport 22 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport 22 ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta protocol ip meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta iiftype ether meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
ip protocol tcp meta iiftype ether counter tcp dport { 22, 23 };ok;ip protocol tcp meta iiftype ether counter packets 0 bytes 0 tcp dport { 22, 23 }
ether type ip meta l4proto tcp counter tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 };ok;meta l4proto tcp counter packets 0 bytes 0 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 }
ether type ip meta l4proto tcp meta mark set 1 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 };ok;meta l4proto tcp meta mark set 0x00000001 tcp dport { 22, 23 } ip saddr { 1.2.3.4, 1.2.3.5 } ether saddr { 00:01:02:03:04:05, 00:01:02:03:04:06 }
meta iiftype ether meta protocol ip counter;ok;meta iiftype ether counter packets 0 bytes 0
meta iiftype ether meta protocol ip;ok;meta protocol ip
meta iiftype ether meta protocol != ip;ok
meta iiftype ether meta protocol { ip, ip6 };ok
meta iiftype ether meta protocol arp;ok;meta protocol arp
meta iiftype ether ip protocol tcp;ok
meta iiftype ether ip saddr 1.2.3.4;ok
meta iiftype ether ip saddr { 1.2.3.4, 1.2.3.5 };ok
meta iiftype ether tcp dport 22;ok
meta iiftype ether icmp type 8;ok;meta iiftype ether icmp type echo-request
meta iiftype ether ether type ip;ok;ether type ip
meta iiftype ether ip option rr exists;ok
meta iiftype loopback meta protocol ip;ok;meta protocol ip
meta iiftype 5 meta protocol ip;ok;meta protocol ip
vlan id 5 reject;ok
vlan type ip reject;ok
vlan id 5 ip saddr 1.2.3.4 reject;ok
ether type vlan ip option rr exists;ok;ether type 8021q ip option rr exists

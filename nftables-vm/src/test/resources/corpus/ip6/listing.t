# rule;ok|fail[;as nft 1.0.6 lists it]
tcp dport 22 counter tcp sport 22;ok;meta l4proto tcp counter packets 0 bytes 0 tcp sport 22 tcp dport 22
meta l4proto tcp counter th dport 22;ok;meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta l4proto tcp counter @th,16,16 22;ok;meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta l4proto tcp iifname lo tcp dport 22;ok;iifname "lo" tcp dport 22
meta l4proto tcp meta mark set 1 tcp dport 22;ok;meta l4proto tcp meta mark set 0x00000001 tcp dport 22
meta l4proto tcp log tcp dport 22;ok
meta l4proto tcp tcp dport vmap { 22 : accept };ok;tcp dport vmap { 22 : accept }
meta l4proto tcp tcp dport @s;fail
meta l4proto tcp meta mark set tcp dport map { 22 : 1 };ok;meta mark set tcp dport map { 22 : 0x00000001 }
meta l4proto tcp meta l4proto . th dport { tcp . 22 };ok;meta l4proto . tcp dport { tcp . 22 }
ether type ip meta l4proto icmp;ok
ether type ip icmp type 8;ok;ether type ip icmp type echo-request
ether type ip6 icmpv6 type 1;ok;icmpv6 type destination-unreachable
-ether saddr 00:00:00:00:00:01 ether type ip ip saddr 1.1.1.1;ok;ether saddr 00:00:00:00:00:01 ip saddr 1.1.1.1
ether type ip ether saddr 00:00:00:00:00:01;ok;ether saddr 00:00:00:00:00:01 ether type ip
meta iiftype ether counter ether saddr 00:00:00:00:00:01;ok;meta iiftype ether counter packets 0 bytes 0 ether saddr 00:00:00:00:00:01
meta iiftype loopback;ok
icmp type echo-request counter icmp id 5;ok;icmp type echo-request counter packets 0 bytes 0 icmp id 5
icmp type { echo-request, echo-reply } icmp id 5;ok;icmp type { echo-reply, echo-request } icmp id 5
icmp type destination-unreachable counter icmp mtu 5;ok;icmp type destination-unreachable counter packets 0 bytes 0 icmp mtu 5
icmp type destination-unreachable icmp code 1 icmp mtu 5;ok;icmp code host-unreachable icmp mtu 5
icmp code 1 icmp mtu 5;ok;icmp code host-unreachable icmp mtu 5
icmp mtu 5 icmp type destination-unreachable;ok
icmpv6 type nd-neighbor-solicit icmpv6 max-delay 5;fail
icmp mtu { 5, 6 };ok
icmp mtu != 5;ok
icmp type destination-unreachable icmp mtu != 5;ok;icmp mtu != 5
icmp checksum 5 icmp id 3;ok;icmp checksum 5 icmp id 3 icmp type { echo-reply, echo-request }
icmp type 3 icmp type 3 icmp mtu 6;ok;icmp type destination-unreachable icmp mtu 6
frag id 1 ip6 saddr ::1;ok
meta l4proto tcp tcp option nop exists;ok;tcp option nop exists
counter tcp option nop exists;ok;counter packets 0 bytes 0 tcp option nop exists
meta l4proto tcp counter tcp option nop exists;ok;meta l4proto tcp counter packets 0 bytes 0 tcp option nop exists
meta l4proto tcp reject;ok
meta l4proto tcp counter reject with tcp reset;ok;meta l4proto tcp counter packets 0 bytes 0 reject with tcp reset
tcp dport 22 counter reject with tcp reset;ok;tcp dport 22 counter packets 0 bytes 0 reject with tcp reset
tcp dport { 22, 80 } reject with tcp reset;ok
meta protocol ip reject;ok
meta l4proto icmp reject;ok
meta l4proto udp reject;ok
ip6 nexthdr udp reject;ok
counter reject with tcp reset;ok;meta l4proto tcp counter packets 0 bytes 0 reject with tcp reset
log reject with tcp reset;ok;meta l4proto tcp log reject with tcp reset
iifname lo counter log reject with tcp reset;ok;meta l4proto tcp iifname "lo" counter packets 0 bytes 0 log reject with tcp reset
meta mark set 1 reject with tcp reset;ok;meta l4proto tcp meta mark set 0x00000001 reject with tcp reset
meta l4proto { tcp, udp } reject;ok
meta l4proto vmap { tcp : accept, udp : drop };ok
meta l4proto tcp tcp dport 22 meta l4proto tcp;ok;tcp dport 22 meta l4proto tcp
meta l4proto udp udp length 8 udp checksum 0;ok;udp length 8 udp checksum 0
tcp dport 22 tcp sport 22 tcp flags syn;ok;tcp sport 22 tcp dport 22 tcp flags syn
tcp dport 22 tcp flags syn tcp window 5;ok;tcp dport 22 tcp flags == syn tcp window 5
tcp sequence 1 tcp ackseq 2;ok
udp sport 5 udp dport 6 udp length 7;ok
udp sport != 5 udp dport != 6;ok
udp sport 5 udp dport != 6;ok
ip6 saddr ::1 ip6 daddr ::2;ok
ip6 nexthdr tcp ip6 hoplimit 5;ok
icmp type 8 icmp code 0;ok;icmp type echo-request icmp code net-unreachable
icmp code 0 icmp type 8;ok;icmp type echo-request icmp code net-unreachable
ether saddr 00:00:00:00:00:01 ether daddr 00:00:00:00:00:02;ok;ether daddr 00:00:00:00:00:02 ether saddr 00:00:00:00:00:01
ether daddr 00:00:00:00:00:02 ether saddr 00:00:00:00:00:01 ether type ip;ok
@th,0,16 5 @th,16,16 6;ok;@th,0,32 0x50006
meta l4proto tcp @th,0,32 5;ok;tcp sport 0 tcp dport 5
@nh,0,8 0x45 @nh,8,8 0;ok;ip6 version 4 ip6 dscp af22 ip6 ecn not-ect ip6 flowlabel 0/4
@th,0,8 5;ok;@th,0,8 0x5
@th,0,32 5;ok;@th,0,32 0x5
@th,32,16 & 0xff == 5;ok;@th,32,16 & 0xff == 0x5
@th,0,4 5;ok;@th,0,8 & 0xf0 == 0x50
@nh,72,8 6;ok;@nh,72,8 0x6
@nh,72,8 6 tcp dport 22;ok;@nh,72,8 0x6 tcp dport 22
@nh,96,32 { 0x0a000001, 0x0a000002 };ok;@nh,96,32 { 0xa000001, 0xa000002 }
@th,16,16 { 22, 80 };ok;th dport { 22, 80 }
@th,16,16 22-80;ok;th dport 22-80
@th,16,16 != 22;ok;th dport != 22
@th,16,16 > 22;ok;th dport > 22
@ll,0,48 { 1, 2 };ok;@ll,0,48 { 0x1, 0x2 }
@ll,96,16 0x800;ok
@nh,0,128 5;ok;ip6 version 0 ip6 dscp cs0 ip6 ecn not-ect ip6 flowlabel 0 ip6 length 0 ip6 nexthdr ip ip6 hoplimit 0 ip6 saddr 0:0:0:5::/64
@th,3,5 { 1, 2 };ok;@th,0,8 & 0x1f == { 1, 2 }
@th,3,5 1-3;ok;@th,0,8 & 0x1f == 0x1-0x3

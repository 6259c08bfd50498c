# rule;ok|fail[;as nft 1.0.6 lists it]
ip saddr 1.2.3.4;ok
ip6 saddr ::1;ok
tcp dport 22;ok
icmp type echo-request;ok
icmpv6 type echo-request;ok
ether saddr 00:01:02:03:04:05;ok
ether type ip;ok
ether type vlan;ok;ether type 8021q
ether type ip ip saddr 1.2.3.4;ok;ip saddr 1.2.3.4
ether type ip6 ip saddr 1.2.3.4;fail
vlan id 10;ok
vlan id 10 ip saddr 1.2.3.4;ok
vlan id 10 vlan pcp 3;ok
vlan pcp 3;ok
vlan dei 1;ok
vlan cfi 1;ok;vlan dei 1
vlan type ip;ok;ether type 8021q vlan type ip
vlan type ip ip saddr 1.2.3.4;ok;ether type 8021q ip saddr 1.2.3.4
vlan id 10 vlan type ip ip saddr 1.2.3.4;ok;vlan id 10 ip saddr 1.2.3.4
vlan id 10 tcp dport 22;ok
ether type vlan vlan id 10;ok;vlan id 10
ether type 8021q vlan id 10 ip saddr 1.2.3.4;ok;vlan id 10 ip saddr 1.2.3.4
ether type vlan ip saddr 1.2.3.4;ok;ether type 8021q ip saddr 1.2.3.4
ether type 8021ad vlan id 10;ok
meta protocol ip;ok
meta protocol ip ip saddr 1.2.3.4;ok;ip saddr 1.2.3.4
meta protocol ip6 ip saddr 1.2.3.4;fail
meta protocol vlan vlan id 10;fail
meta protocol arp;ok
meta protocol arp arp operation request;ok;arp operation request
ip saddr 1.2.3.4 vlan id 10;fail
ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4;ok
ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05;ok
vlan id 10 ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 vlan id 10
ether saddr 00:01:02:03:04:05 vlan id 10;ok
ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4;ok
arp operation request;ok
arp htype 1;ok
arp ptype ip;ok
arp ptype 0x0800;ok;arp ptype ip
arp hlen 6;ok
arp plen 4;ok
arp saddr ip 1.2.3.4;ok
arp daddr ip 1.2.3.4;ok
arp saddr ether 00:01:02:03:04:05;ok
arp daddr ether 00:01:02:03:04:05;ok
arp operation request arp saddr ip 1.2.3.4;ok
arp htype 1 arp ptype ip arp hlen 6 arp plen 4 arp operation reply;ok
ether type arp arp operation request;ok;arp operation request
ether type arp;ok
vlan id 10 arp operation request;ok
meta nfproto ipv4;fail
meta l4proto tcp;ok
meta l4proto tcp tcp dport 22;ok;tcp dport 22
meta l4proto icmp icmp type 8;ok;icmp type echo-request
ip protocol tcp tcp dport 22;ok
ip6 nexthdr tcp tcp dport 22;ok
+meta ibrname "br0";fail
+meta obrname "br0";fail
+meta ibrpvid 1;fail
+meta ibrvproto vlan;fail
+ibrname "br0";fail
meta broute set 1;fail
meta pkttype broadcast;ok
iifname "eth0";ok
oifname "eth0";ok
iif lo;ok;iif "lo"
+reject;fail
+reject with icmp port-unreachable;fail
+reject with icmp host-unreachable;fail
+reject with icmpv6 no-route;fail
+reject with icmpx admin-prohibited;fail
+reject with tcp reset;fail
+ip saddr 1.2.3.4 reject;fail
+ip6 saddr ::1 reject;fail
+ether type ip reject;fail
+ether type vlan reject;fail
ether type arp reject;fail
+vlan id 10 reject;fail
+vlan id 10 reject with tcp reset;fail
+meta protocol ip reject;fail
ether type ip reject with icmpv6 no-route;fail
ip protocol udp reject with tcp reset;fail
+ip protocol tcp reject with tcp reset;fail
+meta l4proto udp reject;fail
+tcp dport 22 reject;fail
log prefix "x";ok
frag id 1;ok
exthdr frag exists;ok
tcp option maxseg size 500;ok
ip option lsrr exists;ok
@nh,96,32 0x01020304;ok;@nh,96,32 0x1020304
@ll,48,48 0x000102030405;ok;ether saddr 00:01:02:03:04:05
@ll,0,48 1;ok;ether daddr 00:00:00:00:00:01
@ll,112,16 1;ok;@ll,112,16 0x1
vlan id 10 ether type ip;ok
vlan id 10 ether type vlan vlan id 20;ok;vlan id 10 vlan id 20
vlan id 10 vlan type vlan vlan id 20;ok;vlan id 10 vlan type 8021q vlan id 20
vlan id 10 vlan type 8021q vlan id 20 ip saddr 1.2.3.4;ok
ether type 8021ad vlan id 10 vlan type 8021q vlan id 20;ok
ether type 8021ad vlan id 10 vlan type ip ip saddr 1.2.3.4;ok;ether type 8021ad vlan id 10 ip saddr 1.2.3.4
ether type 8021ad vlan id 10 ip saddr 1.2.3.4;ok
ether type vlan ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 ether type 8021q
ether type vlan ether type ip;ok;ether type 8021q ether type ip
ether type vlan ether saddr 00:01:02:03:04:05 vlan id 5;ok;ether saddr 00:01:02:03:04:05 vlan id 5
ether saddr 00:01:02:03:04:05 ether type vlan vlan id 5 ether daddr 00:01:02:03:04:06;ok;ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05 vlan id 5
vlan id 10 ether daddr 00:01:02:03:04:06;ok;vlan id 10 vlan pcp 0 vlan dei 0 vlan id 1 vlan type 0x0203 @ll,32,16 0x406
vlan id 10 ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4;ok;ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4
vlan id 10 ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4
ether saddr 00:01:02:03:04:05 tcp dport 22;ok
ether saddr 00:01:02:03:04:05 icmp type 8;ok;ether saddr 00:01:02:03:04:05 icmp type echo-request
ether saddr 00:01:02:03:04:05 ip6 saddr ::1;ok
ether saddr 00:01:02:03:04:05 arp operation reply;ok
ether saddr 00:01:02:03:04:05 ether daddr 00:01:02:03:04:06;ok;ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05
ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05;ok
tcp dport 22 ether saddr 00:01:02:03:04:05;ok
tcp dport 22 vlan id 10;ok
tcp dport 22 ip saddr 1.2.3.4;ok
ip saddr 1.2.3.4 tcp dport 22;ok
ip saddr 1.2.3.4 icmp type 8;ok;ip saddr 1.2.3.4 icmp type echo-request
ip6 saddr ::1 icmpv6 type 8;ok
icmp type 8 ip saddr 1.2.3.4;ok;icmp type echo-request ip saddr 1.2.3.4
icmp type 8 vlan id 10;fail
meta l4proto icmp vlan id 10;ok
vlan id 10 icmp type 8;ok;vlan id 10 icmp type echo-request
vlan id 10 icmpv6 type 8;ok
vlan id 10 frag id 1;ok;@ll,128,16 0x86dd vlan id 10 frag id 1
vlan id 10 tcp option maxseg size 500;ok
vlan id { 1, 2, 10-20 };ok;vlan id { 1-2, 10-20 }
vlan id 10-20;ok
vlan id != 10;ok
vlan id . ip saddr { 10 . 1.2.3.4 };ok
ip saddr . vlan id { 1.2.3.4 . 10 };fail
ether saddr . ip saddr { 00:01:02:03:04:05 . 1.2.3.4 };ok
ip saddr . ether saddr { 1.2.3.4 . 00:01:02:03:04:05 };ok
ether saddr . vlan id { 00:01:02:03:04:05 . 10 };ok
ether type . ether saddr { ip . 00:01:02:03:04:05 };ok
arp saddr ip . arp saddr ether { 1.2.3.4 . 00:01:02:03:04:05 };ok
arp saddr ip { 10.0.0.0/8, 11.0.0.1-11.0.0.5 };ok
arp saddr ip 10.0.0.0/8;ok
arp operation { request, reply };ok
arp operation != request;ok
arp saddr ether vmap { 00:01:02:03:04:05 : drop };ok
ether type { ip, ip6 } tcp dport 22;ok
ether type { ip, arp } arp operation request;ok;ether type { ip, arp } @nh,48,16 0x1
meta protocol { ip, ip6 } tcp dport 22;ok
meta protocol { ip, ip6 } ip saddr 1.2.3.4;fail
meta protocol { ip, vlan } vlan id 10;fail
ether type { ip, vlan } vlan id 10;ok;ether type { ip, 8021q } @ll,112,16 & 0xfff == 0xa
ether type != ip ip saddr 1.2.3.4;ok
ether type . vlan id { 8021q . 10 };ok
meta protocol . ip saddr { ip . 1.2.3.4 };ok
meta protocol . tcp dport { ip . 22 };ok
vlan id vmap { 1 : accept, 2 : drop };ok
vlan id map { 1 : 2 } 5;fail
meta mark set vlan id map { 1 : 1, 2 : 2 };ok;meta mark set vlan id map { 1 : 0x00000001, 2 : 0x00000002 }
-meta mark set vlan id;ok;ether type 8021q meta mark set @ll,112,16 & 0xfff
-meta mark set vlan pcp;ok;ether type 8021q meta mark set (@ll,112,8 & 0xe0) >> 5
meta priority set vlan pcp map { 1 : 1:1 };ok
iiftype ether ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05
meta iiftype ether vlan id 10;ok;vlan id 10
meta oiftype ether ether saddr 00:01:02:03:04:05;ok
counter ether saddr 00:01:02:03:04:05 counter;ok;counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05 counter packets 0 bytes 0
vlan id 10 counter ip saddr 1.2.3.4;ok;vlan id 10 counter packets 0 bytes 0 ip saddr 1.2.3.4
ether type ip counter ip saddr 1.2.3.4;ok;ether type ip counter packets 0 bytes 0 ip saddr 1.2.3.4
ether type ip6 icmpv6 type 1;ok;icmpv6 type destination-unreachable
ether type ip icmp type 8;ok;icmp type echo-request
meta protocol ip icmp type 8;ok;icmp type echo-request
meta protocol ip6 icmpv6 type 1;ok;icmpv6 type destination-unreachable
meta protocol ip tcp dport 22;ok
meta protocol ip meta l4proto tcp tcp dport 22;ok;meta protocol ip tcp dport 22
ip protocol icmp icmp type 8;ok;ip protocol icmp icmp type echo-request
ip6 nexthdr icmpv6 icmpv6 type 8;ok;ip6 nexthdr ipv6-icmp icmpv6 type 8
meta protocol ip ether saddr 00:01:02:03:04:05;ok
ether type ip ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 ether type ip
meta protocol arp ether saddr 00:01:02:03:04:05;ok
arp operation request ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 arp operation request
ether saddr 00:01:02:03:04:05 arp saddr ip 1.2.3.4;ok
ip saddr 1.2.3.4 arp operation request;fail
arp operation request ip saddr 1.2.3.4;fail
meta protocol vlan;ok;meta protocol 8021q
meta protocol 8021ad;ok
meta protocol 0x9100;ok
vlan type arp arp operation request;ok;ether type 8021q arp operation request
vlan type { ip, ip6 };ok
vlan type vlan;ok;ether type 8021q vlan type 8021q
vlan pcp 3 vlan dei 1 vlan id 10;ok
vlan id 4095;ok
vlan id 4096;fail
vlan pcp 8;fail
vlan id 0x10;ok;vlan id 16
ether saddr & ff:ff:ff:00:00:00 == 00:01:02:00:00:00;ok
ether saddr 00:01:02:03:04:05/24;ok;ether saddr 00:01:02:00:00:00/24
ether saddr 00:01:02:03:04:05-00:01:02:03:04:09;ok
ether daddr != ff:ff:ff:ff:ff:ff;ok
ip dscp 10 ether type ip;ok;ip dscp af11 ether type ip
ip saddr 1.2.3.4 ether type ip;ok
@ll,112,16 & 0xfff == 10;ok;@ll,112,16 & 0xfff == 0xa
@ll,116,12 10;ok;@ll,112,16 & 0xfff == 0xa
@ll,96,16 0x8100;ok;ether type 8021q
@ll,96,16 0x8100 @ll,112,16 10;fail
arp plen 4 arp hlen 6;ok;arp hlen 6 arp plen 4
arp ptype ip arp htype 1;ok;arp htype 1 arp ptype ip
arp saddr ether 00:01:02:03:04:05 arp saddr ip 1.2.3.4 arp daddr ether 00:01:02:03:04:06 arp daddr ip 1.2.3.5;ok
log prefix "a" ether type arp;ok
meta length 100;ok
meta l4proto { tcp, udp } th dport 53;ok
th dport 53;ok
tcp dport 22 accept comment "x";ok
jump c2;fail
meta l4proto 58 icmpv6 type 1;ok;icmpv6 type destination-unreachable
udp length 5 ip length 10;ok
tcp flags syn;ok
igmp type 1;ok;ether type ip igmp type 1
ip6 dscp 10;ok;ip6 dscp af11
ip6 flowlabel 5;ok
esp spi 1;ok
sctp dport 1;ok
arp hlen 6 arp plen 4 arp operation request arp saddr ether 00:01:02:03:04:05;ok
arp operation request arp saddr ether 00:01:02:03:04:05;ok
arp saddr ether 00:01:02:03:04:05 arp saddr ip 1.2.3.4;ok
arp saddr ip 1.2.3.4 arp daddr ether 00:01:02:03:04:05;ok
arp daddr ether 00:01:02:03:04:05 arp daddr ip 1.2.3.4;ok
arp ptype ip arp hlen 6 arp plen 4 arp operation request;ok
arp saddr ether != 00:01:02:03:04:05 arp saddr ip != 1.2.3.4;ok
@nh,0,48 1 @nh,48,32 2;ok;@nh,0,80 0x100000002
@nh,0,32 1 @nh,32,32 2;ok;@nh,0,32 0x1 @nh,32,32 0x2
@nh,0,64 1 @nh,64,32 2;ok;@nh,0,96 0x100000002
@nh,0,16 1 @nh,16,48 2;ok;@nh,0,64 0x1000000000002
@nh,0,16 1 @nh,16,32 2;ok;@nh,0,16 0x1 @nh,16,32 0x2
+vlan id 10 reject with icmp host-unreachable;fail
+ether saddr 00:01:02:03:04:05 reject with icmp host-unreachable;fail
+ether saddr 00:01:02:03:04:05 reject with icmpv6 no-route;fail
meta protocol 0x1234 reject;fail
ether type 0x9000 tcp dport 22;ok
meta protocol 0x9000 tcp dport 22;fail
ether type arp tcp dport 22;fail
meta protocol arp tcp dport 22;fail
ether type vlan tcp dport 22;ok;ether type 8021q tcp dport 22
ether type ip6 ip6 saddr ::1;ok;ip6 saddr ::1
ether type ip ip saddr 1.2.3.4 ether type ip6 ip6 saddr ::1;ok;ip saddr 1.2.3.4 ip6 saddr ::1
+vlan type ip6 reject;fail
vlan type arp reject;fail
+vlan type ip reject;fail
vlan id 10 vlan pcp 3 vlan type ip tcp dport 22;ok
vlan type ip ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 ether type 8021q vlan type ip
ether type 8021ad;ok
ether type 8021ad vlan id 1 vlan type 8021ad vlan id 2;ok
ether type 8021ad ip saddr 1.2.3.4;ok
ether type qinq;fail
meta protocol ip vlan id 5;fail
tcp dport 22 vlan id 5 ip saddr 1.2.3.4;ok
meta iifname "a" meta oifname "b" meta mark 1 meta priority 1 meta iiftype ether meta oiftype ether meta oif 1 meta iif 1;ok;iifname "a" oifname "b" meta mark 0x00000001 meta priority 0:1 meta iiftype ether meta oiftype ether oif "lo" iif "lo"

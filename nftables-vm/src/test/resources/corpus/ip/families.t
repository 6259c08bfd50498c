# rule;ok|fail[;as nft 1.0.6 lists it]
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
vlan type ip;ok
vlan type ip ip saddr 1.2.3.4;ok;ip saddr 1.2.3.4
vlan id 10 vlan type ip ip saddr 1.2.3.4;ok;vlan id 10 ip saddr 1.2.3.4
vlan id 10 tcp dport 22;ok
ether type vlan vlan id 10;ok;vlan id 10
ether type 8021q vlan id 10 ip saddr 1.2.3.4;ok;vlan id 10 ip saddr 1.2.3.4
ether type vlan ip saddr 1.2.3.4;ok;ether type 8021q ip saddr 1.2.3.4
ether type 8021ad vlan id 10;ok;vlan id 10
meta protocol vlan vlan id 10;ok;meta protocol 8021q vlan id 10
ip saddr 1.2.3.4 vlan id 10;ok
ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4;ok
ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05;ok
vlan id 10 ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 vlan id 10
ether saddr 00:01:02:03:04:05 vlan id 10;fail
ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4;fail
arp saddr ether 00:01:02:03:04:05;fail
arp daddr ether 00:01:02:03:04:05;fail
ether type arp arp operation request;ok;arp operation request
ether type arp;ok
vlan id 10 arp operation request;fail
meta ibrvproto vlan;fail
ether type ip reject;ok
ether type vlan reject;ok;ether type 8021q reject
ether type arp reject;ok
vlan id 10 reject;ok
vlan id 10 reject with tcp reset;ok
ether type ip reject with icmpv6 no-route;fail
vlan id 10 ether type ip;ok
vlan id 10 ether type vlan vlan id 20;ok;vlan id 10 vlan id 20
vlan id 10 vlan type vlan vlan id 20;ok;vlan id 10 vlan id 20
vlan id 10 vlan type 8021q vlan id 20 ip saddr 1.2.3.4;ok;vlan id 10 vlan id 20 ip saddr 1.2.3.4
ether type 8021ad vlan id 10 vlan type 8021q vlan id 20;ok;vlan id 10 vlan id 20
ether type 8021ad vlan id 10 vlan type ip ip saddr 1.2.3.4;ok;vlan id 10 ip saddr 1.2.3.4
ether type 8021ad vlan id 10 ip saddr 1.2.3.4;ok;vlan id 10 ip saddr 1.2.3.4
ether type vlan ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 ether type 8021q
ether type vlan ether type ip;ok;ether type ip
ether type vlan ether saddr 00:01:02:03:04:05 vlan id 5;ok;ether saddr 00:01:02:03:04:05 vlan id 5
ether saddr 00:01:02:03:04:05 ether type vlan vlan id 5 ether daddr 00:01:02:03:04:06;ok;ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05 vlan id 5
vlan id 10 ether daddr 00:01:02:03:04:06;ok;vlan id 10 vlan pcp 0 vlan dei 0 vlan id 1 vlan type 0x0203 @ll,32,16 0x406
vlan id 10 ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4;ok;ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4
vlan id 10 ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4
ether saddr 00:01:02:03:04:05 tcp dport 22;ok
ether saddr 00:01:02:03:04:05 icmp type 8;ok;ether saddr 00:01:02:03:04:05 icmp type echo-request
ether saddr 00:01:02:03:04:05 ip6 saddr ::1;fail
ether saddr 00:01:02:03:04:05 arp operation reply;fail
ether saddr 00:01:02:03:04:05 ether daddr 00:01:02:03:04:06;ok;ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05
ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05;ok
tcp dport 22 ether saddr 00:01:02:03:04:05;ok
tcp dport 22 vlan id 10;ok
icmp type 8 vlan id 10;ok;icmp type echo-request vlan id 10
meta l4proto icmp vlan id 10;ok
vlan id 10 icmp type 8;ok;vlan id 10 icmp type echo-request
vlan id 10 icmpv6 type 8;ok
vlan id 10 frag id 1;fail
vlan id 10 tcp option maxseg size 500;ok
vlan id { 1, 2, 10-20 };ok;vlan id { 1-2, 10-20 }
vlan id 10-20;ok
vlan id != 10;ok
vlan id . ip saddr { 10 . 1.2.3.4 };ok
ip saddr . vlan id { 1.2.3.4 . 10 };ok
ether saddr . ip saddr { 00:01:02:03:04:05 . 1.2.3.4 };ok
ip saddr . ether saddr { 1.2.3.4 . 00:01:02:03:04:05 };ok
ether saddr . vlan id { 00:01:02:03:04:05 . 10 };fail
ether type . ether saddr { ip . 00:01:02:03:04:05 };ok
arp saddr ip . arp saddr ether { 1.2.3.4 . 00:01:02:03:04:05 };fail
arp saddr ether vmap { 00:01:02:03:04:05 : drop };fail
ether type { ip, ip6 } tcp dport 22;ok
ether type { ip, arp } arp operation request;ok;ether type { ip, arp } ip frag-off 1
meta protocol { ip, vlan } vlan id 10;ok;meta protocol { ip, 8021q } vlan id 10
ether type { ip, vlan } vlan id 10;ok;ether type { ip, 8021q } @ll,112,16 & 0xfff == 0xa
ether type != ip ip saddr 1.2.3.4;ok
ether type . vlan id { 8021q . 10 };fail
vlan id vmap { 1 : accept, 2 : drop };ok
vlan id map { 1 : 2 } 5;fail
meta mark set vlan id map { 1 : 1, 2 : 2 };ok;meta mark set vlan id map { 1 : 0x00000001, 2 : 0x00000002 }
-meta mark set vlan id;ok;ether type 8021q meta mark set @ll,112,16 & 0xfff
-meta mark set vlan pcp;ok;ether type 8021q meta mark set (@ll,112,8 & 0xe0) >> 5
meta priority set vlan pcp map { 1 : 1:1 };ok
iiftype ether ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05
meta iiftype ether vlan id 10;fail
meta oiftype ether ether saddr 00:01:02:03:04:05;ok
counter ether saddr 00:01:02:03:04:05 counter;ok;counter packets 0 bytes 0 ether saddr 00:01:02:03:04:05 counter packets 0 bytes 0
vlan id 10 counter ip saddr 1.2.3.4;ok;vlan id 10 counter packets 0 bytes 0 ip saddr 1.2.3.4
ether type ip counter ip saddr 1.2.3.4;ok;ether type ip counter packets 0 bytes 0 ip saddr 1.2.3.4
ether type ip6 icmpv6 type 1;ok;ether type ip6 icmpv6 type destination-unreachable
ether type ip icmp type 8;ok;icmp type echo-request
meta protocol ip ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05
ether type ip ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 ether type ip
meta protocol arp ether saddr 00:01:02:03:04:05;ok
arp operation request ether saddr 00:01:02:03:04:05;fail
ether saddr 00:01:02:03:04:05 arp saddr ip 1.2.3.4;fail
meta protocol vlan;ok;meta protocol 8021q
vlan type arp arp operation request;ok;arp operation request
vlan type { ip, ip6 };ok
vlan type vlan;ok;vlan type 8021q
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
arp saddr ether 00:01:02:03:04:05 arp saddr ip 1.2.3.4 arp daddr ether 00:01:02:03:04:06 arp daddr ip 1.2.3.5;fail
log prefix "a" ether type arp;ok
arp hlen 6 arp plen 4 arp operation request arp saddr ether 00:01:02:03:04:05;fail
arp operation request arp saddr ether 00:01:02:03:04:05;fail
arp saddr ether 00:01:02:03:04:05 arp saddr ip 1.2.3.4;fail
arp saddr ip 1.2.3.4 arp daddr ether 00:01:02:03:04:05;fail
arp daddr ether 00:01:02:03:04:05 arp daddr ip 1.2.3.4;fail
arp saddr ether != 00:01:02:03:04:05 arp saddr ip != 1.2.3.4;fail
vlan id 10 reject with icmp host-unreachable;ok
ether saddr 00:01:02:03:04:05 reject with icmp host-unreachable;ok
ether saddr 00:01:02:03:04:05 reject with icmpv6 no-route;fail
ether type 0x9000 tcp dport 22;ok
ether type arp tcp dport 22;fail
ether type vlan tcp dport 22;ok;ether type 8021q tcp dport 22
ether type ip6 ip6 saddr ::1;ok;ip6 saddr ::1
ether type ip ip saddr 1.2.3.4 ether type ip6 ip6 saddr ::1;ok;ip saddr 1.2.3.4 ip6 saddr ::1
vlan type ip6 reject;ok
vlan type arp reject;ok
vlan type ip reject;ok
vlan id 10 vlan pcp 3 vlan type ip tcp dport 22;ok;vlan id 10 vlan pcp 3 tcp dport 22
vlan type ip ether saddr 00:01:02:03:04:05;ok;ether saddr 00:01:02:03:04:05 vlan type ip
ether type 8021ad;ok
ether type 8021ad vlan id 1 vlan type 8021ad vlan id 2;ok;vlan id 1 vlan id 2
ether type 8021ad ip saddr 1.2.3.4;ok
ether type qinq;fail
meta protocol ip vlan id 5;ok;vlan id 5
tcp dport 22 vlan id 5 ip saddr 1.2.3.4;ok
meta iifname "a" meta oifname "b" meta mark 1 meta priority 1 meta iiftype ether meta oiftype ether meta oif 1 meta iif 1;ok;iifname "a" oifname "b" meta mark 0x00000001 meta priority 0:1 meta iiftype ether meta oiftype ether oif "lo" iif "lo"

# Hand-written rules, one a line: DECLARATIONS ## RULE, compared with nft's own listing or errors
ip saddr 1.2.3.4
ip6 saddr ::1
tcp dport 22
icmp type echo-request
icmpv6 type echo-request
ether saddr 00:01:02:03:04:05
ether type ip
ether type vlan
ether type ip ip saddr 1.2.3.4
ether type ip6 ip saddr 1.2.3.4
vlan id 10
vlan id 10 ip saddr 1.2.3.4
vlan id 10 vlan pcp 3
vlan pcp 3
vlan dei 1
vlan cfi 1
vlan type ip
vlan type ip ip saddr 1.2.3.4
vlan id 10 vlan type ip ip saddr 1.2.3.4
vlan id 10 tcp dport 22
ether type vlan vlan id 10
ether type 8021q vlan id 10 ip saddr 1.2.3.4
ether type vlan ip saddr 1.2.3.4
ether type 8021ad vlan id 10
meta protocol ip
meta protocol ip ip saddr 1.2.3.4
meta protocol ip6 ip saddr 1.2.3.4
meta protocol vlan vlan id 10
meta protocol arp
meta protocol arp arp operation request
ip saddr 1.2.3.4 vlan id 10
ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4
ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05
vlan id 10 ether saddr 00:01:02:03:04:05
ether saddr 00:01:02:03:04:05 vlan id 10
ether saddr 00:01:02:03:04:05 vlan id 10 ip saddr 1.2.3.4
arp operation request
arp htype 1
arp ptype ip
arp ptype 0x0800
arp hlen 6
arp plen 4
arp saddr ip 1.2.3.4
arp daddr ip 1.2.3.4
arp saddr ether 00:01:02:03:04:05
arp daddr ether 00:01:02:03:04:05
arp operation request arp saddr ip 1.2.3.4
arp htype 1 arp ptype ip arp hlen 6 arp plen 4 arp operation reply
ether type arp arp operation request
ether type arp
vlan id 10 arp operation request
meta nfproto ipv4
meta l4proto tcp
meta l4proto tcp tcp dport 22
meta l4proto icmp icmp type 8
ip protocol tcp tcp dport 22
ip6 nexthdr tcp tcp dport 22
meta pkttype broadcast
iifname "eth0"
oifname "eth0"
iif lo
reject
reject with icmp port-unreachable
reject with icmp host-unreachable
reject with icmpv6 no-route
reject with icmpx admin-prohibited
reject with tcp reset
ip saddr 1.2.3.4 reject
ip6 saddr ::1 reject
ether type ip reject
ether type vlan reject
ether type arp reject
vlan id 10 reject
vlan id 10 reject with tcp reset
meta protocol ip reject
ether type ip reject with icmpv6 no-route
ip protocol udp reject with tcp reset
ip protocol tcp reject with tcp reset
meta l4proto udp reject
tcp dport 22 reject
log prefix "x"
frag id 1
exthdr frag exists
tcp option maxseg size 500
ip option lsrr exists
@nh,96,32 0x01020304
@ll,48,48 0x000102030405
@ll,0,48 1
@ll,112,16 1
vlan id 10 ether type ip
vlan id 10 ether type vlan vlan id 20
vlan id 10 vlan type vlan vlan id 20
vlan id 10 vlan type 8021q vlan id 20 ip saddr 1.2.3.4
ether type 8021ad vlan id 10 vlan type 8021q vlan id 20
ether type 8021ad vlan id 10 vlan type ip ip saddr 1.2.3.4
ether type 8021ad vlan id 10 ip saddr 1.2.3.4
ether type vlan ether saddr 00:01:02:03:04:05
ether type vlan ether type ip
ether type vlan ether saddr 00:01:02:03:04:05 vlan id 5
ether saddr 00:01:02:03:04:05 ether type vlan vlan id 5 ether daddr 00:01:02:03:04:06
vlan id 10 ether daddr 00:01:02:03:04:06
vlan id 10 ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4
vlan id 10 ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05
ether saddr 00:01:02:03:04:05 tcp dport 22
ether saddr 00:01:02:03:04:05 icmp type 8
ether saddr 00:01:02:03:04:05 ip6 saddr ::1
ether saddr 00:01:02:03:04:05 arp operation reply
ether saddr 00:01:02:03:04:05 ether daddr 00:01:02:03:04:06
ether daddr 00:01:02:03:04:06 ether saddr 00:01:02:03:04:05
tcp dport 22 ether saddr 00:01:02:03:04:05
tcp dport 22 vlan id 10
tcp dport 22 ip saddr 1.2.3.4
ip saddr 1.2.3.4 tcp dport 22
ip saddr 1.2.3.4 icmp type 8
ip6 saddr ::1 icmpv6 type 8
icmp type 8 ip saddr 1.2.3.4
icmp type 8 vlan id 10
meta l4proto icmp vlan id 10
vlan id 10 icmp type 8
vlan id 10 icmpv6 type 8
vlan id 10 frag id 1
vlan id 10 tcp option maxseg size 500
vlan id { 1, 2, 10-20 }
vlan id 10-20
vlan id != 10
vlan id . ip saddr { 10 . 1.2.3.4 }
ip saddr . vlan id { 1.2.3.4 . 10 }
ether saddr . ip saddr { 00:01:02:03:04:05 . 1.2.3.4 }
ip saddr . ether saddr { 1.2.3.4 . 00:01:02:03:04:05 }
ether saddr . vlan id { 00:01:02:03:04:05 . 10 }
ether type . ether saddr { ip . 00:01:02:03:04:05 }
arp saddr ip . arp saddr ether { 1.2.3.4 . 00:01:02:03:04:05 }
arp saddr ip { 10.0.0.0/8, 11.0.0.1-11.0.0.5 }
arp saddr ip 10.0.0.0/8
arp operation { request, reply }
arp operation != request
arp saddr ether vmap { 00:01:02:03:04:05 : drop }
ether type { ip, ip6 } tcp dport 22
ether type { ip, arp } arp operation request
meta protocol { ip, ip6 } tcp dport 22
meta protocol { ip, ip6 } ip saddr 1.2.3.4
meta protocol { ip, vlan } vlan id 10
ether type { ip, vlan } vlan id 10
ether type != ip ip saddr 1.2.3.4
ether type . vlan id { 8021q . 10 }
meta protocol . ip saddr { ip . 1.2.3.4 }
meta protocol . tcp dport { ip . 22 }
vlan id vmap { 1 : accept, 2 : drop }
meta priority set vlan pcp map { 1 : 1:1 }
iiftype ether ether saddr 00:01:02:03:04:05
meta iiftype ether vlan id 10
meta oiftype ether ether saddr 00:01:02:03:04:05
counter ether saddr 00:01:02:03:04:05 counter
vlan id 10 counter ip saddr 1.2.3.4
ether type ip counter ip saddr 1.2.3.4
ether type ip6 icmpv6 type 1
ether type ip icmp type 8
meta protocol ip icmp type 8
meta protocol ip6 icmpv6 type 1
meta protocol ip tcp dport 22
meta protocol ip meta l4proto tcp tcp dport 22
ip protocol icmp icmp type 8
ip6 nexthdr icmpv6 icmpv6 type 8
meta protocol ip ether saddr 00:01:02:03:04:05
ether type ip ether saddr 00:01:02:03:04:05
meta protocol arp ether saddr 00:01:02:03:04:05
arp operation request ether saddr 00:01:02:03:04:05
ether saddr 00:01:02:03:04:05 arp saddr ip 1.2.3.4
ip saddr 1.2.3.4 arp operation request
arp operation request ip saddr 1.2.3.4
meta protocol vlan
meta protocol 8021ad
meta protocol 0x9100
vlan type arp arp operation request
vlan type { ip, ip6 }
vlan type vlan
vlan pcp 3 vlan dei 1 vlan id 10
vlan id 4095
vlan id 4096
vlan pcp 8
vlan id 0x10
vlan pcp & 3 == 1
vlan id & 0xff == 1
ether saddr & ff:ff:ff:00:00:00 == 00:01:02:00:00:00
ether saddr 00:01:02:03:04:05/24
ether saddr 00:01:02:03:04:05-00:01:02:03:04:09
ether daddr != ff:ff:ff:ff:ff:ff
ip dscp 10 ether type ip
ip saddr 1.2.3.4 ether type ip
@ll,112,16 & 0xfff == 10
@ll,116,12 10
@ll,96,16 0x8100
@ll,96,16 0x8100 @ll,112,16 10
arp plen 4 arp hlen 6
arp ptype ip arp htype 1
arp saddr ether 00:01:02:03:04:05 arp saddr ip 1.2.3.4 arp daddr ether 00:01:02:03:04:06 arp daddr ip 1.2.3.5
log prefix "a" ether type arp
meta length 100
meta l4proto { tcp, udp } th dport 53
th dport 53
tcp dport 22 accept comment "x"
meta l4proto 58 icmpv6 type 1
udp length 5 ip length 10
tcp flags syn
igmp type 1
ip6 dscp 10
ip6 flowlabel 5
esp spi 1
sctp dport 1
arp hlen 6 arp plen 4 arp operation request arp saddr ether 00:01:02:03:04:05
arp operation request arp saddr ether 00:01:02:03:04:05
arp saddr ether 00:01:02:03:04:05 arp saddr ip 1.2.3.4
arp saddr ip 1.2.3.4 arp daddr ether 00:01:02:03:04:05
arp daddr ether 00:01:02:03:04:05 arp daddr ip 1.2.3.4
arp ptype ip arp hlen 6 arp plen 4 arp operation request
arp saddr ether != 00:01:02:03:04:05 arp saddr ip != 1.2.3.4
@nh,0,48 1 @nh,48,32 2
@nh,0,32 1 @nh,32,32 2
@nh,0,64 1 @nh,64,32 2
@nh,0,16 1 @nh,16,48 2
@nh,0,16 1 @nh,16,32 2
@nh,0,24 1 @nh,24,16 2
vlan id 10 reject with icmp host-unreachable
ether saddr 00:01:02:03:04:05 reject with icmp host-unreachable
ether saddr 00:01:02:03:04:05 reject with icmpv6 no-route
meta protocol 0x1234 reject
ether type 0x9000 tcp dport 22
meta protocol 0x9000 tcp dport 22
ether type arp tcp dport 22
meta protocol arp tcp dport 22
ether type vlan tcp dport 22
ether type ip6 ip6 saddr ::1
ether type ip ip saddr 1.2.3.4 ether type ip6 ip6 saddr ::1
vlan type ip6 reject
vlan type arp reject
vlan type ip reject
vlan id 10 vlan pcp 3 vlan type ip tcp dport 22
vlan type ip ether saddr 00:01:02:03:04:05
ether type 8021ad
ether type 8021ad vlan id 1 vlan type 8021ad vlan id 2
ether type 8021ad ip saddr 1.2.3.4
meta protocol ip vlan id 5
tcp dport 22 vlan id 5 ip saddr 1.2.3.4
meta iifname "a" meta oifname "b" meta mark 1 meta priority 1 meta iiftype ether meta oiftype ether meta oif 1 meta iif 1
meta mark set ip id
meta mark set ip ttl
meta mark set ip dscp
meta mark set tcp dport
meta mark set ether type
meta mark set arp operation
meta mark set arp htype
meta mark set tcp window
ether saddr 00:01:02:03:04:05/23
ether saddr 00:01:02:03:04:05/8
ether saddr != 00:01:02:03:04:05/16
arp saddr ether 00:01:02:03:04:05/24
ether saddr { 00:01:02:03:04:05/24 }
ip hdrlength & 3 == 1
ip version & 3 == 1
ip dscp & 3 == 1
ip ecn & 1 == 1
tcp doff & 3 == 1
ip6 flowlabel & 0xff == 1
frag frag-off & 0xff == 1
frag more-fragments & 1 == 1
vlan id & 0xff != 1
vlan id & 0xff < 5
vlan dei & 1 == 1
vlan id | 1 == 3
vlan id ^ 1 == 3
vlan id & 0xff | 0x100 == 0x101
set s { typeof vlan id; elements = { 1, 2 }; } ## vlan id @s accept
set s { type ether_addr . ipv4_addr; elements = { 00:01:02:03:04:05 . 1.2.3.4 }; } ## arp saddr ether . arp saddr ip @s drop
map m { type ether_addr : verdict; elements = { 00:01:02:03:04:05 : drop }; } ## ether saddr vmap @m
set s { type ether_addr; elements = { 00:01:02:03:04:05 }; } ## ether saddr . ether daddr @s

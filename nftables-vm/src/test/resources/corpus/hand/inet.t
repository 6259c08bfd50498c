# Hand-written rules, one a line: DECLARATIONS ## RULE, compared with nft's own listing or errors
tcp dport 22 accept
tcp dport { 22, 80, 100-200 } accept
ip saddr 10.0.0.0/8 drop
ip saddr 10.0.0.0/9 drop
ip saddr . tcp dport { 1.1.1.1 . 22, 2.2.2.0/24 . 80 } accept
meta mark set tcp dport map { 22 : 1, 80-90 : 0x10 }
tcp dport vmap { 22 : accept, 80 : jump other }
ip saddr . tcp dport vmap { 1.1.1.1 . 22 : accept, 2.2.2.2 . 80 : drop }
iifname "eth0" accept
iifname "eth*" accept
meta length > 100 drop
meta length 100-200 drop
meta length != 100-200 drop
tcp flags syn / fin,syn accept
tcp flags & (fin|syn) == syn accept
tcp flags syn,ack accept
tcp flags { syn, ack } accept
ip dscp 10 accept
ip dscp { 10, 12-14 } accept
ip6 flowlabel 5 accept
ip ttl < 5 drop
tcp sport 1 tcp dport 2 drop
log prefix "x" level info
reject
tcp dport 99 reject with tcp reset
icmp type echo-request accept
icmpv6 type { nd-neighbor-solicit, nd-router-advert } accept
meta mark 0x10 accept
meta mark and 0xff == 0x10 accept
meta mark set meta mark or 0x10
ip6 saddr fe80::/10 accept
frag more-fragments 1 drop
exthdr frag exists drop
tcp option maxseg size 500 drop
ip daddr { 1.2.3.4 } drop
ip saddr 1.2.3.4 ip6 saddr ::1
tcp dport 22 udp dport 53
meta l4proto tcp tcp dport 22
ip protocol tcp tcp dport 22
ip6 nexthdr tcp tcp dport 22
meta nfproto ipv4 ip saddr 1.2.3.4
meta nfproto ipv6 ip saddr 1.2.3.4
meta nfproto ipv4 tcp dport 22
meta protocol ip ip saddr 1.2.3.4
meta protocol ip tcp dport 22
meta l4proto { tcp, udp } th dport 53
meta l4proto { tcp, udp } tcp dport 53
meta l4proto != tcp tcp dport 53
ip protocol { tcp, udp } th dport 53
ip version 4 tcp dport 5
tcp dport 22 ip saddr 1.2.3.4
icmp type echo-request ip saddr 1.2.3.4
ip saddr 1.2.3.4 icmp type echo-request
ip6 saddr ::1 icmp type echo-request
ip6 saddr ::1 icmpv6 type echo-request
meta l4proto icmp icmp type echo-request
meta l4proto icmpv6 icmpv6 type echo-request
meta l4proto ipv6-icmp icmp type echo-request
ip protocol icmp icmp type echo-request
th dport 53
@th,16,16 53
@th,16,16 53 tcp sport 1
tcp dport 1 @th,0,16 53
@nh,96,32 0x01020304
ip saddr 1.2.3.4 @nh,128,32 0x01020304
@ll,0,48 0x1
ether saddr 00:01:02:03:04:05 ip saddr 1.2.3.4
ether type ip ip saddr 1.2.3.4
ether type ip tcp dport 22
ip saddr 1.2.3.4 ether saddr 00:01:02:03:04:05
tcp dport 1 accept comment "x"
udp length 10 udp checksum 5
meta l4proto 6 ip saddr 1.1.1.1 tcp dport 22
meta mark 5 tcp dport 22 meta mark 6 tcp sport 22
ip saddr 1.2.3.4 ip daddr 5.6.7.8 accept
ip saddr 1.2.3.4 ip daddr 5.6.7.0/24 accept
ip saddr 1.2.3.0/24 ip daddr 5.6.7.8 accept
ip protocol 6 ip saddr 1.2.3.4 accept
ip ttl 5 ip protocol 6 ip saddr 5.6.7.8 accept
ip6 saddr ::1 ip6 daddr ::2 accept
ip6 nexthdr 6 ip6 hoplimit 5 ip6 saddr ::1 accept
ether saddr 00:01:02:03:04:05 ether daddr 00:01:02:03:04:05
ether daddr 00:01:02:03:04:05 ether saddr 00:01:02:03:04:05 ether type ip
ip length 5 ip id 6 ip protocol 6 ip ttl 7
ip id 6 ip length 5
icmp id 5
icmpv6 id 5
icmp gateway 1.2.3.4
icmp type echo-reply icmp id 5
icmp mtu 500
icmpv6 max-delay 5
icmp type { echo-reply, echo-request } icmp sequence 3
tcp sport 1 log tcp dport 2
tcp sport 1 meta mark set 5 tcp dport 2
tcp sport 1 reject tcp dport 2
ether saddr 00:01:02:03:04:05 counter ether daddr 00:01:02:03:04:05
@ll,0,64 1 @ll,64,64 2
@ll,0,64 1 @ll,64,72 2
ip6 flowlabel 5 ip6 length 4
ip6 length 4 ip6 nexthdr 6 ip6 hoplimit 3
ip6 nexthdr 6 ip6 hoplimit 3 ip6 saddr ::1
ip6 dscp 5
ip6 dscp af11 ip6 ecn 1
ip6 version 6
ip6 dscp != 5
ip6 dscp { 5, 7 }
ip6 dscp 5-7
ip6 flowlabel { 5, 7 }
tcp dport 22 reject with tcp reset
meta mark 5 reject with tcp reset
meta mark 5 reject with icmp host-unreachable
meta mark 5 reject with icmp type host-unreachable
ip saddr 1.2.3.4 reject
ip6 saddr ::1 reject
reject with icmpv6 no-route
reject with icmpx no-route
reject with icmpx admin-prohibited
ip6 saddr ::1 reject with icmp host-unreachable
udp dport 53 reject with tcp reset
ip saddr 1.2.3.4 tcp dport 22 reject with icmp 3
meta l4proto tcp reject with tcp reset
meta nfproto ipv4 reject
meta mark 5 ip protocol tcp reject with tcp reset
meta l4proto { tcp, udp } reject
meta l4proto 99 tcp dport 22
icmp type { 8, 13 } icmp id 5
icmp type { 0, 8 } icmp gateway 5
meta iiftype ether ether saddr 00:01:02:03:04:05
ether type ip icmp type 8
igmp type 0x11
ip protocol icmp icmpv6 type 5
ip6 nexthdr icmpv6 icmpv6 type echo-request
udp dport 5 th sport 3
th sport 3 udp dport 5
meta protocol ip6 ip saddr 1.2.3.4
meta protocol ip icmp type 8
meta l4proto tcp meta l4proto udp tcp dport 5
tcp dport 5 meta l4proto udp udp dport 7
icmpv6 mtu 5
comp cpi 5
ah spi 5
esp spi 5
udplite sport 5
dccp type { request, response }
ip hdrlength 5 ip hdrlength 6
arp operation request
ip dscp vmap { af11 : accept, 5-6 : drop }
meta mark set ip dscp map { af11 : 5 }
meta mark set ip dscp map { af11 : 5, 12-14 : 6 }
ip6 dscp vmap { af11 : accept, 5-6 : drop }
meta mark 0x10000000/8
meta mark 0x10000000/4
rt0 addr[1] fe80::/16
rt0 addr[1] fe80::/10
meta length 0x100/8
frag more-fragments { 0, 1 }
frag frag-off vmap { 5 : accept }
ip6 flowlabel 0x10-0x20
ip6 flowlabel > 0x10
ip6 flowlabel { 0x10-0x20 }
ip dscp > 5
iifname "eth0"-"eth5"
iifname > "eth0"
meta iiftype > 5
meta iiftype { 1, 5-6 }
meta l4proto 5-6
meta protocol { ip, ip6 }
meta protocol { ip, 0x0801-0x0810 }
meta pkttype { host, unicast }
meta pkttype != host
meta priority 1:2
meta priority 1:2-1:5
ip frag-off & 0x1fff != { 0, 1 }
ip saddr & 255.255.0.0 { 10.0.0.0, 10.1.0.0 }
ip saddr & 255.255.0.0 10.0.0.0-10.5.0.0
ip saddr & 255.255.0.255 vmap { 10.0.0.0 : accept }
meta mark & 0xff { 1, 5-7 }
meta mark & 0xff vmap { 1 : accept }
meta mark set meta mark & 0xff | 0x10 ^ 0x3
meta mark set (meta mark | 0x10) & 0xff
meta mark set (meta mark & 0xf0) << 4
meta mark set meta length
meta mark set ip daddr
meta mark set meta iif
meta mark set ip length
meta mark set @nh,0,32
meta mark set @nh,0,16
@nh,4,4 5
@nh,3,7 5
@th,0,128 1
@th,0,8 & 0xf == 1
@th,0,20 5
@nh,0,8 { 5, 6-7 }
@nh,0,8 != 5
@nh,0,8 > 5
ip version 22
ip saddr 5
ip saddr 1.2.3.4/33
tcp dport 22/8
tcp dport 80/33
tcp dport foo
tcp dport 65536
meta mark foo
meta mark 0x1ffffffff
tcp dport 1.2.3.4
tcp dport { 22, 70000 }
tcp dport @nosuch
set s { type ipv4_addr; } ## tcp dport @s
set s { type ipv4_addr; } ## ip saddr != @s drop
map m { type ipv4_addr : verdict; } ## ip saddr @m
set s { type ipv4_addr; } ## ip saddr vmap @s
set s { type ipv4_addr . inet_service; } ## ip saddr @s
set s { type ipv4_addr . inet_service; } ## ip saddr . ip daddr @s
set s { type ipv4_addr . inet_service; } ## ip saddr . udp dport @s
set s { type inet_service; } ## meta mark @s
ip saddr . tcp dport { 1.2.3.4 }
ip saddr . tcp dport { 1.2.3.4 . 22 . 5 }
ip saddr { 1.2.3.4 . 5 }
tcp dport { 22, 22 }
tcp dport { 22-30, 25 }
tcp dport { 22-30, 25-40 }
tcp dport { 22, 22-22 }
ip saddr { 10.0.0.0/8, 10.1.0.0/16 }
tcp dport vmap { 22 : accept, 22 : drop }
tcp dport vmap { 22 : accept, 22 : accept }
tcp dport vmap { 22 : accept, 20-30 : drop }
tcp dport { 22 : accept }
meta mark set tcp dport map { 22 : foo }
meta mark set tcp dport map { 22 : 0x1ffffffff }
meta mark set 0x1ffffffff
meta mark set ip saddr
meta mark set tcp dport
meta priority set 1:2
meta nftrace set 1
meta nftrace set 2
iif "lo" accept
iif 1
iifname "averyveryverylongname"
iifname "eth0*"
iifname "*"
iifname eth0
iifname { "eth0", "eth1*" }
log level foo
log level audit
log level debug flags all
log flags tcp sequence,options
log flags skuid flags ether
log flags ip options
log group 2
log group 2 level info
log group 2 snaplen 100 queue-threshold 5 prefix "a"
log prefix "a\"b"
accept drop
accept counter
counter accept
counter packets 5 bytes 100 accept
drop accept
jump other accept
continue accept
goto other
ip saddr == { 1.2.3.4 }
ip saddr != { 1.2.3.4 }
ip saddr { 1.2.3.4/8 }
ip saddr { 1.2.3.4, }
ip saddr != 1.2.3.4-1.2.3.9
ip saddr > 1.2.3.4/8
ip saddr < { 1.2.3.4, 1.2.3.5 }
ip saddr < 1.2.3.4-1.2.3.5
ip saddr ::1
ip6 saddr 1.2.3.4
meta l4proto {udp, tcp} tcp dport 53
meta l4proto . th dport { tcp . 22, udp . 53 }
meta l4proto . tcp dport { tcp . 22, udp . 53 }
ip protocol . th dport { tcp . 22, udp . 53 }
ip protocol . ip saddr { tcp . 1.2.3.4 }
ip saddr . meta mark { 1.2.3.4 . 5 }
iifname . ip saddr { "eth0" . 1.2.3.4 }
iifname . ip saddr { "eth*" . 1.2.3.4 }
meta mark . tcp dport { 5 . 22-30 }
meta length . tcp dport { 5-8 . 22-30 }
meta length { 5, 7-8 }
meta mark { 5, 7-8 }
meta mark 5-8
ip dscp . tcp dport { af11 . 22 }
ip6 dscp . tcp dport { af11 . 22 }
ip dscp . tcp dport { af11 . 22-23 }
ip dscp . ip ecn { 5 . 1 }
tcp flags . tcp dport { syn . 22 }
ether saddr . ip saddr { 00:01:02:03:04:05 . 1.2.3.4 }
ip saddr . ether saddr { 1.2.3.4 . 00:01:02:03:04:05 }
ip6 saddr . tcp dport { ::1 . 22, fe80::/10 . 23 }
ip saddr . ip daddr . tcp dport . tcp sport { 1.1.1.1 . 2.2.2.2 . 3 . 4 }
ip saddr . tcp dport . meta l4proto { 1.1.1.1 . 2 . tcp }
meta l4proto vmap { tcp : accept, udp : drop } tcp dport 5
ip saddr . tcp dport vmap { 1.2.3.4 . 22-30 : accept, 1.2.3.0/24 . 80 : jump other }
ip saddr vmap { 1.2.3.4 : accept, 10.0.0.0/8 : drop }
meta mark set ip saddr . tcp dport map { 1.2.3.4 . 22 : 5 }
meta mark set ip saddr map { 10.0.0.0/8 : 5 }
meta mark set meta mark & 0xff
meta mark set meta mark and 0xffffff00 or 0x5
meta mark set meta mark xor 0x1
meta mark set meta mark | 0x1
meta mark set meta mark << 2
meta mark set meta mark >> 2
meta mark set 5
meta priority set meta mark
ip saddr @s1 drop
frag id 5
frag frag-off 5
frag more-fragments 1
frag nexthdr tcp
frag reserved 1
frag reserved2 1
hbh nexthdr tcp
rt type 0
rt seg-left 1
rt0 addr[1] ::1
dst hdrlength 1
mh type 1
srh tag 5
exthdr hbh exists
exthdr frag missing
exthdr frag 1
tcp option maxseg size 500-600
tcp option maxseg size { 500, 600 }
tcp option sack-perm exists
tcp option timestamp tsval 5
tcp option sack left 5
tcp option sack0 left 5
tcp option window count 3
tcp option eol exists
tcp option mptcp subtype 1
ip option rr ptr 5
ip option lsrr type 1
ip option ra value 5
ip option lsrr exists
tcp dport 1 tcp option maxseg size 500
vlan id 5
vlan id { 5, 6-9 }
vlan pcp 3
vlan dei 1
vlan type ip
vlan id 5 ip saddr 1.2.3.4
vlan id 5 vlan type ip ip saddr 1.2.3.4
vlan id 5 tcp dport 22
ether type vlan vlan id 5
ether saddr 00:01:02:03:04:05 vlan id 5
ip saddr 1.2.3.4 vlan id 5
vlan id . ip saddr { 5 . 1.2.3.4 }
vlan id 5 vlan pcp 3
vlan id != 5 accept
igmp type 0x11
igmp group 1.2.3.4
icmpv6 param-problem 5
icmp mtu 5
icmpv6 max-delay 5
icmpv6 sequence 5
ip6 saddr ::1 igmp type 0x11
ether type arp
ether type { ip, ip6 } tcp dport 5
ether type { ip, ip6 } ip saddr 1.2.3.4
ether type != ip ip saddr 1.2.3.4
ether type 0x0800 ip6 saddr ::1
meta l4proto tcp ip protocol udp
ip protocol tcp meta l4proto udp
ip protocol tcp ip protocol udp
tcp dport 22 ip protocol tcp
comp flags 1
set a { type ipv4_addr; flags interval; elements = { 10.0.0.0/8 comment "ten", 1.2.3.4 comment "x", 255.255.255.0/24, 0.0.0.0/8 }; } ## ip saddr @a
set b { type ipv4_addr; flags interval; auto-merge; elements = { 10.0.0.0/8, 11.0.0.0/8 , 1.2.3.4 }; } ## ip saddr @b
set c { type ipv4_addr;  elements = { 1.2.3.4 comment "abc", 1.2.3.4 }; } ## ip saddr != @c
set d { type ipv4_addr; flags interval; elements = { 0.0.0.0/0 }; } ## ip saddr @d
map e { type mark : verdict; flags interval; elements = { 5 : accept, 6-8 : jump other, 0x10-0x20 : drop }; } ## meta mark vmap @e
map f { type ipv4_addr . mark : inet_service; elements = { 1.2.3.4 . 5 : 80 }; } ## accept
map g { type inet_service : ipv4_addr . inet_service; elements = { 5 : 1.2.3.4 . 80 }; } ## accept
map h { type ipv4_addr . mark : mark; flags interval; elements = { 1.2.3.4 . 5 : 80 }; } ## meta mark set ip saddr . meta mark map @h
map i { type mark : mark; flags interval; elements = { 5 : 80 }; } ## meta mark set meta mark map @i
set j { type ifname; elements = { "eth0", "lo" }; } ## iifname @j
set k { type ifname; flags interval; elements = { "eth0", "wlan*" }; } ## iifname @k
set l { typeof meta length; flags interval; elements = { 5, 7-9 }; } ## meta length @l
set m { typeof ip dscp; elements = { 5, af11 }; } ## ip dscp @m
set n { typeof ip dscp . tcp dport; elements = { 5 . 6, af11 . 7 }; } ## ip dscp . tcp dport @n
set o2 { typeof ip6 dscp; elements = { 5, af11 }; } ## ip6 dscp @o2
set o2 { typeof ip6 dscp . tcp dport; elements = { 5 . 5, af11 . 6 }; } ## ip6 dscp . tcp dport @o2
set p { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 9.0.0.0/8 , 11.0.0.0-11.0.0.255 }; } ## ip saddr @p
set q { typeof meta length; elements = { 5, 7 }; } ## meta length @q
set r { type ipv4_addr; flags constant; elements = { 10.0.0.1 }; } ## ip saddr @r
set s { type ipv4_addr; flags interval,constant; size 100; policy memory; elements = { 10.0.0.1 }; } ## ip saddr @s
set s { type ipv4_addr; elements = { 1.2.3.0/24 }; } ## accept
set s { type ipv4_addr; elements = { 1.2.3.0-1.2.3.5 }; } ## accept
set s { type ipv4_addr; flags interval; elements = { 1.2.3.0/24, 1.2.3.4 }; } ## accept
set s { type ipv4_addr; flags interval; elements = { 1.2.3.4, 1.2.3.0/24 }; } ## accept
map s { type ipv4_addr : mark; flags interval; elements = { 1.2.3.0/24 : 5, 1.2.3.0/24 : 6 }; } ## accept
map s { type ipv4_addr : mark; elements = { 1.2.3.0 : 5, 1.2.3.0 : 6 }; } ## accept
map s { type ipv4_addr : mark; elements = { 1.2.3.0 : 5, 1.2.3.0 : 5 }; } ## accept
map s { type ipv4_addr : mark; elements = { 1.2.3.0 }; } ## accept
set s { type ipv4_addr; elements = { 1.2.3.0 : 5 }; } ## accept
set s { type integer; } ## accept
set s { type ipv4_addr . integer; } ## accept
set s { flags interval; } ## accept
set s { type inet_service; elements = { 22, 70000 }; } ## accept
set s { type ipv4_addr . inet_service; flags interval; elements = { 1.2.3.0/24 . 5-6, 1.2.3.0/24 . 6 }; } ## accept
set s { type ipv4_addr . inet_service; flags interval; elements = { 1.2.3.0/24 . 5-6, 1.2.4.0/24 . 5-6 }; } ## accept
set s { type ipv4_addr . inet_service; elements = { 1.2.3.0 }; } ## accept
set s { type ipv4_addr; elements = { 1.2.3.0 . 5 }; } ## accept
map s { type ipv4_addr : verdict; elements = { 1.2.3.0 : accept, 1.2.3.1 : goto other, 1.2.3.4 : continue, 1.2.3.5 : return }; } ## ip saddr vmap @s
map s { type ipv4_addr : mark; } ## ip saddr vmap @s
map s { type ipv4_addr : verdict; } ## meta mark set ip saddr map @s
map s { type ipv4_addr : inet_service; } ## meta mark set ip saddr map @s
set s { type ipv4_addr; } ## meta mark set ip saddr map @s
map s { type inet_service : mark; } ## meta mark set ip saddr map @s
map s { type inet_service : verdict; } ## ip saddr vmap @s
set s { type mark; elements = { 1, 2 }; } ## meta mark @s
set s { type mark; flags interval; elements = { 1-2, 7 }; } ## meta mark & 0xff @s
set s { type ether_addr; elements = { 00:01:02:03:04:05 }; } ## ether saddr @s
set s { type inet_proto . inet_service; elements = { tcp . 22, udp . 53 }; } ## meta l4proto . th dport @s
set s { type ipv6_addr; flags interval; elements = { fe80::/10, ::1, 2001:db8::1-2001:db8::5, ffff::/16 }; } ## ip6 saddr @s
set s { type iface_index; elements = { "lo" }; } ## iif @s
set s { type tcp_flag; elements = { syn, ack|syn }; } ## tcp flags @s
set s { type ether_type; elements = { ip, ip6 }; } ## meta protocol @s
set s { type icmp_type; elements = { echo-request, echo-reply }; } ## icmp type @s
set s { type icmpv6_type; elements = { echo-request, echo-reply }; } ## icmpv6 type @s
set s { type dscp; elements = { cs1 }; } ## ip dscp @s
set s { type pkt_type; elements = { host }; } ## meta pkttype @s
set s { type inet_service; flags interval; elements = { 0-1023, 65000-65535 }; } ## tcp dport @s
set s { type mark . inet_service; flags interval; elements = { 0-1023 . 22, 5 . 65000-65535 }; } ## meta mark . tcp dport @s
set s { type ifname . inet_service; flags interval; elements = { "eth*" . 22, "lo" . 65000-65535 }; } ## iifname . tcp dport @s
set s { type ifname . inet_service; elements = { "eth0" . 22, "lo" . 65000 }; } ## iifname . tcp dport @s
set s { typeof iifname . ip saddr; elements = { "eth0" . 1.2.3.4 }; } ## iifname . ip saddr @s
set s { typeof tcp option maxseg size; elements = { 500 }; } ## tcp option maxseg size @s
set s { typeof frag frag-off; elements = { 500 }; } ## frag frag-off @s
set s { typeof ip length; flags interval; elements = { 500-600 }; } ## ip length @s
set s { typeof ip length; elements = { 500 }; } ## ip id @s
set s { typeof meta mark; elements = { 50 }; } ## meta mark @s
map s { typeof ip saddr : meta mark; elements = { 1.2.3.4 : 50 }; } ## meta mark set ip saddr map @s
map s { typeof ip saddr . tcp dport : verdict; elements = { 1.2.3.4 . 5 : drop }; } ## ip saddr . tcp dport vmap @s
set s { type ipv4_addr; size 2; elements = { 1.2.3.4, 1.2.3.5, 1.2.3.6 }; } ## accept
meta l4proto . th dport { tcp . 5-9, udp . 80 }

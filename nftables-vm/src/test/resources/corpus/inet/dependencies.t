# rule;ok|fail[;as nft 1.0.6 lists it]
ip protocol tcp tcp dport 22;ok
ip protocol tcp udp dport 22;fail
ip6 nexthdr tcp tcp dport 22;ok
meta l4proto tcp tcp dport 22;ok;tcp dport 22
meta l4proto tcp;ok
meta l4proto tcp counter tcp dport 22;ok;meta l4proto tcp counter packets 0 bytes 0 tcp dport 22
meta l4proto tcp ip saddr 1.1.1.1 tcp dport 22;ok;ip saddr 1.1.1.1 tcp dport 22
ip saddr 1.1.1.1 tcp dport 22;ok
tcp dport 22 ip saddr 1.1.1.1;ok
tcp dport 22 ip saddr 1.1.1.1 tcp sport 5;ok;ip saddr 1.1.1.1 tcp sport 5 tcp dport 22
tcp dport 22 tcp sport 5;ok;tcp sport 5 tcp dport 22
tcp dport 22 meta l4proto tcp;ok
meta l4proto tcp meta l4proto tcp tcp dport 22;ok;meta l4proto tcp tcp dport 22
meta l4proto { tcp, udp } th dport 22;ok
meta l4proto { tcp } tcp dport 22;ok;tcp dport 22
meta l4proto != tcp;ok
meta l4proto != tcp th dport 22;ok
meta l4proto tcp th dport 22;ok;tcp dport 22
meta l4proto udp th dport 22;ok;udp dport 22
ip protocol udp th dport 22;ok;ip protocol udp udp dport 22
meta l4proto 6 th sport 1;ok;tcp sport 1
meta nfproto ipv4;ok
meta nfproto ipv4 ip saddr 1.1.1.1;ok;ip saddr 1.1.1.1
meta nfproto ipv4 tcp dport 22;ok
meta nfproto ipv4 ip saddr 1.1.1.1 tcp dport 22;ok;ip saddr 1.1.1.1 tcp dport 22
meta nfproto ipv6 tcp dport 22;ok
meta nfproto ipv6 ip6 saddr ::1;ok;ip6 saddr ::1
meta nfproto ipv4 icmp type echo-request;ok;icmp type echo-request
meta nfproto ipv4 meta l4proto icmp icmp type echo-request;ok;icmp type echo-request
meta nfproto ipv6 icmpv6 type echo-request;ok;icmpv6 type echo-request
meta nfproto ipv4 meta nfproto ipv4 ip saddr 1.1.1.1;ok;meta nfproto ipv4 ip saddr 1.1.1.1
meta protocol ip;ok
meta protocol ip ip saddr 1.1.1.1;ok
meta protocol ip tcp dport 22;ok
ether type ip ip saddr 1.1.1.1;ok;ip saddr 1.1.1.1
ether type ip;ok
ether type ip tcp dport 22;ok
ether saddr 1:2:3:4:5:6 ip saddr 1.1.1.1;ok;ether saddr 01:02:03:04:05:06 ip saddr 1.1.1.1
ether saddr 1:2:3:4:5:6;ok;ether saddr 01:02:03:04:05:06
ether saddr 1:2:3:4:5:6 tcp dport 22;ok;ether saddr 01:02:03:04:05:06 tcp dport 22
meta iiftype ether ether saddr 1:2:3:4:5:6;ok;ether saddr 01:02:03:04:05:06
meta iiftype ether;ok
iif lo ether saddr 1:2:3:4:5:6;ok;iif "lo" ether saddr 01:02:03:04:05:06
icmp type echo-request;ok
icmpv6 type echo-request;ok
icmp type echo-request icmp id 5;ok
icmp id 5;ok;icmp type { echo-reply, echo-request } icmp id 5
icmp sequence 5;ok;icmp type { echo-reply, echo-request } icmp sequence 5
icmp id 5 icmp sequence 6;ok;icmp type { echo-reply, echo-request } icmp id 5 icmp sequence 6
icmp mtu 1400;ok
icmp gateway 1;ok
icmp type destination-unreachable icmp mtu 1400;ok;icmp mtu 1400
icmpv6 mtu 1400;ok
icmpv6 type packet-too-big icmpv6 mtu 1400;ok;icmpv6 mtu 1400
icmpv6 id 5;ok;icmpv6 type { echo-request, echo-reply } icmpv6 id 5
icmpv6 max-delay 5;ok
icmpv6 param-problem 5;ok;icmpv6 parameter-problem 5
icmp code 1;ok;icmp code host-unreachable
icmp type destination-unreachable icmp code 1;ok;icmp type destination-unreachable icmp code host-unreachable
meta l4proto icmp icmp type echo-request;ok;icmp type echo-request
ip protocol icmp icmp type echo-request;ok
ip protocol icmp;ok
meta l4proto icmpv6 icmpv6 type echo-request;ok;icmpv6 type echo-request
ip6 nexthdr icmpv6 icmpv6 type echo-request;ok;ip6 nexthdr ipv6-icmp icmpv6 type echo-request
meta l4proto icmp;ok
meta l4proto ipv6-icmp;ok
meta nfproto ipv6 meta l4proto icmp;ok
meta nfproto ipv4 meta l4proto icmpv6 icmpv6 type 1;ok;meta nfproto ipv4 icmpv6 type destination-unreachable
igmp type 17;ok;meta nfproto ipv4 igmp type membership-query
meta l4proto igmp;ok
ip protocol igmp igmp type 17;ok;ip protocol igmp igmp type membership-query
exthdr frag exists;ok
frag id 1;ok
hbh nexthdr 1;ok;hbh nexthdr icmp
meta nfproto ipv6 frag id 1;ok;frag id 1
ip6 saddr ::1 frag id 1;ok
ip6 nexthdr frag frag id 1;fail
tcp option maxseg size 1;ok
tcp option maxseg exists;ok
meta l4proto tcp tcp option maxseg size 1;ok;tcp option maxseg size 1
tcp dport 1 tcp option maxseg size 1;ok
ip option rr exists;ok
ip saddr 1.1.1.1 ip option rr exists;ok
ip version 4;ok
ip protocol != tcp;ok
ip6 nexthdr != tcp;ok
ip protocol { tcp, udp } th dport 53;ok
ip protocol { tcp, udp } tcp dport 53;fail
ip saddr 1.1.1.1 ip protocol tcp;ok
ip protocol tcp ip saddr 1.1.1.1;ok
ip protocol tcp ip saddr 1.1.1.1 tcp dport 22;ok
ip saddr 1.1.1.1 meta l4proto tcp tcp dport 22;ok;ip saddr 1.1.1.1 tcp dport 22
meta l4proto tcp accept;ok
reject with tcp reset;ok;meta l4proto tcp reject with tcp reset
tcp dport 22 reject with tcp reset;ok
meta l4proto tcp reject with tcp reset;ok
ip protocol tcp reject with tcp reset;ok
ip saddr 1.1.1.1 reject with tcp reset;ok;meta l4proto tcp ip saddr 1.1.1.1 reject with tcp reset
reject;ok
reject with icmp port-unreachable;ok
reject with icmp host-unreachable;ok
reject with icmpv6 port-unreachable;ok
reject with icmpv6 no-route;ok
reject with icmpx port-unreachable;ok;reject
reject with icmpx admin-prohibited;ok
meta nfproto ipv4 reject;ok;reject with icmp port-unreachable
meta nfproto ipv4 reject with icmp host-unreachable;ok;reject with icmp host-unreachable
ip saddr 1.1.1.1 reject;ok;ip saddr 1.1.1.1 reject with icmp port-unreachable
ip saddr 1.1.1.1 reject with icmp host-unreachable;ok
ip saddr 1.1.1.1 reject with icmpx host-unreachable;ok
ip6 saddr ::1 reject;ok;ip6 saddr ::1 reject with icmpv6 port-unreachable
tcp dport 22 reject;ok
udp dport 22 reject with icmp port-unreachable;ok
icmp type echo-request reject with icmp admin-prohibited;ok
@th,16,16 22;ok;th dport 22
@nh,96,32 0x0a000001;ok;@nh,96,32 0xa000001
@ll,0,48 1;ok;@ll,0,48 0x1
meta l4proto tcp @th,16,16 22;ok;tcp dport 22
tcp dport 22 @th,0,16 5;ok;tcp sport 5 tcp dport 22
@nh,0,4 4;ok;@nh,0,8 & 0xf0 == 0x40
@th,0,8 & 0xf0 == 0x40;ok
-@ih,0,8 1;ok;@ih,0,8 0x1
@nh,96,24 0x0a0000;ok;@nh,96,24 0xa0000
@th,13,3 1;ok;@th,8,8 & 0x7 == 0x1
ip protocol tcp @th,16,16 22;ok;ip protocol tcp tcp dport 22
udp dport 53 counter;ok;udp dport 53 counter packets 0 bytes 0
udp dport 53 log prefix "x" udp sport 5;ok;meta l4proto udp log prefix "x" udp sport 5 udp dport 53
tcp dport 22 iif lo tcp sport 22;ok;iif "lo" tcp sport 22 tcp dport 22
ah spi 1;ok
esp spi 1;ok
comp cpi 1;ok
sctp dport 1;ok
dccp dport 1;ok
udplite dport 1;ok
vlan id 1;ok
ether type vlan vlan id 1;ok;vlan id 1
ether type 8021q ip saddr 1.1.1.1;ok
vlan id 1 ip saddr 1.1.1.1;ok
vlan id 1 tcp dport 22;ok
vlan id 1 vlan pcp 3;ok

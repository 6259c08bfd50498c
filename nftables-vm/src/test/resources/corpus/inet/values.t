# rule;ok|fail[;as nft 1.0.6 lists it]
ether type 0x1234;ok
ether type 8021q;ok
ether type vlan;ok;ether type 8021q
ether type 8021ad;ok
ether type ip6;ok
meta protocol 0x1234;ok
meta protocol vlan;ok;meta protocol 8021q
ip protocol 7;ok
ip protocol 0;ok;ip protocol ip
ip protocol 58;ok;ip protocol ipv6-icmp
ip protocol 1;ok;ip protocol icmp
ip6 nexthdr 58;ok;ip6 nexthdr ipv6-icmp
ip6 nexthdr icmpv6;ok;ip6 nexthdr ipv6-icmp
meta l4proto icmpv6;ok;meta l4proto ipv6-icmp
meta l4proto 255;ok
ip dscp 1;ok;ip dscp lephb
ip dscp 0;ok;ip dscp cs0
ip dscp cs1;ok
ip dscp 44;ok;ip dscp va
ip ecn 0;ok;ip ecn not-ect
ip ecn 3;ok;ip ecn ce
ip ecn ect0;ok
ip ecn 1;ok;ip ecn ect1
icmp type 99;ok
icmp type 8;ok;icmp type echo-request
icmp code 77;ok
icmp code 3;ok;icmp code port-unreachable
icmpv6 type 132;ok;icmpv6 type mld-listener-done
icmpv6 type 99;ok
icmpv6 code 5;ok;icmpv6 code policy-fail
icmpv6 code 66;ok
tcp flags 0;ok;tcp flags 0x0
tcp flags 1;ok;tcp flags fin
tcp flags 18;ok;tcp flags syn,ack
tcp flags == 18;ok;tcp flags == 0x12
tcp flags == 0;ok;tcp flags == 0x0
tcp flags == 1;ok;tcp flags == fin
tcp flags != 255;ok;tcp flags != 0xff
tcp flags 255;ok;tcp flags != 0x0
tcp flags { 1, 18, 0 };ok;tcp flags { 0x0, fin, syn | ack }
tcp flags syn;ok
tcp flags syn,ack;ok
tcp flags == syn|ack;ok;tcp flags == 0x12
tcp flags & (syn|ack) == syn;ok;tcp flags syn / syn,ack
tcp flags & syn == syn;ok
tcp flags & syn != 0;ok;tcp flags syn
tcp flags & (fin|syn|rst|ack) == syn | ack;ok;tcp flags syn,ack / fin,syn,rst,ack
tcp flags & syn == 0;ok;tcp flags ! syn
tcp flags ! syn;ok
tcp flags != syn;ok
tcp flags syn / syn,ack;ok
tcp flags != syn / syn,ack;ok
dccp type 12;ok
dccp type request;ok
igmp type 99;ok;meta nfproto ipv4 igmp type 99
igmp type leave-group;ok;meta nfproto ipv4 igmp type leave-group
mh type 99;ok
mh type 2;ok;mh type careof-test-init
meta nfproto 3;ok
meta pkttype 9;ok
meta pkttype unicast;ok;meta pkttype host
meta pkttype host;ok
meta iiftype 9;ok
meta iiftype 65534;ok
meta iiftype loopback;ok
meta mark 5;ok;meta mark 0x00000005
meta mark 0xffffffff;ok
meta priority 0;ok;meta priority none
meta priority 0xffffffff;ok;meta priority root
meta priority 0x00010002;ok;meta priority 1:2
tcp dport 22;ok
ether saddr 1:2:3:4:5:a;ok;ether saddr 01:02:03:04:05:0a
iif 77;ok
iifname lo;ok;iifname "lo"
iifname "a*";ok
iifname "a b";ok
oif != lo;ok;oif != "lo"
oif { lo };ok;oif "lo"
exthdr frag missing;ok
tcp option sack-perm 0;ok;tcp option sack-perm missing
vlan id 5;ok
vlan type ip;ok;ether type 8021q vlan type ip
vlan type 0x1234;ok;ether type 8021q vlan type 0x1234
ip frag-off & 0x1fff != 0;ok;ip frag-off & 8191 != 0
ip frag-off 0x2000;ok;ip frag-off 8192
ip6 saddr ::;ok
ip6 saddr ::5;ok
ip6 saddr ::1:5;ok;ip6 saddr ::0.1.0.5
ip6 saddr 0:0:0:0:0:ffff:0:5;ok;ip6 saddr ::ffff:0.0.0.5
ip6 saddr 1::0:0:5:0:0;ok;ip6 saddr 1::5:0:0
comp flags 5;ok;comp flags 0x5
ip hdrlength 5;ok
ip saddr 0.0.0.0;ok
ip saddr 0.0.0.0/0;ok
ip saddr 10.0.0.1/8;ok;ip saddr 10.0.0.0/8
ip saddr != 10.0.0.0/8;ok
ip saddr 10.0.0.0-10.255.255.255;ok
ip saddr 10.0.0.1-10.0.0.9;ok
ip saddr { 10.0.0.0-10.255.255.255 };ok;ip saddr 10.0.0.0-10.255.255.255
meta mark 1-5;ok;meta mark 0x00000001-0x00000005
meta mark { 1-5, 9};ok;meta mark { 0x00000001-0x00000005, 0x00000009 }
meta length 1-5;ok
meta skuid 0;ok
meta skuid 12345;ok
meta skgid 0;ok
ip saddr 010.011.0.1;ok;ip saddr 8.9.0.1
ip saddr 010.0.0.0/8;ok;ip saddr 8.0.0.0/8
ip saddr 010.0.0.08;fail
ip6 saddr ::010.0.0.1;fail
tcp dport 08;ok;tcp dport 8
tcp dport 019;ok;tcp dport 19
tcp dport 010;ok;tcp dport 8
tcp dport 08-09;ok;tcp dport 8-9
tcp dport { 08, 09 };ok;tcp dport { 8, 9 }
tcp dport 019-020;fail
ip ttl 08;fail
ip protocol 08;fail
meta mark 08;fail
ip saddr 08;fail
iif 09;ok;iif 9
ip saddr ::ffff:1.2.3.4;ok;ip saddr 1.2.3.4
ip saddr { ::ffff:1.2.3.4, 5.6.7.8 };ok;ip saddr { 1.2.3.4, 5.6.7.8 }
ip saddr ::1.2.3.4;fail

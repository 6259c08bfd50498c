# rule;ok|fail[;as nft 1.0.6 lists it]
tcp dport 99999;fail
tcp dport foo;fail
tcp dport http;ok;tcp dport 80
tcp dport ssh;ok;tcp dport 22
tcp dport HTTP;fail
ip saddr 1.2.3;fail
ip saddr 1.2.3.4.5;fail
ip saddr foo;fail
-ip saddr localhost;ok;ip saddr 127.0.0.1
ip saddr 300.1.1.1;fail
ip saddr ::1;fail
ip6 saddr 1.2.3.4;fail
ip6 saddr 1::2::3;fail
ip6 saddr foo;fail
ether saddr 1:2:3;fail
ether saddr foo;fail
ether saddr 00:11:22:33:44:55:66;fail
ether saddr 100:11:22:33:44:55;fail
ether type foo;fail
ether type 0x10000;fail
ip protocol foo;fail
ip protocol TCP;ok;ip protocol tcp
ip protocol 256;fail
ip ttl 256;fail
ip ttl foo;fail
ip dscp 64;fail
ip dscp foo;fail
ip ecn foo;fail
icmp type foo;fail
icmp type 256;fail
icmpv6 type foo;fail
icmp code foo;fail
meta mark foo;fail
meta mark 0x100000000;fail
meta nfproto foo;fail
meta pkttype foo;fail
meta iiftype foo;fail
+iif foo;fail
iif 1;ok;iif "lo"
iif lo;ok;iif "lo"
iifname foo;ok;iifname "foo"
iifname 12345678901234567;fail
iifname "";fail
iifname "a*b";ok
iifname "a\*";ok
iifname "*";fail
tcp flags foo;fail
tcp flags 256;fail
-meta priority foo;ok;meta priority none
meta priority none;ok
meta priority root;ok
meta priority :5;fail
meta priority 5;ok;meta priority 0:5
meta nftrace 1;fail
meta nftrace 2;fail
meta nftrace exists;fail
tcp option maxseg foo;fail
exthdr frag 1;ok;exthdr frag exists
exthdr frag yes;fail
ip version foo;fail
ip saddr 5;ok;ip saddr 0.0.0.5
ip saddr 0x0a000001;ok;ip saddr 10.0.0.1
ip6 saddr 5;fail
tcp dport 0x16;ok;tcp dport 22
tcp dport 022;ok;tcp dport 18
tcp dport 0b1;fail
meta length 5k;fail
dccp type foo;fail
dccp type 20;fail
igmp type foo;fail
mh type foo;fail
vlan id 4096;fail
vlan pcp 8;fail
ip6 saddr ::ffff:1.2.3.4;ok
ip6 saddr ::1.2.3.4;ok
ip6 saddr 1:0:0:2:0:0:0:3;ok;ip6 saddr 1:0:0:2::3
ip6 saddr 1:0:2:3:4:5:6:7;ok
meta protocol 0x800;ok;meta protocol ip
meta l4proto 6;ok;meta l4proto tcp
meta l4proto foo;fail
meta time foo;fail
meta skuid root;ok;meta skuid 0
skuid root;ok;meta skuid 0
meta skuid "root";ok;meta skuid 0
meta skgid root;ok;meta skgid 0
meta skuid 08;ok;meta skuid 8
meta skuid 0x10;ok;meta skuid 16
meta skuid 4294967296;fail
meta skuid set 5;fail
meta skuid 0/8;ok;meta skuid & 4278190080 == 0
meta skuid & 1 == 1;ok
meta skgid { 0-5, 77 };ok
meta skuid . tcp dport { root . 22, 4294967295 . 5 };ok;meta skuid . tcp dport { 4294967295 . 5, 0 . 22 }
meta skuid vmap { root : accept, 2-5 : drop };ok;meta skuid vmap { 0 : accept, 2-5 : drop }
meta mark set meta skuid;fail
meta mark set meta skgid map { root : 5, 300 : 7 };ok;meta mark set meta skgid map { 0 : 0x00000005, 300 : 0x00000007 }
tcp dport 1-foo;fail
ether saddr 1-2-3-4-5-6;fail

# rule;ok|fail[;as nft 1.0.6 lists it]
tcp flags { syn|ack, syn };ok;tcp flags { syn, syn | ack }
tcp flags { syn, syn|ack, fin, rst|ack };ok;tcp flags { fin, syn | ack, syn, rst | ack }
tcp flags { rst|ack, fin, syn|ack, syn };ok;tcp flags { fin, syn, syn | ack, rst | ack }
tcp flags { 2, 18 };ok;tcp flags { syn | ack, syn }
tcp flags { 18, 2, 1, 20 };ok;tcp flags { fin, syn, syn | ack, rst | ack }
tcp flags { syn, fin, rst, ack };ok;tcp flags { fin, syn, rst, ack }
tcp flags { ack, fin, rst, syn };ok;tcp flags { fin, syn, rst, ack }
tcp flags { syn, fin|syn|rst, ack|psh, urg|ack|fin };ok;tcp flags { fin | ack | urg, fin | syn | rst, syn, psh | ack }
tcp flags { fin|syn, 2, 0 };ok;tcp flags { 0x0, fin | syn, syn }
meta mark { 256, 1, 65536, 2, 0x80000000 };ok;meta mark { 0x00000001, 0x00000002, 0x00000100, 0x00010000, 0x80000000 }
meta mark vmap { 256 : accept, 1 : drop };ok;meta mark vmap { 0x00000001 : drop, 0x00000100 : accept }
iif { 256, 1, 2, 3 };ok;iif { "lo", 2, 3, 256 }
iifname { zz, a, b, abc, ab, "abd*", "ab*" };ok;iifname { "a", "ab*", "b", "zz" }
iifname { zz, a, b, abc, ab };ok;iifname { "a", "b", "ab", "zz", "abc" }
meta iiftype { 256, 1, 2 };ok;meta iiftype { ether, 2, 256 }
meta length { 256, 1 , 65536 };ok;meta length { 1, 256, 65536 }
meta priority { 1, 256, 65537 };ok;meta priority { 0:1, 0:100, 1:1 }
ip saddr . tcp dport { 2.2.2.2 . 1, 1.1.1.1 . 500, 1.1.1.1 . 22 };ok;ip saddr . tcp dport { 2.2.2.2 . 1, 1.1.1.1 . 22, 1.1.1.1 . 500 }
iifname . tcp dport { zz . 1, a . 2, a . 1, b . 0 };ok;iifname . tcp dport { "b" . 0, "a" . 1, "zz" . 1, "a" . 2 }
meta mark . tcp dport { 256 . 1, 1 . 2, 2 . 1 };ok;meta mark . tcp dport { 0x00000002 . 1, 0x00000100 . 1, 0x00000001 . 2 }
tcp dport . ip saddr { 22 . 5.5.5.5, 22 . 1.1.1.1, 1 . 9.9.9.9 };ok;tcp dport . ip saddr { 22 . 1.1.1.1, 22 . 5.5.5.5, 1 . 9.9.9.9 }
tcp dport . meta mark { 22 . 256, 22 . 1, 1 . 2 };ok;tcp dport . meta mark { 22 . 0x00000001, 1 . 0x00000002, 22 . 0x00000100 }
ip saddr . tcp dport { 10.0.0.0/8 . 1-1000, 1.1.1.1 . 5, 10.0.0.0/9 . 2000-3000 };ok
ip saddr . tcp dport vmap { 10.0.0.0/8 . 1-1000 : accept, 1.1.1.1 . 5 : drop };ok
ether saddr . ip saddr { 00:00:00:00:00:02 . 1.1.1.1, 00:00:00:00:00:01 . 2.2.2.2 };ok
ip6 saddr . tcp dport { 2001::1 . 5, ::1 . 80 };ok
icmp type { echo-request, echo-reply, 99, redirect };ok;icmp type { echo-reply, redirect, echo-request, 99 }
icmpv6 type { nd-neighbor-solicit, 1, echo-request };ok;icmpv6 type { destination-unreachable, echo-request, nd-neighbor-solicit }
ip protocol { udp, tcp, icmp };ok;ip protocol { icmp, tcp, udp }
ip dscp { af11, cs1, 5, 0x3f };ok;ip dscp { 0x05, cs1, af11, 0x3f }
ether type { ip6, ip, arp, 0x1 };ok;ether type { 0x0001, ip, arp, ip6 }
meta protocol { ip6, ip, arp, vlan };ok;meta protocol { ip, arp, 8021q, ip6 }
-ct state { new, established };ok;ct state { established, new }
tcp option maxseg size { 256, 1 };ok;tcp option maxseg size { 1, 256 }
frag id { 256, 1 };ok;frag id { 1, 256 }
ip6 flowlabel { 256, 1, 65536 };ok;ip6 flowlabel { 1, 256, 65536 }
meta mark set tcp dport map { 80 : 1, 22 : 2 };ok;meta mark set tcp dport map { 22 : 0x00000002, 80 : 0x00000001 }
ip saddr vmap { 10.0.0.0/8 : accept, 1.1.1.1 : drop, 2.2.2.2-2.2.2.5 : return };ok;ip saddr vmap { 1.1.1.1 : drop, 2.2.2.2-2.2.2.5 : return, 10.0.0.0/8 : accept }
-ip saddr vmap { 10.0.0.0/8 : accept, * : drop };ok
-tcp dport vmap { 1-10 : accept, 20 : drop, * : return };ok
-tcp dport { 1, * };ok
ip daddr { 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0-10.0.2.5 };ok;ip daddr { 10.0.0.0-10.0.2.5 }
ip saddr { 10.0.0.1, 10.0.0.2, 10.0.0.3-10.0.0.9 };ok;ip saddr { 10.0.0.1-10.0.0.9 }
tcp dport { 1-5, 6-10, 12 };ok;tcp dport { 1-10, 12 }
tcp dport { 1-5, 3-10 };ok;tcp dport { 1-10 }
tcp dport { 22, 22, 80 };ok;tcp dport { 22, 80 }
ip saddr { 10.0.0.1/8, 10.0.0.2 };ok;ip saddr { 10.0.0.0/8 }
meta mark { 0x10-0x1f, 256 };ok;meta mark { 0x00000010/28, 0x00000100 }
meta mark { 0x10000/16, 256 };ok;meta mark { 0x00000100, 0x00010000/16 }
meta mark 0x10000/16;ok;meta mark 0x00010000/16
meta mark & 0xffffffff == 5;ok;meta mark 0x00000005
ip ttl 64/4;ok;ip ttl & 240 == 64
tcp dport 1024/6;ok;tcp dport & 64512 == 1024
tcp dport { 1024-2047, 80 };ok;tcp dport { 80, 1024-2047 }
tcp dport { 1024-2048, 80 };ok;tcp dport { 80, 1024-2048 }
ip6 saddr { ::-::ffff, 1:: };ok;ip6 saddr { ::/112, 1:: }
iifname "eth0" tcp dport vmap { 22 : accept };ok
tcp dport { http, https, ssh };ok;tcp dport { 22, 80, 443 }
ip saddr 10.0.0.0-10.0.0.0;ok
tcp dport 5-5;ok
tcp dport { 5-5, 8 };ok;tcp dport { 5, 8 }
tcp dport { 0-65535 };ok;tcp dport 0-65535
tcp dport { 0-65535, 5 };ok;tcp dport { 0-65535 }
ip saddr { 0.0.0.0-255.255.255.255 };ok;ip saddr 0.0.0.0-255.255.255.255
meta mark { 0-0xffffffff };ok;meta mark 0x00000000-0xffffffff
tcp dport 5-1;fail
tcp dport { 5-1 };fail
meta l4proto { 6-17 };ok;meta l4proto 6-17
ether saddr { 00:00:00:00:00:01-00:00:00:00:00:ff, 00:00:00:00:01:00 };ok;ether saddr { 00:00:00:00:00:01-00:00:00:00:01:00 }
ip saddr . ip daddr { 10.0.0.0-10.0.0.255 . 1.1.1.1, 1.1.1.0/24 . 2.2.2.2-2.2.2.3 };ok;ip saddr . ip daddr { 10.0.0.0/24 . 1.1.1.1, 1.1.1.0/24 . 2.2.2.2/31 }
ip saddr . tcp dport { 10.0.0.0/8 . 1024-2047, 11.0.0.0/7 . 5};ok;ip saddr . tcp dport { 10.0.0.0/8 . 1024-2047, 10.0.0.0/7 . 5 }
iifname . ip saddr { "lo" . 10.0.0.0/8, "eth0" . 1.1.1.1 };ok

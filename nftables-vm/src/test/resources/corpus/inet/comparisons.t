# rule;ok|fail[;as nft 1.0.6 lists it]
meta nfproto ipv4 meta l4proto icmp;ok;meta l4proto icmp
meta nfproto ipv4 @nh,96,32 0x0a000001;ok;ip saddr 10.0.0.1
meta nfproto ipv4 meta mark set 1 ip saddr 1.1.1.1;ok;meta nfproto ipv4 meta mark set 0x00000001 ip saddr 1.1.1.1
tcp dport { 22, 80 };ok
tcp dport != 22;ok
tcp dport != { 22, 80 };ok
tcp dport < 22;ok
tcp dport 22-80;ok
tcp dport != 22-80;ok
tcp dport vmap { 22 : accept, 80 : drop };ok
meta mark set tcp dport map { 22 : 1, 80 : 2 };ok;meta mark set tcp dport map { 22 : 0x00000001, 80 : 0x00000002 }
ip saddr . tcp dport { 1.1.1.1 . 22, 2.2.2.2 . 80 };ok
ip saddr . tcp dport vmap { 1.1.1.1 . 22 : accept };ok
ip saddr . tcp dport 1.1.1.1 . 22;fail
meta l4proto . th dport { tcp . 22, udp . 53 };ok
ip saddr . ip daddr . tcp dport . tcp sport { 1.1.1.1 . 1.1.1.2 . 1 . 2 };ok
ip saddr . tcp dport { 10.0.0.0/8 . 1-1000 };ok
ip saddr . tcp dport { 10.0.0.0/8 . 22 };ok
tcp flags & (syn|ack) == 0;ok;tcp flags ! syn,ack
tcp flags & (fin|syn) != fin;ok;tcp flags != fin / fin,syn
tcp flags & syn != syn;ok
tcp flags & (fin|syn) != 0;ok;tcp flags fin,syn
tcp flags & 255 == 2;ok;tcp flags == syn
tcp flags & 0xc0 == 0x40;ok;tcp flags ecn / ecn,cwr
tcp flags & (fin|syn|rst|psh|ack|urg|ecn|cwr) == fin;ok;tcp flags == fin
tcp flags & (fin|syn) == fin|syn;ok;tcp flags fin,syn / fin,syn
tcp flags & (fin|syn) == 0x3;ok;tcp flags fin,syn / fin,syn
tcp flags & (fin|syn) == ack;ok;tcp flags ack / fin,syn
tcp flags & (fin|syn) { fin, syn };ok;tcp flags & (fin | syn) == { fin, syn }
tcp flags & (fin|syn) != { fin, syn };ok;tcp flags & (fin | syn) != { fin, syn }
tcp flags { syn, syn|ack };ok;tcp flags { syn | ack, syn }
tcp flags != { syn, syn|ack };ok;tcp flags != { syn | ack, syn }
tcp flags & (fin|syn|rst|ack) vmap { syn : accept };ok;tcp flags & (fin | syn | rst | ack) vmap { syn : accept }
tcp flags fin,syn / fin,syn,rst;ok
tcp flags syn,ack accept;ok
tcp flags ! fin,syn;ok
tcp flags != fin,syn;ok;tcp flags != 0x3
tcp flags > 5;ok;tcp flags > 0x5
tcp flags 1-5;ok;tcp flags 0x1-0x5
tcp flags fin-ack;fail
ip saddr & 255.0.0.0 == 10.0.0.0;ok;ip saddr 10.0.0.0/8
ip saddr & 255.0.255.0 == 10.0.1.0;ok
ip saddr & 0.0.0.255 == 1;ok;ip saddr & 0.0.0.255 == 0.0.0.1
ip saddr & 0.0.0.255 { 1, 2 };ok;ip saddr & 0.0.0.255 == { 0.0.0.1, 0.0.0.2 }
ip saddr & 255.255.255.0 { 10.0.0.0, 10.0.1.0 };ok;ip saddr & 255.255.255.0 == { 10.0.0.0, 10.0.1.0 }
ip saddr & 255.255.255.0 != 10.0.0.0;ok;ip saddr != 10.0.0.0/24
ip saddr 10.0.0.0/8;ok
ip saddr 10.0.0.0/9;ok
ip saddr 10.0.0.0/32;ok;ip saddr 10.0.0.0
ip saddr 10.0.0.0/31;ok
ip saddr 10.0.0.0/1;ok;ip saddr 0.0.0.0/1
ip saddr < 10.0.0.0;ok
ip saddr >= 10.0.0.0;ok
ip saddr { 10.0.0.0/8, 192.168.0.0/16 };ok
ip saddr { 10.0.0.0/8, 10.1.0.0/16 };ok;ip saddr { 10.0.0.0/8 }
ip saddr { 10.0.0.0/8, 11.0.0.0/8 };ok;ip saddr { 10.0.0.0/7 }
ip saddr { 10.0.0.0-10.0.0.255 };ok;ip saddr 10.0.0.0-10.0.0.255
ip saddr { 10.0.0.0-10.0.0.254, 1.1.1.1 };ok;ip saddr { 1.1.1.1, 10.0.0.0-10.0.0.254 }
ip saddr { 10.0.0.0-10.0.0.255, 1.1.1.1 };ok;ip saddr { 1.1.1.1, 10.0.0.0/24 }
ip saddr { 10.0.0.0/24, 1.1.1.1 };ok;ip saddr { 1.1.1.1, 10.0.0.0/24 }
ip saddr { 0.0.0.0/0 };ok;ip saddr 0.0.0.0/0
ip saddr { 255.255.255.255, 0.0.0.0 };ok;ip saddr { 0.0.0.0, 255.255.255.255 }
ip saddr { 224.0.0.0-255.255.255.255, 1.1.1.1 };ok;ip saddr { 1.1.1.1, 224.0.0.0/3 }
ip saddr { 224.0.0.0/3 };ok;ip saddr 224.0.0.0/3
ip6 saddr fe80::/10;ok
ip6 saddr fe80::/64;ok
ip6 saddr fe80::/61;ok
ip6 saddr != fe80::/10;ok
ip6 saddr { fe80::/10, ::1 };ok;ip6 saddr { ::1, fe80::/10 }
ip6 saddr ::1-::5;ok
ip6 saddr & ffff:: == fe80::;ok;ip6 saddr fe80::/16
ether saddr & ff:ff:ff:00:00:00 == 00:11:22:00:00:00;ok
ether saddr { 00:11:22:33:44:55, 00:11:22:33:44:56 };ok
ether saddr 00:11:22:33:44:55-00:11:22:33:44:60;ok
meta mark and 0xff == 1;ok;meta mark & 0x000000ff == 0x00000001
meta mark and 0xff != 1;ok;meta mark & 0x000000ff != 0x00000001
meta mark & 0xffff0000 == 0x10000;ok;meta mark 0x00010000/16
meta mark or 1 == 5;ok;meta mark | 0x00000001 == 0x00000005
meta mark xor 1 == 5;ok;meta mark 0x00000004
meta mark & 0xff;fail
meta mark & 0xff | 1 == 3;ok;meta mark & 0x000000ff | 0x00000001 == 0x00000003
meta mark >> 8 == 1;fail
meta mark << 8 == 256;fail
meta mark != 0;ok;meta mark != 0x00000000
meta mark { 1, 2, 3 };ok;meta mark { 0x00000001, 0x00000002, 0x00000003 }
meta mark & 0xff { 1, 2 };ok;meta mark & 0x000000ff == { 0x00000001, 0x00000002 }
meta mark & 0xff vmap { 1 : accept, 2 : drop };ok;meta mark & 0x000000ff vmap { 0x00000001 : accept, 0x00000002 : drop }
meta mark set 5;ok;meta mark set 0x00000005
meta mark set meta mark and 0xff;ok;meta mark set meta mark & 0x000000ff
meta mark set meta mark or 0x100;ok;meta mark set meta mark | 0x00000100
meta mark set meta mark xor 0x100;ok;meta mark set meta mark ^ 0x00000100
meta mark set meta mark & 0xff | 0x100;ok;meta mark set meta mark & 0x000001ff | 0x00000100
meta mark set meta mark | 0x100 & 0xff;ok;meta mark set meta mark
meta mark set meta mark and 0xff xor 0x1;ok;meta mark set meta mark & 0x000000ff ^ 0x00000001
meta mark set meta mark << 8;ok
meta mark set meta mark >> 8;ok
meta mark set meta mark << 8 | 5;ok;meta mark set meta mark << 8 | 0x00000005
meta mark set meta mark;ok
meta mark set meta priority;fail
meta mark set ip dscp;fail
meta mark set tcp dport;fail
meta mark set ip saddr map { 1.1.1.1 : 5, 2.2.2.2 : 6 };ok;meta mark set ip saddr map { 1.1.1.1 : 0x00000005, 2.2.2.2 : 0x00000006 }
meta mark set meta length;ok
meta priority set 5;ok;meta priority set 0:5
meta priority set 1:2;ok
meta priority set none;ok
meta priority set meta mark;fail
meta pkttype set broadcast;ok
meta pkttype set host;ok
meta nftrace set 1;ok
meta nftrace set 0;ok
-ip dscp set cs1;ok
ip dscp { cs1, af11 };ok
ip dscp != cs1;ok
ip dscp cs1-cs3;fail
ip dscp < cs3;ok
ip dscp vmap { cs1 : accept, 2 : drop };ok;ip dscp vmap { 0x02 : drop, cs1 : accept }
ip6 dscp cs1;ok
ip6 dscp { cs1, 5 };ok;ip6 dscp { 0x05, cs1 }
ip6 flowlabel 5;ok
ip6 flowlabel { 1, 2 };ok
ip6 flowlabel 1-5;ok
ip6 ecn ce;ok
ip frag-off & 8191 == 0;ok
ip frag-off != 0;ok
ip frag-off & 0x2000 == 0x2000;ok;ip frag-off & 8192 == 8192
ip hdrlength > 5;ok
ip version { 4, 5 };ok
ip ttl < 5;ok
ip ttl 1-5;ok
ip ttl { 1, 3, 5-7 };ok
ip id & 1 == 1;ok
ip length & 0xff00 == 0x100;ok;ip length & 65280 == 256
tcp doff > 5;ok
tcp sport != 1-1023;ok
tcp dport { 1-1023, 8080 };ok
tcp dport { 22, 80, 443, 8080, 8443, 3000, 3001, 3002, 3003, 3004, 3005, 3006 };ok;tcp dport { 22, 80, 443, 3000, 3001, 3002, 3003, 3004, 3005, 3006, 8080, 8443 }
tcp dport vmap { 22 : accept, 80 : jump other, 443 : goto other, 1-10 : drop, 12 : continue, 13 : return };fail
meta length 100-200;ok
meta length > 100;ok
meta length { 1, 100-200 };ok
meta length < 5;ok
meta l4proto { tcp, udp, 7 };ok;meta l4proto { tcp, 7, udp }
meta l4proto 7-9;ok
meta protocol { ip, ip6 };ok
meta protocol != ip;ok
meta nfproto { ipv4, ipv6 };ok
meta nfproto != ipv4;ok
meta nfproto vmap { ipv4 : accept };ok
meta nfproto vmap { ipv4 : accept, ipv6 : drop };ok
iifname { "eth0", "eth1*", lo };ok;iifname { "eth0", "eth1*", "lo" }
iifname != "eth*";ok
iifname { eth0 };ok;iifname "eth0"
iifname "eth0" oifname != { a, b };ok;iifname "eth0" oifname != { "a", "b" }
iifname . oifname { "a" . "b", "c" . "d" };ok
iifname vmap { "a" : accept, "b*" : drop };ok
iif { lo, 5 };ok;iif { "lo", 5 }
iif . oif { lo . lo };ok;iif . oif { "lo" . "lo" }
iif < 5;ok
iifname lo iif lo;ok;iifname "lo" iif "lo"
oif vmap { lo : accept };ok;oif vmap { "lo" : accept }
meta iiftype { ether, 7 };ok
meta pkttype { broadcast, multicast };ok
meta pkttype != host;ok
exthdr frag != exists;ok
frag more-fragments 1;ok
frag frag-off != 0;ok
frag frag-off > 5;ok
frag id { 1, 2 };ok
frag reserved2 1;ok
rt type 0;ok
rt type { 0, 1 };ok
rt type 0-5;ok
rt0 addr[1] ::1;ok;srh sid[1] ::1
rt0 addr[2] ::1;ok;srh sid[2] ::1
srh tag 5;ok
srh sid[1] ::1;ok
srh flags 1;ok
srh last-entry 1;ok
mh type { 1, home-test };ok;mh type { home-test-init, home-test }
tcp option maxseg size { 1, 2 };ok
tcp option maxseg size > 1400;ok
tcp option maxseg size 1-5;ok
tcp option maxseg size != 1-5;ok
tcp option mptcp subtype { 1, 2 };ok
tcp option mptcp subtype 1-3;ok
tcp option sack left 5;ok
tcp option sack0 left 5;ok;tcp option sack left 5
tcp option sack exists;ok
tcp option sack1 exists;ok;tcp option sack exists
tcp option sack2 left 5;ok
tcp option sack1 length 5;ok;tcp option sack length 5
tcp option eol exists;ok
tcp option nop missing;ok
tcp option 42 exists;ok
tcp option 2 exists;ok;tcp option maxseg exists
tcp option 5 exists;ok;tcp option sack exists
tcp option 42 missing;ok
tcp option @42,16,8 5;ok
tcp option @2,16,16 1400;ok;tcp option maxseg size 1400
tcp option @2,8,8 5;ok;tcp option maxseg length 5
tcp option maxseg 1;ok;tcp option maxseg exists
ip option rr ptr 5;ok
ip option ra value { 1, 2 };ok
ip option lsrr exists;ok
ip option ssrr addr 5;ok

# rule;ok|fail[;as nft 1.0.6 lists it]
ip saddr . tcp dport { 5.5.5.5 . 9-10, 4.4.4.4 . 2, 6.6.0.0/16 . 1 };ok
meta l4proto 200 th dport 22;ok;th dport 22
meta l4proto icmp th dport 22;ok;icmp checksum 22
meta l4proto 200 @th,16,16 22;ok;th dport 22
meta l4proto esp th dport 22;ok;th dport 22
meta l4proto gre th dport 22;ok;th dport 22
ip protocol tcp tcp option nop exists;ok;tcp option nop exists
meta nfproto ipv4 meta l4proto tcp reject with tcp reset;ok;meta l4proto tcp reject with tcp reset
meta nfproto 3 meta l4proto tcp;ok
ether type ip6 tcp dport 22;ok
tcp flags & (fin|syn|rst) == 0x80;ok;tcp flags cwr / fin,syn,rst
meta mark & 0x0f == 0;ok;meta mark & 0x0000000f == 0x00000000
meta mark & 0xf0000000 == 0;ok;meta mark 0x00000000/4
meta mark & 0xf0000000 != 0;ok;meta mark != 0x00000000/4
meta mark & 0xf0000000 == 0x10000000;ok;meta mark 0x10000000/4
meta mark & 0x80000000 == 0x80000000;ok;meta mark 0x80000000/1
meta mark & 0x0 == 0;ok;meta mark 0x00000000/0
ip saddr & 0.0.0.0 == 0.0.0.0;ok;ip saddr 0.0.0.0/0
meta mark & 0xff < 5;ok;meta mark & 0x000000ff < 0x00000005
meta mark & 0xff 1-5;ok;meta mark & 0x000000ff 0x00000001-0x00000005
meta length & 1 == 1;ok
meta mark set meta mark & 0xffffff00 | 0x5;ok;meta mark set meta mark & 0xffffff05 | 0x00000005
meta mark set meta mark & 0xfffffff0 ^ 0x5;ok;meta mark set meta mark & 0xfffffff5 | 0x00000005
meta mark set meta mark | 0xff;ok;meta mark set meta mark | 0x000000ff
meta mark set meta mark & 0;ok;meta mark set meta mark & 0x00000000
meta mark set ip saddr . tcp dport map { 1.1.1.1 . 5 : 1 };ok;meta mark set ip saddr . tcp dport map { 1.1.1.1 . 5 : 0x00000001 }
tcp dport . ip daddr vmap { 1-5 . 1.1.1.1 : accept };ok
meta protocol ip6 tcp dport 22;ok
ether type ip6 meta l4proto tcp;ok
meta protocol ip meta l4proto tcp;ok
meta l4proto tcp meta protocol ip;ok

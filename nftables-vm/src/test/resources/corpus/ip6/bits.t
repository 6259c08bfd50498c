# rule;ok|fail[;as nft 1.0.6 lists it]
meta l4proto 200 th dport 22;ok;th dport 22
meta l4proto icmp th dport 22;ok;icmp checksum 22
meta l4proto 200 @th,16,16 22;ok;th dport 22
meta l4proto esp th dport 22;ok;th dport 22
meta l4proto gre th dport 22;ok;th dport 22
ether type ip6 tcp dport 22;ok;tcp dport 22
tcp flags & (fin|syn|rst) == 0x80;ok;tcp flags cwr / fin,syn,rst
meta mark & 0x0f == 0;ok;meta mark & 0x0000000f == 0x00000000
meta mark & 0xf0000000 == 0;ok;meta mark 0x00000000/4
meta mark & 0xf0000000 != 0;ok;meta mark != 0x00000000/4
meta mark & 0xf0000000 == 0x10000000;ok;meta mark 0x10000000/4
meta mark & 0x80000000 == 0x80000000;ok;meta mark 0x80000000/1
meta mark & 0x0 == 0;ok;meta mark 0x00000000/0
meta mark & 0xff < 5;ok;meta mark & 0x000000ff < 0x00000005
meta mark & 0xff 1-5;ok;meta mark & 0x000000ff 0x00000001-0x00000005
meta length & 1 == 1;ok
meta mark set meta mark & 0xffffff00 | 0x5;ok;meta mark set meta mark & 0xffffff05 | 0x00000005
meta mark set meta mark & 0xfffffff0 ^ 0x5;ok;meta mark set meta mark & 0xfffffff5 | 0x00000005
meta mark set meta mark | 0xff;ok;meta mark set meta mark | 0x000000ff
meta mark set meta mark & 0;ok;meta mark set meta mark & 0x00000000
meta protocol ip6 tcp dport 22;ok;tcp dport 22
ether type ip6 meta l4proto tcp;ok;meta l4proto tcp
meta protocol ip meta l4proto tcp;ok
meta l4proto tcp meta protocol ip;ok

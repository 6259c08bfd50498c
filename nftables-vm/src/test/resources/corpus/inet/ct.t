# rule;ok|fail[;as nft 1.0.6 lists it]
ct state established;ok
ct state established,related;ok
ct state != new;ok
ct state { new, established };ok;ct state { established, new }
ct state vmap { established : accept, invalid : drop };ok;ct state vmap { invalid : drop, established : accept }
ct state invalid,untracked drop;ok
ct state == new;ok
ct state & (new|established) == new;ok;ct state new / established,new
ct state 8;ok;ct state new
ct direction original;ok
ct direction != reply;ok
ct direction { original, reply };ok
ct status assured;ok
ct status expected,seen-reply;ok
ct status != dying;ok
ct status { snat, dnat };ok
ct mark 1;ok;ct mark 0x00000001
ct mark & 0xff == 1;ok;ct mark & 0x000000ff == 0x00000001
ct mark 1-5;ok;ct mark 0x00000001-0x00000005
ct mark { 1, 2-5 };ok;ct mark { 0x00000001-0x00000005 }
ct mark > 5;ok;ct mark > 0x00000005
ct expiration 30;ok;ct expiration 30s
ct expiration 30s;ok
ct expiration > 1m30s;ok
ct expiration 1h-2h;ok;ct expiration 3600s-7200s
ct expiration { 30s, 1m-2m };ok;ct expiration { 30s, 60s-120s }
ct helper "ftp";ok
ct helper != "ftp";ok
ct helper { "ftp", "sip" };ok;ct helper { "sip", "ftp" }
ct l3proto ipv4;ok
ct l3proto ip;fail
ct protocol tcp;ok
ct original l3proto ipv4;ok;ct l3proto ipv4
ct original protocol tcp;ok;ct protocol tcp
ct reply protocol { tcp, udp };ok;ct protocol { tcp, udp }
ct original saddr 1.2.3.4;fail
ct original ip saddr 1.2.3.4;ok
ct reply ip daddr 10.0.0.0/8;ok
ct original ip6 saddr ::1;ok
ct original proto-src 22;fail
ct reply proto-dst 22-80;fail
ct original proto-dst { 22, 80 };fail
ct zone 1;ok
ct original zone 1;ok
ct reply zone { 1, 2 };ok
ct bytes > 1000;ok
ct original bytes 1000;ok
ct reply packets 5;ok
ct packets 5-10;ok
ct avgpkt > 100;ok
ct original avgpkt 100;ok
ct event new;fail
ct event set new,destroy;ok
ct id 12345;ok
ct id > 5;ok
ct mark set 1;ok;ct mark set 0x00000001
ct mark set mark;ok;ct mark set meta mark
ct mark set meta mark;ok
meta mark set ct mark;ok
ct mark set ct mark | 1;ok;ct mark set ct mark | 0x00000001
ct mark set ct mark and 0xff or 0x10;ok;ct mark set ct mark & 0x000000ff | 0x00000010
ct mark set meta mark & 0xff;ok;ct mark set meta mark & 0x000000ff
ct mark set tcp dport map { 22 : 1, 80 : 2 };ok;ct mark set tcp dport map { 22 : 0x00000001, 80 : 0x00000002 }
ct mark set ip dscp;fail
ct event set new;ok
ct event set new,related,destroy,mark;fail
notrack;ok
ct foo 1;fail
ct;fail
ct direction foo;fail
ct state;fail
ct original mark 1;fail
ct original foo 1;fail
ct state set new;fail
ct direction set original;fail
ct status set assured;fail
ct bytes set 3;fail
mark set ct mark;ok;meta mark set ct mark
meta mark ct mark;fail
ct mark meta mark;fail
ct state . ct mark { new . 1 };ok;ct state . ct mark { new . 0x00000001 }
ct mark . ip saddr { 1 . 1.2.3.4 };ok;ct mark . ip saddr { 0x00000001 . 1.2.3.4 }
ct original ip saddr . ct original proto-dst { 1.2.3.4 . 22 };fail
tcp dport 22 ct state new;ok
ct protocol tcp tcp dport 22;ok
ct l3proto ipv4 ip saddr 1.2.3.4;ok;ip saddr 1.2.3.4
ct original ip saddr 1.2.3.4 tcp dport 22;ok
ip saddr 1.2.3.4 ct original ip6 saddr ::1;fail
tcp dport 1 ct original proto-dst 22;ok
meta l4proto tcp ct original proto-src 22;ok
meta l4proto { tcp, udp } ct original proto-src 22;ok;meta l4proto { tcp, udp } ct original proto-src 0x16 [invalid type]
meta l4proto icmp ct original proto-src 22;ok
meta l4proto 200 ct original proto-src 22;ok
meta l4proto tcp ct reply proto-dst 22-80;ok
meta l4proto tcp ct reply proto-dst { 22, 80 };ok;meta l4proto tcp ct reply proto-dst { 0x16 [invalid type], 0x50 [invalid type] }
meta l4proto tcp ct reply proto-dst ssh;ok;meta l4proto tcp ct reply proto-dst 22
meta l4proto tcp ct reply proto-dst > 100;ok
meta l4proto tcp ct reply proto-dst != 100;ok
meta l4proto tcp meta mark set ct original proto-dst map { 22 : 1 };ok;meta l4proto tcp meta mark set ct original proto-dst map { 22 : 0x00000001 }
meta l4proto tcp ct original proto-dst vmap { 22 : accept };ok
ip protocol tcp ct original proto-dst 22;ok
ct protocol tcp ct original proto-dst 22;fail
ct original protocol tcp ct original proto-dst 22;fail
ct l3proto ipv4 ct protocol tcp ct original proto-dst 22;ok;ct protocol tcp ct original proto-dst 22
ct l3proto ipv4 ct protocol tcp tcp dport 22;ok;tcp dport 22
ct l3proto ipv4 ct original saddr 1.2.3.4;ok;ct original ip saddr 1.2.3.4
ct l3proto ipv6 ct original saddr ::1;ok;ct original ip6 saddr ::1
ct l3proto ipv6 ip saddr 1.2.3.4;fail
meta nfproto ipv4 ct original saddr 1.2.3.4;ok;ct original ip saddr 1.2.3.4
ip saddr 1.1.1.1 ct original saddr 1.2.3.4;ok;ip saddr 1.1.1.1 ct original ip saddr 1.2.3.4
ip6 saddr ::1 ct original saddr ::2;ok;ip6 saddr ::1 ct original ip6 saddr ::2
ip saddr 1.1.1.1 ct original ip saddr 1.2.3.4;ok
ct original ip saddr 1.2.3.4 ip6 saddr ::1;ok
ct original ip saddr 1.2.3.4 ip saddr 1.1.1.1;ok
ct original ip saddr 1.2.3.4 ct reply ip6 saddr ::1;ok
ct original ip saddr . ct reply ip daddr { 1.2.3.4 . 5.6.7.8 };ok
ct original ip saddr { 1.2.3.4, 10.0.0.0/8 };ok
ct original ip saddr 10.0.0.0/9;ok
ct original ip saddr != 10.0.0.0/8;ok
ct original ip6 saddr 2001:db8::/32;ok
ct original ip6 saddr 2001:db8::/33;ok
ct original ip saddr 1.1.1.1-2.2.2.2;ok
ct original ip saddr > 1.1.1.1;ok
ct original ip saddr & 255.0.0.0 == 10.0.0.0;ok;ct original ip saddr 10.0.0.0/8
ct saddr 1.2.3.4;fail
ct proto-src 22;fail
ct ip saddr 1.2.3.4;fail
ct zone > 5;ok
ct zone 1-5;ok
ct zone { 1-5 };ok;ct zone 1-5
ct zone { 1, 5 } accept;ok
ct zone vmap { 1 : accept };ok
ct direction > original;ok
ct direction 0;ok;ct direction original
ct direction 2;ok
ct direction 0-1;ok
ct state > new;ok;ct state > 0x8
ct state new-established;fail
ct state { new, established|related };ok;ct state { established | related, new }
ct state new|established;ok;ct state established,new
ct state ! new;ok
ct state new / new,established;ok;ct state new / established,new
ct state != new,established;ok;ct state != established | new
ct state 0x100;ok
ct state 0;ok;ct state 0x0
ct state != 0;ok;ct state != 0x0
ct state == 0;ok;ct state == 0x0
ct state { 0x100, new };ok;ct state { new, 0x100 }
ct state vmap { new : accept, 0x40 : drop };ok;ct state vmap { new : accept, untracked : drop }
ct state . meta l4proto { new . tcp };ok
ct state & new == 0;ok;ct state ! new
ct status & (snat|dnat) == snat;ok;ct status snat / snat,dnat
ct status 0x1000;ok
ct status == seen-reply|assured|confirmed;ok;ct status seen-reply | assured | confirmed
ct status & 0x30 != 0;ok;ct status snat,dnat
ct status vmap { snat : accept, dnat : drop };ok
ct status { assured, seen-reply|assured };ok;ct status { seen-reply | assured, assured }
ct helper { "ftp" };ok;ct helper "ftp"
ct helper ftp;ok;ct helper "ftp"
ct helper "f*";ok
ct helper "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";fail
ct helper vmap { "ftp" : accept };ok
ct helper > "ftp";ok
ct bytes { 1, 5-9 };ok
ct bytes 1 mbytes;fail
ct bytes > 18446744073709551615;ok
ct bytes != 1000-2000;ok
ct packets vmap { 1 : drop };ok
ct avgpkt 100-200;ok
ct bytes . ct packets { 1 . 2 };ok
ct mark vmap { 1 : accept, 2 : drop };ok;ct mark vmap { 0x00000001 : accept, 0x00000002 : drop }
ct mark != 0x0-0xf;ok;ct mark != 0x00000000-0x0000000f
ct mark 0x10/28;ok;ct mark 0x00000010/28
ct mark & 0x1 == 0x1;ok;ct mark & 0x00000001 == 0x00000001
ct mark | 1 == 1;ok;ct mark | 0x00000001 == 0x00000001
ct mark xor 1 == 1;ok;ct mark 0x00000000
ct mark << 2 == 4;fail
ct mark set ct mark << 2;ok
ct mark set 0x10 counter;ok;ct mark set 0x00000010 counter packets 0 bytes 0
ct mark set ct mark map { 1 : 2 };ok;ct mark set ct mark map { 0x00000001 : 0x00000002 }
ct mark set ip saddr map { 1.1.1.1 : 1 };ok;ct mark set ip saddr map { 1.1.1.1 : 0x00000001 }
ct mark set ip saddr . tcp dport map { 1.1.1.1 . 22 : 1 };ok;ct mark set ip saddr . tcp dport map { 1.1.1.1 . 22 : 0x00000001 }
ct mark set meta priority;fail
ct mark set meta length;ok
ct mark set ct bytes;ok
ct mark set 0x1ffffffff;fail
ct mark set foo;fail
ct mark set ct state;fail
ct mark set ct zone;ok
ct mark set ip saddr;fail
meta mark set ct zone;ok
meta mark set ct mark & 0xff;ok;meta mark set ct mark & 0x000000ff
meta mark set ct state;fail
meta mark set ct original proto-dst;fail
meta priority set ct mark;fail
ct zone set 0x10000;fail
ct zone set tcp dport map { 22 : 1 };ok
ct zone set ip saddr map { 1.1.1.1 : 1 };ok
ct zone set meta mark;fail
ct zone set ct zone;ok
ct zone set mark map { 1 : 2 };ok;ct zone set meta mark map { 0x00000001 : 2 }
ct event set 1;ok;ct event set new
ct event set foo;fail
ct event set new-related;fail
ct event set 0x10000;ok
ct expiration foo;fail
ct expiration 1d;ok
ct expiration 1d2h3m4s;ok
ct expiration 100ms;ok
ct expiration 49d;ok
ct expiration 50d;fail
ct expiration 4294967;ok;ct expiration 49d17h2m47s
ct expiration 4294968;fail
ct expiration != 30s;ok
ct expiration { 30s, 1m };ok
ct expiration vmap { 30s : accept };ok
ct expiration 5000s;ok;ct expiration 1h23m20s
ct expiration 61;ok;ct expiration 1m1s
ct expiration . ct mark { 30s . 1 };ok;ct expiration . ct mark { 30s . 0x00000001 }
ct id { 1, 2 };ok
ct id 1-5;ok
ct l3proto { ipv4, ipv6 };ok
ct l3proto 2;ok;ct l3proto ipv4
ct l3proto 5;ok
ct protocol 17;ok;ct protocol udp
ct protocol { 6, udp };ok;ct protocol { tcp, udp }
ct protocol > 5;ok;ct protocol > st
ct protocol 1-20;ok
ct protocol . ct mark { tcp . 1 };ok;ct protocol . ct mark { tcp . 0x00000001 }
ct original ip saddr . meta l4proto { 1.2.3.4 . tcp };ok
ip saddr . ct original ip daddr { 1.2.3.4 . 2.2.2.2 };ok
notrack accept;ok
notrack counter;ok;notrack counter packets 0 bytes 0
notrack notrack;ok
ct original notrack;fail
meta nfproto ipv4 ct original ip saddr 1.2.3.4;ok
meta nfproto ipv6 ct original ip6 saddr ::1;ok
meta nfproto ipv6 ct original saddr ::1;ok;ct original ip6 saddr ::1
meta protocol ip ct original saddr 1.2.3.4;fail
ct l3proto ipv4 meta l4proto tcp ct original proto-dst 5;ok;meta l4proto tcp ct original proto-dst 5
ct l3proto ipv4 counter ip saddr 1.1.1.1;ok;ct l3proto ipv4 counter packets 0 bytes 0 ip saddr 1.1.1.1
ct l3proto ipv4 ip protocol tcp;ok;ip protocol tcp
ct l3proto ipv4 icmp type 8;ok;icmp type echo-request
ct l3proto ipv4 ct protocol icmp icmp type 8;ok;icmp type echo-request
ct l3proto ipv4 reject with icmp port-unreachable;ok;reject with icmp port-unreachable
ct l3proto ipv4 reject;ok;reject with icmp port-unreachable
meta l4proto tcp ct original proto-dst . ct mark { 22 . 1 };ok;meta l4proto tcp ct original proto-dst . ct mark { 0x16 [invalid type] }
ct expiration 1500ms-2500ms;ok;ct expiration 1s-2s
ct expiration 1500ms;ok;ct expiration 1s500ms
ct expiration "1h";ok;ct expiration 1h
ct expiration 1x;fail
ct expiration 1h1h;fail
ct expiration 1s1h;fail
ct expiration 1m1;fail
ct expiration { 1500ms-2500ms, 5s };ok;ct expiration { 1s-2s, 5s }
ct expiration 0x10;ok;ct expiration 16s
ct expiration 010;ok;ct expiration 8s
ct expiration 1w;fail
ct expiration > 30;ok;ct expiration > 30s
ct expiration 1d-2d;ok;ct expiration 86400s-172800s
ct event set new|destroy;ok;ct event set new,destroy
ct event set { new, destroy };fail
ct event set mark;fail
ct id set 1;fail
ct mark set 1 ct mark set 2 accept;ok;ct mark set 0x00000001 ct mark set 0x00000002 accept
ct mark set ct mark or 0x1 and 0xff;ok;ct mark set ct mark | 0x00000001
ct mark set ct mark & 0xffff0000 | meta mark;fail
meta mark set ct mark or 0x10;ok;meta mark set ct mark | 0x00000010
mark ct mark 1;fail
ct mark "foo";fail
ct mark { 1, "foo" };fail
ct mark 0x100000000;fail
ct mark 5-1;fail
ct mark set { 1 };fail
ct mark set @m;fail
ct mark set 1,2;fail
ct mark set mark or 1 accept;ok;ct mark set meta mark | 0x00000001 accept
ct original zone 5-1;fail
ct reply;fail
ct original;fail
ct original direction;fail
ct original state new;fail
ct original expiration 5;fail
ct state new ct state established;ok
ct state @s;fail
ct state map { new : 1 };fail
ct mark set ct state map { new : 1, established : 2 };ok;ct mark set ct state map { established : 0x00000002, new : 0x00000001 }
ct set;fail
ct mark set;fail
ct mark sett 1;fail
ct l3proto ipv6 meta l4proto tcp;ok;meta l4proto tcp
ct l3proto ipv4 meta l4proto != tcp;ok
ct l3proto ipv4 meta l4proto { tcp, udp };ok
ct l3proto ipv4 ct protocol tcp;ok;ct protocol tcp
ct l3proto ipv4 ct protocol != tcp;ok
ct l3proto ipv4 ct protocol { tcp, udp };ok
ct l3proto ipv4 ct protocol . ct mark { tcp . 1 };ok;ct l3proto ipv4 ct protocol . ct mark { tcp . 0x00000001 }
ct l3proto ipv4 ct original ip saddr 1.1.1.1;ok
ct l3proto ipv4 ct original saddr != 1.1.1.1;ok;ct l3proto ipv4 ct original ip saddr != 1.1.1.1
ct l3proto ipv4 ct original saddr 1.1.1.1-1.1.1.2;ok;ct l3proto ipv4 ct original ip saddr 1.1.1.1-1.1.1.2
ct l3proto ipv4 ct original saddr > 1.1.1.1;ok;ct l3proto ipv4 ct original ip saddr > 1.1.1.1
ct l3proto ipv4 ct mark 1;ok;ct l3proto ipv4 ct mark 0x00000001
ct l3proto ipv4 ct state new;ok
ct l3proto ipv4 tcp dport 22;ok;tcp dport 22
ct l3proto ipv4 ct l3proto ipv6;ok
ct protocol tcp ct protocol udp;ok
ct protocol tcp ct mark 1 tcp dport 22;ok;ct protocol tcp ct mark 0x00000001 tcp dport 22
ct protocol tcp meta l4proto udp;ok
ip protocol tcp ct protocol tcp;ok
meta nfproto ipv4 ct mark 1;ok;meta nfproto ipv4 ct mark 0x00000001
meta nfproto ipv4 ct original ip saddr 1.1.1.1;ok
meta nfproto ipv4 ct original saddr != 1.1.1.1;ok;meta nfproto ipv4 ct original ip saddr != 1.1.1.1
meta nfproto ipv4 ct original saddr 1.1.1.1-1.1.1.2;ok;meta nfproto ipv4 ct original ip saddr 1.1.1.1-1.1.1.2
meta nfproto ipv4 ct original saddr > 1.1.1.1;ok;meta nfproto ipv4 ct original ip saddr > 1.1.1.1
meta nfproto ipv4 ct protocol != tcp;ok
meta nfproto ipv4 ct protocol . ct mark { tcp . 1 };ok;meta nfproto ipv4 ct protocol . ct mark { tcp . 0x00000001 }
meta nfproto ipv4 ct protocol tcp;ok;ct protocol tcp
meta nfproto ipv4 ct protocol { tcp, udp };ok
meta nfproto ipv4 ct state new;ok
meta nfproto ipv4 meta l4proto != tcp;ok
meta nfproto ipv4 meta l4proto { tcp, udp };ok
meta nfproto ipv4 tcp dport 22;ok
meta nfproto ipv6 meta l4proto tcp;ok

# rule;ok|fail[;as nft 1.0.6 lists it]
snat to 1.2.3.4;ok
snat 1.2.3.4;ok;snat to 1.2.3.4
snat ip to 1.2.3.4;ok;snat to 1.2.3.4
snat to 1.2.3.4-1.2.3.9;ok
snat to 10.0.0.0/24;ok
snat to 10.0.0.0-10.0.0.255;ok;snat to 10.0.0.0/24
snat to 10.0.0.1-10.0.0.1;ok;snat to 10.0.0.1/32
snat to 10.0.0.1-10.0.0.2;ok
snat to 5;ok;snat to 0.0.0.5
snat to 0.0.0.0;ok
dnat to 1.2.3.4;ok
dnat to 1.2.3.4-1.2.3.9;ok
tcp dport 1 snat to 1.2.3.4:80;ok
tcp dport 1 snat to 1.2.3.4:80-90;ok
tcp dport 1 snat to 1.2.3.4:80-80;ok
tcp dport 1 snat to 1.2.3.4:0;ok
tcp dport 1 snat to 1.2.3.4 : 80;ok;tcp dport 1 snat to 1.2.3.4:80
tcp dport 1 snat to 10.0.0.0/24:80;fail
tcp dport 1 snat to 1.2.3.4-1.2.3.9:80;ok
tcp dport 1 snat to 1.2.3.4-1.2.3.9:80-90;ok
tcp dport 1 snat to :80;ok
tcp dport 1 snat to :80-90;ok
tcp dport 1 snat :80-90;ok;tcp dport 1 snat to :80-90
tcp dport 1 dnat to 1.2.3.4:http;ok;tcp dport 1 dnat to 1.2.3.4:80
tcp dport 1 dnat to :8080;ok
tcp dport 80 snat to :tcp sport;ok
meta l4proto tcp dnat to 1.2.3.4:5;ok
meta l4proto { tcp, udp } dnat to 1.2.3.4:1000-2000;ok
meta l4proto { tcp, udp } th dport 53 dnat to 1.2.3.4:5353;ok
ip protocol udp dnat to 1.2.3.4:5;ok
icmp type echo-request snat to 1.2.3.4:5;ok
meta l4proto 47 snat to 1.2.3.4:5;ok;meta l4proto gre snat to 1.2.3.4:5
meta l4proto 99 snat to 1.2.3.4:5;ok
snat to 1.2.3.4 random;ok
snat to 1.2.3.4 fully-random;ok
snat to 1.2.3.4 persistent;ok
snat to 1.2.3.4 random,persistent;ok
snat to 1.2.3.4 persistent,fully-random,random;ok;snat to 1.2.3.4 random,fully-random,persistent
snat to 1.2.3.4 random persistent;ok;snat to 1.2.3.4 persistent
snat to 1.2.3.4 random,random;ok;snat to 1.2.3.4 random
udp dport 53 dnat to 1.2.3.4:10-20 persistent,random;ok;udp dport 53 dnat to 1.2.3.4:10-20 random,persistent
snat to ip saddr;ok
snat to ip saddr & 0.0.0.255;ok
dnat to ip saddr;ok
snat prefix to 10.0.0.0/24;ok
snat ip prefix to 10.0.0.0/24;ok;snat prefix to 10.0.0.0/24
counter snat to 1.2.3.4;ok;counter packets 0 bytes 0 snat to 1.2.3.4
ct mark 1 snat to 1.2.3.4;ok;ct mark 0x00000001 snat to 1.2.3.4
snat to 1.2.3.4 comment "x";ok
iifname "eth0" tcp dport { 80, 443 } dnat to 10.0.0.2;ok
oifname "eth0" ip saddr 10.0.0.0/8 masquerade;ok
masquerade;ok
masquerade random;ok
masquerade fully-random,persistent;ok
tcp dport 1 masquerade to :1024-65535;ok
meta l4proto tcp masquerade to :1024-65535;ok
tcp dport 1 masquerade to :1 fully-random;ok
tcp dport 1 masquerade to :1024-65535 persistent;ok
redirect;ok
tcp dport 80 redirect;ok
tcp dport 80 redirect to :8080;ok
tcp dport 80 redirect to 8080;ok;tcp dport 80 redirect to :8080
tcp dport 80 redirect to :8080-8090;ok
tcp dport 80 redirect to :8080-8090 random;ok
tcp dport 80 redirect random,persistent;ok
udp dport 53 redirect to :5353;ok
# maps
snat to ip saddr map { 10.0.0.1 : 1.2.3.4, 10.0.0.2 : 1.2.3.5 };ok
snat to ip saddr map { 1.0.0.0/8 : 2.2.2.2, 3.0.0.0-3.0.0.5 : 4.4.4.4 };ok
snat to meta mark map { 1 : 1.2.3.4 };ok;snat to meta mark map { 0x00000001 : 1.2.3.4 }
snat to oif map { "lo" : 1.2.3.4 };ok
dnat to tcp dport map { 80 : 10.0.0.1, 443 : 10.0.0.2 };ok
tcp dport { 80, 443 } dnat to tcp dport map { 80 : 10.0.0.1, 443 : 10.0.0.2 };ok
snat to ip saddr . tcp dport map { 1.1.1.1 . 80 : 2.2.2.2 };ok
dnat to tcp dport map { 80 : 10.0.0.1 . 8080, 443 : 10.0.0.2 . 8443 };ok;dnat ip to tcp dport map { 80 : 10.0.0.1 . 8080, 443 : 10.0.0.2 . 8443 }
dnat ip to tcp dport map { 80 : 10.0.0.1 . 8080 };ok
dnat ip addr . port to tcp dport map { 80 : 10.0.0.1 . 8080 };ok;dnat ip to tcp dport map { 80 : 10.0.0.1 . 8080 }
tcp dport 5 snat ip to ip saddr . tcp dport map { 10.0.0.1 . 80 : 1.2.3.4 . 80 };ok
meta l4proto tcp snat ip addr . port to ip saddr map { 10.0.0.1 : 1.2.3.4 . 80 };ok;meta l4proto tcp snat ip to ip saddr map { 10.0.0.1 : 1.2.3.4 . 80 }
tcp dport 1 dnat to ip daddr map { 1.2.3.4 : 10.0.0.1 }:80;ok
tcp dport 80 snat to :tcp sport map { 1 : 2 };ok
tcp dport 80 snat to 1.2.3.4:tcp sport map { 1 : 2 };ok
tcp dport 80 redirect to :tcp dport map { 80 : 8080 };ok
tcp dport 80 masquerade to :tcp sport map { 80 : 8080 };ok
:map type ipv4_addr : ipv4_addr; elements = { 10.0.0.1 : 1.2.3.4 };
snat to ip saddr map @s;ok
snat to ip daddr map @s;ok
snat ip to ip saddr map @s;ok;snat to ip saddr map @s
snat to tcp dport map @s;fail
snat prefix to ip saddr map @s;ok
:map type ipv4_addr : ipv4_addr; flags interval; elements = { 10.0.0.0/8 : 1.2.3.4 };
dnat to ip daddr map @s;ok
:map type inet_service : ipv4_addr . inet_service; elements = { 80 : 10.0.0.1 . 8080 };
dnat to tcp dport map @s;ok;dnat ip to tcp dport map @s
tcp dport 80 dnat ip to tcp dport map @s;ok
dnat ip addr . port to tcp dport map @s;ok;dnat ip to tcp dport map @s
dnat ip to udp dport map @s;ok
:
# errors
dnat;fail
dnat to;fail
snat ip6 to ::1;fail
snat to ::1;fail
snat to tcp dport;fail
snat to meta mark;fail
snat to 1.2.3.4 bogus;fail
snat to 1.2.3.4-1.2.3.1;fail
snat to 10.0.0.0/33;fail
snat to 1.2.3.4:80;fail
snat ip to 1.2.3.4:80;fail
dnat to :80;fail
redirect to :80;fail
redirect to tcp dport map { 80 : 8080 };fail
masquerade to :1;fail
masquerade to 80;fail
tcp dport 1 masquerade random to :1;fail
tcp dport 1 dnat to 1.2.3.4:99999;fail
tcp dport 1 dnat to 1.2.3.4:90-80;fail
dnat to 1.2.3.4 . 80;fail
tcp dport 1 dnat to 1.2.3.4 . 80;fail
dnat to { 1.2.3.4, 1.2.3.5 };fail
snat ip addr . port to 1.2.3.4;fail
snat to 1.2.3.4 accept;fail
snat to 1.2.3.4 counter;fail
masquerade accept;fail
redirect drop;fail
accept masquerade;fail
snat to foo . bar;fail
redirect to;fail
redirect to :;fail
masquerade to;fail
snat to 1.2.3.4 random,;fail
snat to 1.2.3.4 random,bogus;fail
:
# ranges in maps, networks onto networks
snat ip to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8 };ok
snat to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8 };ok;snat ip to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8 }
snat ip interval to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8 };ok;snat ip to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8 }
snat to ip saddr map { 10.0.0.0/24 : 1.2.3.4-1.2.3.8, 10.0.2.0/24 : 1.2.4.0/24 };ok;snat ip to ip saddr map { 10.0.0.0/24 : 1.2.3.4-1.2.3.8, 10.0.2.0/24 : 1.2.4.0/24 }
snat to ip saddr map { 10.0.0.1 : 1.2.3.4-1.2.3.8, 10.0.0.2 : 1.2.3.9 };fail
snat ip prefix to ip saddr map { 10.0.0.0/24 : 1.2.3.0/24 };ok
snat prefix to ip saddr map { 10.0.0.0/24 : 1.2.3.0/24, 10.1.0.0/16 : 1.3.0.0/16 };ok;snat ip prefix to ip saddr map { 10.0.0.0/24 : 1.2.3.0/24, 10.1.0.0/16 : 1.3.0.0/16 }
dnat ip prefix to ip daddr map { 1.0.0.0/24 : 2.0.0.0/24 };ok
dnat ip to ip daddr . tcp dport map { 1.1.1.1 . 5 : 2.2.2.2-2.2.2.5 . 10-12 };ok
dnat ip to tcp dport map { 80 : 2.2.2.2-2.2.2.5 . 10-12, 81 : 2.2.2.2-2.2.2.5 . 10-13 };ok
tcp dport 5 dnat ip to ip daddr map { 1.1.1.1 : 2.2.2.2 . 10-12 };ok
:map type ipv4_addr : interval ipv4_addr; flags interval; elements = { 10.0.0.0/8 : 1.2.3.4-1.2.3.9 };
dnat to ip daddr map @s;ok;dnat ip to ip daddr map @s
dnat ip to ip daddr map @s;ok
snat ip interval to ip saddr map @s;ok;snat ip to ip saddr map @s
snat ip prefix to ip saddr map @s;ok

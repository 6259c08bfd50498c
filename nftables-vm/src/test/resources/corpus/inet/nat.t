# rule;ok|fail[;as nft 1.0.6 lists it]
dnat to 10.0.0.5;fail
dnat ip to 10.0.0.5;ok
dnat ip6 to fd00::1;ok
dnat ip to 10.0.0.5-10.0.0.6;ok
dnat ip6 to fd00::1-fd00::5;ok
snat ip6 to fd00::/64;ok
ip saddr 1.2.3.4 dnat to 10.0.0.5;ok;ip saddr 1.2.3.4 dnat ip to 10.0.0.5
ip saddr 1.2.3.4 dnat ip to 10.0.0.5;ok
ip saddr 1.2.3.4 dnat ip6 to fd00::5;fail
ip6 saddr fd00::1 dnat to fd00::5;ok;ip6 saddr fd00::1 dnat ip6 to fd00::5
meta nfproto ipv4 snat to 1.2.3.4;ok;meta nfproto ipv4 snat ip to 1.2.3.4
meta nfproto ipv6 dnat to fd00::1;ok;meta nfproto ipv6 dnat ip6 to fd00::1
tcp dport 80 dnat to :8080;ok
tcp dport 80 dnat ip to 10.0.0.5:8080;ok
tcp dport 1 snat to :1000-2000;ok
tcp dport 1 dnat ip6 to [fd00::1]:80;ok
tcp dport 1 dnat ip6 to [fd00::1]:80-90;ok
tcp dport 1 dnat ip6 to [fd00::1]-[fd00::9]:80-90;ok
tcp dport 1 dnat ip6 to fd00::1 : 80;ok;tcp dport 1 dnat ip6 to [fd00::1]:80
tcp dport 1 dnat ip6 to [fd00::1];ok;tcp dport 1 dnat ip6 to fd00::1
meta l4proto { tcp, udp } th dport 53 dnat ip to 1.2.3.4:5353;ok
iif lo dnat ip to 1.2.3.4;ok;iif "lo" dnat ip to 1.2.3.4
dnat ip to 1.2.3.4 comment "x";ok
dnat ip to 1.2.3.4 random;ok
tcp dport 80 redirect;ok
redirect;ok
tcp dport 80 redirect to :80;ok
udp dport 53 redirect to :5353 random;ok
masquerade;ok
oif lo masquerade;ok;oif "lo" masquerade
oifname "eth0" masquerade random;ok
meta nfproto ipv4 masquerade;ok
ip6 saddr fd00::/8 masquerade;ok
ip saddr 10.0.0.0/8 masquerade;ok
tcp dport 1 masquerade to :1-5;ok
dnat ip to ip daddr map { 1.2.3.4 : 5.6.7.8 };ok
dnat to ip daddr map { 1.2.3.4 : 5.6.7.8 };fail
dnat ip to tcp dport map { 80 : 5.6.7.8 . 8080 };ok
dnat ip6 to tcp dport map { 80 : fd00::1 . 8080 };ok
dnat ip6 to ip6 daddr . tcp dport map { fd00::2 . 80 : fd00::1 . 8080 };ok
dnat ip to ip daddr . tcp dport map { 1.1.1.1 . 80 : 10.0.0.1 . 8080, 1.1.1.2 . 443 : 10.0.0.2 . 8443 };ok
dnat ip6 to ip daddr map { 1.2.3.4 : fd00::1 };ok
dnat ip to meta mark map { 1 : 1.2.3.4, 2 : 1.2.3.5 };ok;dnat ip to meta mark map { 0x00000001 : 1.2.3.4, 0x00000002 : 1.2.3.5 }
meta l4proto { tcp, udp } dnat ip to ip daddr . th dport map { 1.1.1.1 . 80 : 10.0.0.1 . 8080 };ok
dnat ip to ip daddr . th dport map { 1.1.1.1 . 80 : 10.0.0.1 . 8080 };fail
:map type inet_service : ipv4_addr . inet_service; elements = { 80 : 10.0.0.1 . 8080 };
dnat ip to tcp dport map @s;ok
tcp dport 80 dnat ip addr . port to tcp dport map @s;ok;tcp dport 80 dnat ip to tcp dport map @s
:map type ipv4_addr . inet_service : ipv4_addr . inet_service; elements = { 1.1.1.1 . 80 : 10.0.0.1 . 8080 };
dnat ip to ip daddr . tcp dport map @s;ok
:
redirect to :80;fail
ip saddr 10.0.0.0/8 masquerade to :1-5;fail
dnat ip to fd00::1;fail
dnat ip6 to 1.2.3.4;fail
tcp dport 1 dnat ip6 to [fd00::1:80;fail
tcp dport 1 dnat ip6 to fd00::1]:80;fail
masquerade ip;fail
snat ip;fail
snat ip to;fail
dnat ip6 prefix to ip6 daddr map { fd00::/64 : fd01::/64 };ok
dnat ip prefix to ip daddr map { 10.0.0.0/24 : 10.1.0.0/24 };ok
dnat ip interval to ip daddr map { 1.1.1.1 : 2.2.2.2-2.2.2.5 };ok;dnat ip to ip daddr map { 1.1.1.1 : 2.2.2.2-2.2.2.5 }
snat ip6 to ip6 saddr map { fd00::1 : fd01::1-fd01::9 };ok
dnat ip6 to ip6 daddr . tcp dport map { fd00::2 . 80 : fd00::1-fd00::9 . 8080-8081 };fail
snat ip prefix to 10.0.0.0/24;ok

# rule;ok|fail[;as nft 1.0.6 lists it]
snat to fd00::1;ok
snat to fd00::1-fd00::9;ok
snat to fd00::/64;ok
tcp dport 1 snat to [fd00::1]:80;ok
tcp dport 1 snat to [fd00::1]:80-90;ok
tcp dport 1 snat to [fd00::1]-[fd00::9]:80;ok
tcp dport 1 snat to :80;ok
tcp dport 1 dnat to fd00::1:80;ok
dnat ip6 to fd00::1;ok;dnat to fd00::1
dnat ip to 1.2.3.4;fail
masquerade;ok
tcp dport 80 redirect to :8080;ok
icmpv6 type echo-request snat to [fd00::1]:5;ok
snat to ip6 saddr map { fd00::1 : fd01::1 };ok
snat to ip6 saddr map { fd00::/64 : fd01::1 };ok
dnat to tcp dport map { 80 : fd00::1 . 8080 };ok;dnat ip6 to tcp dport map { 80 : fd00::1 . 8080 }
snat prefix to fd01::/64;ok
snat to ip6 saddr;ok
:map type inet_service : ipv6_addr . inet_service; elements = { 80 : fd00::1 . 8080 };
dnat to tcp dport map @s;ok;dnat ip6 to tcp dport map @s

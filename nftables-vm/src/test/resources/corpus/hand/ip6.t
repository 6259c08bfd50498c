# see inet.t
icmpv6 type echo-request
ether saddr 00:01:02:03:04:05
ether type ip
ether type ip6 ip6 saddr ::1
ether saddr 00:01:02:03:04:05 tcp dport 22
frag id 5
meta nfproto ipv6
tcp dport 22
reject
meta mark 1 reject with tcp reset
reject with icmpv6 policy-fail
reject with icmp 3
ip saddr 1.2.3.4
ip6 saddr { ::1, fe80::/10 }
ip6 saddr . ip6 daddr . tcp dport { ::1 . ::2 . 5 }
ip6 nexthdr tcp tcp dport 5
ip6 daddr ff00::/8 udp dport 5353

+queue num 0;fail
dup to 1.2.3.4;fail
ip protocol tcp dup to 1.2.3.4;fail
fwd to lo;fail
meta l4proto tcp tproxy to :80;ok
meta l4proto tcp tproxy ip to :80;ok
meta l4proto tcp tproxy ip to 1.2.3.4:80;ok
meta l4proto tcp tproxy ip6 to [::1]:80;ok
meta l4proto tcp tproxy to 1.2.3.4:80;fail
meta l4proto tcp tproxy ip6 to :80;ok
meta l4proto { tcp, udp } tproxy ip to :80;ok
meta l4proto { tcp, udp } th dport 53 tproxy to :80;ok
tcp flags syn synproxy mss 9 wscale 14;ok
synproxy mss 1460;ok;synproxy mss 1460 wscale 0

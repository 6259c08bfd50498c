dup to ::1 device lo;ok;dup to ::1 device "lo"
dup to fd00::1;ok
dup to 1.2.3.4;fail
meta l4proto tcp tproxy to [::1]:80;ok
meta l4proto tcp tproxy to ::1;ok;meta l4proto tcp tproxy to [::1]
meta l4proto tcp tproxy to [::1];ok
meta l4proto 17 tproxy ip6 to [2001:db8::1]:50;ok;meta l4proto udp tproxy to [2001:db8::1]:50
meta l4proto tcp tproxy to :50;ok
meta l4proto tcp tproxy ip to :50;fail
synproxy mss 1220;ok;synproxy mss 1220 wscale 0

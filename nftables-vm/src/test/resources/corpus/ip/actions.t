# queue: the recording kernel has no nft_queue
+queue;fail
+queue num 3;fail
+queue to 1-3;fail
+queue num 1-3 bypass,fanout;fail
+queue bypass;fail
+queue flags bypass,fanout to 4-8;fail
+queue num 65535;fail
queue num 65536;fail
queue to 1-65536;fail
queue num 3-1;fail
queue flags bypass;fail
queue flags fanout to 4;fail
queue fanout num 4;fail
queue to meta mark;fail
queue to { 1, 2 };fail
queue num 3 accept;fail
tcp dport 22 queue to 5 counter;fail
+queue to oifname map { "lo" : 0, "eth0" : 2 };fail
# dup
dup to 1.2.3.4;ok
dup to 1.2.3.4 device lo;ok;dup to 1.2.3.4 device "lo"
dup to ip saddr;ok
dup to ip saddr map { 1.2.3.4 : 5.6.7.8 };ok
dup to ip saddr map { 1.2.3.4 : 5.6.7.8 } device lo;ok;dup to ip saddr map { 1.2.3.4 : 5.6.7.8 } device "lo"
dup to ::1;fail
dup to meta mark;fail
dup to 1.2.3.4 dup to 5.6.7.8 accept;ok
dup;fail
dup to;fail
# fwd
fwd to lo;fail
fwd ip to 1.2.3.4 device lo;fail
# tproxy
tproxy to 1.2.3.4:80;fail
tproxy to :80;fail
meta l4proto tcp tproxy to 1.2.3.4:80;ok
meta l4proto tcp tproxy to :80;ok
meta l4proto tcp tproxy to 1.2.3.4;ok
tcp dport 80 tproxy to :50080;ok
udp dport 80 tproxy to :50080 accept;ok
meta l4proto tcp tproxy ip to 1.2.3.4:80;ok;meta l4proto tcp tproxy to 1.2.3.4:80
meta l4proto tcp tproxy ip to :80;ok;meta l4proto tcp tproxy to :80
meta l4proto tcp tproxy ip6 to [::1]:80;fail
meta l4proto icmp tproxy to :80;ok
meta l4proto tcp tproxy to 1.2.3.4:tcp dport map { 80 : 8080 };ok;meta l4proto tcp tproxy to 1.2.3.4
meta l4proto tcp tproxy to ip daddr map { 1.1.1.1 : 2.2.2.2 };ok
meta l4proto tcp tproxy to ip daddr : tcp dport;ok;meta l4proto tcp tproxy to ip daddr
meta l4proto tcp tproxy to 1.2.3.4-1.2.3.9:80;fail
meta l4proto tcp tproxy to :80-90;fail
meta l4proto tcp tproxy to 1.2.3.4:80 meta mark set 1 accept;ok;meta l4proto tcp tproxy to 1.2.3.4:80 meta mark set 0x00000001 accept
meta l4proto tcp tproxy to :http;ok;meta l4proto tcp tproxy to :80
# synproxy
synproxy;ok
synproxy mss 1460;ok;synproxy mss 1460 wscale 0
synproxy mss 1460 wscale 7;ok
synproxy mss 1460 wscale 7 timestamp sack-perm;ok
synproxy timestamp;ok
synproxy sack-perm;ok
synproxy wscale 7 mss 1460;ok;synproxy mss 1460 wscale 7
synproxy mss 1460 wscale 7 sack-perm timestamp;ok;synproxy mss 1460 wscale 7 timestamp sack-perm
tcp dport 80 synproxy mss 1460 wscale 7 timestamp sack-perm counter;ok;tcp dport 80 synproxy mss 1460 wscale 7 timestamp sack-perm counter packets 0 bytes 0
tcp dport 80 synproxy accept;ok
synproxy mss 70000;ok;synproxy mss 4464 wscale 0
synproxy wscale 15;ok;synproxy mss 0 wscale 15
synproxy wscale 256;ok;synproxy mss 0 wscale 0
udp dport 53 synproxy;ok

dup to lo;ok;dup to "lo"
dup to "lo" counter;ok;dup to "lo" counter packets 0 bytes 0
dup to 1;ok;dup to "lo"
dup to meta mark map { 1 : lo };ok;dup to meta mark map { 0x00000001 : "lo" }
dup to lo device lo;fail
fwd to lo;ok;fwd to "lo"
fwd to "lo" counter;fail
fwd to lo accept;fail
fwd to meta mark map { 1 : lo, 2 : lo };ok;fwd to meta mark map { 0x00000001 : "lo", 0x00000002 : "lo" }
fwd ip to 1.2.3.4 device lo;ok;fwd ip to 1.2.3.4 device "lo"
fwd ip to ip saddr device lo;ok;fwd ip to ip saddr device "lo"
fwd ip6 to fd00::1 device lo;ok;fwd ip6 to fd00::1 device "lo"
fwd ip to 1.2.3.4;fail
meta l4proto tcp tproxy to :80;fail
synproxy;fail

# rule;ok|fail[;as nft 1.0.6 lists it]; the table holds counter c1, counter c2, quota q1, limit l1
counter name "c1";ok
counter name c1 accept;ok;counter name "c1" accept
counter name "c1" quota name "q1" limit name "l1" counter name "c2";ok
counter name "zz";fail
quota name "c1";fail
limit name "q1";fail
counter name;fail
counter name { "c1" };fail
counter name "c*";fail
counter name tcp dport;fail
counter name 5;fail
tcp dport 22 counter name "c1" drop;ok
meta l4proto tcp limit name "l1" accept;ok
quota name "q1" drop;ok
counter name tcp dport map { 80 : "c1", 443 : "c2" };ok
counter name tcp dport map { 80 : c1 } accept;ok;counter name tcp dport map { 80 : "c1" } accept
counter name tcp dport map { 1-5 : "c1", 7-9 : "c2" };ok
counter name ip saddr map { 10.0.0.0/8 : "c1" };ok
counter name ip saddr . tcp dport map { 1.2.3.4 . 5 : "c1" };ok
counter name meta mark . tcp dport map { 1 . 2-3 : "c1" };ok;counter name meta mark . tcp dport map { 0x00000001 . 2-3 : "c1" }
counter name tcp dport map { 80 : "c1", 80 : "c1" };ok;counter name tcp dport map { 80 : "c1" }
counter name tcp dport map { 80 : "c1", 80 : "c2" };fail
counter name tcp dport map { 80 : "q1" };fail
counter name tcp dport map { 80 : "zz" };fail
counter name tcp dport map { 80 };fail
quota name udp dport map { 53 : "q1" };ok
limit name ip6 saddr map { ::1 : "l1" } accept;ok
limit name meta iifname map { "lo" : "l1" };ok;limit name iifname map { "lo" : "l1" }
counter name ct state map { new : "c1", established : "c2" };ok;counter name ct state map { established : "c2", new : "c1" }
-counter name ip dscp map { cs1 : "c1" };ok;meta nfproto ipv4 counter name (@nh,8,8 & 0xfc) >> 2 map { cs1 : "c1" }
counter name tcp dport vmap { 80 : accept };fail
:map type inet_service : counter; elements = { 80 : "c1", 443 : "c2" };
counter name tcp dport map @s;ok
quota name tcp dport map @s;ok;counter name tcp dport map @s
counter name ip saddr map @s;fail
counter name tcp dport map @zz;fail
tcp dport @s;ok
tcp dport vmap @s;fail
meta mark set tcp dport map @s;fail
ip protocol tcp counter name tcp dport map @s accept;ok
:map type ipv4_addr . inet_service : quota; elements = { 10.0.0.1 . 80 : "q1" };
quota name ip saddr . tcp dport map @s drop;ok
:map type ipv4_addr : limit; flags interval; elements = { 10.0.0.0/8 : "l1" };
limit name ip saddr map @s accept;ok
:map type ipv4_addr : mark; elements = { 10.0.0.1 : 1 };
counter name ip saddr map @s;fail
:set type ipv4_addr; elements = { 10.0.0.1 };
counter name ip saddr map @s;fail

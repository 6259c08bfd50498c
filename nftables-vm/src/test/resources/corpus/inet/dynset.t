# rules that change sets: rule;ok|fail[;as nft 1.0.6 lists it]
:set type ipv4_addr; flags dynamic;
add @s { ip saddr };ok
update @s { ip daddr };ok
delete @s { ip saddr };ok
add @s { ip saddr counter };ok
add @s { ip saddr counter packets 3 bytes 4 };ok;add @s { ip saddr counter }
add @s { ip saddr limit rate 5/second };ok
add @s { ip saddr limit rate over 5/second burst 3 packets } drop;ok
add @s { ip saddr quota over 100 bytes used 20 bytes };ok;add @s { ip saddr quota over 100 bytes }
update @s { ip saddr limit rate 1/second counter };ok
update @s { ip saddr counter limit rate 3 bytes/second } counter;ok;update @s { ip saddr counter limit rate 3 bytes/second } counter packets 0 bytes 0
add @s { ip saddr counter limit rate 1/second quota 5 bytes };fail
add @s { ip saddr timeout 5s };fail
add @s { tcp dport };fail
add @s { ip saddr . ip daddr };fail
add @x { ip saddr };fail
add @s { ip saddr, ip daddr };fail
add @s { ip saddr accept };fail
add @s { ip saddr comment "x" };fail
add @s { ip saddr counter timeout 5s };fail
add @s { ip saddr & 255.255.255.0 };ok
tcp dport 22 add @s { ip saddr } accept;ok
meta l4proto udp add @s { ip saddr } drop;ok
ip daddr 10.0.0.1 add @s { ip saddr counter } counter drop;ok;ip daddr 10.0.0.1 add @s { ip saddr counter } counter packets 0 bytes 0 drop
set add ip saddr @s;ok;add @s { ip saddr }
set update ip saddr @s accept;ok;update @s { ip saddr } accept
set add ip saddr counter @s;fail
ip saddr @s drop;ok
meter m { ip saddr counter };ok;meter m size 65535 { ip saddr counter }
meter m size 10 { ip saddr limit rate over 1/second } drop;ok
meter m { ip saddr timeout 1m quota 5 bytes };ok;meter m size 65535 { ip saddr timeout 1m quota 5 bytes }
meter m { ip saddr . tcp dport counter };ok;meter m size 65535 { ip saddr . tcp dport counter }
meter m { iifname . ip6 saddr limit rate 10/minute };ok;meter m size 65535 { iifname . ip6 saddr limit rate 10/minute }
meter m { ip saddr };fail
meter m { ip saddr accept };fail
meter s { ip saddr counter };fail
flow table m { ip saddr counter };ok;meter m size 65535 { ip saddr counter }
:set type ipv4_addr; flags dynamic,timeout; size 128;
add @s { ip saddr timeout 5s };ok
update @s { ip saddr timeout 1d2h3m4s counter };ok
update @s { ip saddr timeout 0s };ok;update @s { ip saddr }
update @s { ip saddr timeout 10 };fail
set update ip saddr timeout 5s @s accept;ok;update @s { ip saddr timeout 5s } accept
:set type ipv4_addr . inet_service; flags dynamic;
add @s { ip saddr . tcp dport };ok
meta l4proto udp add @s { ip daddr . th dport limit rate over 5/second burst 3 packets } drop;ok;add @s { ip daddr . udp dport limit rate over 5/second burst 3 packets } drop
add @s { ip saddr };fail
add @s { ip saddr . ip daddr };fail
:set type ipv4_addr; flags dynamic; counter;
add @s { ip saddr };ok
add @s { ip saddr counter };ok;add @s { ip saddr }
add @s { ip saddr limit rate 1/second };fail
:set type mark; flags dynamic;
add @s { meta mark };ok
add @s { ct mark };ok
update @s { meta mark & 0xff };ok;update @s { meta mark & 0x000000ff }
:map type ipv4_addr : mark; flags dynamic;
add @s { ip saddr : meta mark };ok
add @s { ip saddr : 5 };ok;add @s { ip saddr : 0x00000005 }
add @s { ip saddr counter : ct mark };ok
delete @s { ip saddr : 4 };ok;delete @s { ip saddr : 0x00000004 }
add @s { ip saddr };fail
add @s { ip saddr : tcp dport };fail
add @s { ip saddr counter limit rate 1/second : 5 };fail
:map type ipv4_addr : ipv4_addr . inet_service; flags dynamic;
add @s { ip saddr : ip daddr . tcp dport } accept;ok
:map type ipv4_addr : verdict; flags dynamic;
add @s { ip saddr : accept };fail
:set type ipv4_addr; flags constant,dynamic;
add @s { ip saddr };fail
# sets that elements of a kind stand in
:set type ipv4_addr; counter; elements = { 10.0.0.1, 10.0.0.2 counter packets 5 bytes 10, * }
ip saddr @s;ok
:set type ipv4_addr; flags interval; counter; quota 5 kbytes; elements = { 10.0.0.0/8, * }
ip saddr != @s;ok
:set type ipv4_addr; flags dynamic; limit rate over 1/second burst 5 packets; elements = { 10.0.0.1, 10.0.0.3 limit rate over 2/second }
ip saddr @s;ok
:set type ipv4_addr . inet_service; flags interval; elements = { *, 10.0.0.0/8 . 1-5 }
ip saddr . tcp dport @s;ok
:map type ipv4_addr : mark; elements = { * : 5, 10.0.0.1 : 6 }
meta mark set ip saddr map @s;ok
:map type ipv4_addr : verdict; flags interval; elements = { * : drop, 10.0.0.0/24 : accept }
ip saddr vmap @s;ok
:set type ipv4_addr; size 2; elements = { 10.0.0.1, 10.0.0.2, * }
ip saddr @s;ok
:set type ipv4_addr; size 2; elements = { 10.0.0.1, 10.0.0.2, 10.0.0.3 }
ip saddr @s;fail
:set type ipv4_addr; size 2; flags interval; elements = { 10.0.0.1, 10.0.0.3, 10.0.0.5 }
ip saddr @s;fail
:map type ipv4_addr : interval ipv4_addr; elements = { 10.0.0.1 : 10.1.0.0/24, 10.0.0.2 : 10.2.0.1-10.2.0.9 }
ip saddr 10.0.0.1;ok
:map type ipv4_addr : ipv4_addr; elements = { 10.0.0.1 : 10.1.0.0/24 }
ip saddr 10.0.0.1;fail
:set typeof vlan id . ip dscp; elements = { 5 . cs1 }
ip saddr 10.0.0.1;ok
:set type ipv4_addr; gc-interval 10s;
ip saddr @s;fail
:set type ipv4_addr; timeout 1h; gc-interval 10s; policy memory;
ip saddr @s;ok
:set type ipv4_addr; flags dynamic,interval;
ip saddr @s;fail
:set type ipv4_addr; elements = { 10.0.0.1 timeout 5s }
ip saddr @s;fail
:set type ipv4_addr; elements = { 10.0.0.1 counter }
ip saddr @s;fail
:set type ipv4_addr; counter; limit rate 1/second; quota 5 bytes;
ip saddr @s;fail
:
ip saddr { 10.0.0.1, * };ok
ip saddr vmap { 10.0.0.1 : accept, * : drop };ok
meta mark set tcp dport map { 22 : 1, * : 2 };ok;meta mark set tcp dport map { 22 : 0x00000001, * : 0x00000002 }
tcp dport { 1-5, * };ok
ip saddr { 10.0.0.1 counter, 10.0.0.2 };ok;ip saddr { 10.0.0.1 counter packets 0 bytes 0, 10.0.0.2 }
ip saddr vmap { * : drop, * : accept };fail
ip saddr { 10.0.0.1 comment "x", 10.0.0.2 expires 5s };fail

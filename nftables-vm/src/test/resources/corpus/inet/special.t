# rule;ok|fail[;as nft 1.0.6 lists it]
rt classid 5;ok
rt classid "cosmos";ok
rt classid cosmos;ok;rt classid "cosmos"
rt classid { 1, 2 };ok
rt nexthop 192.168.0.1;fail
rt ip nexthop 192.168.0.1;ok
rt ip6 nexthop fd00::1;ok
rt ip nexthop 192.168.0.0/24;ok
rt ip nexthop { 1.2.3.4, 5.6.7.8 };ok
rt mtu 1280;ok
rt mtu > 100;ok
rt mtu 1280-1500;ok
rt ipsec exists;ok
rt ipsec missing;ok
rt foo 5;fail
rt ip foo 1;fail
rt ip 1;fail
meta mark set rt mtu;ok
meta mark set rt classid;fail
socket transparent 1;ok
socket transparent 0;ok
socket transparent exists;fail
socket transparent missing;fail
socket transparent 2;fail
socket transparent { 0, 1 };ok
socket transparent != 1;ok
socket mark 0x1;ok;socket mark 0x00000001
socket mark & 0xff == 0x5;ok;socket mark & 0x000000ff == 0x00000005
socket wildcard 0;ok
socket wildcard 1;ok
socket wildcard 2;fail
socket foo 1;fail
meta mark set socket mark;ok
meta mark set socket transparent;ok
osf name "Linux";ok
osf name Linux;ok;osf name "Linux"
osf version "Linux:3.0";ok
osf name { "Linux", "Windows" };ok
osf ttl loose name "Linux";ok
osf ttl skip name "Linux";ok
osf ttl skip version "Linux:3.0";ok
osf ttl nottl name "Linux";fail
osf ttl foo name "Linux";fail
osf name "morethan16characterslong";fail
osf name "";fail
osf name "unknown";ok
osf name "Lin*";ok
osf name != "Linux";ok
osf name vmap { "Linux" : accept };ok
osf foo "x";fail
osf;fail
meta mark set osf name map { "Windows" : 1, "MacOs" : 2 };ok;meta mark set osf name map { "MacOs" : 0x00000002, "Windows" : 0x00000001 }
ipsec in reqid 1;ok
ipsec in spnum 1 reqid 2;ok
ipsec out reqid 0xffffffff;ok;ipsec out reqid 4294967295
ipsec out spnum 255 reqid 5;fail
ipsec out spnum 256 reqid 5;fail
ipsec in spi 1-561;ok
ipsec in spi 5;ok
ipsec in ip saddr { 192.168.1.0/24 };ok;ipsec in ip saddr 192.168.1.0/24
ipsec in ip6 daddr dead::beef;ok
ipsec in ip daddr 192.168.1.1;ok
ipsec out ip6 saddr fd00::/8;ok
ipsec in spnum 3 ip saddr 1.2.3.4;ok
ipsec in reqid { 1, 2 };ok
ipsec foo;fail
ipsec in foo 1;fail
ipsec in;fail
ipsec in ip saddr . ip daddr { 1.2.3.4 . 5.6.7.8 };ok
rt ip nexthop ::1;fail
rt ip6 nexthop 1.2.3.4;fail
ipsec in ip saddr 1.2.3.4 ip daddr 1.2.3.4;ok
osf name . ip saddr { "Linux" . 1.2.3.4 };fail
socket mark . ip saddr { 1 . 1.2.3.4 };ok;socket mark . ip saddr { 0x00000001 . 1.2.3.4 }
socket transparent . socket wildcard { 1 . 1 };ok
rt mtu . ip saddr { 1400 . 1.2.3.4 };ok
rt classid . ip saddr { 1 . 1.2.3.4 };ok
osf name { "Linux", "Win*" };ok

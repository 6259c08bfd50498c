# rule;ok|fail[;as nft 1.0.6 lists it]
rt classid 5;ok
rt nexthop ::1;fail
rt ip nexthop 1.2.3.4;ok
rt ip6 nexthop ::1;ok
socket mark 1;fail
osf name "Linux";ok
ipsec in reqid 1;fail
numgen inc mod 2 0;ok
symhash mod 2 0;ok
jhash ip6 saddr mod 2 seed 1 0;ok;jhash ip6 saddr mod 2 seed 0x1 0
jhash ether saddr mod 2 seed 1 0;ok;jhash ether saddr mod 2 seed 0x1 0
meta sdif 1;ok;meta sdif "lo"
meta ipsec exists;ok
meta hour "10:00";ok
@ih,0,32 5;ok;@ih,0,32 0x5
sctp chunk data exists;ok

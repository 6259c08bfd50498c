# rule;ok|fail[;as nft 1.0.6 lists it]
ip6 hoplimit set 3;ok
ip6 dscp set cs1;ok
ip6 ecn set 1;ok;ip6 ecn set ect1
ip6 flowlabel set 5;ok
ip6 saddr set ::1;ok
ip6 daddr set ::1;ok
ip6 length set 4;ok
ip6 nexthdr set 6;ok;ip6 nexthdr set tcp
ip6 version set 4;ok
icmpv6 type set echo-reply;ok;th sport set th sport & 33279 | 33024
icmpv6 id set 1;ok;icmpv6 type { echo-request, echo-reply } icmpv6 id set 1
icmpv6 code set 1;ok;th sport set th sport & 65281 | 1
icmpv6 mtu set 1280;ok
tcp dport set 1;ok
hbh nexthdr set 1;fail
rt nexthdr set 1;fail
frag id set 1;fail
frag frag-off set 3;fail
dst hdrlength set 1;fail
mh type set 1;fail
frag more-fragments set 1;fail
rt type set 1;fail
frag reserved2 set 1;fail
ip6 saddr set ip6 daddr;ok
ip6 daddr set ip6 saddr & ffff:ffff::;ok
@nh,0,4 set 6;ok;ip6 version set 6
@nh,56,8 set 3;ok;ip6 hoplimit set 3
udp dport set 53;ok

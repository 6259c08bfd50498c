# rule;ok|fail[;as nft 1.0.6 lists it]
ether saddr set 00:11:22:33:44:55;ok
vlan id set 5;ok
vlan pcp set 3;ok
ip ttl set 4;ok
tcp dport set 4;ok
arp operation set request;ok
ip6 hoplimit set 3;ok
udp dport set 4;ok
sctp dport set 4;ok

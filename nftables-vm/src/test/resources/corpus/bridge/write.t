# rule;ok|fail[;as nft 1.0.6 lists it]
ether saddr set 00:11:22:33:44:55;ok
ether daddr set 00:11:22:33:44:55;ok
ether type set ip;ok
vlan id set 5;ok
vlan pcp set 3;ok
vlan dei set 1;ok
vlan cfi set 1;ok;vlan dei set 1
vlan type set ip;ok
vlan id set 5 vlan pcp set 2;ok
ip ttl set 4;ok
ip dscp set cs1;ok
ip6 hoplimit set 4;ok
tcp dport set 4;ok
arp operation set request;ok
arp saddr ip set 1.2.3.4;ok
arp daddr ether set 00:11:22:33:44:55;ok
arp htype set 1;ok
meta mark set ip ttl;fail
ether saddr set ether daddr;ok
@ll,96,16 set 0x800;ok;ether type set ip

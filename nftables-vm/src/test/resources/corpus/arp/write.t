# rule;ok|fail[;as nft 1.0.6 lists it]
arp operation set request;ok
arp saddr ip set 1.2.3.4;ok
arp daddr ip set 1.2.3.4;ok
arp saddr ether set 00:11:22:33:44:55;ok
arp plen set 4;ok
arp ptype set 0x800;ok;arp ptype set ip
meta mark set 4;ok;meta mark set 0x00000004
ether saddr set 00:11:22:33:44:55;ok
@nh,0,16 set 1;ok;arp htype set 1

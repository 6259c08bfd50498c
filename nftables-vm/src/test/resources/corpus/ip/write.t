# rule;ok|fail[;as nft 1.0.6 lists it]
ip ttl set 3;ok
ip dscp set cs1;ok
ip ecn set ce;ok
ip saddr set 10.0.0.1;ok
ip daddr set 10.0.0.1;ok
ip length set 100;ok
ip id set 5;ok
ip frag-off set 0;ok
ip protocol set udp;fail
ip checksum set 0;ok
ip version set 6;ok
ip hdrlength set 5;ok
tcp dport set 80;ok
tcp sport set 80;ok
tcp flags set syn;ok
tcp flags set syn,ack;ok;tcp flags set syn | ack
tcp flags set syn | ack;ok
tcp flags set tcp flags | syn;fail
tcp flags set tcp flags & syn;fail
tcp doff set 6;ok
tcp sequence set 1;ok
tcp window set 7;ok
tcp checksum set 1;ok
tcp urgptr set 1;ok
udp dport set 53;ok
udp length set 8;ok
udp checksum set 0;ok
icmp type set echo-reply;ok;th sport set th sport & 255
icmp code set 1;ok;th sport set th sport & 65281 | 1
icmp id set 1;ok;icmp type { echo-reply, echo-request } icmp id set 1
icmp sequence set 4;ok;icmp type { echo-reply, echo-request } icmp sequence set 4
sctp dport set 1;ok
sctp vtag set 1;ok
sctp checksum set 1;ok
dccp dport set 1;ok
dccp type set 1;ok;dccp type set response
udplite dport set 4;ok
udplite checksum set 4;ok
th dport set 3;ok
@th,16,16 set 3;ok;th dport set 3
@nh,8,8 set 1;ok;@nh,8,8 set 0x1
@nh,72,8 set 1;ok;ip protocol set icmp
@nh,64,8 set 1;ok;ip ttl set 1
@nh,12,4 set 1;ok;@nh,8,8 set @nh,8,8 & 0xf1 | 0x1
@nh,96,32 set 0x0a000001;ok;ip saddr set 10.0.0.1
@ll,0,48 set 5;ok;@ll,0,48 set 0x5
@nh,3,7 set 3;ok;@nh,0,16 set @nh,0,16 & 0xe0ff | 0xc0
@nh,0,128 set 1;ok;@nh,0,128 set 0x1
ah spi set 1;ok
ah hdrlength set 1;ok
ah nexthdr set 1;ok;ah nexthdr set icmp
esp spi set 1;ok
comp cpi set 1;ok
igmp type set 0x16;ok;th sport set th sport & 5887 | 5632
igmp group set 1.2.3.4;fail
icmp gateway set 1;ok
icmp mtu set 1400;ok
ip protocol set 17;ok;ip protocol set udp
@nh,8,6 set 5;ok;ip dscp set 0x05
@nh,72,8 set 17;ok;ip protocol set udp
meta l4proto tcp @th,4,8 set 255;ok;tcp sport set tcp sport | 4080
meta l4proto tcp @th,16,16 set 80;ok;tcp dport set 80
meta l4proto icmp @th,0,8 set 3;ok;icmp type set destination-unreachable
tcp dport set tcp sport;ok
ip daddr set ip saddr;ok
tcp option maxseg size set ip length;ok;tcp option maxseg size set @nh,16,16
@nh,96,32 set @nh,128,32;ok;ip saddr set ip daddr
ip saddr 10.0.0.1 ip daddr set 10.0.0.2 counter accept;ok;ip saddr 10.0.0.1 ip daddr set 10.0.0.2 counter packets 0 bytes 0 accept

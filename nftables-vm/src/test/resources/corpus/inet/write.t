# rule;ok|fail[;as nft 1.0.6 lists it]
tcp option maxseg size set 1400;ok
tcp option window count set 3;fail
tcp option timestamp tsval set 1;ok
tcp option sack-perm kind set 1;fail
tcp option sack left set 4;ok
tcp option 19 kind set 1;fail
tcp option @19,8,8 set 1;fail
reset tcp option maxseg;ok
reset tcp option 19;ok;reset tcp option md5sig
reset tcp option timestamp;ok
reset tcp option foo;fail
tcp option maxseg set 1;fail
tcp option maxseg size set meta mark;fail
tcp option maxseg size set ip length;ok;meta nfproto ipv4 tcp option maxseg size set @nh,16,16
tcp option maxseg size set tcp dport map { 1 : 1400 };ok;meta l4proto tcp tcp option maxseg size set th dport map { 1 : 1400 }
tcp option maxseg length set 1;fail
tcp option eol kind set 1;fail
tcp option md5sig kind set 1;fail
reset tcp option sack;ok
reset tcp option @34,8,8;fail
reset tcp option sack-permitted;ok;reset tcp option sack-perm
reset tcp option fastopen;ok
tcp option nop kind set 3;fail
tcp option fastopen length set 4;fail
ip option ra value set 1;fail
tcp option maxseg size set 70000;fail
tcp option window count set 3 counter;fail
tcp option timestamp tsval set meta mark;fail
ip ttl set ip ttl;fail
ip ttl set ip ttl & 7;fail
ip dscp set meta mark map { 1 : cs1, 2 : cs2 };fail
ip daddr set ip saddr;ok
ip saddr set ip daddr;ok
tcp dport set tcp sport;ok
tcp dport set meta mark;fail
ip daddr set ip saddr map { 1.1.1.1 : 2.2.2.2 };ok
ip dscp set ip dscp;fail
ip dscp set ip6 dscp;fail
ip ttl set 256;fail
ip ttl set ip saddr;fail
ip dscp set cs1 counter;ok;ip dscp set cs1 counter packets 0 bytes 0
tcp dport set udp dport;fail
ip daddr set { 1.1.1.1 };fail
ip ttl set 1-3;fail
ip daddr set @nh,96,32;ok;ip daddr set ip saddr
ip id set @nh,32,16;ok;ip id set ip id
ip ttl set meta l4proto;fail
ip dscp set ip ecn;fail
ip daddr set ip saddr & 255.255.255.0 | 5;ok;ip daddr set ip saddr & 255.255.255.5 | 0.0.0.5
ip daddr set ip saddr . tcp dport map { 1.1.1.1 . 2 : 3.3.3.3 };ok
meta mark set ip dscp;fail
ct mark set ip dscp;fail
ip dscp set ct mark;fail
meta mark set ip ttl;fail
udp dport set 53 udp dport 53;ok
ip protocol tcp ip ttl set 4;ok
meta l4proto udp th dport set 5;ok;udp dport set 5
ip ttl set 5 ip ttl set 6;ok
ip saddr set ip saddr ^ 1;ok;ip saddr set ip saddr ^ 0.0.0.1
ip saddr set ip saddr xor 0.0.0.1;ok;ip saddr set ip saddr ^ 0.0.0.1
tcp flags set tcp flags and (fin|syn|rst);fail
ip protocol set 17;ok;ip protocol set udp
icmp code set meta mark map { 1 : 1 };fail
icmp code set icmp type;fail
@nh,96,32 set ip saddr;fail
@nh,96,32 set meta mark;fail
@nh,96,16 set @nh,32,16;ok
@nh,72,8 set meta l4proto;fail
tcp flags set 2;ok;tcp flags set syn
tcp flags set 0;ok;tcp flags set 0x0
tcp flags set fin,syn,rst,psh,ack,urg,ecn,cwr;ok;tcp flags set fin | syn | rst | psh | ack | urg | ecn | cwr
ip version set ip version;fail
ip hdrlength set 3;ok
tcp reserved set 1;ok
tcp reserved set tcp doff;fail
ip ttl set ip length;fail
@th,4,8 set 255;ok;th sport set th sport | 4080
@nh,7,1 set 1;ok;@nh,0,8 set @nh,0,8 | 0x1
@nh,0,24 set 1;ok;@nh,0,24 set 0x1
@nh,8,24 set 1;ok;@nh,8,24 set 0x1
icmp checksum set 1;ok
igmp checksum set 1;ok;meta nfproto ipv4 igmp checksum set 1
igmp group set 1;ok;meta nfproto ipv4 igmp group set 1
igmp mrt set 1;ok;meta nfproto ipv4 th sport set th sport & 65281 | 1
dccp type set dccp type;fail
ip saddr set ::1;fail
ip saddr set "x";fail
reset tcp option;fail
reset;fail
reset tcp option 256;fail
reset tcp option 0;ok;reset tcp option eol
reset tcp option 3;ok;reset tcp option window
reset tcp option nop;ok
reset tcp option eol;ok
reset tcp option window;ok
reset tcp option 34 counter;ok;reset tcp option fastopen counter packets 0 bytes 0
reset ip option ra;fail
tcp option 30 set 1;fail
tcp option sack0 left set 3;ok;tcp option sack left set 3
tcp option sack1 right set 3;ok
tcp option @2,16,16 set 5;ok;tcp option maxseg size set 5
tcp option @8,16,32 set 5;ok;tcp option timestamp tsval set 5
tcp option maxseg size set tcp sport;fail
tcp option maxseg size set tcp option maxseg size;ok
tcp option timestamp tsval set @nh,0,32;ok
tcp option timestamp tsecr set tcp sequence;ok;meta l4proto tcp tcp option timestamp tsecr set @th,32,32
tcp option maxseg size set meta mark map { 1 : 1400, 2 : 1300 };ok;tcp option maxseg size set meta mark map { 0x00000001 : 1400, 0x00000002 : 1300 }
ip option rr ptr set 1;fail
udp dport set udp dport map { 1 : 2 } udp dport 2;ok
ip saddr set ip6 saddr;fail
ip6 saddr set ip6 daddr;ok
ip daddr set 1.2.3.4 meta mark set 1 tcp dport 80;ok;ip daddr set 1.2.3.4 meta mark set 0x00000001 tcp dport 80
ether type ip ip ttl set 1;ok;ip ttl set 1
ct state new ip dscp set cs1;ok
iifname lo ip dscp set 0x3f;ok;iifname "lo" ip dscp set 0x3f
ip dscp set 64;fail
ip ttl set ct direction;fail
arp operation set request;fail
ether saddr set 00:11:22:33:44:55;ok
vlan id set 3;ok
meta mark set meta mark | 1;ok;meta mark set meta mark | 0x00000001
meta priority set meta mark;fail
meta priority set 1:2;ok
meta pkttype set host;ok
meta pkttype set meta pkttype;ok
meta nftrace set 1;ok
meta nftrace set meta l4proto;fail
meta priority set ip dscp map { cs1 : 1:2 };ok
meta mark set ip saddr;fail
meta mark set tcp dport;fail
meta mark set meta length;ok
meta pkttype set tcp dport map { 1 : host };ok
meta priority set meta priority;ok
meta length set 3;fail
meta protocol set ip;fail
meta iif set lo;fail
meta mark set ct mark;ok
meta nftrace set 2;fail
meta mark set ip saddr map { 1.1.1.1 : 1 };ok;meta mark set ip saddr map { 1.1.1.1 : 0x00000001 }
meta mark set vlan id;ok;ether type 8021q meta mark set @ll,112,16 & 0xfff
meta mark set tcp option maxseg size;ok
meta mark set frag id;fail
meta mark set ip length;fail
meta mark set ct expiration;fail

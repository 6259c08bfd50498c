# rule;ok|fail[;as nft 1.0.6 lists it]
sctp chunk data exists;ok
sctp chunk data missing;ok
sctp chunk data;fail
sctp chunk data type 0;ok
sctp chunk data flags 5;ok
sctp chunk data length 16;ok
sctp chunk data tsn 1;ok
sctp chunk data stream 1;ok
sctp chunk data ssn 1;ok
sctp chunk data ppid 0x2;ok;sctp chunk data ppid 2
sctp chunk init init-tag 1;ok
sctp chunk init a-rwnd 1;ok
sctp chunk init num-outbound-streams 1;ok
sctp chunk init num-inbound-streams 1;ok
sctp chunk init initial-tsn 1;ok
sctp chunk init-ack initial-tsn 1;ok
sctp chunk init-ack init-tag 1;ok
sctp chunk sack cum-tsn-ack 1;ok
sctp chunk sack a-rwnd 1;ok
sctp chunk sack num-gap-ack-blocks 1;ok
sctp chunk sack num-dup-tsns 1;ok
sctp chunk heartbeat exists;ok
sctp chunk heartbeat-ack exists;ok
sctp chunk abort exists;ok
sctp chunk shutdown cum-tsn-ack 1;ok
sctp chunk shutdown-ack exists;ok
sctp chunk error exists;ok
sctp chunk cookie-echo exists;ok
sctp chunk cookie-ack exists;ok
sctp chunk ecne lowest-tsn 1;ok
sctp chunk cwr lowest-tsn 1;ok
sctp chunk shutdown-complete exists;ok
sctp chunk asconf-ack seqno 1;ok
sctp chunk forward-tsn new-cum-tsn 1;ok
sctp chunk asconf seqno 1;ok
sctp chunk foo exists;fail
sctp chunk data foo 1;fail
sctp chunk 5 exists;fail
sctp chunk abort type 5;ok
sctp chunk heartbeat length 5;ok
sctp chunk data exists sctp chunk init missing;ok
sctp chunk data { exists };ok;sctp chunk data exists
sctp chunk data flags & 3 == 3;ok
sctp chunk data type { 0, 1 };ok
sctp dport 5 sctp chunk data exists;ok
udp dport 5 sctp chunk data exists;ok
meta mark set sctp chunk data ppid;ok
@ih,0,32 0x5;ok
@ih,8,8 5;ok;@ih,8,8 0x5
@ih,0,4 5;ok;@ih,0,8 & 0xf0 == 0x50
@ih,5,3 2;ok;@ih,0,8 & 0x7 == 0x2
@ih,0,16 != 5;ok;@ih,0,16 != 0x5
@ih,0,32 & 0xff == 1;ok;@ih,0,32 & 0xff == 0x1
@ih,0,32 { 1, 2 };ok;@ih,0,32 { 0x1, 0x2 }
@ih,0,0 5;fail
@ih,32,32 5 udp dport 53;ok;@ih,32,32 0x5 udp dport 53
udp dport 53 @ih,32,32 5;ok;udp dport 53 @ih,32,32 0x5
@ih,0,32 5 @ih,32,32 6;ok;@ih,0,32 0x5 @ih,32,32 0x6
ip saddr . @ih,32,32 { 1.2.3.4 . 5 };ok;ip saddr . @ih,32,32 { 1.2.3.4 . 0x5 }
sctp chunk data ppid . sctp chunk data ssn { 1 . 2 };ok
sctp chunk data tsn 1-5;ok
@ih,0,32 1-5;ok;@ih,0,32 0x1-0x5
@ih,0,8 . @ih,8,8 { 1 . 2 };ok;@ih,0,8 . @ih,8,8 { 0x1 . 0x2 }
meta l4proto tcp @ih,0,32 5;ok;meta l4proto tcp @ih,0,32 0x5
@ih,3,7 5;ok;@ih,0,16 & 0x1fc0 == 0x140
@ih,0,64 5;ok;@ih,0,64 0x5
@ih,0,128 5;ok;@ih,0,128 0x5

# Hand-written rules, one a line: DECLARATIONS ## RULE, compared with nft's own listing or errors
tcp flags syn
tcp flags == syn
tcp flags == syn,ack
tcp flags syn|ack
tcp flags == (syn|ack)
tcp flags & syn == syn
tcp flags & syn == 0
tcp flags & (syn|ack) == syn|ack
tcp flags & (syn|ack) == 0
tcp flags syn,ack / syn,ack,rst
tcp flags { syn|ack, ack }
tcp flags > 5
tcp flags 5
tcp flags 1-5
tcp flags & syn == { syn, 0 }
tcp flags & (syn|ack) { syn, ack }
ip dscp & 3 == 1
tcp dport & 0xff == 0x10
tcp dport & 0xff 0x10
ip saddr & 0.0.0.255 == 1.2.3.4
ip saddr & 255.255.255.0 == 10.1.1.0
ip saddr and 255.255.0.255 < 10.1.0.0
meta mark & 0xff > 5
meta mark and 0xf0 or 0x3 == 0x13
meta mark xor 0x3 == 0x13
meta mark << 2 == 8
meta mark >> 2 8
ip ttl 5-6 tcp sport 1
tcp dport 22 tcp sport 1024-65535
tcp dport 22-22
tcp dport 23-22
tcp dport >= 1024
ip length > 100
ip saddr > 1.2.3.4
ip saddr 0.0.0.0/0
ip saddr 1.2.3.4/32
ip saddr 10.1.2.3/8
ip saddr 10.1.2.3-10.1.2.7
tcp sequence 1 tcp ackseq 2
tcp window 1 tcp checksum 2 tcp urgptr 3
sctp sport 1 sctp dport 2 sctp vtag 3 sctp checksum 4
icmp type 8 icmp code 0 icmp checksum 1
icmp type 8 icmp code 1
icmp type 8 icmp id 1 icmp sequence 2
icmp type 8 icmp gateway 1.2.3.4
@th,0,32 1 @th,32,32 2
@th,0,16 1 @th,16,32 2
@th,0,32 1 @th,32,16 2
@th,0,8 1 @th,8,16 2 @th,24,8 3
esp spi 1 esp sequence 2
tcp sport > 1 tcp dport > 2
tcp sport 1 counter tcp dport 2
tcp sport 1 tcp dport 2 tcp sequence 3
tcp dport 5 tcp sequence 3
ip ttl 5 ip protocol 6 ip checksum 7
ip ttl 5 ip protocol 6 ip checksum 7 ip saddr 1.2.3.4
ip checksum 7 ip saddr 1.2.3.4
ip protocol tcp tcp dport 22
ip protocol tcp ip saddr 1.2.3.4 tcp dport 22
meta protocol ip tcp dport 22
ip protocol tcp udp dport 5
ip protocol icmp icmp type echo-request
ip version 4 ip hdrlength 5
ip hdrlength 5 ip dscp 10
ip dscp af11 ip ecn 1 
ip dscp 10 ip length 5
ip frag-off 1
tcp doff 5 tcp flags == syn
tcp flags == syn tcp window 5
tcp flags syn tcp window 5
tcp reserved 1
ip ttl 1 ip ttl 2 ip protocol 3
meta l4proto 6 meta l4proto 6 tcp dport 1
meta l4proto 6 meta l4proto 17 
@ll,96,16 0x0800 ip saddr 1.2.3.4
dccp sport 1 dccp dport 2 dccp type request
ip saddr . tcp dport 1.2.3.4 . 22
ip saddr . meta mark { 1.2.3.4 . 5 }
ip saddr . meta mark { 1.2.3.0/24 . 5 }
ip saddr { 1.2.3.0/24 }
ip dscp . ip saddr { 5 . 1.2.3.4 }
frag id 5
tcp flags & (syn|ack) == (syn|ack) tcp dport 5
ip protocol . ip saddr vmap { 6 . 1.2.3.4 : accept }
ip dscp { 0x38-0x3f }
ip dscp { 0x38-0x3f, 1 }
ip saddr & 255.0.0.255 { 10.0.0.1-10.0.0.5, 11.0.0.0 }
ip hdrlength 5-15
reject
reject with icmp 3
reject with icmpx port-unreachable
reject with icmpv6 no-route
reject with tcp reset
meta protocol ip accept
tcp dport { 0x1000/8, 5 }
meta mark { 16-31, 5 }
@nh,96,32 { 0x01020304, 0x05 }
@th,16,16 { 5, 6 }
@th,0,16 . ip saddr { 5 . 1.2.3.4 }
ip saddr { 10.0.0.0-10.255.255.255, 11.0.0.0/8, 12.0.0.1 }
ip saddr { 0.0.0.0/1, 128.0.0.0/1 }
ip saddr { 255.255.255.255, 255.255.255.0/25 }
ip saddr vmap { 255.255.255.255 : accept, 0.0.0.0/8 : drop }
meta protocol ip
meta mark 5 meta protocol ip
meta protocol ip meta mark 5
meta protocol ip meta protocol ip
meta protocol { ip } counter
ip hdrlength { 5-15, 1 }
ip version { 5-15, 1 }
ip ecn != { 1-2, 3 }
set s { typeof ip ecn; flags interval; elements = { 1-3 }; } ## ip ecn @s
comp flags . meta mark { 1 . 1, 3 . 2 } drop

# rule;ok|fail[;as nft 1.0.6 lists it]
limit rate 10/second;ok
limit rate 10/second burst 5 packets;ok;limit rate 10/second
limit rate 10/second burst 20 packets;ok
limit rate over 10/minute burst 0 packets;fail
limit rate until 10/hour;fail
limit rate 1/day;ok
limit rate 1/week;ok
limit rate 400/minute accept;ok
limit rate 1 mbytes/second;ok
limit rate 1 kbytes/second burst 5 kbytes;ok
limit rate 1024 bytes/second;ok;limit rate 1 kbytes/second
limit rate 1025 bytes/second burst 100 bytes;ok
limit rate over 5 mbytes/hour burst 1 mbytes;fail
limit rate 0/second;fail
limit rate 0 bytes/second;fail
limit rate 10 mbytes/second burst 5 packets;fail
limit rate 10/second burst 5 bytes;fail
limit rate 10/second burst 5;fail
limit rate 10 /second;ok;limit rate 10/second
limit rate 10/fortnight;fail
limit rate 10;fail
limit rate 10/seconds;fail
limit 10/second;fail
limit rate over;fail
limit rate 18446744073709551615/second;fail
limit rate 1/second burst 4294967295 packets;ok
limit rate 1/second burst 4294967296 packets;ok;limit rate 1/second
limit rate 1/week burst 4294967295 packets;fail
limit rate 1/week burst 30000 packets;ok
limit rate 1/week burst 30501 packets;fail
limit rate 1 bytes/week burst 4294967295 bytes;fail
limit rate 1 bytes/second burst 4294967295 bytes;ok
limit rate 1000000000/second;ok
limit rate 1000000001/second;ok
limit rate 2000000000/second;ok
limit rate 1 gbytes/second;fail
limit rate 1 tbytes/second;fail
limit rate 5 mbytes/second burst 1024 kbytes;ok;limit rate 5 mbytes/second burst 1 mbytes
limit rate 5 mbytes/second burst 0 bytes;ok;limit rate 5 mbytes/second
limit rate 2048 kbytes/second burst 3 mbytes;ok;limit rate 2 mbytes/second burst 3 mbytes
limit rate 1 mbytes/second burst 5000 mbytes;ok;limit rate 1 mbytes/second burst 904 mbytes
limit rate 20 gbytes/second;fail
limit rate 18446744073709551615 bytes/second;fail
limit rate 18014398509481984 kbytes/second;fail
limit rate 10/second limit rate over 5/second;ok
limit name "x";fail
limit rate 10/second burst 5 packets counter accept;ok;limit rate 10/second counter packets 0 bytes 0 accept
limit rate 10 bytes/second burst 100 bytes;ok
limit rate 10 bytes /second;ok;limit rate 10 bytes/second
limit rate 1023 mbytes/second burst 1023 kbytes;ok
limit rate 0x10/second;ok;limit rate 16/second
limit rate 010/second;ok;limit rate 8/second
limit rate -1/second;fail
limit rate 1/millisecond;fail
limit rate 10mbytes/second;fail
limit rate 10 mbytes/second burst 10mbytes;fail
limit rate 10/minute burst 5packets;ok;limit rate 10/minute
limit rate $x/second;fail
limit rate 10 mbytes/fortnight;fail
limit rate 10 mbytes /second;ok;limit rate 10 mbytes/second
limit rate 10 gbytes /second;fail
limit rate 10 mbytes;fail
limit rate 10 mbytes/second burst 5 gbytes;fail
limit rate 10 mbytes/second burst 5;fail
limit rate 10 foo;fail
limit rate 10 foo/bar/baz;fail
limit rate 10/second burst;fail
limit rate 10/second burst x;fail
limit rate until 10/second;fail
limit rate 1024 mbytes/second;ok
limit rate 1000 kbytes/day;fail
limit rate 10 bytes/minute burst 2048 bytes;ok;limit rate 10 bytes/minute burst 2 kbytes
limit rate 10 bytes/hour burst 4294967296 bytes;ok;limit rate 10 bytes/hour
limit rate 10/week burst 7 packets;ok
limit;fail
limit rate;fail
meta l4proto tcp limit rate 1/second tcp dport 22;ok
meta l4proto tcp notrack tcp dport 22;ok
meta l4proto tcp ct mark set 1 tcp dport 22;ok;meta l4proto tcp ct mark set 0x00000001 tcp dport 22
meta nfproto ipv4 limit rate 1/second ip saddr 1.1.1.1;ok
tcp dport 22 limit rate 1/second tcp sport 5;ok;meta l4proto tcp limit rate 1/second tcp sport 5 tcp dport 22
ip saddr 1.1.1.1 limit rate over 1/second burst 1 packets drop;ok
ct state new limit rate 5/minute burst 10 packets accept;ok
reject with icmpx 3;ok;reject with icmpx admin-prohibited
reject with icmpx 4;fail
reject with icmpx 7;fail

# rule;ok|fail[;as nft 1.0.6 lists it]
quota 10 mbytes;ok
quota over 10 mbytes;ok
quota until 10 mbytes;ok;quota 10 mbytes
quota 1024 bytes;ok;quota 1 kbytes
quota 1025 bytes;ok
quota over 1000 kbytes used 500 bytes;ok
quota 10 mbytes used 2048 bytes;ok;quota 10 mbytes used 2 kbytes
quota 0 bytes;ok
quota 10;fail
quota 10 gbytes;fail
quota over 5 mbytes drop;ok
quota 5 mbytes counter accept;ok;quota 5 mbytes counter packets 0 bytes 0 accept
quota 18446744073709551615 bytes;fail
quota 100 bytes used 200 bytes;fail
quota 9223372036854775807 bytes;ok
quota 9223372036854775808 bytes;fail
quota over 5mbytes;fail
quota 5 kbytes used 5;fail
quota name "q";fail
quota;fail
quota 10 mbytes used 0 bytes;ok;quota 10 mbytes
meta l4proto tcp quota 5 bytes tcp dport 22;ok
tcp dport 22 quota over 5 bytes used 1 kbytes;fail

# rule;ok|fail[;as nft 1.0.6 lists it]
ct l3proto ipv6 ip saddr 1.1.1.1;ok;ip saddr 1.1.1.1
ct l3proto ipv4 ip saddr 1.1.1.1;ok;ip saddr 1.1.1.1
ct l3proto 5 ip saddr 1.1.1.1;ok;ip saddr 1.1.1.1
ct protocol tcp tcp dport 22;ok;tcp dport 22
ct protocol tcp udp dport 22;fail
ct protocol tcp ct original proto-dst 22;ok
ct protocol { tcp, udp } ct original proto-dst 22;ok;ct protocol { tcp, udp } ct original proto-dst 0x16 [invalid type]
ct protocol != tcp ct original proto-dst 22;fail
ct original protocol tcp ct original proto-dst 22;ok;ct protocol tcp ct original proto-dst 22
ct protocol 200 ct original proto-dst 22;fail
ct protocol icmp icmp type echo-request;ok;icmp type echo-request
meta l4proto tcp ct protocol udp;ok
meta l4proto tcp ct protocol tcp tcp dport 22;ok;meta l4proto tcp tcp dport 22
ct protocol tcp counter tcp dport 22;ok;ct protocol tcp counter packets 0 bytes 0 tcp dport 22
ct protocol tcp meta l4proto tcp;ok
ct saddr 1.1.1.1;fail
ct proto-src 22;fail
ct saddr { 1.1.1.1 };fail
ct protocol tcp ct proto-src 22;fail
ct protocol tcp reject with tcp reset;ok;reject with tcp reset
ct protocol tcp th dport 22;ok;tcp dport 22
ct protocol tcp @th,16,16 22;ok;tcp dport 22
ct protocol tcp tcp option maxseg size 5;ok;tcp option maxseg size 5
ct original saddr . tcp dport { 1.1.1.1 . 22 };fail
ct protocol tcp ct original saddr . ct original proto-dst { 1.1.1.1 . 22 };fail
ct protocol tcp ct original proto-dst . ct mark { 22 . 1 };ok;ct protocol tcp ct original proto-dst . ct mark { 0x16 [invalid type] }
ct original saddr 10.0.0.0/9;ok;ct original ip saddr 10.0.0.0/9
ct original saddr != 10.0.0.0-10.0.0.9;ok;ct original ip saddr != 10.0.0.0-10.0.0.9
ct original saddr { 10.0.0.0/8, 11.0.0.1 };fail
meta mark set ct original saddr map { 1.1.1.1 : 1 };fail
ct original saddr vmap { 1.1.1.1 : accept };fail
ct l3proto ipv4 meta l4proto tcp;ok;meta l4proto tcp
ct state established meta nfproto ipv4 ct original ip saddr 1.2.3.4;fail
ct l3proto ipv6 meta l4proto tcp;ok;meta l4proto tcp
ct l3proto ipv4 meta l4proto != tcp;ok
ct l3proto ipv4 meta l4proto { tcp, udp };ok
ct l3proto ipv4 ct protocol tcp;ok;ct protocol tcp
ct l3proto ipv4 ct protocol != tcp;ok
ct l3proto ipv4 ct protocol { tcp, udp };ok
ct l3proto ipv4 ct protocol . ct mark { tcp . 1 };ok;ct l3proto ipv4 ct protocol . ct mark { tcp . 0x00000001 }
ct l3proto ipv4 ct original ip saddr 1.1.1.1;ok
ct l3proto ipv4 ct original saddr != 1.1.1.1;ok;ct l3proto ipv4 ct original ip saddr != 1.1.1.1
ct l3proto ipv4 ct original saddr 1.1.1.1-1.1.1.2;ok;ct l3proto ipv4 ct original ip saddr 1.1.1.1-1.1.1.2
ct l3proto ipv4 ct original saddr > 1.1.1.1;ok;ct l3proto ipv4 ct original ip saddr > 1.1.1.1
ct l3proto ipv4 ct mark 1;ok;ct l3proto ipv4 ct mark 0x00000001
ct l3proto ipv4 ct state new;ok
ct l3proto ipv4 tcp dport 22;ok;tcp dport 22
ct l3proto ipv4 ct l3proto ipv6;ok
ct protocol tcp ct protocol udp;ok
ct protocol tcp ct mark 1 tcp dport 22;ok;ct mark 0x00000001 tcp dport 22
ct protocol tcp meta l4proto udp;ok
ip protocol tcp ct protocol tcp;ok

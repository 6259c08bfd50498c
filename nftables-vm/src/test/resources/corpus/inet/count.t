# rule;ok|fail[;as nft 1.0.6 lists it]
ct count 3;ok
ct count over 3;ok
ct count 0;ok
ct count 5000000000;ok;ct count 705032704
tcp dport 22 ct count over 10 reject;ok;tcp dport 22 ct count over 10 reject
ct state new ct count 5 accept;ok
ct count;fail
ct count until 3;fail
ct count != 3;fail
ct count under 3;fail
ct count 3 ct count over 4 counter;ok;ct count 3 ct count over 4 counter packets 0 bytes 0

# rule;ok|fail[;as nft 1.0.6 lists it]
meta time "2026-01-01";ok;meta time "2026-01-01 00:00:00"
meta time "2026-01-01 10:00:00";ok
meta time "2026-01-01 10:00";ok;meta time "2026-01-01 10:00:00"
meta time "2026-01-01 10:00:00"-"2026-02-01 10:00:00";ok
meta time < "2026-01-01 10:00:00";ok
meta time != "2026-01-01 10:00:00";ok
meta time 1234567890;ok;meta time "2009-02-13 23:31:30"
meta time 1234567890000000000;ok;meta time "2216-01-24 20:23:19"
meta time { "2026-01-01", "2026-01-02" };ok;meta time { "2026-01-01 00:00:00", "2026-01-02 00:00:00" }
meta time { "2026-01-01"-"2026-01-02" };ok;meta time "2026-01-01 00:00:00"-"2026-01-02 00:00:00"
meta time "foo";fail
meta time 2026-01-01;fail
meta time "2026-13-01";fail
meta time "2026-02-30";ok;meta time "2026-03-02 00:00:00"
meta time "1969-01-01";ok;meta time "2553-07-21 23:34:33"
meta time exists;fail
meta day Monday;ok;meta day "Monday"
meta day "Monday";ok
meta day monday;fail
meta day 0;ok;meta day "Sunday"
meta day 6;ok;meta day "Saturday"
meta day 7;fail
meta day 300;fail
meta day { Monday, Tuesday };ok;meta day { "Monday", "Tuesday" }
meta day Monday-Friday;fail
meta day { Monday-Friday };fail
meta day != Sunday;ok;meta day != "Sunday"
meta day foo;fail
meta day Mon;fail
meta day > Monday;ok;meta day > "Monday"
meta hour "10:00";ok
meta hour 10:00;ok;meta hour "10:00"
meta hour "10:00:30";ok
meta hour "10:00"-"18:00";ok
meta hour "18:00"-"10:00";ok;meta hour != "10:00"-"18:00"
meta hour != "18:00"-"10:00";ok;meta hour "10:00"-"18:00"
meta hour "00:00"-"23:59";ok
meta hour { "10:00"-"12:00", "14:00"-"18:00" };ok
meta hour { "22:00"-"02:00" };fail
meta hour > "10:00";ok
meta hour "25:00";fail
meta hour "foo";fail
meta hour 3600;ok;meta hour "01:00"
meta hour 86400;ok;meta hour "00:00"
meta hour 100000;ok;meta hour "03:46:40"
meta hour "10:00:61";ok;meta hour "10:01:01"
meta hour "23:59:60";ok;meta hour "00:00"
meta hour "1:2";ok;meta hour "01:02"
meta hour vmap { "10:00"-"12:00" : accept };ok
meta hour "17:00"-"17:00";ok
meta hour 3600-7200;ok;meta hour "01:00"-"02:00"
time "2026-01-01";ok;meta time "2026-01-01 00:00:00"
day Monday;ok;meta day "Monday"
hour "10:00";ok;meta hour "10:00"
meta mark set meta hour;fail
meta mark set meta day;fail
meta cpu 1;ok
meta cpu 1-3;ok
meta cpu { 1, 2 };ok
meta cpu != 1;ok
cpu 1;ok;meta cpu 1
meta cpu 5000000000;fail
meta cpu map { 1: 2 };fail
meta cgroup 1048577;ok
meta cgroup { 1, 2 };ok
meta cgroup 0x100001-0x100005;ok;meta cgroup 1048577-1048581
meta iifgroup 0;ok;iifgroup "default"
meta iifgroup default;ok;iifgroup "default"
meta iifgroup "default";ok;iifgroup "default"
meta iifgroup 5;ok;iifgroup 5
meta iifgroup foo;fail
meta iifgroup { 11-33};ok;iifgroup 11-33
iifgroup != 5;ok
meta oifgroup default;ok;oifgroup "default"
meta rtclassid 5;ok
meta rtclassid cosmos;ok;meta rtclassid "cosmos"
rtclassid 0x10;ok;meta rtclassid 16
meta rtclassid { 5, 6 };ok
meta iifkind "veth";ok
meta iifkind veth;ok;meta iifkind "veth"
meta iifkind { veth, bond };ok;meta iifkind { "bond", "veth" }
meta oifkind "vrf";ok
meta iifkind "v*";ok
meta random 1;ok
meta random 0-5;ok
meta random < 2147483648;ok
meta random { 1, 2 };ok
meta sdif "lo";ok
meta sdif 5;ok
meta sdifname "vrf0";ok
meta sdif 0;ok
meta ipsec exists;ok
meta ipsec missing;ok
meta secpath exists;ok;meta ipsec exists
ipsec exists;ok;meta ipsec exists
meta ipsec 1;ok;meta ipsec exists
meta ipsec foo;fail
meta ipsec { exists };ok;meta ipsec exists
meta ibrpvid 5;fail
meta ibrvproto 8021q;fail
meta ibrvproto 0x8100;fail
meta ibriport "x";fail
meta obriport "x";fail
ibriport "x";fail
meta day 1-3;ok
meta day { 1-3 };ok;meta day 1-3
meta day { 1-3, 5 };ok;meta day { 1-3, "Friday" }
meta day != 1-3;ok
meta day > 5;ok;meta day > "Friday"
meta day vmap { Monday : accept };ok;meta day vmap { "Monday" : accept }
meta hour 10:00-11:00;ok;meta hour "10:00"-"11:00"
meta hour "1h";ok;meta hour "01:00"
meta hour 90m;ok;meta hour "01:30"
meta hour "24:00";fail
meta hour "10:60";fail
meta hour "10:00 ";fail
meta hour " 10:00";ok;meta hour "10:00"
meta hour "010:00";fail
meta hour "10:00:99";fail
meta time "2026-1-2";ok;meta time "2026-01-02 00:00:00"
meta time "2026-01-01 1:2:3";ok;meta time "2026-01-01 01:02:03"
meta time "2026-01-01 24:00";ok;meta time "2026-01-01 00:00:00"
meta time "2026-01-01 ";ok;meta time "2026-01-01 00:00:00"
meta time "2026-01-01  10:00";ok;meta time "2026-01-01 10:00:00"
meta time "2026-06-31 10:00:00";ok;meta time "2026-07-01 10:00:00"
meta time "2026-02-31";ok;meta time "2026-03-03 00:00:00"
meta time "0";ok;meta time "1970-01-01 00:00:00"
meta time 0;ok;meta time "1970-01-01 00:00:00"
meta time > 0;ok;meta time > "1970-01-01 00:00:00"
meta time 10-20;ok;meta time "1970-01-01 00:00:10"-"1970-01-01 00:00:20"
meta time { 10-20, "2026-01-01" };ok;meta time { "1970-01-01 00:00:10"-"1970-01-01 00:00:20", "2026-01-01 00:00:00" }
meta ipsec 2;ok
meta cpu . meta cgroup { 1 . 2 };ok
meta day . meta hour { Monday . "10:00" };ok;meta day . meta hour { "Monday" . "10:00" }
meta time . meta day { "2026-01-01" . Monday };ok;meta time . meta day { "2026-01-01 00:00:00" . "Monday" }
meta iifkind . meta iifgroup { "veth" . 0 };ok;meta iifkind . iifgroup { "veth" . "default" }
meta random . meta cpu { 1 . 2 };ok
ip saddr . meta hour { 1.2.3.4 . "10:00"-"11:00" };ok
ip saddr . meta day { 1.2.3.4 . Monday };ok;ip saddr . meta day { 1.2.3.4 . "Monday" }
meta oifkind != "vlan";ok
meta sdif != 0;ok
meta l4proto tcp @ih,0,32 5;ok;meta l4proto tcp @ih,0,32 0x5

# rule;ok|fail[;as nft 1.0.6 lists it]
fib saddr oif exists;ok
fib saddr . iif oif missing drop;ok
fib saddr . iif oif eq 0;ok;fib saddr . iif oif 0
fib saddr oif 1;ok;fib saddr oif "lo"
fib saddr oif "lo";ok
fib saddr oif != "lo";ok
fib saddr oifname "lo";ok
fib saddr oifname "l*";ok
fib saddr . iif oifname "lo";ok
fib daddr type local;ok
fib daddr . iif type local;ok
fib daddr . oif type local;ok
fib daddr . mark . iif type local;ok
fib daddr . mark . oif type != { local, unicast };ok;fib daddr . mark . oif type != { unicast, local }
fib daddr type vmap { local : accept, blackhole : drop };ok
fib saddr . mark . iif oif exists;ok
fib saddr . mark oif missing;ok
fib daddr oif { "lo", 2 };ok
fib daddr check exists;fail
fib daddr check missing;fail
fib daddr . saddr oif exists;fail
fib mark oif exists;fail
fib iif oif exists;fail
fib daddr . iif . oif type local;fail
fib daddr type 7;ok;fib daddr type unreachable
fib daddr type 700;ok
fib daddr type foo;fail
fib daddr type exists;fail
fib daddr type local-unicast;fail
fib daddr type > local;ok;fib daddr type > 2
fib daddr oif > 5;ok
fib daddr oif 1-5;ok;fib daddr oif "lo"-5
fib daddr oif exists accept;ok
fib daddr oif { exists };fail
fib daddr oifname exists;fail
fib daddr oifname missing;fail
meta mark set fib daddr oif;fail
meta mark set fib daddr type;fail
meta mark set fib daddr oif map { 1 : 5 };fail
ip saddr . fib daddr type { 1.2.3.4 . local };ok
fib daddr . iif;fail
fib daddr;fail
fib foo oif exists;fail
fib daddr foo exists;fail
fib daddr . foo type local;fail
fib daddr saddr type local;fail
fib daddr type & 1 == 1;ok;fib daddr type & unicast == unicast
fib saddr . daddr oif exists;fail
fib daddr . daddr oif exists;ok;fib daddr oif exists
fib daddr . mark . mark . iif oif exists;ok;fib daddr . mark . iif oif exists
fib daddr oif 5000000000;fail
fib daddr type { local, unicast };ok;fib daddr type { unicast, local }
fib daddr type unspec;ok
fib daddr type prohibit;ok
fib daddr type 1-2;ok
fib daddr type != 1-2;ok
fib daddr type >= local;ok;fib daddr type >= 2
fib daddr type { 1-2 };ok;fib daddr type 1-2
fib daddr type { 1-2, 5 };ok;fib daddr type { 1-2, multicast }
fib daddr type . fib saddr type { local . unicast, local . local };ok
fib daddr oifname . ip saddr { "lo" . 1.2.3.4 };fail
fib daddr oif . ip saddr { "lo" . 1.2.3.4 };ok
fib saddr oifname { "l*", "eth0" };ok;fib saddr oifname { "eth0", "l*" }
fib saddr oif missing counter drop;ok;fib saddr oif missing counter packets 0 bytes 0 drop
fib daddr type local tcp dport 22 accept;ok
ip daddr 1.2.3.4 fib daddr type local;ok
fib saddr oif exists fib daddr type local;ok
fib saddr oif 0;ok
fib saddr oif eq 0 drop;ok;fib saddr oif 0 drop
fib saddr oif != 0;ok
fib saddr oif == exists;ok;fib saddr oif exists
fib saddr oif != exists;ok
fib saddr oif != missing;ok
fib saddr oif > exists;ok;fib saddr oif > 1
fib daddr type 5/3;ok;fib daddr type & 3758096384 == unspec
fib saddr . daddr . iif . oif type local;fail

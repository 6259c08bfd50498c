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

# rule;ok|fail[;as nft 1.0.6 lists it]
fib saddr oif exists;fail
fib saddr . iif oif missing drop;fail
fib saddr . iif oif eq 0;fail
fib saddr oif 1;fail
fib saddr oif "lo";fail
fib saddr oif != "lo";fail
fib saddr oifname "lo";fail
fib saddr oifname "l*";fail
fib saddr . iif oifname "lo";fail
fib daddr type local;fail
fib daddr . iif type local;fail
fib daddr . oif type local;fail

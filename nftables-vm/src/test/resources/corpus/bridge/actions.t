+queue num 3;fail
dup to lo;fail
synproxy;fail
meta l4proto tcp tproxy to :80;fail

#!/usr/bin/env bash
# Records the sample captures: real clients and servers in private network namespaces, joined by veth pairs and one router.
#
# usage (root): rulesets/captures/record.sh [web] [scan] [desktop] [containers] [office] [edge] [mail] [bridge]      (default: all of them)
#
# Bounded: each capture ends after at most 22 s; nothing leaves the namespaces; namespaces, processes and temporary files are removed at the end.
# Needs: iproute2 ethtool dnsmasq-base openssh-server openssl curl dnsutils nmap traceroute iputils-ping python3 dumpcap (wireshark-common).
# The network plan is in README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
want=${*:-web scan desktop containers office edge mail bridge}
tag=weir-rec$$
tmp=$(mktemp -d /tmp/$tag.XXXX)
pids=()

cleanup() {
  for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
  wait 2>/dev/null || true
  for n in world edge server chost front back desktop nas mail switch sw1 sw2 staff guest plain1 files portal plain2; do ip netns del "$tag-$n" 2>/dev/null || true; done
  rm -rf "$tmp"
}
trap cleanup EXIT

at() { local n=$1; shift; ip netns exec "$tag-$n" "$@"; }                    # run in a namespace
quiet() { "$@" >/dev/null 2>&1 || true; }                                    # a client may fail: that is traffic too
serve() { local n=$1; shift; ip netns exec "$tag-$n" timeout 200 "$@" >>"$tmp/$n.log" 2>&1 & pids+=($!); }

link() { # link NS1 IF1 NS2 IF2: a cable, with real checksums and without super-packets
  ip link add "$2" netns "$tag-$1" type veth peer name "$4" netns "$tag-$3"
  for pair in "$1 $2" "$3 $4"; do
    set -- $pair
    at "$1" ethtool -K "$2" tx off rx off tso off gso off gro off >/dev/null 2>&1
    at "$1" ip link set "$2" up
  done
}
bridge() { at "$1" ip link add "$2" type bridge stp_state 0 forward_delay 0 mcast_snooping 0; shift 2; }
addr() { local n=$1 dev=$2; shift 2; for a in "$@"; do at "$n" ip addr add "$a" dev "$dev" $([[ $a == *:* ]] && echo nodad); done; }

# --- cables and addresses (README.md) -----------------------------------------------------------------------------------------------------
for n in world edge server chost front back desktop nas mail; do
  ip netns add "$tag-$n"
  at $n ip link set lo up
  at $n sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.icmp_ratelimit=0 net.ipv6.conf.default.accept_dad=0
done
at edge sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
at chost sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
link world eth0 edge wan0
for b in dmz0 lan0; do bridge edge $b; at edge ip link set $b up; done
link server eth0 edge p-server; link chost eth0 edge p-chost; link desktop eth0 edge p-desktop; link nas eth0 edge p-nas; link mail eth0 edge p-mail
for p in p-server p-chost p-mail; do at edge ip link set $p master dmz0; done
for p in p-desktop p-nas; do at edge ip link set $p master lan0; done
for b in br-front br-back; do bridge chost $b; at chost ip link set $b up; done
link front eth0 chost p-front; at chost ip link set p-front master br-front
link back eth0 chost p-back; at chost ip link set p-back master br-back

addr edge wan0 198.51.100.1/24 192.0.2.1/24 2001:db8:f00::1/48 2001:db8:bad::1/64
addr edge dmz0 203.0.113.1/24 2001:db8:5::1/64
addr edge lan0 192.168.10.1/24 2001:db8:10::1/64
addr world eth0 198.51.100.10/24 198.51.100.20/24 198.51.100.40/24 198.51.100.53/24 198.51.100.80/24 198.51.100.205/24 192.0.2.66/24 192.0.2.72/24 \
  2001:db8:f00:2::10/48 2001:db8:f00:1::10/48 2001:db8:f00:2::8/48 2001:db8:f00::53/48 2001:db8:f00::80/48 2001:db8:f00:1::66/48 2001:db8:bad::7/64
addr server eth0 203.0.113.10/24 2001:db8:5::10/64
addr mail eth0 203.0.113.25/24 2001:db8:5::25/64
addr chost eth0 203.0.113.20/24 2001:db8:5::20/64
addr chost br-front 172.18.0.1/24 fd00:18::1/64
addr chost br-back 172.19.0.1/24 fd00:19::1/64
addr front eth0 172.18.0.10/24 172.18.0.11/24 172.18.0.53/24 172.18.0.60/24 fd00:18::10/64 fd00:18::53/64
addr back eth0 172.19.0.20/24 172.19.0.30/24 fd00:19::20/64
addr desktop eth0 192.168.10.23/24 2001:db8:10::23/64
addr nas eth0 192.168.10.40/24 2001:db8:10::40/64
gw() { at "$1" ip route add default via "$2"; at "$1" ip -6 route add default via "$3"; }
gw mail 203.0.113.1 2001:db8:5::1; gw world 198.51.100.1 2001:db8:f00::1; gw server 203.0.113.1 2001:db8:5::1; gw chost 203.0.113.1 2001:db8:5::1
gw front 172.18.0.1 fd00:18::1; gw back 172.19.0.1 fd00:19::1; gw desktop 192.168.10.1 2001:db8:10::1; gw nas 192.168.10.1 2001:db8:10::1
gw edge 198.51.100.10 2001:db8:f00:2::10
at edge ip route add 172.16.0.0/12 via 203.0.113.20; at edge ip -6 route add fd00::/8 via 2001:db8:5::20

# --- servers ----------------------------------------------------------------------------------------------------------------------------
mkdir -p "$tmp/www" /run/sshd
head -c 60000 /dev/urandom | base64 >"$tmp/www/index.html"; head -c 150000 /dev/urandom >"$tmp/www/image.bin"; echo ok >"$tmp/www/health"
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=www.example.test -keyout "$tmp/key.pem" -out "$tmp/cert.pem" 2>/dev/null
ssh-keygen -q -t ed25519 -N '' -f "$tmp/host_key"; ssh-keygen -q -t ed25519 -N '' -f "$tmp/id"; cp "$tmp/id.pub" "$tmp/authorized"
cat >"$tmp/sshd_config" <<C
HostKey $tmp/host_key
AuthorizedKeysFile $tmp/authorized
StrictModes no
UsePAM no
PidFile none
PermitRootLogin prohibit-password
C
http() { local n=$1; shift; for p in "$@"; do serve "$n" python3 -m http.server --bind :: -d "$tmp/www" "$p"; done; }
tls() { serve "$1" openssl s_server -quiet -WWW -accept "$2" -cert "$tmp/cert.pem" -key "$tmp/key.pem"; }
dns() { local n=$1; shift; serve "$n" dnsmasq -k -C /dev/null --no-resolv --no-hosts --log-facility=- --user=root --pid-file="" \
  --address=/www.example.test/203.0.113.10 --address=/www.example.test/2001:db8:5::10 --address=/app.example.test/172.18.0.10 \
  --address=/mirror.example.test/198.51.100.80 --address=/mirror.example.test/2001:db8:f00::80 \
  --txt-record=big.example.test,"$(head -c 200 /dev/zero | tr '\0' x)","$(head -c 200 /dev/zero | tr '\0' y)" "$@"; }
cd "$tmp/www"
http world 80; tls world 443; dns world
http server 80 8080 3306; tls server 443; dns server; serve server /usr/sbin/sshd -D -f "$tmp/sshd_config"
http front 80 8443 9100; tls front 443; dns front
http back 5432 6379 9100 389; serve back /usr/sbin/sshd -D -f "$tmp/sshd_config"
http nas 80 5357; serve nas /usr/sbin/sshd -D -f "$tmp/sshd_config"
serve desktop /usr/sbin/sshd -D -f "$tmp/sshd_config"; http desktop 5000 1716
smtp() { local n=$1; shift; serve "$n" python3 "$here/smtp-server.py" "$@"; }
smtp mail 25 587; tls mail 465; tls mail 993; serve mail /usr/sbin/sshd -D -f "$tmp/sshd_config"; smtp world 25
dns edge --interface=lan0 --bind-interfaces --server=198.51.100.53 --dhcp-range=192.168.10.100,192.168.10.150,1h --enable-ra --dhcp-range=::,constructor:lan0,ra-only \
  --dhcp-leasefile="$tmp/leases" --dhcp-broadcast
sleep 2

# --- clients ----------------------------------------------------------------------------------------------------------------------------
get() { local n=$1 from=$2 url=$3; quiet at "$n" curl -sk --interface "$from" --max-time 3 --connect-timeout 1 -o /dev/null "$url"; }
ask() { local n=$1 from=$2 at=$3 name=$4; shift 4; quiet at "$n" dig +tries=1 +time=1 -b "$from" "@$at" "$name" "$@"; }
sshto() { local n=$1 from=$2 to=$3; quiet at "$n" timeout 3 ssh -b "$from" -i "$tmp/id" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ConnectTimeout=1 -o LogLevel=ERROR root@"$to" 'head -c 3000 /dev/urandom | base64'; }
pings() { local n=$1 from=$2 to=$3; shift 3; quiet at "$n" ping -n -i 0.05 -c 4 -W 1 -I "$from" "$@" "$to"; }
knock() { local n=$1 from=$2 to=$3; shift 3; for p in "$@"; do quiet at "$n" nc -n -w 1 -z -s "$from" "$to" "$p"; done; }
scan() { local n=$1 from=$2; shift 2; quiet at "$n" timeout 8 nmap -n -Pn -S "$from" -e eth0 --max-retries 1 --min-rate 400 --host-timeout 6s "$@"; }

letter() { local n=$1 from=$2 url=$3 bytes=$4; head -c "$bytes" /dev/urandom | base64 >"$tmp/letter.$n"
  quiet at "$n" curl -s --interface "$from" --max-time 4 --connect-timeout 1 --mail-from "me@example.test" --mail-rcpt "you@example.test" -T "$tmp/letter.$n" "$url"; }
lossy() { local n=$1 dev=$2 percent=$3; at "$n" nft -f - <<<"table netdev lossy { chain in { type filter hook ingress device \"$dev\" priority 0; meta protocol != arp numgen random mod 100 < $percent drop; }
}"; }
spoof() { quiet at world timeout 4 nping --tcp -p "$2" -S "$1" -c 2 --rate 40 -e eth0 --dest-mac "$(at edge cat /sys/class/net/wan0/address)" "$3"; } # a false sender

record() { # record NAME NS MODE INTERFACES...: runs traffic_NAME while recording
  local name=$1 n=$2 mode=$3; shift 3
  if [ "$mode" = any ]; then
    at "$n" dumpcap -q -i any -y LINUX_SLL2 -n -a duration:22 -w "$tmp/$name.pcapng" >"$tmp/rec.log" 2>&1 & local rec=$!
  else
    at "$n" python3 "$here/recorder.py" "$tmp/$name.pcapng" 22 "$mode" "$@" >"$tmp/rec.log" 2>&1 & local rec=$!
  fi
  for _ in $(seq 100); do grep -qs -e recording -e File "$tmp/rec.log" && break; sleep 0.1; done
  sleep 0.3
  "traffic_$name"
  sleep 0.3
  if [ "$mode" = any ]; then kill -INT "$(pgrep -P "$rec" dumpcap || echo "$rec")" 2>/dev/null || true; else pkill -TERM -P "$rec" 2>/dev/null || kill -TERM "$rec" 2>/dev/null || true; fi
  wait "$rec" 2>/dev/null || true
  cp "$tmp/$name.pcapng" "$here/$name.pcapng"
  at "$n" ip -j addr >"$here/$name.addrs.json"
  { at "$n" ip -j route; at "$n" ip -j -6 route; } | python3 -c 'import json,sys; d=json.JSONDecoder(); t=sys.stdin.read().strip(); o=[]
while t:
    v, e = d.raw_decode(t); o += v; t = t[e:].lstrip()
json.dump(o, sys.stdout, indent=0); print()' >"$here/$name.routes.json"
  ls -l "$here/$name.pcapng"
}

traffic_web() { # a normal quarter of a minute of a public server
  for i in 1 2; do
    get world 198.51.100.10 http://203.0.113.10/index.html; get world 2001:db8:f00:2::10 "http://[2001:db8:5::10]/index.html"
    get world 198.51.100.10 https://203.0.113.10/image.bin; get world 198.51.100.40 https://203.0.113.10/health
    ask world 198.51.100.10 203.0.113.10 www.example.test; ask world 2001:db8:f00:2::10 2001:db8:5::10 www.example.test AAAA; ask world 198.51.100.10 203.0.113.10 big.example.test TXT +tcp
    get world 198.51.100.10 http://203.0.113.10/missing; get world 2001:db8:f00:2::8 "https://[2001:db8:5::10]/index.html"
  done
  sshto world 198.51.100.20 203.0.113.10; sshto world 2001:db8:f00:1::10 2001:db8:5::10; sshto world 198.51.100.10 203.0.113.10; sshto world 192.0.2.66 203.0.113.10; sshto world 2001:db8:f00:2::10 2001:db8:5::10
  get world 198.51.100.10 http://203.0.113.10:8080/image.bin; get world 198.51.100.10 http://203.0.113.10:3306/index.html; get world 2001:db8:f00:2::10 "http://[2001:db8:5::10]:8080/index.html"
  get world 198.51.100.205 http://203.0.113.10/health; get world 192.0.2.72 http://203.0.113.10/health; get world 2001:db8:bad::7 "http://[2001:db8:5::10]/health"
  knock world 198.51.100.10 203.0.113.10 23 25 110 113 143 445 587 3389 5900 8000 8888; knock world 2001:db8:f00:2::10 2001:db8:5::10 23 25 113 445
  # the server's own calls: allowed ones and a web application that calls home
  ask server 203.0.113.10 198.51.100.53 mirror.example.test; get server 203.0.113.10 http://198.51.100.80/index.html; get server 203.0.113.10 https://198.51.100.80/health; get server 2001:db8:5::10 "http://[2001:db8:f00::80]/health"
  ask server 203.0.113.10 198.51.100.80 leak.example.test; knock server 203.0.113.10 198.51.100.10 4444 6667; sshto server 203.0.113.10 198.51.100.20
  pings world 198.51.100.10 203.0.113.10; pings world 198.51.100.10 203.0.113.10 -s 1400; pings world 198.51.100.10 203.0.113.10 -s 4000; pings world 2001:db8:f00:2::10 2001:db8:5::10; pings world 2001:db8:f00:2::10 2001:db8:5::10 -s 3000; pings server 203.0.113.10 198.51.100.80
  quiet at world traceroute -n -q 2 -w 1 -s 198.51.100.10 203.0.113.10; quiet at world traceroute -6 -n -q 2 -w 1 -s 2001:db8:f00:2::10 2001:db8:5::10; quiet at world traceroute -I -n -q 1 -w 1 203.0.113.10
  quiet at server traceroute -n -q 1 -w 1 198.51.100.80
}

traffic_scan() { # somebody looks for open doors while customers go on
  get world 198.51.100.10 http://203.0.113.10/index.html
  scan world 192.0.2.66 -sS -p 1-200,8000-8100 203.0.113.10
  scan world 198.51.100.205 -sN -p 20-60 203.0.113.10; scan world 198.51.100.205 -sF -p 20-60 203.0.113.10; scan world 198.51.100.205 -sX -p 20-60 203.0.113.10
  scan world 198.51.100.10 -sA -p 20-60,80 203.0.113.10; scan world 198.51.100.10 --scanflags SYNFIN -p 20-40 203.0.113.10; scan world 198.51.100.10 --scanflags SYNRST -p 20-30 203.0.113.10
  scan world 192.0.2.66 -sU -p 53,67,111,123,137,161,443,500,1900,5353,33440 203.0.113.10; scan world 192.0.2.66 -sS -f -p 20-30,80 203.0.113.10
  scan world 198.51.100.10 -sS --badsum -p 80,443 203.0.113.10; scan world 198.51.100.10 -sS --ip-options R -p 22,80 203.0.113.10; scan world 198.51.100.10 -sY -p 80,2905 203.0.113.10; scan world 198.51.100.10 -sO -p 1,2,4,6,17,41,47,50,58,132 203.0.113.10
  spoof 10.9.8.7 22,80,443 203.0.113.10; spoof 172.16.5.5 22,443 203.0.113.10
  scan world 2001:db8:f00:1::66 -6 -sS -p 1-100 2001:db8:5::10
  get world 198.51.100.40 https://203.0.113.10/health; ask world 198.51.100.10 203.0.113.10 www.example.test
  quiet at world nping -c 3 --rate 20 --icmp --icmp-type timestamp 203.0.113.10; quiet at world nping -c 2 --rate 20 --icmp --data-length 1400 203.0.113.10; quiet at world nping --tcp -p 80 -g 53 --flags ack -c 3 --rate 20 203.0.113.10
}

traffic_desktop() { # a workstation between its neighbours and the world
  ask desktop 192.168.10.23 192.168.10.1 www.example.test; ask desktop 192.168.10.23 192.168.10.1 mirror.example.test AAAA
  get desktop 192.168.10.23 http://203.0.113.10/index.html; get desktop 2001:db8:10::23 "https://[2001:db8:5::10]/index.html"; get desktop 192.168.10.23 https://198.51.100.80/image.bin; get desktop 192.168.10.23 http://192.168.10.40/index.html
  sshto desktop 192.168.10.23 192.168.10.40; sshto nas 192.168.10.40 192.168.10.23; sshto nas 2001:db8:10::40 2001:db8:10::23; sshto world 198.51.100.10 192.168.10.23; sshto world 2001:db8:f00:2::10 2001:db8:10::23
  get nas 192.168.10.40 http://192.168.10.23:1716/health; get nas 192.168.10.40 http://192.168.10.23:5000/index.html; get world 198.51.100.10 http://192.168.10.23:5000/index.html
  quiet at desktop timeout 2 nmap --script broadcast-dhcp-discover -e eth0
  quiet at nas timeout 3 nmap --script broadcast-dns-service-discovery,broadcast-upnp-info,broadcast-wsdd-discover -e eth0; quiet at nas dig +tries=1 +time=1 -b 192.168.10.40#5353 -p 5353 @224.0.0.251 _ipp._tcp.local PTR; quiet at nas dig +tries=1 +time=1 -p 5353 @ff02::fb%eth0 _ssh._tcp.local PTR
  quiet at desktop dig +tries=1 +time=1 -p 5353 @224.0.0.251 nas.local; quiet at nas nping --udp -p 137,138 -c 1 --rate 20 192.168.10.23; quiet at nas dig +tries=1 +time=1 -p 5355 @224.0.0.252 desktop
  quiet at nas timeout 4 nmap -n -Pn -sS -p 20-25,80,135-139,445,1714-1720,3389,5900,9100 --min-rate 400 --max-retries 1 192.168.10.23; quiet at nas ping -n -b -c 2 -i 0.1 192.168.10.255
  knock desktop 192.168.10.23 198.51.100.10 23 25 445 6667 139; ask desktop 192.168.10.23 198.51.100.53 example.test; pings desktop 192.168.10.23 198.51.100.80; pings desktop 2001:db8:10::23 2001:db8:f00::80 -s 2000; pings world 198.51.100.10 192.168.10.23; pings nas 192.168.10.40 192.168.10.23
  quiet at desktop traceroute -n -q 1 -w 1 198.51.100.80; quiet at desktop traceroute -6 -n -q 1 -w 1 2001:db8:f00::80
}

traffic_containers() { # what a container host forwards
  get world 198.51.100.10 http://172.18.0.10/index.html; get world 198.51.100.10 https://172.18.0.10/image.bin; get world 2001:db8:f00:2::10 "http://[fd00:18::10]/index.html"; get world 2001:db8:f00:2::10 "https://[fd00:18::10]/health"
  get world 198.51.100.40 https://172.18.0.11:8443/health; get world 198.51.100.10 http://172.18.0.11:8443/health; ask world 198.51.100.10 172.18.0.53 app.example.test; ask world 198.51.100.10 172.18.0.53 big.example.test TXT +tcp; ask world 2001:db8:f00:2::10 fd00:18::53 app.example.test
  get front 172.18.0.10 http://172.19.0.20:5432/index.html; get front 172.18.0.11 http://172.19.0.20:6379/health; get front 172.18.0.53 http://172.19.0.30:389/health; get front 172.18.0.60 http://172.19.0.20:9100/health; get front fd00:18::10 "http://[fd00:19::20]:5432/health"
  get front 172.18.0.53 http://172.19.0.20:5432/health; get front 172.18.0.10 http://172.19.0.20:9100/health; sshto front 172.18.0.10 172.19.0.20; knock front 172.18.0.10 172.19.0.20 22 80 3306 9105
  get back 172.19.0.20 http://198.51.100.80/index.html; get back 172.19.0.20 https://198.51.100.80/health; ask back 172.19.0.20 198.51.100.53 mirror.example.test; get back 172.19.0.20 http://203.0.113.10/image.bin; get back 172.19.0.30 http://172.18.0.10/health
  sshto world 198.51.100.20 172.19.0.20; sshto world 198.51.100.10 172.19.0.20; get world 198.51.100.10 http://172.19.0.20:5432/index.html; knock world 192.0.2.66 172.18.0.10 22 3389 8080; knock world 198.51.100.10 172.18.0.11 22
  ask front 172.18.0.53 198.51.100.53 mirror.example.test; ask front 172.18.0.10 198.51.100.53 mirror.example.test; get front 172.18.0.10 https://198.51.100.80/image.bin; knock front 172.18.0.10 198.51.100.10 25 6667
  pings world 198.51.100.10 172.18.0.10; pings world 198.51.100.10 172.19.0.20; pings front 172.18.0.10 198.51.100.80; pings back 172.19.0.20 198.51.100.80; pings world 198.51.100.10 172.18.0.10 -s 3000; pings world 2001:db8:f00:2::10 fd00:18::10; pings front 172.18.0.10 172.19.0.20; pings back 172.19.0.20 172.18.0.10
  quiet at world traceroute -n -q 1 -w 1 -s 198.51.100.10 172.18.0.10; quiet at world traceroute -T -p 80 -n -q 1 -w 1 -s 198.51.100.10 172.18.0.10; scan world 192.0.2.66 -sS -p 20-30,440-450 172.18.0.10; spoof 10.7.7.7 80,443 172.18.0.10
  quiet at front ping -n -c 2 -i 0.1 -Q 0xb8 198.51.100.80; quiet at front nping --udp -p 53 --data-length 1200 --mtu 512 -c 2 --rate 20 198.51.100.53
}

traffic_office() { # both families through the office router, IPv6 above all
  for i in 1 2; do get world 2001:db8:f00:2::10 "http://[2001:db8:5::10]/index.html"; get desktop 2001:db8:10::23 "https://[2001:db8:f00::80]/index.html"; get desktop 2001:db8:10::23 "http://[2001:db8:5::10]/health"; done
  get desktop 192.168.10.23 http://198.51.100.80/index.html; get world 198.51.100.10 https://203.0.113.10/index.html
  ask world 2001:db8:f00:2::10 2001:db8:5::10 www.example.test AAAA; ask desktop 2001:db8:10::23 2001:db8:f00::53 mirror.example.test AAAA; ask desktop 2001:db8:10::23 2001:db8:5::10 big.example.test TXT +tcp; ask server 2001:db8:5::10 2001:db8:f00::53 mirror.example.test AAAA
  sshto world 2001:db8:f00:1::10 2001:db8:5::10; sshto world 2001:db8:f00:2::8 2001:db8:5::10; sshto world 2001:db8:f00:2::10 2001:db8:5::10; sshto desktop 2001:db8:10::23 2001:db8:5::10; sshto world 2001:db8:f00:2::10 2001:db8:10::23; sshto desktop 192.168.10.23 203.0.113.10
  get world 2001:db8:f00:2::10 "http://[2001:db8:5::10]:8080/index.html"; get world 2001:db8:f00:2::10 "http://[2001:db8:5::10]:3306/index.html"; get world 2001:db8:f00:2::10 "http://[2001:db8:10::23]:5000/index.html"; get desktop 2001:db8:10::23 "http://[2001:db8:5::10]:3306/health"; get server 2001:db8:5::10 "http://[2001:db8:f00::80]/index.html"
  get world 2001:db8:bad::7 "http://[2001:db8:5::10]/health"; get world 198.51.100.205 http://203.0.113.10/health; get desktop 2001:db8:10::23 "http://[2001:db8:bad::7]/health"; get desktop 192.168.10.23 http://192.0.2.66/health; get desktop 192.168.10.23 http://192.0.2.72/health; pings desktop 192.168.10.23 192.0.2.66
  pings world 2001:db8:f00:2::10 2001:db8:5::10; pings world 2001:db8:f00:2::10 2001:db8:5::10 -s 3000; pings world 2001:db8:f00:2::10 2001:db8:10::23 -s 1300; pings desktop 2001:db8:10::23 2001:db8:f00::80 -s 4000; pings desktop 192.168.10.23 198.51.100.80 -s 3000; pings desktop 2001:db8:10::23 2001:db8:5::10
  quiet at world traceroute -6 -n -q 2 -w 1 -s 2001:db8:f00:2::10 2001:db8:5::10; quiet at world traceroute -6 -n -q 1 -w 1 -s 2001:db8:f00:2::10 2001:db8:10::23; quiet at desktop traceroute -6 -n -q 2 -w 1 2001:db8:f00::80; quiet at desktop tracepath -n -m 3 2001:db8:f00::80; quiet at desktop traceroute -n -q 1 -w 1 198.51.100.80
  scan world 2001:db8:f00:1::66 -6 -sS -p 1-60,3306,8000-8010 2001:db8:5::10; scan world 2001:db8:f00:2::10 -6 -sX -p 20-30 2001:db8:5::10; scan world 2001:db8:f00:2::10 -6 -sN -p 20-30 2001:db8:10::23; scan world 2001:db8:f00:2::10 -6 -sU -p 53,123,161,443,1900 2001:db8:5::10
  knock desktop 2001:db8:10::23 2001:db8:f00:2::10 25 445 6667; knock server 2001:db8:5::10 2001:db8:f00:2::10 25 4444
  quiet at world python3 "$here/extension-headers.py" 2001:db8:f00:2::10 2001:db8:5::10
}

traffic_edge() { # long connections over a bad line, errors from the path, connections that end in every way
  lossy world eth0 4; lossy edge wan0 3
  at chost ip link set br-front mtu 1280; at chost ip link set p-front mtu 1280
  get world 198.51.100.10 http://203.0.113.10/image.bin & local a=$!
  get desktop 192.168.10.23 http://198.51.100.80/index.html & local b=$!
  get world 2001:db8:f00:2::10 "http://[2001:db8:5::10]/index.html" & local c=$!
  get desktop 2001:db8:10::23 "https://[2001:db8:f00::80]/index.html"; wait $a $b $c
  get world 198.51.100.10 http://172.18.0.10/index.html; get world 2001:db8:f00:2::10 "http://[fd00:18::10]/health"; get world 2001:db8:f00:2::10 "https://[fd00:18::10]/index.html"
  pings world 198.51.100.10 172.18.0.10 -M "do" -s 1400; pings world 2001:db8:f00:2::10 fd00:18::10 -M "do" -s 1300; quiet at world tracepath -n -m 5 172.18.0.10
  at world nft flush ruleset; at edge nft flush ruleset
  ask world 198.51.100.10 203.0.113.10 www.example.test; ask desktop 192.168.10.23 198.51.100.53 mirror.example.test; ask world 198.51.100.10 172.18.0.53 app.example.test; ask world 198.51.100.10 203.0.113.10 big.example.test TXT
  sshto world 198.51.100.20 203.0.113.10; sshto world 198.51.100.10 203.0.113.10; sshto desktop 192.168.10.23 203.0.113.10; sshto world 2001:db8:f00:1::10 2001:db8:5::10
  knock world 198.51.100.10 203.0.113.10 113 3306 5900; knock desktop 192.168.10.23 198.51.100.10 6667 25; knock desktop 192.168.10.23 172.18.0.10 5432; knock server 203.0.113.10 198.51.100.10 25 4444; knock server 203.0.113.10 192.168.10.40 80
  ask server 203.0.113.10 198.51.100.53 mirror.example.test; get server 203.0.113.10 http://198.51.100.80/health; get front 172.18.0.10 https://198.51.100.80/health
  quiet at world timeout 3 python3 -c 'import socket,struct
for port in 80, 443, 8080:
    s = socket.create_connection(("203.0.113.10", port), 1, ("198.51.100.10", 0)); s.sendall(b"GET /image.bin HTTP/1.0\r\n\r\n"); s.recv(1000)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)); s.close()'
  quiet at desktop timeout 3 python3 -c 'import socket
for i in range(3):
    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("192.168.10.23", 41000)); s.settimeout(1); s.connect(("198.51.100.80", 80)); s.sendall(b"GET /health HTTP/1.0\r\n\r\n")
    while s.recv(1000): pass
    s.close()'
  pings world 198.51.100.10 203.0.113.10 -s 4000; pings desktop 192.168.10.23 198.51.100.80 -s 3000; pings world 2001:db8:f00:2::10 2001:db8:5::10 -s 3000; pings world 198.51.100.10 192.168.10.23; pings server 203.0.113.10 198.51.100.80; pings desktop 192.168.10.23 203.0.113.10
  quiet at world traceroute -n -q 1 -w 1 -m 4 -s 198.51.100.10 203.0.113.10; quiet at world traceroute -n -q 1 -w 1 -m 4 -s 198.51.100.10 172.18.0.10; quiet at desktop traceroute -n -q 1 -w 1 -m 4 198.51.100.80; quiet at world traceroute -6 -n -q 1 -w 1 -m 4 -s 2001:db8:f00:2::10 2001:db8:5::10; quiet at desktop traceroute -T -p 443 -n -q 1 -w 1 -m 3 198.51.100.80
  scan world 192.0.2.66 -sA -p 20-30,80 203.0.113.10; scan world 192.0.2.66 -sN -p 80,443 203.0.113.10; scan world 192.0.2.66 -sS -p 20-40 203.0.113.10; spoof 10.9.8.7 22,80 203.0.113.10; spoof 172.16.5.5 443 203.0.113.10; spoof 192.168.10.99 80 203.0.113.10
  quiet at server nping --tcp -p 80 --flags ack -c 2 --rate 20 198.51.100.10; quiet at desktop nping --udp -p 33440 -c 2 --rate 20 203.0.113.10; quiet at world nping --icmp --icmp-type 3 --icmp-code 3 -c 2 --rate 20 203.0.113.10
  at chost ip link set br-front mtu 1500; at chost ip link set p-front mtu 1500
}

traffic_mail() { # letters in and out, users, robots
  letter world 198.51.100.10 smtp://203.0.113.25 8000; letter world 2001:db8:f00:2::10 "smtp://[2001:db8:5::25]" 3000; letter desktop 192.168.10.23 smtp://203.0.113.25:587 20000; letter mail 203.0.113.25 smtp://198.51.100.10 6000; letter mail 2001:db8:5::25 "smtp://[2001:db8:f00:2::10]" 2000
  letter world 198.51.100.40 smtp://203.0.113.25:587 4000; get desktop 192.168.10.23 https://203.0.113.25:993/index.html; get desktop 2001:db8:10::23 "https://[2001:db8:5::25]:465/health"; get world 198.51.100.10 https://203.0.113.25:993/health
  for i in 1 2 3 4 5 6; do letter world 192.0.2.66 smtp://203.0.113.25 1500; done
  for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do letter world 198.51.100.53 smtp://203.0.113.25 400 & done; wait_for letters
  letter world 198.51.100.10 smtp://203.0.113.25 110000
  for i in 1 2 3 4 5 6 7 8; do letter mail 203.0.113.25 smtp://198.51.100.80 300; done
  knock world 198.51.100.10 203.0.113.25 110 143 110 143 110 113 2525 465 587 993 3306; knock world 192.0.2.66 203.0.113.25 587 993 465 22; sshto world 198.51.100.20 203.0.113.25; knock mail 203.0.113.25 198.51.100.10 6667 4444 8080; knock world 2001:db8:f00:1::10 2001:db8:5::25 587 993 25
  ask mail 203.0.113.25 198.51.100.53 mirror.example.test; ask mail 203.0.113.25 198.51.100.53 big.example.test TXT +tcp; get mail 203.0.113.25 https://198.51.100.80/health; quiet at mail nc -n -u -w 1 -s 203.0.113.25 198.51.100.10 1900 <<<x
  for i in 1 2 3; do pings world 198.51.100.10 203.0.113.25; done; pings world 2001:db8:f00:2::10 2001:db8:5::25; pings mail 203.0.113.25 198.51.100.80 -s 3000; quiet at world traceroute -n -q 1 -w 1 -m 3 -s 198.51.100.10 203.0.113.25; scan world 192.0.2.66 -sN -p 25,465 203.0.113.25; scan world 192.0.2.66 -sA -p 25,587 203.0.113.25
}
switches() { # two switches with tagged trunks, between them a Linux bridge: staff in VLAN 10, guests in 20, a customer's own VLAN 10 inside 200, the rest untagged
  local n
  for n in switch sw1 sw2 staff guest plain1 files portal plain2; do ip netns add "$tag-$n"; at $n ip link set lo up; at $n sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv4.icmp_ratelimit=0; done
  link sw1 up0 switch trunk0; link sw2 up0 switch trunk1
  link staff eth0 sw1 pa; link guest eth0 sw1 pb; link plain1 eth0 sw1 pc; link staff eth1 sw1 pd
  link files eth0 sw2 pa; link portal eth0 sw2 pb; link files eth1 sw2 pd; link plain2 eth0 sw2 pc
  bridge switch br0; at switch ip link set br0 up; for n in trunk0 trunk1; do at switch ip link set $n master br0; at switch sysctl -qw net.ipv6.conf.$n.disable_ipv6=1; done
  at sw1 sysctl -qw net.ipv6.conf.all.disable_ipv6=1; at sw2 sysctl -qw net.ipv6.conf.all.disable_ipv6=1
  addr staff eth0 10.10.0.11/24 2001:db8:a::11/64; addr files eth0 10.10.0.80/24 10.10.0.81/24 2001:db8:a::80/64
  addr guest eth0 10.20.0.11/24 2001:db8:b::11/64; addr portal eth0 10.20.0.1/24 2001:db8:b::1/64
  addr plain1 eth0 10.99.0.11/24 2001:db8:c::11/64; addr plain2 eth0 10.99.0.22/24 2001:db8:c::22/64
  addr staff eth1 10.77.0.11/24; addr files eth1 10.77.0.80/24
  serve sw1 python3 "$here/vlan-switch.py" up0 pa=10 pb=20 pc= pd=200.10; serve sw2 python3 "$here/vlan-switch.py" up0 pa=10 pb=20 pc= pd=200.10
  http files 80 8080 445; tls files 443; http portal 80 53; dns portal; http plain2 80; serve plain2 /usr/sbin/sshd -D -f "$tmp/sshd_config"; serve files /usr/sbin/sshd -D -f "$tmp/sshd_config"; http guest 8000
  sleep 1
}

traffic_bridge() {
  get staff 10.10.0.11 http://10.10.0.80/index.html; get staff 10.10.0.11 https://10.10.0.80/health; get staff 10.10.0.11 http://10.10.0.81:445/health; get staff 2001:db8:a::11 "http://[2001:db8:a::80]/health"; get staff 10.10.0.11 http://10.10.0.80:8080/health
  get staff 10.77.0.11 http://10.77.0.80/health; pings staff 10.77.0.11 10.77.0.80
  ask guest 10.20.0.11 10.20.0.1 www.example.test; get guest 10.20.0.11 http://10.20.0.1/health; get guest 2001:db8:b::11 "http://[2001:db8:b::1]/health"; knock guest 10.20.0.11 10.20.0.1 22 23 445; get portal 10.20.0.1 http://10.20.0.11:8000/health
  sshto plain1 10.99.0.11 10.99.0.22; get plain1 10.99.0.11 http://10.99.0.22/index.html; pings plain1 10.99.0.11 10.99.0.22 -s 3000; pings plain1 2001:db8:c::11 2001:db8:c::22; pings plain2 10.99.0.22 10.99.0.11
  pings staff 10.10.0.11 10.10.0.80 -s 3000; pings staff 2001:db8:a::11 2001:db8:a::80; pings guest 10.20.0.11 10.20.0.1; pings staff 10.10.0.11 10.10.0.255 -b; sshto staff 10.10.0.11 10.10.0.80; sshto guest 10.20.0.11 10.20.0.1
  quiet at guest nping --arp --arp-type ARP -c 3 --rate 20 10.20.0.1; quiet at guest nping --arp --arp-type ARP-reply --arp-sender-ip 10.20.0.1 --arp-sender-mac 02:00:00:66:66:66 -c 2 --rate 20 10.20.0.1; quiet at plain1 nping --arp --arp-type RARP -c 1 10.99.0.22
  quiet at guest nping --udp -p 5353 -c 2 --rate 20 --dest-mac 01:00:5e:00:00:fb -e eth0 10.20.0.1; quiet at plain1 nping --udp -p 67 -g 68 -c 2 --rate 20 --dest-mac ff:ff:ff:ff:ff:ff -e eth0 10.99.0.22; quiet at guest nping --tcp -p 80 --source-mac 02:00:00:66:66:66 -c 2 --rate 20 -e eth0 10.20.0.1
  quiet at guest nping --tcp -p 80 -S 10.10.0.11 -c 2 --rate 20 -e eth0 --dest-mac "$(at portal cat /sys/class/net/eth0/address)" 10.20.0.1; quiet at staff traceroute -n -q 1 -w 1 -m 2 10.10.0.80
  quiet at plain1 timeout 2 python3 -c 'import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("eth0", 0)); me = s.getsockname()[4]
for i in range(3): s.send(bytes.fromhex("0180c2000000") + me + bytes.fromhex("0026424203000002027c") + bytes(50))
s.send(b"\xff" * 6 + me + bytes.fromhex("88cc") + bytes(50)); s.send(b"\xff" * 6 + me + bytes.fromhex("8863") + bytes(50)); s.send(b"\xff" * 6 + me + bytes.fromhex("0806") + bytes(10))'
}
wait_for() { local p; for p in $(jobs -p); do case " ${pids[*]} $rec " in *" $p "*) ;; *) wait "$p" || true ;; esac; done; }

for name in $want; do
  case $name in
    web) record web server both eth0 ;;
    scan) record scan server any ;;
    desktop) record desktop desktop both eth0 ;;
    containers) record containers chost inbound eth0 br-front br-back ;;
    office) record office edge inbound wan0 dmz0 lan0 ;;
    edge) record edge edge inbound wan0 dmz0 lan0 ;;
    mail) record mail mail both eth0 ;;
    bridge) switches; record bridge switch inbound trunk0 trunk1 ;;
    *) echo "record.sh: no capture $name" >&2; exit 2 ;;
  esac
done

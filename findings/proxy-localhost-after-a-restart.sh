#!/usr/bin/env bash
# The desk is up again after a restart, and nginx answers 502 for ten seconds more.
# Guess: proxy_pass http://localhost:8080 is the same as http://127.0.0.1:8080: the next request goes to the desk as soon as it listens.
# So:    localhost has two addresses on an ordinary machine, 127.0.0.1 and ::1, so that nginx has two servers to choose from. What fails once is left
#        alone for ten seconds (fail_timeout); a request during the restart makes both fail, and then there are "no live upstreams".
#        Of a single address nginx forgets no failure, but asks it each time. A test with no request during the restart shows nothing.
# Seen:  nginx 1.22.1 (Debian 12), /etc/hosts with both lines, as Debian's installer writes it. Source: ngx_http_upstream_module, max_fails and fail_timeout
#        ("if there is only a single server in a group, … parameters are ignored"); ngx_http_upstream_round_robin.c.
# Desk:  `config/nginx.conf` names the address, 127.0.0.1, and never localhost.
set -euo pipefail
[ -n "${INSIDE:-}" ] || exec env INSIDE=1 unshare -m bash "$0"
dpkg -s nginx-light >/dev/null 2>&1 || command -v nginx >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends nginx-light >/dev/null; }
d=$(mktemp -d); pids=(); trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$d"' EXIT
cd "$d"; printf '127.0.0.1 localhost\n::1 localhost ip6-localhost\n' > hosts; mount --bind hosts /etc/hosts
read -r name address desk < <(python3 -c 'import socket; s = [socket.socket() for _ in range(3)]; [x.bind(("127.0.0.1", 0)) for x in s]; print(*[x.getsockname()[1] for x in s])')
cat > nginx.conf <<E
daemon off; pid $d/pid; error_log $d/errors; events {}
http { access_log off; client_body_temp_path $d/1; proxy_temp_path $d/2; fastcgi_temp_path $d/3; uwsgi_temp_path $d/4; scgi_temp_path $d/5;
  server { listen 127.0.0.1:$name; location / { proxy_pass http://localhost:$desk; } }
  server { listen 127.0.0.1:$address; location / { proxy_pass http://127.0.0.1:$desk; } } }
E
nginx -c "$d/nginx.conf" 2>/dev/null & pids+=($!)
start() { python3 -m http.server --bind 127.0.0.1 "$desk" >/dev/null 2>&1 & pids+=($!); until curl -s -o one "http://127.0.0.1:$desk/hosts"; do sleep 0.1; done; }
ask() { echo "$1: localhost $(curl -s -o one -w '%{http_code}' "http://127.0.0.1:$name/hosts"), 127.0.0.1 $(curl -s -o one -w '%{http_code}' "http://127.0.0.1:$address/hosts")"; }
start; { ask "up"; kill "${pids[1]}"; wait "${pids[1]}" 2>/dev/null || true; ask "down"; start; ask "up again"; sleep 4; ask "four seconds later"; sleep 8; ask "twelve seconds later"; } > seen; cat seen
grep -c 'no live upstreams' errors
diff - seen <<'E'
up: localhost 200, 127.0.0.1 200
down: localhost 502, 127.0.0.1 502
up again: localhost 502, 127.0.0.1 200
four seconds later: localhost 502, 127.0.0.1 200
twelve seconds later: localhost 200, 127.0.0.1 200
E

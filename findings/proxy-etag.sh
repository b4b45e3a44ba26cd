#!/usr/bin/env bash
# A proxy that compresses answers takes the strong ETag away, and with it every change by If-Match.
# Guess: gzip in a reverse proxy changes bytes only; the ETag of an answer comes back in If-Match as it was.
# So:    nginx and HAProxy turn "7" into W/"7" when they compress; a front end that returns it sends a weak tag, which If-Match never matches
#        (RFC 9110, 13.1.1), so every change is 412. Caddy 2.6 keeps the strong tag. nginx also leaves out Vary: Accept-Encoding.
#        It depends on the client: curl without --compressed works, the browser does not.
# Seen:  nginx 1.22.1, haproxy 2.6.12, caddy 2.6.2 (Debian 12).
#        Source: ngx_http_gzip_filter_module (ngx_http_weak_etag), haproxy flt_http_comp.c, caddy modules/caddyhttp/encode.
# Desk:  takes W/"7" for "7" from a proxy that is listed in trusted_proxies and sends X-Forwarded-For; elsewhere the refusal says what is so.
set -euo pipefail
need=(); for p in nginx-light haproxy caddy curl; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); pids=(); trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$d"' EXIT
cd "$d"; read -r A B C D < <(python3 -c 'import socket; s = [socket.socket() for _ in range(4)]; [x.bind(("127.0.0.1", 0)) for x in s]; print(*[x.getsockname()[1] for x in s])')
cat > origin.py <<E
import http.server
class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = b'{"name": "' + b"a" * 3000 + b'"}'
        self.send_response(200)
        for field in ("Content-Type", "application/json"), ("ETag", '"7"'), ("Content-Length", str(len(body))): self.send_header(*field)
        self.end_headers(); self.wfile.write(body)
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", $A), Answer).serve_forever()
E
cat > nginx.conf <<E
daemon off; pid $d/nginx.pid; error_log $d/nginx.log; events {}
http { access_log off; client_body_temp_path $d/1; proxy_temp_path $d/2; fastcgi_temp_path $d/3; uwsgi_temp_path $d/4; scgi_temp_path $d/5;
  gzip on; gzip_types application/json; server { listen 127.0.0.1:$B; location / { proxy_pass http://127.0.0.1:$A; } } }
E
printf '%s\n' defaults '  mode http' '  timeout connect 5s' '  timeout client 5s' '  timeout server 5s' "listen desk" "  bind 127.0.0.1:$C" \
  '  compression algo gzip' '  compression type application/json' "  server origin 127.0.0.1:$A" > haproxy.cfg
printf '{\n admin off\n auto_https off\n}\nhttp://127.0.0.1:%s {\n encode gzip\n reverse_proxy 127.0.0.1:%s\n}\n' "$D" "$A" > Caddyfile
python3 origin.py & pids+=($!)
nginx -c "$d/nginx.conf" 2>/dev/null & pids+=($!)
haproxy -q -f haproxy.cfg & pids+=($!)
HOME=$d XDG_DATA_HOME=$d XDG_CONFIG_HOME=$d caddy run --config Caddyfile --adapter caddyfile >/dev/null 2>&1 & pids+=($!)
for p in $A $B $C $D; do for _ in {1..100}; do (: < "/dev/tcp/127.0.0.1/$p") 2>/dev/null && break; sleep 0.2; done; done
tag() { curl -s -D head -o body -H "$2" "http://127.0.0.1:$1/"; tr -d '\r' < head | sed -n 's/^etag: //Ip'; }
seen=""; for port in $B $C $D; do seen+="$(tag "$port" 'Accept: */*') $(tag "$port" 'Accept-Encoding: gzip') | "; done
echo "nginx, HAProxy, Caddy; plain and gzip: $seen"
[ "$seen" = '"7" W/"7" | "7" W/"7" | "7" "7" | ' ]

#!/usr/bin/env bash
# Which proxy holds the live stream back, and why.
# Guess: nginx holds events back unless proxy_buffering is off; other proxies pass a text/event-stream on.
# So:    nginx passes each event at once with its defaults; only together with gzip, and for a client that accepts it, everything waits for the stream's
#        end, and there proxy_buffering off does help. lighttpd waits for the end always, which for a stream without end is never.
# Seen:  nginx 1.22.1, lighttpd 1.4.69 (Debian 12). Source: ngx_event_pipe.c, ngx_http_gzip_filter_module.c (flush), lighttpd's server.stream-response-body (0).
# Desk:  `config/nginx.conf` turns buffering off for `/v1/events`; a test by curl alone proves nothing, a browser asks for gzip. With lighttpd
#        server.stream-response-body must be 1 or 2.
set -euo pipefail
need=(); for p in nginx-light lighttpd; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); pids=(); trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$d"' EXIT
cd "$d"; read -r A B C D E < <(python3 -c 'import socket; s = [socket.socket() for _ in range(5)]; [x.bind(("127.0.0.1", 0)) for x in s]; print(*[x.getsockname()[1] for x in s])')
cat > origin.py <<END
import http.server, time
class Stream(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.send_response(200)
        for field in ("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked"): self.send_header(*field)
        self.end_headers()
        for part in [b"data: {}\n\n"] * 4 + [b""]:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part)); time.sleep(0.5 if part else 0)
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", $A), Stream).serve_forever()
END
temp="client_body_temp_path $d/1; proxy_temp_path $d/2; fastcgi_temp_path $d/3; uwsgi_temp_path $d/4; scgi_temp_path $d/5;"
cat > nginx.conf <<END
daemon off; pid $d/nginx.pid; error_log $d/nginx.log; events {}
http { access_log off; $temp gzip_types text/event-stream;
  server { listen 127.0.0.1:$B; location / { proxy_pass http://127.0.0.1:$A; } }
  server { listen 127.0.0.1:$C; gzip on; location / { proxy_pass http://127.0.0.1:$A; } }
  server { listen 127.0.0.1:$D; gzip on; location / { proxy_pass http://127.0.0.1:$A; proxy_http_version 1.1; proxy_buffering off; } } }
END
printf 'server.modules = ("mod_proxy")\nserver.document-root = "%s"\nserver.bind = "127.0.0.1"\nserver.port = %s\nproxy.server = ("" => (("host" => "127.0.0.1", "port" => %s)))\n' "$d" "$E" "$A" > lighttpd.conf
python3 origin.py 2>/dev/null & pids+=($!); nginx -c "$d/nginx.conf" 2>/dev/null & pids+=($!); lighttpd -D -f lighttpd.conf 2>/dev/null & pids+=($!)
for p in $A $B $E; do for _ in {1..100}; do (: < "/dev/tcp/127.0.0.1/$p") 2>/dev/null && break; sleep 0.2; done; done
cat > first.py <<'END'
import http.client, sys, time, zlib
link = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1])); start = time.time()
link.request("GET", "/", headers={"Accept-Encoding": sys.argv[2]})
answer = link.getresponse()
unzip, text = zlib.decompressobj(31).decompress if answer.headers["Content-Encoding"] else bytes, b""
while b"data:" not in text: text += unzip(answer.read1(4096))
print("at once" if time.time() - start < 1 else "at the end")
END
seen="$(python3 first.py $B identity) | $(python3 first.py $C identity) | $(python3 first.py $C gzip) | $(python3 first.py $D gzip) | $(python3 first.py $E identity)"
echo "nginx | gzip on, not asked for | gzip asked for | the same, buffering off | lighttpd"; echo "$seen"
[ "$seen" = "at once | at once | at the end | at once | at the end" ]

#!/usr/bin/env bash
# An HTTP cache answers for ever what the server said must not be kept.
# Guess: requests-cache follows Cache-Control, as a cache does (RFC 9111): no-store is not kept, no-cache and max-age=0 are asked about, a PATCH
#        of the same address makes the copy stale.
# So:    without cache_control=True each of them is kept without an end and given again, after a PATCH too. A request's own Cache-Control: no-cache
#        is followed. With cache_control=True the server is asked each time.
# Seen:  requests-cache 1.3.3. Source: requests_cache/policy/settings.py (cache_control: bool = False, expire_after: NEVER_EXPIRE).
# Desk:  answers carry an ETag and Cache-Control: a client of requests-cache sets cache_control=True, or its If-Match has the ETag of yesterday.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check requests-cache==1.3.3 requests==2.34.2
"$d/v/bin/python" -W ignore - <<'E'
import http.server, threading
from requests_cache import CachedSession
count, said = {}, {"/store": "no-store", "/cache": "private, no-cache", "/age": "max-age=0"}
class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        count[self.path] = count.get(self.path, 0) + 1; body = str(count[self.path]).encode()
        self.send_response(200); self.send_header("Cache-Control", said[self.path]); self.send_header("ETag", f'"{body.decode()}"')
        self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_PATCH(self): self.send_response(204); self.end_headers()
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
plain, asked = CachedSession(backend="memory"), CachedSession(backend="memory", cache_control=True)
for path in said:
    first = plain.get(base + path).text; plain.patch(base + path)
    seen = [first, plain.get(base + path).text, plain.get(base + path, headers={"Cache-Control": "no-cache"}).text]
    with_it = [asked.get(base + path).text, asked.get(base + path).text]
    print(said[path], "-> by default", seen, "with cache_control=True", with_it)
    assert seen == ["1", "1", "2"] and with_it == ["3", "4"]
E

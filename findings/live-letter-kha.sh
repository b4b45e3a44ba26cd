#!/usr/bin/env bash
# A live stream in Russian is cut at every letter "х".
# Guess: a client for server-sent events reads UTF-8, the only encoding that such a stream has, whatever the header says of it.
# So:    sseclient takes the encoding from the header, and for text/event-stream without a charset that is Latin-1: "Анна" is "ÐÐ½Ð½Ð°". The
#        second byte of "х" is then U+0085, which Python takes for the end of a line, and what follows it on that line is thrown away:
#        {"name":"Захарова"} ends behind "За". In data without Cyrillic nothing is seen. With "; charset=utf-8" in the header all is right.
# Seen:  sseclient 0.0.27, requests 2.32.5. Source: sseclient.py (_connect: resp.encoding; Event.parse: splitlines), requests/utils.py
#        (get_encoding_from_headers: "text" is ISO-8859-1); WHATWG HTML 9.2.5: always UTF-8.
# Desk:  a stream's Content-Type must name its charset for such readers; sseclient-py and httpx-sse do not need it.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check sseclient==0.0.27 requests==2.32.5
"$d/v/bin/python" -W ignore - <<'E'
import http.server, json, threading
from sseclient import SSEClient
class Desk(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.send_header("Content-Type", "text/event-stream" + self.path.strip("/")); self.end_headers()
        for name in ("Anna", "Анна", "Захарова"): self.wfile.write(f'id: 7\ndata: {{"name":"{name}"}}\n\n'.encode())
    def log_message(self, *words): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk); threading.Thread(target=server.serve_forever, daemon=True).start()
def read(more):
    stream = SSEClient(f"http://127.0.0.1:{server.server_port}/{more}")
    return [next(stream).data for _ in range(3)]
bare, named = read(""), read(";charset=utf-8")
print("without a charset:", *map(ascii, bare)); print("with a charset:   ", *named)
assert bare[0] == '{"name":"Anna"}' and json.loads(bare[1])["name"] == "Анна".encode().decode("latin-1")
assert bare[2] == '{"name":"' + "За".encode().decode("latin-1") + "\xd1" and named[2] == '{"name":"Захарова"}'
E

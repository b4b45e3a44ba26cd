#!/usr/bin/env bash
# A desk where nothing happens sends an empty event every few seconds, to two clients of five.
# Guess: a comment, which keeps a live stream open, is no event for anybody; and a client follows a stream on after a cut.
# So:    sseclient hands out an event "message" with empty data for each comment; httpx-sse does so from the first id on, with that id. A loop
#        with json.loads(event.data) ends in the first quiet minute. And of the five only sseclient and aiohttp-sse-client2 come back after
#        a cut, with Last-Event-ID; with the others the loop just ends, without an error, as if all were told.
# Seen:  sseclient 0.0.27, sseclient-py 1.9.0, httpx-sse 0.4.3, aiosseclient 0.1.8, aiohttp-sse-client2 0.3.0.
#        Source: sseclient.py (Event.parse), httpx_sse/_decoders.py (SSEDecoder.decode: an id alone makes an event); WHATWG HTML 9.2.6: without data none.
# Desk:  a stream has a comment every 15 seconds. Who reads it passes over events without data and begins again with the last id it has.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
install() { python3 -m venv "$d/$1"; "$d/$1/bin/pip" install -q --disable-pip-version-check "${@:2}"; }
install one sseclient==0.0.27 requests==2.32.5; install two sseclient-py==1.9.0 requests==2.32.5 httpx==0.28.1 httpx-sse==0.4.3 aiosseclient==0.1.8 aiohttp-sse-client2==0.3.0
cat > "$d/read.py" <<'P'
import asyncio, http.server, sys, threading
asked = []
class Desk(http.server.BaseHTTPRequestHandler):
    def do_GET(self): # event 7, a comment, then the cut; the second time event 8
        asked.append(self.headers.get("Last-Event-ID")); self.send_response(200)
        self.send_header("Content-Type", "text/event-stream;charset=utf-8"); self.end_headers()
        self.wfile.write(b"retry: 100\nid: 7\ndata: {}\n\n: still here\n\n" if len(asked) == 1 else b"id: 8\ndata: {}\n\n")
    def log_message(self, *words): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk); threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/"
def plain():
    if sys.argv[1] == "sseclient": from sseclient import SSEClient; return SSEClient(url)
    if sys.argv[1] == "sseclient-py": import requests, sseclient; return sseclient.SSEClient(requests.get(url, stream=True)).events()
    import httpx, httpx_sse
    return httpx_sse.EventSource(httpx.Client().send(httpx.Request("GET", url), stream=True)).iter_sse()
async def later():
    if sys.argv[1] == "aiosseclient":
        from aiosseclient import aiosseclient
        return [e.data async for e in aiosseclient(url)]
    from aiohttp_sse_client2.client import EventSource
    events = []
    async with EventSource(url) as source:
        async for e in source:
            events.append(e.data)
            if len(asked) > 1: return events
def some():
    for e in plain():
        yield e.data
        if len(asked) > 1: return
events = asyncio.run(later()) if sys.argv[1].startswith("aio") else list(some())
print(sys.argv[1], events, "asked again with", asked[1:])
P
for one in one:sseclient two:sseclient-py two:httpx-sse two:aiosseclient two:aiohttp-sse-client2; do "$d/${one%:*}/bin/python" -W ignore "$d/read.py" "${one#*:}" 2>/dev/null | grep '^[a-z-]*sse'; done | tee "$d/seen"
diff - "$d/seen" <<'E'
sseclient ['{}', '', '{}'] asked again with ['7']
sseclient-py ['{}'] asked again with []
httpx-sse ['{}', ''] asked again with []
aiosseclient ['{}'] asked again with []
aiohttp-sse-client2 ['{}', '{}'] asked again with ['7']
E

#!/usr/bin/env bash
# A payment is booked three times, because the client of the API tries again by itself.
# Guess: a library for retries repeats what does no harm twice (GET, PUT, DELETE), as urllib3's Retry does, and a POST only when told so.
# So:    aiohttp-retry repeats every method by default at every answer from 500 on: a server that books the payment and then cannot say so books it
#        three times, and nothing is logged unless debugging is on. methods={"GET"} ends that, but not for lost connections: with
#        exceptions={ClientError} beside it a POST is sent three times again. Without exceptions a lost connection is not tried again at
#        all, though its own comment says "by default on all". httpx-retries, retry-requests and urllib3's Retry send the POST once.
# Seen:  aiohttp-retry 2.9.1, httpx-retries 0.6.0, retry-requests 2.0.0, urllib3 2.5.0. Source: aiohttp_retry/retry_options.py (methods: all
#        of them unless given), client.py (the except branch does not look at methods), urllib3/util/retry.py (DEFAULT_ALLOWED_METHODS).
# Desk:  payments and receipts are refused without an Idempotency-Key, and with the same key the second try gets the first answer; the caller
#        has to make the key outside of what is tried again.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check aiohttp-retry==2.9.1 httpx-retries==0.6.0 retry-requests==2.0.0 requests==2.32.5 urllib3==2.5.0
"$d/v/bin/python" -W ignore - <<'E'
import asyncio, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import aiohttp, httpx, requests, retry_requests
from aiohttp_retry import ExponentialRetry, RetryClient
from httpx_retries import Retry, RetryTransport
from urllib3.util import Retry as OldRetry
booked = []
class Server(BaseHTTPRequestHandler):
    def do_POST(self):  # books, and then something behind it is away
        self.rfile.read(int(self.headers["Content-Length"])); booked.append(self.headers.get("Idempotency-Key"))
        if self.path == "/lost": self.close_connection = True; return
        self.send_response(503); self.send_header("Content-Length", "0"); self.end_headers()
    def log_message(self, *_): pass
server = ThreadingHTTPServer(("127.0.0.1", 0), Server); threading.Thread(target=server.serve_forever, daemon=True).start()
url, payment = f"http://127.0.0.1:{server.server_port}/payments", {"json": {"amount_minor": 150000}, "headers": {"Idempotency-Key": "k-1"}}
lost = url.replace("/payments", "/lost")
async def by_aiohttp(url=url, **options):
    async with RetryClient(retry_options=ExponentialRetry(attempts=3, start_timeout=0.01, **options)) as client:
        async with client.post(url, **payment): pass
def by_httpx():
    with httpx.Client(transport=RetryTransport(retry=Retry(total=2, backoff_factor=0.01))) as client: client.post(url, **payment)
def by_urllib3():
    session = requests.Session(); session.mount("http://", requests.adapters.HTTPAdapter(max_retries=OldRetry(2, status_forcelist=[503], backoff_factor=0.01)))
    session.post(url, **payment)
seen = {}
for name, post in {"aiohttp-retry": lambda: asyncio.run(by_aiohttp()), "aiohttp-retry, GET alone": lambda: asyncio.run(by_aiohttp(methods={"GET"})),
                   "lost, GET alone": lambda: asyncio.run(by_aiohttp(lost, methods={"GET"}, exceptions={aiohttp.ClientError})),
                   "lost, by default": lambda: asyncio.run(by_aiohttp(lost)),
                   "httpx-retries": by_httpx, "retry-requests": lambda: retry_requests.retry(retries=2, backoff_factor=0.01).post(url, **payment),
                   "urllib3": by_urllib3}.items():
    booked.clear()
    try: post()
    except Exception as error: print(name, type(error).__name__)
    seen[name] = len(booked), set(booked)
print(seen)
assert [times for times, _ in seen.values()] == [3, 1, 3, 1, 1, 1, 1] and all(keys == {"k-1"} for _, keys in seen.values())
E

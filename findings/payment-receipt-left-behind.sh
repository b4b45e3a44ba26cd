#!/usr/bin/env bash
# A payment link of T-Bank without the receipt that was handed over, and a kopeck short.
# Guess: init_payment(19.99, …, receipt=…) asks for 1999 kopecks and sends the receipt along, which the law wants (54-FZ).
# So:    the receipt, and the client's address in DATA, are left out of the signature, as the bank has it, by deleting them from the request
#        itself: nothing of them is sent, and the bank takes the payment without. The sum is cut, not rounded: 1998 kopecks. One sum
#        in about twenty of those with kopecks is a kopeck short.
# Seen:  tinkoff-acquiring 0.1.5, httpx 0.28.1. Source: tinkoff_acquiring/client.py (generate_token: `del params[key]`; init_payment: int(amount * 100)).
# Desk:  sums are integers of kopecks (`total_minor`): an integrator hands them to the bank as they are, and looks at one request before the first client does.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check tinkoff-acquiring==0.1.5 httpx==0.28.1
"$d/v/bin/python" -W ignore - 2>/dev/null <<'P'
import asyncio, http.server, json, threading
from tinkoff_acquiring.client import TinkoffAcquiringAPIClient
asked = []
class Bank(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200); self.end_headers(); self.wfile.write(b'{"Success":true}')
    def log_message(self, *words): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bank); threading.Thread(target=server.serve_forever, daemon=True).start()
TinkoffAcquiringAPIClient.API_ENDPOINT = f"http://127.0.0.1:{server.server_port}/"
bank = TinkoffAcquiringAPIClient("demo", "demo")
receipt = {"Email": "anna@example.org", "Taxation": "usn_income", "Items": [{"Name": "Замена масла", "Price": 1999, "Quantity": 1, "Amount": 1999, "Tax": "none"}]}
asyncio.run(bank.init_payment(19.99, "17", "Замена масла", receipt=receipt, email="anna@example.org"))
short = sum(int(k / 100 * 100) < k for k in range(100000, 200000))
print("sent:", *sorted(set(asked[0]) & {"Amount", "OrderId", "Description", "DATA", "Receipt"}), "| Amount", asked[0]["Amount"], "| of 100 000 sums short:", short)
assert not {"DATA", "Receipt"} & set(asked[0]) and asked[0]["Amount"] == 1998 and short > 1000
P

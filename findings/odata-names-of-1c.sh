#!/usr/bin/env bash
# A client for the OData of 1C, which can ask 1C for nothing whose name is Russian; what it does get it takes for nothing.
# Guess: a library made for 1C reads "Catalog_Товары", the example of its own description, as every catalogue of a Russian 1C has such a name;
#        a single object asked for by its key is one item.
# So:    enterprise-1c-odata puts the name into the address as it is; urllib refuses letters outside ASCII, and the error says "Unexpected error
#        … 'ascii' codec". Only the filter is encoded. With the name encoded by hand a list comes, but of a single object, which 1C
#        sends without "value", there are no items and count is 0, as if the client did not exist. odata1cw, by requests, asks for both.
# Seen:  enterprise-1c-odata 0.1.0, odata1cw 0.0.4, against a server of our own that answers as 1C does. Source: enterprise_1c_odata/query.py
#        (build_url: only urlencode(params)), client.py (execute: data.get("value", [])).
# Desk:  accounting takes payments and bills by our API or as CSV; nothing of the desk asks 1C.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check enterprise-1c-odata==0.1.0 odata1cw==0.0.4 requests==2.32.5
"$d/v/bin/python" -W ignore - <<'E'
import json, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, unquote
from enterprise_1c_odata import ODataClient, ODataQuery
from odata1cw.catalog import Catalog
from odata1cw.core import Infobase
one = {"Ref_Key": "6f1c2a34-0000-11f1-9c3a-000000000001", "Description": "Анна Крылова"}
class Server(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps(one if "(guid" in unquote(self.path) else {"value": [one, one]}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *_): pass
server = HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/centre"
client = ODataClient(address + "/odata/standard.odata")
try:
    plain = client.execute(ODataQuery("Catalog_Товары").top(25)).count
except Exception as error:
    plain = str(error)
many = client.execute(ODataQuery(quote("Catalog_Контрагенты"))).count
single = client.execute(ODataQuery(quote(f"Catalog_Контрагенты(guid'{one['Ref_Key']}')"))).count
other = Catalog(Infobase(address.removesuffix("centre"), "centre", "user", "password"), "Контрагенты")
print("Catalog_Товары:", plain, "| name encoded:", many, "items, one by its key:", single, "| odata1cw:", len(other.query()), other.get(one["Ref_Key"]))
assert "'ascii' codec can't encode" in plain and (many, single) == (2, 0)
assert len(other.query()) == 2 and other.get(one["Ref_Key"]) == one
E

#!/usr/bin/env bash
# A client's card is read from Zendesk again, and is the one of the first time.
# Guess: each call of an API's library asks the server; a cache, if there is one, is short or asked for.
# So:    zenpy keeps every user it has seen in memory without an end, ten thousand of them, and every ticket for thirty seconds: users(id=…)
#        sends no second request, so that a bridge that runs for weeks never learns a new telephone, name or language, and its ticket's
#        requester is the old one, too. A restart heals it, and a script run by hand is always right.
# Seen:  zenpy 2.0.57. Source: zenpy/lib/cache.py (ZenpyCacheManager: user LRUCache, ticket TTLCache of 30 seconds).
# Desk:  who carries cards or tickets over makes Zenpy(…, disable_cache=True). A contact with the old number is not found by the new one,
#        and a message from a new address makes another contact (/docs#rule-contact).
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check zenpy==2.0.57
"$d/v/bin/python" -W ignore - <<'E'
import io, json, time
clock, real = [0], time.monotonic
time.monotonic = lambda: real() + clock[0]
import requests
from requests.adapters import BaseAdapter
from zenpy import Zenpy
now = {"phone": "+79160000001", "status": "open"}
class Server(BaseAdapter):
    asked = []
    def send(self, request, **_):
        self.asked.append(request.path_url.split("/")[3])
        answer = requests.Response()
        answer.status_code, answer.request, answer.url, answer.encoding = 200, request, request.url, "utf-8"
        answer.headers["Content-Type"] = "application/json"
        one = ({"user": {"id": 5, "name": "Анна", "phone": now["phone"]}} if "users" in request.path_url
               else {"ticket": {"id": 9, "status": now["status"], "subject": "Колодки", "requester_id": 5}})
        answer.raw = io.BytesIO(json.dumps(one).encode())
        return answer
    def close(self): pass
def read(**how):
    session, server = requests.Session(), Server()
    session.mount("https://", server)
    server.asked.clear()
    now.update(phone="+79160000001", status="open")
    desk = Zenpy(subdomain="centre", email="desk@example.org", token="t", session=session, **how)
    seen = [(desk.users(id=5).phone, desk.tickets(id=9).status)]
    now.update(phone="+79160000002", status="solved")
    for seconds in (20, 86_400):
        clock[0] += seconds
        seen.append((desk.users(id=5).phone, desk.tickets(id=9).status))
    return seen, server.asked.count("users"), server.asked.count("tickets")
kept, asked = read(), read(disable_cache=True)
print("at first, changed 20 seconds later, a day later:", *kept[0], "| requests for the user and the ticket:", *kept[1:])
print("with disable_cache:", *asked[0])
old, new = "+79160000001", "+79160000002"
assert kept == ([(old, "open"), (old, "open"), (old, "solved")], 1, 2)
assert asked[0] == [(old, "open"), (new, "solved"), (new, "solved")]
E

#!/usr/bin/env bash
# The telephone +7 916 000-00-00 arrives in Bitrix24 as " 79160000000", and "5W-30 + filter" without its plus.
# Guess: a library for a REST API writes values into the address as form fields are written (%2B for a plus), so what is sent is what arrives.
# So:    bitrix24-rest joins names and values itself and encodes nothing; aiohttp, which takes a string as written, mends letters and percent signs but
#        leaves the plus, which every server reads as a blank. Filters by telephone find nobody, without an error. False, None and an
#        empty list arrive as the words "False", "None" and "[]". Cyrillic, "10 %" and line breaks are right, so a trial shows nothing.
# Seen:  bitrix24-rest 2.0.3, aiohttp 3.12.15, against a server of our own that shows what it was asked. Source: bitrix24/bitrix24.py
#        (_prepare_params: "{0}={1}&".format; session.get with params=str).
# Desk:  telephones are E.164 with the plus. Ask a server of one's own once what it gets; a number without plus is not found by either side.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check bitrix24-rest==2.0.3 aiohttp==3.12.15
"$d/v/bin/python" -W ignore - <<'E'
import asyncio, socket
from urllib.parse import parse_qs
from aiohttp import web
from bitrix24 import Bitrix24
seen = []
async def show(request):
    seen.append({name: value[0] for name, value in parse_qs(request.url.raw_query_string, keep_blank_values=True).items() if name != "start"})
    return web.json_response({"result": []})
async def main():
    app = web.Application(); app.router.add_route("*", "/{path:.*}", show)
    runner = web.AppRunner(app); await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0)); await web.SockSite(runner, listener).start()
    bitrix = Bitrix24(f"http://127.0.0.1:{listener.getsockname()[1]}/rest/1/code/")
    await bitrix.callMethod("crm.contact.list", {"filter": {"PHONE": "+79160000000"}})
    await bitrix.callMethod("crm.deal.add", {"fields": {"TITLE": "5W-30 + фильтр, скидка 10 %", "OPENED": False, "COMMENTS": None, "TAGS": []}})
    await runner.cleanup()
asyncio.run(main())
print(*seen, sep="\n")
assert seen == [{"filter[PHONE]": " 79160000000"}, {"fields[TITLE]": "5W-30   фильтр, скидка 10 %", "fields[OPENED]": "False",
                                                  "fields[COMMENTS]": "None", "fields[TAGS]": "[]"}]
E

#!/usr/bin/env bash
# A hundred clients are carried over into Bitrix24: the second fifty get the numbers of the first.
# Guess: fast_bitrix24's call() with a list answers in the order of the list, as its description says ("the order of results is that of the requests,
#        except for get_all"), so zip(clients, numbers) is safe.
# So:    it packs fifty requests into a batch, sends the batches side by side and puts them together as they are answered: with a slower first
#        batch the answer begins with the fifty-first client. Within a batch the order holds, so a trial with a few cards never shows
#        it. True and False, which Bitrix24 wants as Y and N, are sent as the words "True" and "False", an empty value as "None".
# Seen:  fast-bitrix24 1.8.14, against a server of our own that answers batches as Bitrix24's documentation has it.
#        Source: fast_bitrix24/mult_request.py (wait with FIRST_COMPLETED; results.update), user_request.py (CallUserRequest.run: tuple of the values;
#        standardized_params, whose Y and N are not sent), utils.py (http_build_query).
# Desk:  carry cards over one by one, or fifty at a time, or send the card's own number along (ORIGIN_ID) and look it up afterwards.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check fast-bitrix24==1.8.14
"$d/v/bin/python" -W ignore - <<'E'
import asyncio, socket, threading
from urllib.parse import parse_qs
from aiohttp import web
from fast_bitrix24 import Bitrix
sent, first_may_answer = [], asyncio.Event()
async def batch(request):
    commands = (await request.json())["cmd"]
    numbers = {label: int(parse_qs(command)["fields[ORIGIN_ID]"][0]) for label, command in commands.items()}
    sent.extend(commands.values())
    if 1 in numbers.values(): await asyncio.wait_for(first_may_answer.wait(), 20); await asyncio.sleep(0.5)
    else: first_may_answer.set()
    return web.json_response({"result": {"result": {label: 7000 + number for label, number in numbers.items()}, "result_error": [], "result_total": [],
                                         "result_next": [], "result_time": []}, "time": {"operating": 0.1}})
listener = socket.create_server(("127.0.0.1", 0))
def serve():
    app = web.Application(); app.router.add_route("*", "/{path:.*}", batch)
    web.run_app(app, sock=listener, print=None, handle_signals=False, loop=asyncio.new_event_loop())
threading.Thread(target=serve, daemon=True).start()
bitrix = Bitrix(f"http://127.0.0.1:{listener.getsockname()[1]}/rest/1/code/", verbose=False)
clients = [{"fields": {"ORIGIN_ID": number, "OPENED": False, "COMMENTS": None}} for number in range(1, 101)]
answer = list(bitrix.call("crm.contact.add", clients))
print("given to clients 1, 2, 51, 100:", [answer[number - 1] for number in (1, 2, 51, 100)], "|", sent[0])
assert answer == [*range(7051, 7101), *range(7001, 7051)]
assert "fields[OPENED]=False" in sent[0] and "fields[COMMENTS]=None" in sent[0]
E

#!/usr/bin/env bash
# A web hook of WhatsApp that brings two messages of a client: the second is gone.
# Guess: a library hands every message of a web hook to the handler; Meta sends several in one when they come close together.
# So:    pywa calls the handler for the first one only, answers 200 "ok" and logs nothing, so that Meta does not send the second again;
#        heyoo's get_message and get_message_id know the first only, too. A trial with single messages never shows it.
# Seen:  pywa 4.5.0, heyoo 0.1.2. Source: pywa/types/message.py (from_update: entry[0], changes[0], messages[0]; issue 229 of david-lev/pywa),
#        heyoo/__init__.py (get_message).
# Desk:  hand over by a loop of one's own: for each entry, change and message one call of /v1/channels/{id}/messages with the message's id;
#        answer Meta 200 after all of them are taken. A web hook sent again does no harm, since a message is taken once (/docs#rule-message_once).
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pywa==4.5.0 heyoo==0.1.2
"$d/v/bin/python" - <<'E'
import copy, json
import heyoo, httpx, pywa
def message(number):
    return {"from": "79160000000", "id": f"wamid.{number}", "timestamp": str(1795860000 + number), "type": "text", "text": {"body": f"text {number}"}}
def hook(*messages):
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "74950000000", "phone_number_id": "2"},
        "contacts": [{"profile": {"name": "Анна"}, "wa_id": "79160000000", "user_id": "RU.1000000000000001"}], "messages": list(messages)}}]}]}
seen = []
silent = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, json={})))
client = pywa.WhatsApp(phone_id="2", token="t", server=None, verify_token="v", validate_updates=False, session=silent)
client.on_message(lambda _, message: seen.append(message.id))
both = hook(message(1), message(2))
answer = client.webhook_update_handler(update=json.dumps(both).encode())
again = client.webhook_update_handler(update=json.dumps(hook(message(3))).encode())
other = heyoo.WhatsApp("t", "2").get_message_id(copy.deepcopy(both))
print("pywa:", answer, "messages 1 and 2 in one web hook, 3 alone; handled:", seen, "| heyoo, of 1 and 2:", other)
assert answer == ("ok", 200) and seen == ["wamid.1", "wamid.3"] and other == "wamid.1"
E

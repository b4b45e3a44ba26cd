#!/usr/bin/env bash
# A message of VK in vk_api: the field named "text" is not the text.
# Guess: event.text is what the client wrote; event.datetime is a moment.
# So:    event.text has the line breaks, but every quotation mark, & and < is written as in HTML: ООО &quot;Ромашка&quot;; the client's own
#        words are in event.message. And event.datetime is in UTC without saying so: .timestamp() and .astimezone() take it as local time,
#        three hours too early in Moscow.
# Seen:  vk_api 11.10.1. Source: vk_api/longpoll.py (Event: _parse_message; datetime.utcfromtimestamp).
# Desk:  hand over event.message and, as `sent_at`, event.timestamp made UTC. A text is kept as it comes (/docs#rule-message_kept), so that
#        &quot; would stay in the ticket and stand in its subject.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check vk-api==11.10.1
TZ=Europe/Moscow "$d/v/bin/python" -W ignore - <<'E'
from vk_api.longpoll import Event
sent = 1796032800  # 2026-11-30 10:00 UTC, 13:00 in Moscow
event = Event([4, 77, 1, 558, sent, "ООО &quot;Ромашка&quot;:<br>колодки &lt; 5000, диски &amp; датчик", {"title": " ... "}, {}])
off = int(event.datetime.timestamp()) - sent
print("text:", repr(event.text), "| message:", repr(event.message), "| datetime:", event.datetime, "off by", off, "s")
assert event.text == "ООО &quot;Ромашка&quot;:\nколодки &lt; 5000, диски &amp; датчик"
assert event.message == 'ООО "Ромашка":\nколодки < 5000, диски & датчик' and event.datetime.tzinfo is None and off == -10800
E

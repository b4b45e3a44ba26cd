#!/usr/bin/env bash
# "Messages since ten o'clock" in MAX, asked with a datetime: one call of the library says seconds, the next milliseconds.
# Guess: a library that takes a datetime turns it into the unit of its API, the same in every call.
# So:    in maxapi a message's timestamp is in milliseconds, as is all of MAX's API, and get_comments(after=…) sends milliseconds; but
#        get_messages(from_time=…) sends seconds, so that the moment of today is one in January 1970. No warning: the answer is a list,
#        only not of the time asked for. aiomax hands the same message over with its time in seconds.
# Seen:  maxapi 1.2.3, aiomax 2.12.5. Source: maxapi/methods/get_messages.py (fetch), maxapi/utils/time.py, aiomax/types.py (Message);
#        MAX Bot API 0.0.33, "Resources format" (milliseconds) and getMessages (`to` must be less than `from`; both deprecated).
# Desk:  who fetches what came while the bridge was off passes milliseconds as an int, or hands over more than needed: what was taken
#        answers `duplicate` (/docs#rule-message_once). `sent_at` is text with a zone, so that no unit can be mistaken.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check maxapi==1.2.3 aiomax==2.12.5
"$d/v/bin/python" - <<'E'
import asyncio, types
from datetime import datetime, timezone
import aiomax
from maxapi import Bot
from maxapi.connection.base import BaseConnection
from maxapi.types.message import Message
asked = []
async def request(self, method, path, model=None, params=None, **rest):
    asked.append(next(value for key, value in params.items() if key in ("from", "after")))
    return types.SimpleNamespace(messages=[])
BaseConnection.request = request
async def ask():
    bot, ten = Bot("t"), datetime(2026, 11, 30, 10, tzinfo=timezone.utc)
    await bot.get_messages(chat_id=1, from_time=ten)
    await bot.get_comments(message_id="mid.1", after=ten)
asyncio.run(ask())
person = {"user_id": 5, "first_name": "Анна", "name": "Анна", "is_bot": False, "last_activity_time": 1796032800000}
raw = {"sender": person, "recipient": {"chat_id": 1, "chat_type": "dialog", "user_id": 6}, "timestamp": 1796032800000,
       "body": {"mid": "mid.1", "seq": 1, "text": "Когда готово?", "attachments": []}}
times = Message(**raw).timestamp, aiomax.Message.from_json(raw).timestamp
print("get_messages since 10:00:", asked[0], "| get_comments since 10:00:", asked[1], "| a message of 10:00 in maxapi and aiomax:", *times)
assert asked == [1796032800, 1796032800000] and times == (1796032800000, 1796032800.0)
E

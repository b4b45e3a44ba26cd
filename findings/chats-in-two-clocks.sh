#!/usr/bin/env bash
# The old chats of one client, from WhatsApp and from Telegram, in one table with two clocks.
# Guess: a library with one column "timestamp" for all messengers gives it in one time zone, local or UTC.
# So:    chat-miner reads an export of WhatsApp as it was written, in the phone's local time, and one of Telegram in UTC, though that
#        file has the local time too. Neither says which. In Moscow an answer of 13:05 stands before the question of 13:00. And in a text
#        of Telegram a telephone or a link gets a space before and after it that nobody wrote: "Мастер ( 8 916 000-00-00 ), до шести".
# Seen:  chat-miner 0.6.0. Source: chatminer/chatparsers.py (WhatsAppParser: dateutil.parser; TelegramJsonParser: utcfromtimestamp,
#        " ".join(text_elements)).
# Desk:  `sent_at` has a zone: WhatsApp's time is made UTC with the zone of the phone that exported, Telegram's gets a Z; join the parts
#        of a text without spaces.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check --no-deps chat-miner==0.6.0 pandas==2.3.3 numpy==2.4.6 pytz==2026.1 \
  polars==1.35.2 polars-runtime-32==1.35.2 python-dateutil==2.9.0.post0 six==1.17.0 tqdm==4.67.1
cd "$d"
cat > whatsapp.txt <<'E'
30.11.2026, 13:00 - Анна: Когда готова машина?
30.11.2026, 13:20 - Анна: Позвоните
E
cat > telegram.json <<'E'
{"name": "Анна", "type": "personal_chat", "id": 558, "messages": [{"id": 1, "type": "message", "date": "2026-11-30T13:05:00",
 "date_unixtime": "1796033100", "from": "Сервис", "from_id": "user1",
 "text": ["Готова. Мастер (", {"type": "phone", "text": "8 916 000-00-00"}, "), до шести"]}]}
E
TZ=Europe/Moscow "$d/v/bin/python" -W ignore - 2>/dev/null <<'E'
from chatminer.chatparsers import TelegramJsonParser, WhatsAppParser
def read(parser):
    parser.parse_file()
    return parser.parsed_messages.get_df().sort("timestamp").rows()
question = read(WhatsAppParser("whatsapp.txt"))[0]
answer = read(TelegramJsonParser("telegram.json"))[0]
for when, who, text in (question, answer): print(when, who, text)
assert str(question[0]) == "2026-11-30 13:00:00" and str(answer[0]) == "2026-11-30 10:05:00"
assert question[0].tzinfo is None and answer[0].tzinfo is None and answer[2] == "Готова. Мастер ( 8 916 000-00-00 ), до шести"
E

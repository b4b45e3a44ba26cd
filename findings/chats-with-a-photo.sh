#!/usr/bin/env bash
# A photo in a chat of WhatsApp from an iPhone becomes words of whoever wrote before it.
# Guess: tools that read an exported chat read a Russian one, from Android ("30.11.2026, 10:15 - Анна: …") as from an iPhone ("[30.11.2026, 10:15:03] Анна: …").
# So:    an iPhone puts an invisible sign (U+200E) before each line with a photo or a call. whatsapp-converter takes such a line for the rest of the message
#        above, so that the master says "забирайте до 20:00 [30.11.2026, 10:17:01] Анна: <прикреплено: …>", and the client's photo is nobody's.
#        mad-whatsapp makes one message of a whole Russian chat from Android, its first one, without an error (it knows dates with
#        slashes); whatsapp-chat-analyzer says that it knows no such format. whatsapp-chat-to-pdf reads both right.
# Seen:  whatsapp-converter 0.6.4, mad-whatsapp 0.6, whatsapp-chat-analyzer 0.2.0, whatsapp-chat-to-pdf 0.1.0.
#        Source: whatsapp_converter.py (pattern_date), mad_whatsapp/wap.py (DATE_PATTERN), whatsapp_analyzer/detection.
# Desk:  old chats come in as messages with a sender and a time each (/v1/channels/{id}/messages): count the lines that begin with a date against them.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check whatsapp-converter==0.6.4 mad-whatsapp==0.6 whatsapp-chat-analyzer==0.2.0 whatsapp-chat-to-pdf==0.1.0
cd "$d"; printf '%s\n' '30.11.2026, 10:15 - Анна: Машина готова?' '30.11.2026, 10:16 - Мастер: Да,' 'забирайте до 20:00' '30.11.2026, 10:17 - Анна: IMG-20261130-WA0001.jpg (файл добавлен)' > android.txt
e=$(printf '\u200e'); printf '%s\n' '[30.11.2026, 10:15:03] Анна: Машина готова?' '[30.11.2026, 10:16:44] Мастер: Да,' 'забирайте до 20:00' "${e}[30.11.2026, 10:17:01] Анна: ${e}<прикреплено: 03-PHOTO.jpg>" > iphone.txt
cat > read.py <<'P'
import subprocess, sys
from mad_whatsapp.wap import parse_whatsapp_file
from whatsapp_analyzer import WhatsAppParser
from whatsapp_chat_to_pdf.parser import parse_file
def tell(tool, chat, read):
    try: got = [(sender, text.replace("\n", " ").replace("\u200e", "")) for sender, text in read()]
    except Exception as e: got = [type(e).__name__]
    print(tool, chat, len(got), *got[-2:], sep=" | ")
def converter(chat):
    subprocess.run([sys.executable, "-W", "ignore", "-m", "whatsapp_converter", chat + ".txt", chat + ".csv"], capture_output=True, check=True)
    return [line.rstrip("\n").split("|")[3:] for line in open(chat + ".csv", encoding="utf-8")][1:]
for chat in ("android", "iphone"):
    tell("converter", chat, lambda: converter(chat))
    tell("mad", chat, lambda: [(m["author"], m["content"]) for m in parse_whatsapp_file(chat + ".txt")])
    tell("analyzer", chat, lambda: [(m.sender, m.text) for m in WhatsAppParser().parse(open(chat + ".txt", encoding="utf-8").read()).messages])
    tell("to-pdf", chat, lambda: [(m.sender, m.text) for m in (lambda c: getattr(c, "messages", c))(parse_file(chat + ".txt"))])
P
"$d/v/bin/python" -W ignore read.py 2>/dev/null | tee seen
diff - seen <<'E'
converter | android | 3 | ('Мастер', 'Да, забирайте до 20:00') | ('Анна', 'IMG-20261130-WA0001.jpg (файл добавлен)')
mad | android | 1 | ('Анна', 'Машина готова?')
analyzer | android | 1 | FormatDetectionError
to-pdf | android | 3 | ('Мастер', 'Да, забирайте до 20:00') | ('Анна', 'IMG-20261130-WA0001.jpg (файл добавлен)')
converter | iphone | 2 | ('Анна', 'Машина готова?') | ('Мастер', 'Да, забирайте до 20:00 [30.11.2026, 10:17:01] Анна: <прикреплено: 03-PHOTO.jpg>')
mad | iphone | 1 | TypeError
analyzer | iphone | 1 | FormatDetectionError
to-pdf | iphone | 3 | ('Мастер', 'Да, забирайте до 20:00') | ('Анна', '<прикреплено: 03-PHOTO.jpg>')
E

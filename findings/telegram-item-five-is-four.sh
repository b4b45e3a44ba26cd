#!/usr/bin/env bash
# The client is asked about items 3 and 5 of the estimate, and reads 3 and 4 in Telegram.
# Guess: a converter of Markdown for Telegram, which has no lists, leaves "3." and "5." as they were typed; a plain text comes out as it went in.
# So:    telegramify-markdown counts a list on from its first number, as a browser would: "5. Диски" is sent as "4.", and "1) … 3) …" as "1. … 2. …",
#        so that the client's "yes to 4" is about another item. "5*2*3 мм" loses its asterisks to italics, and "# 12 готов" becomes a heading with
#        a pin before it. md2tgmd and chatgpt-md-converter keep the numbers and the asterisks; the first puts an empty line between.
# Seen:  telegramify-markdown 1.4.1, md2tgmd 0.3.10, chatgpt-md-converter 0.3.12. Source: their output; CommonMark 0.31, 5.3 (only the first number counts).
# Desk:  what an operator writes is plain text: send it without parse_mode. Each item has its id, and an approval names items, not numbers.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check telegramify-markdown==1.4.1 md2tgmd==0.3.10 chatgpt-md-converter==0.3.12
"$d/v/bin/python" -W ignore - <<'E'
import telegramify_markdown
from chatgpt_md_converter import telegram_format
from md2tgmd import escape
texts = ["3. Колодки\n5. Диски", "1) Масло\n3) Фильтр", "Шайба 5*2*3 мм", "# 12 готов"]
seen = {name: [convert(text).replace("\\", "").rstrip() for text in texts] for name, convert in (
    ("telegramify", telegramify_markdown.markdownify), ("md2tgmd", escape), ("chatgpt-md", telegram_format))}
print(*seen.items(), sep="\n")
assert seen["telegramify"][:3] == ["3. Колодки\n4. Диски", "1. Масло\n2. Фильтр", "Шайба 5_2_3 мм"] and seen["telegramify"][3].startswith("📌")
assert seen["md2tgmd"] == ["3. Колодки\n\n5. Диски", *texts[1:]] and seen["chatgpt-md"][:3] == texts[:3]
E

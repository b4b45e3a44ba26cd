#!/usr/bin/env bash
# "Завтра в 10" is understood as tomorrow at this very minute.
# Guess: dateparser, which knows Russian, understands when a client wants to come, or answers nothing.
# So:    it answers, and wrong: "завтра в 10" keeps the present hour, "01.12" is twelve minutes past one, "1.12 в 15.30" a day in 2030, "в субботу в 10"
#        the tenth of the month; with PREFER_DATES_FROM=future today's date of two digits ("29.11.26") is in 2126. "Через 2 рабочих
#        дня", "завтра утром", "1 декабря в 9 утра", "до пятницы" are None.
# Seen:  dateparser 1.5.0, asked on Sunday 29 November 2026 at 12:00. Source: dateparser/languages (ru), freshness_date_parser.py, parser.py (time formats with a dot).
# Desk:  a promise is a time that a person entered; nothing is promised from a text.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0
"$d/v/bin/python" -W ignore - <<'E'
import datetime, dateparser
now = datetime.datetime(2026, 11, 29, 12)
def read(text):
    found = dateparser.parse(text, languages=["ru"], settings={"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"})
    return found and f"{found:%Y-%m-%d %H:%M}"
for text, answer in {"завтра в 10": "2026-11-30 12:00", "01.12": "2026-11-30 01:12", "1.12 в 15.30": "2030-11-15 01:12", "в субботу в 10": "2026-11-10 00:00",
                     "29.11.26": "2126-11-29 00:00", "через 2 рабочих дня": None, "завтра утром": None, "1 декабря в 9 утра": None, "до пятницы": None}.items():
    print(f"{text:22} {read(text)}")
    assert read(text) == answer
E

#!/usr/bin/env bash
# "Через 21 минута": durations in Russian need a case, and one library of four does not have it.
# Guess: libraries with a Russian translation say "через 21 минуту" and "1 минута".
# So:    humanize puts "через" before the nominative (через 21 минута, 21 минута назад) and gives one minute alone in the accusative (минуту); thousands keep the
#        English comma. arrow, timeago and Babel have it right.
# Seen:  humanize 4.17.0, arrow 1.4.0, timeago 1.0.16, babel 2.19.0.
#        Source: humanize/locale/ru_RU (one form for both uses), humanize/time.py (naturaltime), arrow/locales.py (RussianLocale).
# Desk:  answers carry times, not durations in words; what a page says ("осталось 21 мин") uses signs without cases.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check humanize==4.17.0 arrow==1.4.0 timeago==1.0.16 babel==2.19.0
"$d/v/bin/python" -W ignore - <<'E'
from datetime import datetime, timedelta
import arrow, humanize, timeago
from babel.dates import format_timedelta
humanize.activate("ru_RU")
now, minutes = datetime(2026, 11, 29, 12), timedelta(minutes=21)
one = humanize.naturaltime(-minutes), humanize.naturaltime(minutes), humanize.naturaldelta(timedelta(minutes=1)), humanize.intcomma(1234567)
others = [arrow.get(now + minutes).humanize(arrow.get(now), locale="ru"), timeago.format(now + minutes, now, "ru"), format_timedelta(minutes, locale="ru", add_direction=True)]
print(one, others)
assert one == ("через 21 минута", "21 минута назад", "минуту", "1,234,567") and others == ["через 21 минуту"] * 3
E

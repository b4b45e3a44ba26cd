#!/usr/bin/env bash
# The part comes in sixteen days; the client is told "in a month".
# Guess: durations in words are rounded to the nearest: sixteen days are two weeks or sixteen days, twenty are three weeks.
# So:    arrow says "через месяц" of 15 to 44 days and humanize of 16 to 45, so that its weeks stop at two; humanize has no weeks at all.
#        Babel (2, 3, 4 weeks) and timeago (2 weeks up to 20 days) count on. A page that changes from one to the other doubles every promise.
# Seen:  arrow 1.4.0, humanize 4.17.0, babel 2.19.0, timeago 1.0.16. Source: arrow/arrow.py (humanize: `if calendar_diff.days > 14`),
#        humanize/time.py (naturaldelta: a month from half a month on), babel/dates.py (format_timedelta: threshold 0.85).
# Desk:  answers carry dates and days (`promised_at`, `due`), and the page that shows them says the date.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check arrow==1.4.0 humanize==4.17.0 babel==2.19.0 timeago==1.0.16
"$d/v/bin/python" -W ignore - <<'P' | tee "$d/seen"
from datetime import timedelta
import arrow, humanize, timeago
from babel.dates import format_timedelta
humanize.i18n.activate("ru_RU")
now = arrow.get("2026-11-02T10:00:00+00:00")
for days in (14, 15, 16, 20, 28, 44):
    there, span = now.shift(days=days), timedelta(days=days)
    print(days, there.humanize(now, locale="ru"), humanize.naturaltime(-span), format_timedelta(span, locale="ru", add_direction=True), timeago.format(there.naive, now.naive, "ru"), sep=" | ")
P
diff - "$d/seen" <<'E'
14 | через 2 недели | через 14 дней | через 2 недели | через 2 недели
15 | через месяц | через 15 дней | через 2 недели | через 2 недели
16 | через месяц | через месяц | через 2 недели | через 2 недели
20 | через месяц | через месяц | через 3 недели | через 2 недели
28 | через месяц | через месяц | через 1 месяц | через 4 недели
44 | через месяц | через месяц | через 1 месяц | через месяц
E

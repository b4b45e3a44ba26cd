#!/usr/bin/env bash
# A client who wants to come today is told "The date have to be later 01/12/2026", on 1 December 2026.
# Guess: a calendar of buttons whose range is "from now, for two weeks" offers today; a client's language that it does not know makes it English.
# So:    aiogram-calendar compares the chosen day's midnight with the moment, so "now" as the first day shuts today out, and the last day depends on
#        the hour too. The days outside are shown like the others. Its get_user_locale, which the description puts round every call, raises
#        KeyError for a client whose Telegram speaks Kazakh (kk) or Armenian (hy), and for one who sends no language at all, so that they get no
#        calendar; Uzbek, Kyrgyz and Tajik are known.
# Seen:  aiogram-calendar 0.6.0, aiogram 3.31.0. Source: aiogram_calendar/common.py (process_day_select: min_date > date; get_user_locale:
#        locale.locale_alias[…], a table of Python's).
# Desk:  an appointment is a moment with a zone, and the desk refuses the past. A bot's range begins at midnight of the centre's day.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check aiogram-calendar==0.6.0 aiogram==3.31.0
"$d/v/bin/python" -W ignore - <<'E'
import asyncio
from datetime import datetime, timedelta
from unittest.mock import AsyncMock, MagicMock
from aiogram.types import User
from aiogram_calendar import SimpleCalendar, SimpleCalendarCallback, get_user_locale
now = datetime(2026, 12, 1, 10, 30)
async def chosen(day, first):
    calendar, query = SimpleCalendar(), MagicMock()
    calendar.set_dates_range(first, first + timedelta(days=14))
    query.answer, query.message.delete_reply_markup = AsyncMock(), AsyncMock()
    selected, _ = await calendar.process_selection(query, SimpleCalendarCallback(act="DAY", year=2026, month=12, day=day))
    return selected or query.answer.call_args.args[0]
async def language(code):
    try:
        return await get_user_locale(User(id=1, is_bot=False, first_name="A", language_code=code))
    except KeyError:
        return "KeyError"
async def main():
    days = [await chosen(day, now) for day in (1, 2, 15)], await chosen(1, now.replace(hour=0, minute=0))
    languages = {code: await language(code) for code in ("ru", "uz", "ky", "tg", "kk", "hy", None)}
    print("1, 2, 15 December from now:", days[0], "| 1 December from midnight:", days[1], "\n", languages)
    assert days == (["The date have to be later 01/12/2026", True, True], True)
    assert list(languages.values()) == ["ru_RU", "uz_UZ", "ky_KG", "tg_TJ", "KeyError", "KeyError", "KeyError"]
asyncio.run(main())
E

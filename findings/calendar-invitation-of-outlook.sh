#!/usr/bin/env bash
# Outlook's invitation for ten o'clock is read as one in the afternoon, and Samara's as five.
# Guess: the zone of an invitation is in the file itself (VTIMEZONE, +0300), so every reader has 10:00 in Moscow, whatever the zone is called.
# So:    ics reads the events before the zones and never looks at them: Windows' names ("Russian Standard Time", "Ekaterinburg Standard Time")
#        become UTC, 13:00 in Moscow. "Russia Time Zone 3" (Samara, +04:00) has a digit, so dateutil takes it for a rule of POSIX and answers −03:00,
#        which is 17:00 in Samara. icalendar and vobject read all three right; so does ics with Europe/Moscow.
# Seen:  ics 0.7.3 with python-dateutil 2.9.0 and arrow 1.4.0, icalendar 7.3.2, vobject 0.9.9.
#        Source: ics/utils.py (iso_to_arrow: gettz, then 'UTC'), ics/parsers/icalendar_parser.py; RFC 5545 3.6.5; dateutil.tz.gettz (tzstr).
# Desk:  times of the API have a zone as a number (Z, +03:00), never a name; an invitation is converted by its own VTIMEZONE.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check ics==0.7.3 python-dateutil==2.9.0.post0 arrow==1.4.0 icalendar==7.3.2 vobject==0.9.9
"$d/v/bin/python" -W ignore - <<'E'
import icalendar, ics, vobject
def read(zone, offset):
    file = "\r\n".join([
        "BEGIN:VCALENDAR", "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "VERSION:2.0", "METHOD:REQUEST",
        "BEGIN:VTIMEZONE", f"TZID:{zone}", "BEGIN:STANDARD", "DTSTART:16010101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261129T071500Z", f"DTSTART;TZID={zone}:20261201T100000", f"DTEND;TZID={zone}:20261201T110000", "SUMMARY:ТО",
        "END:VEVENT", "END:VCALENDAR", ""])
    starts = (next(iter(ics.Calendar(file).events)).begin, icalendar.Calendar.from_ical(file).walk("VEVENT")[0].decoded("dtstart"), vobject.readOne(file).vevent.dtstart.value)
    return [start.isoformat()[11:] for start in starts]
for zone, offset, seen_by_ics in (("Russian Standard Time", "+0300", "+00:00"), ("Ekaterinburg Standard Time", "+0500", "+00:00"),
                                  ("Russia Time Zone 3", "+0400", "-03:00"), ("Europe/Moscow", "+0300", "+03:00")):
    seen = read(zone, offset)
    print(f"{zone:28} ics, icalendar, vobject: {seen}")
    right = f"10:00:00{offset[:3]}:{offset[3:]}"
    assert seen == ["10:00:00" + seen_by_ics, right, right], zone
E

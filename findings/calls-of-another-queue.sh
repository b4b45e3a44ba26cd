#!/usr/bin/env bash
# A listener for the calls of one queue of Asterisk hears those of every queue and of none.
# Guess: Queue="service" beside a listener's names of events lets through those that have this queue.
# So:    asterisk-ami's rule asks only where the event has the field: a QueueCallerAbandon of another queue is held back, but every
#        DialEnd and Hangup, which name no queue, passes, the sales department's too. Each becomes a "missed call" of the workshop. The rules are
#        of two kinds, too: a pattern finds its word anywhere in a white list, but only at the beginning in a black list, so that
#        Request passes there as HangupRequest.
# Seen:  asterisk-ami 0.1.7; the events' fields by Asterisk 20's documentation of AMI. Source: asterisk/ami/event.py (check_attributes:
#        `if k not in event_keys: continue`; check_white_list: search, check_black_list: match).
# Desk:  tell calls apart in the bridge, by Linkedid: remember from QueueCallerJoin which calls are the workshop's, and hand over one message
#        for each, with the Linkedid as `external_id`, so that its events make one message (/docs#rule-message_once).
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check asterisk-ami==0.1.7
"$d/v/bin/python" - <<'E'
import re
from asterisk.ami import Event, EventListener
def event(name, linked, **fields):
    lines = [f"Event: {name}", "Privilege: call,all", "CallerIDNum: +79160000000", f"Linkedid: {linked}"]
    return Event.read("\r\n".join(lines + [f"{key}: {value}" for key, value in fields.items()]))
calls = [
    event("QueueCallerAbandon", "1796032800.1", Queue="service", HoldTime=40),
    event("QueueCallerAbandon", "1796032900.2", Queue="sales", HoldTime=15),
    event("DialEnd", "1796033000.3", DialStatus="NOANSWER", DestExten="210"),
    event("HangupRequest", "1796033000.3"),
]
def heard(**rules):
    seen = []
    listener = EventListener(on_event=lambda event, **_: seen.append((event.name, event.keys["Linkedid"][-1])), **rules)
    for call in calls: listener(event=call)
    return seen
missed = heard(white_list=["QueueCallerAbandon", "DialEnd"], Queue="service")
white, black = heard(white_list=re.compile("Request")), heard(black_list=re.compile("Request"))
print("Queue=service:", missed, "| white list Request:", white, "| not held back by a black list Request:", black[-1])
assert missed == [("QueueCallerAbandon", "1"), ("DialEnd", "3")]
assert white == [("HangupRequest", "3")] and ("HangupRequest", "3") in black
E

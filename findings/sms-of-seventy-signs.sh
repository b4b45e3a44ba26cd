#!/usr/bin/env bash
# How many messages is a text to a client's telephone? The counter says one, the bill says two.
# Guess: a counter of SMS knows that one Russian letter makes 70 signs to a message, and that a sign beyond the first 65,536 counts as two.
# So:    sms-counter counts signs as Python does: 69 letters and 👍 are one message to it, 71 units on the network and so two, as in smsutil; 36 👍
#        are one and are two. Both count a price in Latin letters with a space that does not break ("1 500 RUB", as formatters write it) as Unicode:
#        150 signs are three messages instead of one, and no warning says which sign it was.
# Seen:  sms-counter 0.0.1, smsutil 1.1.3. Source: sms/counter/sms_counter.py (len of the code points), smsutil/splitter.py; 3GPP TS 23.038 6.2, TS 23.040 9.2.3.24.
# Desk:  messages are text of any length; whoever sends them by SMS counts units of UTF-16 and writes an ordinary space.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check sms-counter==0.0.1 smsutil==1.1.3 pydantic==2.14.4
"$d/v/bin/python" -W ignore - <<'E'
import smsutil
from sms.counter.sms_counter import SMSCounter
texts = {
    "70 letters": ("д" * 70, 1, 1), "71 letters": ("д" * 71, 2, 2), "69 letters and a sign": ("д" * 69 + "👍", 1, 2), "36 signs": ("👍" * 36, 1, 2),
    "150 in Latin": ("Gotovo: 1 500 RUB".ljust(150, "."), 1, 1), "with U+00A0": ("Gotovo: 1\u00a0500 RUB".ljust(150, "."), 3, 3),
}
for name, (text, *expected) in texts.items():
    counted = SMSCounter().count(text).segment
    seen = [counted, len(smsutil.split(text).parts)]
    print(f"{name:22} sms-counter {seen[0]}, smsutil {seen[1]}, units {len(text.encode('utf-16-le')) // 2}")
    assert seen == expected, name
E

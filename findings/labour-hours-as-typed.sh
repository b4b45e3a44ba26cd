#!/usr/bin/env bash
# An hour and a half of labour, typed as "1:30", is ninety seconds; typed as "½ h", half an hour is two hours.
# Guess: a library of durations takes "1:30" for an hour and a half, or asks; "1h30" is the same; what it cannot read wholly is an error.
# So:    pytimeparse and timelength say ninety seconds, durations-nlp nothing, zero seconds. Of "1h30" the last two drop the half hour and say
#        one hour; pytimeparse answers None. timelength reads "½ h" as two hours and "1 hour and a half" as one, and says success=True of both,
#        since a part was readable. "1,5h" is no success there, with 0 seconds. "2M" is two minutes to pytimeparse, two months to the others.
# Seen:  pytimeparse 1.1.10, timelength 3.0.4, durations-nlp 1.0.1. Source: pytimeparse/timeparse.py (MINSECS before HOURS), timelength's parser (result.invalid
#        beside success), durations_nlp/parser.py.
# Desk:  norm-hours are decimals (1.5) and clocked time is minutes; nobody's "1:30" is read.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pytimeparse==1.1.10 timelength==3.0.4 durations-nlp==1.0.1
"$d/v/bin/python" -W ignore - <<'E'
from durations_nlp import Duration
from pytimeparse import parse
from timelength import TimeLength
def nlp(text):
    try:
        return Duration(text).to_seconds()
    except Exception as error:
        return type(error).__name__
seen = {}
for text in ("1.5h", "1:30", "1h30", "½ h", "1 hour and a half", "1,5h", "2M"):
    told = TimeLength(text).result
    seen[text] = parse(text), (told.seconds, told.success), nlp(text)
    print(f"{text:18} pytimeparse {seen[text][0]}, timelength {seen[text][1]}, durations-nlp {seen[text][2]}")
assert seen["1.5h"] == (5400, (5400, True), 5400) and seen["1:30"] == (90, (90, True), 0) and seen["1h30"] == (None, (3600, True), 3600)
assert seen["½ h"][1] == (7200, True) and seen["1 hour and a half"][1] == (3600, True) and seen["1,5h"][1] == (0, False)
assert seen["2M"][0] == 120 and seen["2M"][1][0] == 2 * 30.5 * 86400
E

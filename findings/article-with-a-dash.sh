#!/usr/bin/env bash
# A typographer for Russian texts writes articles and telephones anew.
# Guess: it sets quotation marks and dashes between words; "90915-10003", "8-800-555-35-35" and "(R)" for the right side are left as they are.
# So:    a hyphen between digits is taken for a range by all three and becomes an en dash (U+2013), so the article is not found by the one who
#        copies it from the page, and the telephone is dialled by no link. "5W-30" and "X-Trail" stay. pytils and etpgrf make ® of "(R)", etpgrf
#        ℗ of "(p)", pytils §.
# Seen:  pytils 0.4.4, chakert 0.2.1, etpgrf 0.1.6.post1. Source: pytils/typo.py (rl_dashes, rl_marks), chakert/langs/ru.py, etpgrf/symbols.py.
# Desk:  texts are shown as written. Articles are compared by letters and digits alone, and telephones are taken with an en dash, so both are found again.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pytils==0.4.4 chakert==0.2.1 etpgrf==0.1.6.post1
"$d/v/bin/python" -W ignore - <<'E' 2>/dev/null
import re
from chakert import Typograph
from etpgrf import Typographer
from pytils.typo import typography
other = Typographer(langs="ru", mode="unicode")
tools = {"pytils": typography, "chakert": lambda text: Typograph.typograph_text(text, "ru"), "etpgrf": other.process}
plain = lambda text: re.sub("[\u00a0\u202f\u2009]", " ", text)
for name, tool in tools.items():
    seen = [plain(tool(text)) for text in ("90915-10003", "8-800-555-35-35", "5W-30", "опора (R) правая", "опора (p) 5")]
    print(name, seen)
    assert seen[:3] == ["90915–10003", "8–800–555–35–35", "5W-30"]
    assert seen[3:] == {"pytils": ["опора® правая", "опора § 5"], "chakert": ["опора (R) правая", "опора (p) 5"],
                        "etpgrf": ["опора ® правая", "опора ℗ 5"]}[name]
E

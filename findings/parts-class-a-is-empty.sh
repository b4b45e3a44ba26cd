#!/usr/bin/env bash
# ABC analysis of a store: the one part that makes 60 % of the turnover is class B, and class A is empty.
# Guess: class A are the few parts with most of the turnover, so the part with most of it is in A, however the bounds are found.
# So:    abc_analysis takes the value of A's last part for the limit, and only parts above it for A: so A loses its last part, and when it has one, all.
#        One oil with 60 000 and two hundred filters at 200 are all B, the filters too; one with 600 000 before a hundred that fall off is B.
#        Ten equal parts are B as well. Nothing is raised, and a list of "A" to be counted every month is empty; with many parts
#        that fall off slowly one is missing and nobody sees it.
# Seen:  abc-analysis 0.1.23, with pandas 2.3.3. Source: abc_analysis/abc_analysis.py (ABLimit = psSorted[round(A * n) - 1]; psData > ABLimit).
# Desk:  the desk gives movements and stock, and makes no classes; whoever does looks whether A has the largest part.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --no-compile --disable-pip-version-check abc-analysis==0.1.23 pandas==2.3.3 numpy==1.26.4 scipy==1.17.1 matplotlib==3.10.0
MPLBACKEND=Agg MPLCONFIGDIR="$d" "$d/v/bin/python" -W ignore - <<'E'
import numpy
from abc_analysis import abc_analysis
def classes(*turnover):
    told = abc_analysis(numpy.array(turnover, float))
    return tuple(len(told[name]) for name in ("Aind", "Bind", "Cind")), 0 in told["Aind"]
seen = {"one oil, 200 filters": classes(60_000, *[200] * 200), "one of 600 000, 100 others": classes(600_000, *(2_000 / rank for rank in range(1, 101))),
        "ten alike": classes(*[100] * 10), "200 that fall off": classes(*(1_000 / rank for rank in range(1, 201)))}
for name, (sizes, first) in seen.items(): print(f"{name}: A, B, C = {sizes}, the largest part is in A: {first}")
assert seen["one oil, 200 filters"] == ((0, 201, 0), False) and seen["one of 600 000, 100 others"] == ((0, 3, 98), False)
assert seen["ten alike"] == ((0, 10, 0), False) and seen["200 that fall off"][1]
E

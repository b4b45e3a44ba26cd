#!/usr/bin/env bash
# Answers weighted to "half men, half women" when no woman answered: half of the answers disappear without a word.
# Guess: weighting by given shares ends with an error, or with a warning, when a group has no answers or when the shares contradict the answers.
# So:    weightipy gives every man 0.5, so that ten answers count as five, and a total is halved; whoever left the question out gets 1 among others of 0.64 and 2.25.
#        ipfn makes as many of the men as all should be; where the shares cannot be met together it says "converged", flag 1, and
#        meets the last one: 50 men for 70.
# Seen:  weightipy 0.4.2, ipfn 1.4.4, pandas 2.3.3. Source: weightipy/internal/rim.py (groups are those of the data), ipfn/ipfn.py (iteration: convergence_rate
#        that stands still counts as converged).
# Desk:  results are of those who answered, unweighted, with their number and interval beside; who weights them compares the sum of weights with it.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check weightipy==0.4.2 ipfn==1.4.4 pandas==2.3.3 numpy==2.4.6
"$d/v/bin/python" -W ignore - <<'P' | tee "$d/seen"
import contextlib, io, pandas as pd, weightipy
from ipfn import ipfn
def weigh(sexes):
    frame = pd.DataFrame({"sex": sexes})
    with contextlib.redirect_stdout(io.StringIO()): done = weightipy.weight_dataframe(frame, weightipy.scheme_from_dict({"sex": {"m": 50, "f": 50}}), "w")
    return sorted({(str(s), round(w, 2)) for s, w in zip(done.sex, done.w)}), "together", round(done.w.sum(), 2)
print("ten men:", *weigh(["m"] * 10)); print("one without an answer:", *weigh([None] + ["m"] * 7 + ["f"] * 2))
def fit(rows, men):
    frame = pd.DataFrame(rows, columns=["sex", "age", "total"])
    wanted = [pd.Series({"m": men, "f": 100 - men}).rename_axis("sex"), pd.Series({"y": 50.0, "o": 50.0}).rename_axis("age")]
    with contextlib.redirect_stdout(io.StringIO()): done, flag, _ = ipfn.ipfn(frame, wanted, [["sex"], ["age"]], verbose=2).iteration()
    return "flag", flag, {s: float(t) for s, t in done.groupby("sex").total.sum().items()}
print("ipfn, men alone:", *fit([("m", "y", 10.0), ("m", "o", 10.0)], 50.0)); print("ipfn, 70 men wanted:", *fit([("m", "y", 10.0), ("f", "o", 10.0)], 70.0))
P
diff - "$d/seen" <<'E'
ten men: [('m', 0.5)] together 5.0
one without an answer: [('f', 2.25), ('m', 0.64), ('nan', 1.0)] together 10.0
ipfn, men alone: flag 1 {'m': 100.0}
ipfn, 70 men wanted: flag 1 {'f': 50.0, 'm': 50.0}
E

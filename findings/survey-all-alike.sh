#!/usr/bin/env bash
# Five answers of 7: the interval of the mean is a point, NaN or an error.
# Guess: Student's t of five equal answers is [7, 7] in every package.
# So:    scipy answers (nan, nan), statsmodels (7.0, 7.0), R stops with "data are essentially constant". json.dumps writes the first as NaN,
#        which is no JSON. Of one answer scipy and statsmodels both say NaN.
# Seen:  scipy 1.17.1, statsmodels 0.15.0, r-base-core 4.2.2 (Debian 12).
#        Source: scipy stats (t.interval with scale 0), statsmodels weightstats.py (tconfint_mean), R stats t.test.default.
# Desk:  equal answers have the interval of their own value; one answer has none, written as null, never NaN.
set -euo pipefail
dpkg -s r-base-core >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends r-base-core >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6 pandas==2.3.3
r=$(Rscript -e 'cat(tryCatch(paste(t.test(rep(7, 5))$conf.int), error = conditionMessage))'); echo "R: $r"
[ "$r" = "data are essentially constant" ]
"$d/v/bin/python" -W ignore - <<'E'
import json, math
import numpy, scipy.stats as s
from statsmodels.stats.weightstats import DescrStatsW
x = numpy.full(5, 7.0)
one = [float(v) for v in s.t.interval(0.95, 4, x.mean(), s.sem(x))]
two = [float(v) for v in DescrStatsW(x).tconfint_mean()]
print("scipy", json.dumps(one), "| statsmodels", two)
assert all(map(math.isnan, one)) and two == [7, 7]
E

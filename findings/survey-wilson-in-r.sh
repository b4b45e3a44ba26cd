#!/usr/bin/env bash
# The "Wilson interval" of an analyst's R is wider than ours.
# Guess: prop.test gives Wilson's interval, so 18 of 20 happy clients is 69.9–97.2 % there as in statsmodels.
# So:    prop.test corrects for continuity unless told not to: 66.9–98.2 %; binom.test is Clopper–Pearson, a third answer: 68.3–98.8 %. Of no
#        answers R and scipy stop with an error, statsmodels says NaN. And statsmodels' upper bound of 9 out of 9 is a hair below 1.
# Seen:  r-base-core 4.2.2 (Debian 12), statsmodels 0.15.0, scipy 1.17.1.
#        Source: R stats prop.test (correct = TRUE), statsmodels proportion.py (proportion_confint), scipy BinomTestResult.proportion_ci.
# Desk:  results name the formula (Wilson without correction); bounds are cut to 0–100 %; no answers give null.
set -euo pipefail
dpkg -s r-base-core >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends r-base-core >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6 pandas==2.3.3
r=$(Rscript -e 's <- function(x) sprintf("%.3f-%.3f", x$conf.int[1], x$conf.int[2])
  cat(s(prop.test(18, 20)), s(prop.test(18, 20, correct = FALSE)), s(binom.test(18, 20)))'); echo "R prop.test, uncorrected, binom.test: $r"
[ "$r" = "0.669-0.982 0.699-0.972 0.683-0.988" ]
"$d/v/bin/python" -W ignore - <<'E'
import math
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint
low, high = proportion_confint(18, 20, method="wilson")
corrected = binomtest(18, 20).proportion_ci(method="wilsoncc")
none, nine = proportion_confint(0, 0, method="wilson"), proportion_confint(9, 9, method="wilson")[1]
print(f"statsmodels {low:.3f}-{high:.3f} | scipy wilsoncc {corrected.low:.3f}-{corrected.high:.3f} | none {none} | 9 of 9 up to {nine!r}")
assert f"{low:.3f}-{high:.3f}" == "0.699-0.972" and f"{corrected.low:.3f}-{corrected.high:.3f}" == "0.669-0.982"
assert math.isnan(none[0]) and nine < 1
E

#!/usr/bin/env bash
# "Every Nth client": the last ones of the list are never asked, or the number of questions is a matter of luck.
# Guess: a systematic sample of n of N gives each client the same chance, and n or n ± 1 of them.
# So:    samplics cuts the interval to a whole number: of ten clients for four places the last two are never drawn, of seven for five the
#        first five always. R's sampling (UPsystematic) gives each the same chance, but of eleven with a chance of one fifth each two or three.
# Seen:  samplics 0.6.1 (announced as no longer maintained), r-cran-sampling 2.9 (Debian 12).
#        Source: samplics/sampling/selection.py (_sys_selection_method), help page of UPsystematic; Cochran, Sampling Techniques, 8.1.
# Desk:  client number k of a survey is asked if k mod N = r, with r drawn once: all have the chance 1/N, and no list ends.
set -euo pipefail
need=(); for p in r-base-core r-cran-sampling; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --no-compile --disable-pip-version-check samplics==0.6.1 numpy==2.4.6 pandas==2.3.3 scipy==1.17.1
"$d/v/bin/python" -W ignore - <<'E'
import numpy
from samplics.sampling import SampleSelection
from samplics.utils.types import SelectMethod
def drawn(clients, places):
    times = numpy.zeros(clients, dtype=int)
    for _ in range(200):
        times += SampleSelection(method=SelectMethod.sys, strat=False, wr=False).select(samp_unit=numpy.arange(clients), samp_size=places)[0] > 0
    return times
ten, seven = drawn(10, 4), drawn(7, 5)
print("4 of 10:", ten, "5 of 7:", seven)
assert all(ten[:8] > 0) and list(ten[8:]) == [0, 0] and list(seven) == [200] * 5 + [0, 0]
E
seen=$(Rscript -e 'suppressMessages(library(sampling)); set.seed(1); cat(sort(unique(replicate(500, sum(UPsystematic(rep(0.2, 11)))))))'); echo "UPsystematic: $seen"
[ "$seen" = "2 3" ]

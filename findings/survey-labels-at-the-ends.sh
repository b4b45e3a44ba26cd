#!/usr/bin/env bash
# A scale 0–10 with words at its ends, out of SPSS: ten becomes two, or nothing.
# Guess: the answers 10, 9, 0, 6, 8 are read as these numbers, the words "точно нет" (0) and "точно да" (10) are a comment on them.
# So:    R's foreign makes a factor of them, because the variable has labels: as.numeric gives 2, 5, 1, 3, 4, so NPS is −100 instead of 0.
#        pandas' read_spss gives words and numbers mixed; made numbers, the 0 and the 10 are missing and the mean is 7.67 instead of 6.6.
#        pyreadstat gives the numbers. "Не знаю" (99, declared as missing) is missing in all three, but 99.0 with user_missing=True.
# Seen:  r-cran-foreign 0.8.84 (Debian 12), pandas 2.3.3, pyreadstat 1.3.7.
#        Source: foreign's read.spss (use.value.labels = TRUE, add.undeclared.levels), pandas.read_spss (convert_categoricals=True).
# Desk:  answers are kept and exported as numbers, the scale's words with the question.
set -euo pipefail
need=(); for p in r-base-core r-cran-foreign; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pyreadstat==1.3.7 pandas==2.3.3 numpy==2.4.6
cd "$d"; v/bin/python -W ignore - <<'E'
import pandas, pyreadstat
pyreadstat.write_sav(pandas.DataFrame({"q": [10.0, 9, 0, 6, 8, 99]}), "answers.sav", missing_ranges={"q": [99]},
                     variable_value_labels={"q": {0: "точно нет", 10: "точно да", 99: "не знаю"}})
plain, all_values = pyreadstat.read_sav("answers.sav")[0].q, pyreadstat.read_sav("answers.sav", user_missing=True)[0].q
words = pandas.read_spss("answers.sav").q
numbers = pandas.to_numeric(words.astype(object), errors="coerce")
print("pyreadstat", plain.tolist(), plain.mean(), "| user_missing", all_values.tolist(), "| pandas", words.tolist(), round(numbers.mean(), 2))
assert plain.dropna().tolist() == [10, 9, 0, 6, 8] and all_values.tolist()[-1] == 99
assert words.dropna().tolist() == ["точно да", 9, "точно нет", 6, 8] and numbers.dropna().tolist() == [9, 6, 8]
E
seen=$(Rscript -e 'q <- suppressWarnings(foreign::read.spss("answers.sav", to.data.frame = TRUE, reencode = "UTF-8"))$q
  nps <- function(x) { x <- x[!is.na(x)]; 100 * (mean(x >= 9) - mean(x <= 6)) }
  cat(as.numeric(q), "NPS", nps(as.numeric(q)), "of", nps(c(10, 9, 0, 6, 8)))' 2>/dev/null); echo "R: $seen"
[ "$seen" = "2 5 1 3 4 NA NPS -100 of 0" ]

#!/usr/bin/env bash
# A client who answered nothing gets 3.75 of 5, and a question asked the other way round two points too many.
# Guess: psych's scoreItems gives no score to a row without answers, and turns "waited too long" (1–5) round as 6 − x.
# So:    missing answers are filled in with the others' median unless one asks for impute="none", so an empty row is scored. A reversed question
#        is turned by the smallest and largest answer seen: of 3, 4, 4, 5 it makes 5, 4, 4, 3 instead of 3, 2, 2, 1, until the first client
#        answers 1; then everybody's score of last week changes. alpha leaves a question that all answered alike out without a word:
#        0.91 instead of 0.68.
# Seen:  r-cran-psych 2.2.9 (Debian 12). Source: help pages of scoreItems (impute = "median", min, max), reverse.code (mini, maxi), alpha (delete = TRUE).
# Desk:  scores count what was answered, with the scale's own ends; no answer is null.
set -euo pipefail
need=(); for p in r-base-core r-cran-psych; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
seen=$(Rscript - 2>/dev/null <<'E' | sed 's/ *$//'
suppressMessages(library(psych))
some <- data.frame(a = c(5, NA, 4, 1), b = c(NA, NA, 5, 2))
score <- function(...) as.numeric(suppressWarnings(suppressMessages(scoreItems(...)))$scores)
cat("median", score(list(s = c("a", "b")), some), "none", score(list(s = c("a", "b")), some, impute = "none"), "\n")
week <- data.frame(polite = c(5, 4, 5, 4), waited = c(3, 4, 4, 5)); keys <- list(s = c("polite", "-waited"))
cat("reversed", reverse.code(-1, week$waited), "scores", score(keys, week), "then", score(keys, rbind(week, c(1, 1))), "\n")
alike <- data.frame(a = c(5, 4, 5, 2), b = c(5, 5, 4, 2), c = c(3, 3, 3, 3))
capture.output(found <- suppressWarnings(suppressMessages(alpha(alike)))$total$raw_alpha) -> ignored
cat("alpha", round(found, 2), "by its formula", round(3 / 2 * (1 - sum(apply(alike, 2, var)) / var(rowSums(alike))), 2), "\n")
E
); echo "$seen"
[ "$seen" = "median 4.25 3.75 4.5 1.5 none 5 NaN 4.5 1.5
reversed 5 4 4 3 scores 5 4 4.5 3.5 then 4 3 3.5 2.5 3
alpha 0.91 by its formula 0.68" ]

#!/usr/bin/env bash
# Nine of nine are happy: the interval is a point, NaN or an error, by the method's name.
# Guess: the methods of R's survey package differ in the third digit, and each has some interval below 100 % for nine of nine.
# So:    svyciprop's default ("logit") answers 100–100 %, as if everybody there is had been asked, and so does "mean"; "asin", "beta" and
#        "xlogit" answer NaN, "likelihood" stops with "missing value where TRUE/FALSE needed". Of eight of nine the lower bound is
#        37, 48, 49, 54 or 63 %, and "mean", like confint of svymean, ends at 114.5 % (110.7 %, if df is not given).
# Seen:  r-cran-survey 4.1-1, r-base-core 4.2.2 (Debian 12). Source: svyciprop's help page (method), its output.
# Desk:  results give Wilson's interval: 70–100 % of nine of nine.
set -euo pipefail
need=(); for p in r-base-core r-cran-survey; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
seen=$(Rscript - 2>/dev/null <<'E' | sed 's/ *$//'
suppressMessages(library(survey))
asked <- svydesign(ids = ~1, weights = ~1, data = data.frame(all = rep(1, 9), most = c(rep(1, 8), 0)))
bounds <- function(what, method) tryCatch({
  found <- suppressWarnings(svyciprop(what, asked, method = method))
  paste(round(100 * as.numeric(attr(found, "ci")), 1), collapse = "-")
}, error = conditionMessage)
for (method in c("logit", "mean", "asin", "beta", "xlogit", "likelihood")) cat(method, bounds(~all, method), bounds(~most, method), "\n")
cat("svymean", round(100 * confint(svymean(~most, asked)), 1), "\n")
E
); echo "$seen"
[ "$seen" = "logit 100-100 37.4-99.1
mean 100-100 63.3-114.5
asin NaN-NaN 53.8-99.5
beta NaN-NaN 48.9-99.8
xlogit NaN-NaN 37.4-99.1
likelihood missing value where TRUE/FALSE needed 48.1-99.8
svymean 67.1 110.7" ]

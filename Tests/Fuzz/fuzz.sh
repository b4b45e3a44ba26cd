#!/bin/sh
# fuzz.sh [SECONDS] [TARGET…]: runs each fuzz target for so many seconds (60) under the address sanitizer. A find ends the run and is left
# in Tests/Fuzz/Finds; new ways through the code are added to the corpus in .build/fuzz, `fuzz.sh keep` moves the least of them here.
set -eu
cd "$(dirname "$0")/../.."
export SWIFT_BACKTRACE=enable=no
seconds=60
case "${1:-}" in [0-9]*) seconds=$1; shift ;; esac
keep=no
[ "${1:-}" = keep ] && { keep=yes; shift; }
targets="${*:-json csv request target smtp mime words html}"
built=.build/fuzz; mkdir -p "$built"

sources() {
  case "$1" in
    json) echo Tests/Fuzz/JSONFuzz.swift Sources/JSON/*.swift ;;
    csv) echo Tests/Fuzz/CSVFuzz.swift Sources/CSV/*.swift ;;
    request) echo Tests/Fuzz/RequestFuzz.swift Sources/HTTP/*/*.swift ;;
    smtp) echo Tests/Fuzz/SMTPFuzz.swift Sources/SMTP/*.swift Sources/SMTP/*/*.swift ;;
    mime) echo Tests/Fuzz/MIMEFuzz.swift Sources/MIME/*/*.swift ;;
    words) echo Tests/Fuzz/WordsFuzz.swift Sources/MIME/*/*.swift ;;
    html) echo Tests/Fuzz/HTMLFuzz.swift Sources/MIME/*/*.swift ;;
    target) echo Tests/Fuzz/TargetFuzz.swift Sources/HTTP/*/*.swift ;;
    *) echo "no such target: $1; there are json, csv, request, target, smtp, mime, words, html" >&2; exit 2 ;;
  esac
}

for target in $targets; do
  program="$built/$target"
  # shellcheck disable=SC2046
  if [ ! -x "$program" ] || [ -n "$(find $(sources "$target") -newer "$program")" ]; then
    swiftc -O -assert-config Debug -sanitize=fuzzer,address -parse-as-library -package-name servicedesk -swift-version 6 -module-name Fuzz_"$target" \
      -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature ExistentialAny \
      -enable-upcoming-feature MemberImportVisibility -suppress-warnings -use-ld=lld -I Sources/CLinux $(sources "$target") -o "$program"
  fi
  mkdir -p "$built/corpus/$target" "Tests/Fuzz/Corpus/$target"
  if [ "$keep" = yes ]; then
    "$program" -merge=1 -max_len=4096 "Tests/Fuzz/Corpus/$target" "$built/corpus/$target"
    continue
  fi
  echo "$target for $seconds s"
  mkdir -p "Tests/Fuzz/Finds"
  "$program" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="Tests/Fuzz/Finds/$target-" "$built/corpus/$target" "Tests/Fuzz/Corpus/$target" >"$built/$target.log" 2>&1 ||
    { tail -40 "$built/$target.log"; echo "find: see Tests/Fuzz/Finds and $built/$target.log" >&2; exit 1; }
  grep -E 'stat::(number_of_executed|average_exec|new_units)|DONE' "$built/$target.log"
  rmdir Tests/Fuzz/Finds 2>/dev/null || true
done

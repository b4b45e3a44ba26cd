#!/usr/bin/env bash
# Three alphabets in one shop: the order of a list depends on who sorts it.
# Guess: "Russian order" is one order: Cyrillic first, ё beside е, whichever library sorts.
# So:    ICU's ru (browsers, PostgreSQL with ICU) puts Cyrillic before Latin; glibc's ru_RU.UTF-8 (sort, ls, PostgreSQL by default) puts
#        Latin first; the order of bytes puts Ёлкин before Абрамов; and with a Kazakh locale ё is a letter of
#        its own behind е. A front end that sorts pages again by the browser's rules shows some rows out of place.
# Seen:  PyICU 2.10.2 with ICU 72, glibc 2.36 (Debian 12). Source: CLDR ru.xml ([reorder Cyrl]), glibc localedata/locales/iso14651_t1_common.
# Desk:  lists are paged by the server's order; front ends must not sort a page again by the browser's rules.
set -euo pipefail
need=(); for p in python3-icu locales; do dpkg -s $p >/dev/null 2>&1 || need+=($p); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
mkdir "$d/loc"; localedef -i ru_RU -f UTF-8 "$d/loc/ru_RU.UTF-8"
names=(Яковлев Audi Ёлкин Елькин Елкин Абрамов)
glibc=$(printf '%s\n' "${names[@]}" | LOCPATH="$d/loc" LC_ALL=ru_RU.UTF-8 sort | xargs)
bytes=$(printf '%s\n' "${names[@]}" | LC_ALL=C sort | xargs)
icu() { /usr/bin/python3 -c 'import icu, sys; print(*sorted(sys.argv[2:], key=icu.Collator.createInstance(icu.Locale(sys.argv[1])).getSortKey))' "$1" "${names[@]}"; }
echo "glibc ru_RU: $glibc"; echo "bytes:       $bytes"; echo "ICU ru:      $(icu ru)"; echo "ICU kk:      $(icu kk)"
[ "$glibc" = "Audi Абрамов Елкин Ёлкин Елькин Яковлев" ]
[ "$bytes" = "Audi Ёлкин Абрамов Елкин Елькин Яковлев" ]
[ "$(icu ru)" = "Абрамов Елкин Ёлкин Елькин Яковлев Audi" ]
[ "$(icu kk)" = "Абрамов Елкин Елькин Ёлкин Яковлев Audi" ]

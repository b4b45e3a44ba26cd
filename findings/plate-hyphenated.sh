#!/usr/bin/env bash
# A printed work order breaks the number plate, with a hyphen that is not in it.
# Guess: with hyphens: auto and lang=ru words are divided by syllables; a mark with digits is none and stays whole, and no letter stands alone.
# So:    Х777ХХ199 in a narrow column is "Х777Х‐" and "Х199", А123ВС77 "А123В‐С77"; "развал-схождение" may end its line with "развал-с". A VIN and an article
#        in Latin letters are left alone. Typst leaves the plate alone too.
# Seen:  pyphen 0.18.1 (its ru_RU patterns are LibreOffice's), WeasyPrint 70.0, typst 0.15.2.
#        Source: pyphen/dictionaries/hyph_ru_RU.dic, weasyprint/text/line_break.py (hyphenate), CSS Text 3, 6.1 (hyphens).
# Desk:  its pages do not hyphenate. A document maker gives plates, articles and telephones white-space: nowrap or hyphens: none.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
need=(); for p in libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core poppler-utils; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check pyphen==0.18.1 weasyprint==70.0 typst==0.15.2
cd "$d"; v/bin/python - <<'E'
import pyphen, typst
from weasyprint import HTML
words = ("А123ВС77", "Х777ХХ199", "развал-схождение", "XTA21099043576237", "90915-10003")
seen = [pyphen.Pyphen(lang="ru_RU").inserted(word, "|") for word in words]
print(seen)
assert seen == ["А123В|С77", "Х777Х|Х199", "раз|вал-с|хо|жде|ние", "XTA21099043576237", "90915-10003"]
HTML(string='<html lang="ru"><style>@page { size: 40mm 60mm } div { width: 14mm; hyphens: auto; font: 11pt "DejaVu Sans" }</style>'
            '<div>Х777ХХ199</div>').write_pdf("a.pdf")
open("b.typ", "w").write('#set page(width: 60mm, height: 60mm)\n#set text(lang: "ru", hyphenate: true, font: "DejaVu Sans")\n#block(width: 14mm)[Х777ХХ199]')
open("b.pdf", "wb").write(typst.compile("b.typ"))
E
a=$(pdftotext a.pdf - | tr -d '\f' | paste -sd' ' | sed 's/ *$//'); b=$(pdftotext b.pdf - | tr -d '\f' | paste -sd' ' | sed 's/ *$//'); echo "WeasyPrint: $a; Typst: $b"
[ "$a" = "Х777Х‐ Х199" ] && [ "$b" = "Х777ХХ199" ]

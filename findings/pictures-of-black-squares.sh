#!/usr/bin/env bash
# A chart with Russian words, put into a report in PDF: black squares, though the machine has the letters.
# Guess: font-family="sans-serif" in an SVG is whatever font without serifs the machine has, in every program that draws SVG.
# So:    CairoSVG, rsvg and ImageMagick do so; svglib, by which charts come into reports of ReportLab, takes it, alone or behind Arial or system-ui, for the
#        PDF's own Helvetica, which has no Cyrillic: each letter is a square, on paper and when it is copied, with no warning. A font by
#        name is looked up, so that "DejaVu Sans, sans-serif" is right.
# Seen:  svglib 2.3.2, reportlab 5.1.0 with fonts-dejavu-core and poppler-utils (Debian 12). Source: svglib/fonts.py (STANDARD_FONT_NAMES and fc-match).
# Desk:  its charts say sans-serif; for such a report the root's font-family is replaced, or the picture is drawn by rsvg first.
set -euo pipefail
need=(); for p in fonts-dejavu-core fontconfig poppler-utils; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check svglib==2.3.2 reportlab==5.1.0
cd "$d"
for font in sans-serif 'Arial, sans-serif' 'system-ui, sans-serif' 'DejaVu Sans, sans-serif'; do
  printf '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="%s" font-size="12"><text x="10" y="20">Кузов 7 из 10</text></svg>' "$font" > chart.svg
  v/bin/python -c 'from reportlab.graphics import renderPDF; from svglib.svglib import svg2rlg; renderPDF.drawToFile(svg2rlg("chart.svg"), "chart.pdf")'
  echo "$font: $(pdftotext chart.pdf - | head -1)"
done | tee seen
diff - seen <<'E'
sans-serif: ■■■■■ 7 ■■ 10
Arial, sans-serif: ■■■■■ 7 ■■ 10
system-ui, sans-serif: ■■■■■ 7 ■■ 10
DejaVu Sans, sans-serif: Кузов 7 из 10
E

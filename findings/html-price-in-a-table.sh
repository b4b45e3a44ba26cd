#!/usr/bin/env bash
# An estimate in a letter's table: 2 300 roubles are read as 52 300.
# Guess: a converter of HTML to text may lose the columns, never a digit.
# So:    Debian's html2text sizes the columns of a table in letters and fills them in bytes, so a Russian cell is half as wide as its text and the
#        next is written over it: "Масло 5W-30 | 2 300,00" becomes "Масло 52 300,00", "Масло" alone "Мас2 300,00"; a cell in Latin letters
#        is right. The exit code is 0. The converters of Python keep every cell.
# Seen:  html2text 1.3.2a (Debian 12; not Python's of the same name), html2text 2025.4.15, inscriptis 2.7.6, html-text 0.7.1.
#        Source: its output: "Масло" has five letters, the column six bytes, which are three letters.
# Desk:  a letter is handed over by its plain part; where there is HTML alone, whoever converts it uses another program.
set -euo pipefail
p=html2text
dpkg -s $p >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $p >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check inscriptis==2.7.6 html-text==0.7.1 html2text==2025.4.15
row() { printf '<meta charset=utf-8><table><tr><td>%s</td><td>2 300,00</td></tr></table>' "$1"; }
read_row() { row "$1" | /usr/bin/html2text -utf8; }
oil=$(read_row 'Масло 5W-30'); short=$(read_row Масло); latin=$(read_row 'Oil 5W-30'); echo "$oil | $short | $latin"
[ "$oil" = "Масло 52 300,00" ] && [ "$short" = "Мас2 300,00" ] && [ "$latin" = "Oil 5W-30 2 300,00" ]
row 'Масло 5W-30' > "$d/row.html"
"$d/v/bin/python" - "$d/row.html" <<'E'
import sys
import html2text, html_text, inscriptis
html = open(sys.argv[1]).read()
seen = [read(html).replace("|", " ").split() for read in (html2text.html2text, html_text.extract_text, inscriptis.get_text)]
print(*seen)
assert all([word for word in words if "-" != word[0]] == ["Масло", "5W-30", "2", "300,00"] for words in seen)
E

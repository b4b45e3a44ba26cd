#!/usr/bin/env bash
# "Not tomorrow": words that the client struck out come back as said.
# Guess: a converter leaves struck-out words out or marks them, and 10⁰⁰ is not a thousand.
# So:    inscriptis and html-text write them as any other: "Цена 5000 4500 руб.", "в 10 в 12", and html2text 1.3.2a too; Python's html2text marks
#        them (~~5000~~), w3m as [S:5000:S]. 10⁰⁰ by <sup> is "1000" in inscriptis and html2text, "10 00" in html-text, "10^00" in w3m. A list from
#        the third point on begins with 1 again in inscriptis and has no numbers in html-text: "согласен на 4" is another work.
# Seen:  inscriptis 2.7.6, html-text 0.7.1, html2text 2025.4.15; html2text 1.3.2a, w3m 0.5.3 (Debian 12). Source: their output; HTML Living Standard 4.4.5 (start).
# Desk:  words are agreed by an estimate's answer, point by point; a text is for people to read.
set -euo pipefail
need=(); for p in html2text w3m; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check inscriptis==2.7.6 html-text==0.7.1 html2text==2025.4.15
"$d/v/bin/python" - <<'E'
import subprocess
import html2text, html_text, inscriptis
def program(*command):
    return lambda html: subprocess.run(command, input=("<meta charset=utf-8>" + html).encode(), capture_output=True).stdout.decode()
readers = {"inscriptis": inscriptis.get_text, "html-text": html_text.extract_text, "html2text (Python)": html2text.html2text,
           "html2text (Debian)": program("/usr/bin/html2text", "-utf8"), "w3m": program("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8")}
letters = ["<p>Цена <s>5000</s> 4500</p>", "<p>в 10<sup>00</sup></p>", "<ol start=3><li>масло</li><li>свечи</li></ol>"]
expected = {
    "inscriptis": ["Цена 5000 4500", "в 1000", "1. масло 2. свечи"],
    "html-text": ["Цена 5000 4500", "в 10 00", "масло свечи"],
    "html2text (Python)": ["Цена ~~5000~~ 4500", "в 1000", "3. масло 4. свечи"],
    "html2text (Debian)": ["Цена 5000 4500", "в 1000", "1. масло 2. свечи"],
    "w3m": ["Цена [S:5000:S] 4500", "в 10^00", "3. масло 4. свечи"],
}
for name, read in readers.items():
    seen = [" ".join(read(letter).split()) for letter in letters]
    print(f"{name:20}", seen)
    assert seen == expected[name], name
E

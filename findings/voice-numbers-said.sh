#!/usr/bin/env bash
# Words of a transcribed call made into numbers: a million is a thousand times too much, a telephone is a sum.
# Guess: "миллион двести тысяч" is 1 200 000, "полторы тысячи" 1500, numbers said one after the other stay apart, or there is an error.
# So:    words2numsrus makes 1000200000 of the million, 1151 of a telephone said in groups (it adds them), and of "десять тридцать" it keeps 10.
#        ru-word2number takes "полторы тысячи" for 1000, "двадцать пятого" for 20, and adds four wheels and two bolts to 6.
#        rus2num reads all of these as a person would.
# Seen:  words2numsrus 0.1.0, ru-word2number 1.1, rus2num 0.1.0. Source: words2numsrus/extractor.py (replace_groups), ru_word2number/w2n.py (word_to_num).
# Desk:  what was said of a price or a number is kept as text; a person enters the sum.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check setuptools==80.9.0 words2numsrus==0.1.0 ru-word2number==1.1 rus2num==0.1.0
"$d/v/bin/python" -W ignore - <<'E'
from ru_word2number import w2n
from rus2num import Rus2Num
from words2numsrus import NumberExtractor
good, adds = Rus2Num(), NumberExtractor()
def first(text):
    try: return w2n.word_to_num(text)
    except (ValueError, IndexError) as error: return type(error).__name__
seen = {}
for text in ("миллион двести тысяч", "полторы тысячи", "десять тридцать", "двадцать пятого", "четыре колеса и два болта",
             "девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь"):
    seen[text] = adds.replace_groups(text), first(text), good(text)
    print(text, "-> words2numsrus %s, ru-word2number %s, rus2num %s" % seen[text])
assert list(seen.values()) == [
    ("1000200000", "IndexError", "1200000"), ("полторы 1000", 1000, "1500"), ("10", 40, "10 30"), ("25", 20, "25"),
    ("4 колеса и 2 болта", 6, "4 колеса и 2 болта"), ("1151", 900, "916 123 45 67")]
E

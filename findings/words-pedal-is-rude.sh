#!/usr/bin/env bash
# A filter of rude words for Russian: the team, a wheel out of balance and the clutch pedal are obscene.
# Guess: an old filter by patterns finds too much in rare words; a new one with lists of words finds rude words alone, since an innocent word
#        that looks like one is the first thing its authors try ("страховка", "потребление" do pass).
# So:    python-obscene-words-filter has a list of good words, and still stars out "команда", "командировка" and "дебаланс", and of "скребёт" in
#        "скребёт педаль сцепления" leaves nothing. badwords-py, with the languages that it loads unless told otherwise, takes "педаль" for a
#        rude word, because that word is in its Ukrainian list and Russian letters are compared with it; with languages=["ru"] it does not, but
#        "страхуй" ("insure!") it does.
# Seen:  python-obscene-words-filter 0.1.6, badwords-py 3.0.0. Source: obscene_words_filter/conf.py (bad_words_re, good_words_re),
#        badwords/resource/words (uk.txt, ru.txt).
# Desk:  a client's words are kept and shown as they were written. A bridge that stars words out takes the fault out of the complaint.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check python-obscene-words-filter==0.1.6 badwords-py==3.0.0
"$d/v/bin/python" -W ignore - <<'E'
from badwords import ProfanityFilter
from obscene_words_filter.default import get_default_filter
texts = ["Спасибо, отличная команда!", "Вернусь из командировки в среду", "Дебаланс колеса после 90", "Скребёт педаль сцепления",
         "Страхуй сразу и машину", "Потребление масла", "Страховка каско", "Рулевая тяга стучит", "Подшипник ступицы"]
stars = [get_default_filter().mask_bad_words(text) for text in texts]
every, russian = ProfanityFilter(), ProfanityFilter()
every.init(); russian.init(languages=["ru"])
print(*stars, sep="\n")
seen = [[text for text in texts if one.is_profane(text)] for one in (every, russian)]
print("badwords, all languages:", seen[0], "| Russian alone:", seen[1])
assert stars[:4] == ["Спасибо, отличная *******!", "Вернусь из ************ в среду", "******** колеса после 90", "******* педаль сцепления"]
assert stars[4:] == texts[4:] and seen == [[texts[3], texts[4]], [texts[4]]]
E

#!/usr/bin/env bash
# "2 300 ₽ 50 коп." made ready for a voice: two thousand three hundred and fifty roubles. "Volvo XC90": Volvo ninety ninety.
# Guess: a normalizer made for Russian voices reads a sum with the rouble's sign as one with "руб."; Roman numerals are for centuries and kings.
# So:    with ₽ the kopecks are added to the roubles ("две тысячи триста пятьдесят рублей коп."), with "руб." and with 2 300,50 ₽ the sum is right.
#        Latin letters that could be a Roman number are one: XC90 is "девяносто девяносто", Mazda MX-5 "одна тысяча десять", a Passat CC "двести"; X5
#        and RX stay. Of a tyre 94W XL the speed is watts and XL forty. "ЗН-0010" loses its zeros, "9.00" is "девяти целых ноля сотых".
# Seen:  ru-normalizr 1.3.0. Source: ru_normalizr/roman_numerals.py (a list of exceptions, with no car in it), numerals; the switch is
#        NormalizeOptions(enable_roman_normalization=False), which leaves the cars alone.
# Desk:  hand a sum over as 2300,50 руб., a time as 9:00; read the car's make alone, and the order's number sign by sign.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check ru-normalizr==1.3.0
"$d/v/bin/python" -W ignore - <<'E'
from ru_normalizr import NormalizeOptions, normalize
seen = {text: normalize(text) for text in ("К оплате 2 300 ₽ 50 коп.", "К оплате 2 300 руб. 50 коп.", "К оплате 2 300,50 ₽", "Volvo XC90 готов", "Mazda MX-5",
                                           "Passat CC готов", "BMW X5 готов", "Шины 94W XL", "Заказ ЗН-0010", "с 9.00 до 20.00")}
print(*(f"{text}: {told}" for text, told in seen.items()), sep="\n")
told = list(seen.values())
assert told[0] == "К оплате две тысячи триста пятьдесят рублей коп." and told[1] == "К оплате две тысячи триста рублей пятьдесят копеек."
assert told[2].startswith("К оплате две тысячи триста рублей пятьдесят копеек")
assert told[3] == "Volvo девяносто девяносто готов" and told[4].startswith("Mazda одна тысяча десять") and told[5] == "Passat двести готов"
assert told[6] == "BMW X пять готов" and told[7] == "Шины девяносто четыре ватта сорок" and told[8] == "Заказ ЗН-десять" and "девяти целых ноля сотых" in told[9]
assert normalize("Volvo XC90 готов", NormalizeOptions(enable_roman_normalization=False)) == "Volvo XC девяносто готов"
E

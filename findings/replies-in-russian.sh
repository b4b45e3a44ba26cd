#!/usr/bin/env bash
# Libraries that cut the quotation off a reply do not know how Russian mail programs introduce one.
# Guess: a library with a `languages` parameter takes "ru" or refuses it; the others at least drop the line "… написал(а):" above "> ".
# So:    mail-parser-reply 1.36 knows 13 languages, drops "ru" from the list without a word and keeps the whole quotation of all eight
#        shapes; email-reply-parser handles three of them (elsewhere the introducing line stays, of Outlook's the whole quotation),
#        talon two. What stays is taken for the client's own words.
# Seen:  mail-parser-reply 1.36, email-reply-parser 0.5.12, talon 1.4.4.
#        Source: mailparser_reply/parser.py (__post_init__ filters by MAIL_LANGUAGES), constants.py; talon/quotations.py (RE_ON_DATE_SMB_WROTE).
# Desk:  none of the three can stand in for rules of our own; the reply is cut by Russian forms too, and the whole mail is kept beside it.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -q --disable-pip-version-check mail-parser-reply==1.36 email-reply-parser==0.5.12 talon==1.4.4
"$d/v/bin/python" -W ignore - <<'E'
from email_reply_parser import EmailReplyParser as One
from mailparser_reply import EmailReplyParser as Two
from talon import quotations
answer, quoted = "Завтра в 10 приеду.", "> Автомобиль готов.\n> Сумма 4500 руб."
shapes = {
    "Yandex": '29.11.2026, 10:15, "Сервис" <desk@example.net>:\n' + quoted,
    "Mail.ru": ">Воскресенье, 29 ноября 2026, 10:15 +03:00 от Сервис <desk@example.net>:\n>\n" + quoted,
    "Gmail": "вс, 29 нояб. 2026 г. в 10:15, Сервис <desk@example.net>:\n\n" + quoted,
    "Gmail before": "29 ноября 2026 г., 10:15 пользователь Сервис <desk@example.net> написал:\n\n" + quoted,
    "Thunderbird": "29.11.2026 10:15, Сервис пишет:\n" + quoted,
    "Outlook": "От: Сервис <desk@example.net>\nОтправлено: 29 ноября 2026 г. 10:15\nКому: Иван\nТема: Готов\n\n" + quoted.replace("> ", ""),
    "Outlook before": "-----Исходное сообщение-----\nОт: Сервис [mailto:desk@example.net]\nОтправлено: 29 ноября 2026 г.\nТема: Готов\n\n" + quoted.replace("> ", ""),
    "Samsung": "-------- Исходное сообщение --------\nОт: Сервис <desk@example.net>\nДата: 29.11.2026 10:15 (GMT+03:00)\n\n" + quoted.replace("> ", ""),
}
clean = {"email-reply-parser": set(), "mail-parser-reply": set(), "talon": set()}
for shape, below in shapes.items():
    mail = answer + "\n\n" + below + "\n"
    for name, text in zip(clean, (One.parse_reply(mail), Two(languages=["ru"]).parse_reply(mail), quotations.extract_from_plain(mail))):
        if text.strip() == answer:
            clean[name].add(shape)
print(Two(languages=["ru"]).languages, {name: sorted(shapes) for name, shapes in clean.items()})
assert Two(languages=["ru"]).languages == ["en"]
assert clean == {"email-reply-parser": {"Mail.ru", "Outlook before", "Samsung"}, "mail-parser-reply": set(), "talon": {"Yandex", "Mail.ru"}}
E

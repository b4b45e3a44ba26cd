#!/usr/bin/env bash
# One box of Yandex under five addresses: the library that knows Yandex leaves five.
# Guess: email-normalize, whose providers include Yandex, makes one address of ivan.petrov and ivan-petrov at yandex.ru, ya.ru and yandex.com,
#        as it does with the dots and googlemail.com of Gmail.
# So:    of Yandex it knows "+" alone: the dot that is a hyphen and the domains of one box (ya.ru, yandex.com, .kz, .by) stay apart, and
#        yandex.kz is no provider without asking the DNS. mail.ru is no provider at all.
# Seen:  email-normalize 3.2.0, with skip_dns. Source: email_normalize/providers.py (Yandex has no CanonicalDomains and no rule for the dot, Apple and Google have).
# Desk:  e-mails are compared letter by letter, whatever the case; two cards of one person are found by telephone and merged by a person.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check email-normalize==3.2.0
"$d/v/bin/python" - <<'E'
import asyncio
import email_normalize
async def seen(*addresses):
    found = [await email_normalize.Normalizer(skip_dns=True).normalize(address) for address in addresses]
    return {one.normalized_address for one in found}, {one.mailbox_provider for one in found}
yandex = asyncio.run(seen("ivan.petrov@yandex.ru", "ivan-petrov@yandex.ru", "ivan.petrov+auto@ya.ru", "ivan.petrov@yandex.com", "ivan.petrov@yandex.kz"))
google = asyncio.run(seen("ivan.petrov@gmail.com", "ivanpetrov+auto@googlemail.com"))
mail_ru = asyncio.run(seen("ivan@mail.ru", "ivan+auto@mail.ru"))
print("Yandex", yandex, "\nGoogle", google)
assert len(yandex[0]) == 5 and "ivan.petrov@ya.ru" in yandex[0] and yandex[1] == {"Yandex", None}
assert mail_ru == ({"ivan@mail.ru", "ivan+auto@mail.ru"}, {None})
assert google == ({"ivanpetrov@gmail.com"}, {"Google"})
E

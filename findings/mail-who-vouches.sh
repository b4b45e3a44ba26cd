#!/usr/bin/env bash
# Authentication-Results as real servers write it, and as a strict parser reads it.
# Guess: the field has the form of RFC 8601, so a parser of that form tells whether SPF and DKIM passed.
# So:    Outlook's servers leave out who is speaking (the authserv-id) and write action=none without a type: authres raises SyntaxError, and the mail looks
#        unverified. An envelope address in Cyrillic raises too. Yandex names the envelope smtp.mail instead of smtp.mailfrom: parsed,
#        but a look-up by the usual name finds nothing.
# Seen:  authres 1.2.0. Source: authres/core.py (AuthenticationResultsHeader.parse); RFC 8601 2.2; learn.microsoft.com/answers 4635330.
# Desk:  what cannot be read is "not known", neither passed nor failed: a known client is marked only by a stated fail.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check authres==1.2.0 setuptools==80.9.0
"$d/v/bin/python" - <<'E'
import authres
def read(text):
    try:
        header = authres.AuthenticationResultsHeader.parse("Authentication-Results: " + text)
    except authres.SyntaxError as error:
        return "SyntaxError"
    return header.authserv_id, [(r.method, r.result, [f"{p.type}.{p.name}" for p in r.properties]) for r in header.results]
google = read("mx.google.com; spf=pass (google.com: domain of anna@example.org designates 203.0.113.4 as permitted sender) smtp.mailfrom=anna@example.org")
outlook = read("spf=pass (sender IP is 203.0.113.4) smtp.mailfrom=example.org; dkim=pass (signature was verified) header.d=example.org;dmarc=pass action=none header.from=example.org;compauth=pass reason=100")
yandex = read("front.yandex.net; spf=pass (front.yandex.net: domain of example.org designates 203.0.113.4 as permitted sender, rule=[ip4:203.0.113.0/24]) smtp.mail=anna@example.org")
cyrillic = read("mx.example.net; spf=fail smtp.mailfrom=анна@пример.рф")
print("Google", google, "\nOutlook", outlook, "\nYandex", yandex, "\nCyrillic", cyrillic)
assert google[1] == [("spf", "pass", ["smtp.mailfrom"])] and outlook == cyrillic == "SyntaxError" and yandex[1] == [("spf", "pass", ["smtp.mail"])]
E

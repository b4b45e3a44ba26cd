#!/usr/bin/env bash
# Words, a photo, more words, as an iPhone sends them: the second half is missing.
# Guess: text_part is the letter's text, and a converter of HTML gives all words of what it gets.
# So:    iOS Mail writes three parts, and Ruby's mail (behind Rails) gives the first: what stands below the
#        photo is lost without a word. With fonts it sends two HTML documents round the photo; imap-tools joins them, and inscriptis and
#        html-text read the first <html> alone. html2text and w3m show both, glued: "слева:А справа".
# Seen:  ruby-mail 2.7.1 (Debian 12), imap-tools 1.16.0, inscriptis 2.7.6, html-text 0.7.1, html2text 2025.4.15, w3m 0.5.3 (Debian 12).
#        Source: Mail::Message#text_part (find_first_mime_type), imap_tools/message.py (html), RFC 2046 5.1.3.
# Desk:  a message's text may have 20,000 letters: hand over every text part, in the order of the letter, with a line between.
set -euo pipefail
need=(); for p in ruby-mail w3m; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check imap-tools==1.16.0 inscriptis==2.7.6 html-text==0.7.1 html2text==2025.4.15
cd "$d"; letter() { # the type of the texts, the first, the second
  printf '%b\n' "From: ivan@example.org\nTo: desk@example.net\nSubject: a knock\nDate: Sun, 29 Nov 2026 10:15:00 +0300\nMIME-Version: 1.0" \
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: $1; charset=utf-8\n\n$2\n--b\nContent-Type: image/jpeg; name=IMG_1.jpeg" \
    "Content-Disposition: inline; filename=IMG_1.jpeg\nContent-Transfer-Encoding: base64\n\n/9j/4A==\n--b\nContent-Type: $1; charset=utf-8\n\n$3\n--b--" | sed 's/$/\r/'
}
letter text/plain 'Стучит слева:' 'А справа тихо. Мой телефон 8 903 000-00-00.' > plain.eml
letter text/html '<html><body>Стучит слева:</body></html>' '<html><body>А справа тихо.</body></html>' > rich.eml
LC_ALL=C.UTF-8 ruby -W0 -e 'require "mail"; print Mail.read("plain.eml").text_part.decoded.strip' > seen
v/bin/python - <<'E'
import subprocess
import html2text, html_text, inscriptis
from imap_tools import MailMessage
html = MailMessage([(b"1 (RFC822 {1}", open("rich.eml", "rb").read())]).html
w3m = subprocess.run(["w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"], input=html.encode(), capture_output=True).stdout.decode()
seen = [open("seen").read(), inscriptis.get_text(html).strip(), html_text.extract_text(html), html2text.html2text(html).strip(), w3m.strip()]
print(html, *seen, sep="\n")
assert html.count("<html>") == 2
assert seen == ["Стучит слева:"] * 3 + ["Стучит слева:А справа тихо."] * 2
E

#!/usr/bin/env bash
# "Машина готова? [А123ВС77]": a tracker that takes tickets by mail refuses the letter, in English.
# Guess: a subject is the client's words; what stands in it by accident changes nothing, and a letter that cannot be taken is left with the mail server.
# So:    Roundup reads square brackets at the end of a subject as orders for fields, so that a plate or "[срочно]" there ends in a page of help
#        in English to the client, exit code 0, and no ticket. An answer's subject becomes the ticket's title, whatever it is: after
#        "Re: [issue1] ок" the ticket is called "ок". Brackets in front that name no ticket are words.
# Seen:  roundup 2.6.0, its template classic. Source: roundup/mailgw.py (subject_suffix_parsing: strict; subject_updates_title: yes), config.ini of a new tracker.
# Desk:  a subject is kept as the first letter's and joins nothing; a letter is taken, or `deliver` ends with a code that says why not.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check roundup==2.6.0
admin() { "$d/v/bin/roundup-admin" -i "$d/t" "$@"; }
admin install classic anydbm >/dev/null
python3 - "$d" <<'P'
import re, sys
name = sys.argv[1] + "/t/config.ini"; text = open(name).read()
for section, key, value in (("main", "admin_email", "desk@desk.example"), ("tracker", "web", "http://desk.example/"), ("mail", "domain", "desk.example"), ("mail", "debug", sys.argv[1] + "/sent")):
    head, tail = text.split(f"\n[{section}]", 1); text = head + f"\n[{section}]" + re.sub(rf"(?m)^#?{key} *=.*$", f"{key} = {value}", tail, count=1)
open(name, "w").write(text)
open(sys.argv[1] + "/t/schema.py", "a").write("\ndb.security.addPermissionToRole('Anonymous', 'Email Access')\ndb.security.addPermissionToRole('Anonymous', 'Create', 'user')\n")
P
admin initialise none >/dev/null
cat > "$d/send.py" <<'P'
import glob, subprocess, sys
from email.message import EmailMessage
folder = sys.argv[1]
def titles(): return [row.split(None, 1)[1].strip() for row in subprocess.run([folder + "/v/bin/roundup-admin", "-i", folder + "/t", "table", "issue", "id,title"], capture_output=True, text=True).stdout.splitlines()[1:]]
for number, subject in enumerate(("Стучит справа", "Re: [issue1] Стучит справа", "Re: [issue1] ок", "[Заказ 17] Вопрос", "Машина готова? [А123ВС77]", "Re: [issue1] Стучит справа [срочно]")):
    letter = EmailMessage(); letter["From"], letter["To"], letter["Subject"], letter["Message-ID"] = "anna@client.example", "issue_tracker@desk.example", subject, f"<{number}@client.example>"
    letter.set_content("Во сколько забрать?\n")
    done = subprocess.run([folder + "/v/bin/roundup-mailgw", folder + "/t"], input=letter.as_bytes(), capture_output=True)
    refused = "".join(open(f).read() for f in glob.glob(folder + "/sent")).count("Subject: Failed issue tracker submission")
    print(subject, "| code", done.returncode, "|", titles(), "| refused so far:", refused)
P
"$d/v/bin/python" "$d/send.py" "$d" | tee "$d/seen"
diff - "$d/seen" <<'E'
Стучит справа | code 0 | ['Стучит справа'] | refused so far: 0
Re: [issue1] Стучит справа | code 0 | ['Стучит справа'] | refused so far: 0
Re: [issue1] ок | code 0 | ['ок'] | refused so far: 0
[Заказ 17] Вопрос | code 0 | ['ок', '[Заказ 17] Вопрос'] | refused so far: 0
Машина готова? [А123ВС77] | code 0 | ['ок', '[Заказ 17] Вопрос'] | refused so far: 1
Re: [issue1] Стучит справа [срочно] | code 0 | ['ок', '[Заказ 17] Вопрос'] | refused so far: 2
E

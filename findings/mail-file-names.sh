#!/usr/bin/env bash
# "Счёт 12.pdf" leaves the letter as "part1", or as letters that are none.
# Guess: tools that take attachments out of letters write the files under the names that the sender saw.
# So:    munpack calls a file with a Russian name part1 (RFC 2231, as Apple and Thunderbird write it) or =Xutf-8XBX… (RFC 2047, as Outlook and
#        mail.ru write it). ripmime decodes both but keeps the letters of the sender, so a name in windows-1251 is no UTF-8 on the disk.
#        Email::MIME's filename leaves RFC 2047 as it stands. Where a letter has both filename="Schet.pdf" and filename*=Счёт.pdf, Python's
#        email gives the former, Ruby's mail and Email::MIME the latter; ripmime writes two
#        files, the second as "Schet.pdfСчёт 12.pdf".
# Seen:  mpack 1.6, ripmime 1.4.0.10, libemail-mime-perl 1.953, ruby-mail 2.7.1 (Debian 12), Python 3.11.
#        Source: RFC 2231 4, RFC 2047 5 (encoded words are not for parameters, and everybody writes them there); munpack's part.c, os.c.
# Desk:  the name of a file is the client's text: decoded before it is handed over, and kept as it comes.
set -euo pipefail
need=(); for p in mpack ripmime libemail-mime-perl ruby-mail; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
letter() { # the disposition's parameters
  printf '%s\r\n' 'From: ivan@example.org' 'To: desk@example.net' 'Subject: a bill' 'MIME-Version: 1.0' 'Content-Type: multipart/mixed; boundary=b' '' --b \
    'Content-Type: text/plain' '' see --b 'Content-Type: application/pdf' "Content-Disposition: attachment; $1" 'Content-Transfer-Encoding: base64' '' JVBERg== --b--
}
letter "filename*=windows-1251''%D1%F7%B8%F2%2012.pdf" > star.eml
letter 'filename="=?utf-8?B?0KHRh9GR0YIgMTIucGRm?="' > word.eml
letter "filename=\"Schet.pdf\"; filename*=utf-8''%D0%A1%D1%87%D1%91%D1%82%2012.pdf" > both.eml
unpacked() { mkdir "$1-$2"; (cd "$1-$2"; case $1 in munpack) munpack -q "../$2.eml" ;; ripmime) ripmime -i "../$2.eml" -d . ;; esac) > /dev/null 2>&1; }
for mail in star word both; do unpacked munpack $mail; unpacked ripmime $mail; done
python3 - <<'E'
import email, os, subprocess
def names(tool, mail):
    files = [f for f in os.listdir(f"{tool}-{mail}".encode()) if not f.startswith(b"textfile") and not f.endswith(b".desc") and f != b"tempdesc.txt"]
    return sorted(f.decode(errors="backslashreplace") for f in files)
def said(*command): return subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout.decode()
for mail, expected in {
    "star": [["part1"], [r"\xd1\xf7\xb8\xf2 12.pdf"], "Счёт 12.pdf", "Счёт 12.pdf", "Счёт 12.pdf"],
    "word": [["=Xutf-8XBX0KHRh9GR0YIgMTIucGRmX="], ["Счёт 12.pdf"], "=?utf-8?B?0KHRh9GR0YIgMTIucGRm?=", "Счёт 12.pdf", "=?utf-8?B?0KHRh9GR0YIgMTIucGRm?="],
    "both": [["Schet.pdf"], ["Schet.pdf", "Schet.pdfСчёт 12.pdf"], "Счёт 12.pdf", "Счёт 12.pdf", "Schet.pdf"],
}.items():
    perl = said("perl", "-CO", "-MEmail::MIME", "-0777", "-ne", "print((Email::MIME->new($_)->parts)[1]->filename)", f"{mail}.eml")
    ruby = said("ruby", "-W0", "-rmail", "-e", f'print Mail.read("{mail}.eml").attachments[0].filename')
    python = email.message_from_binary_file(open(f"{mail}.eml", "rb")).get_payload(1).get_filename()
    seen = [names("munpack", mail), names("ripmime", mail), perl, ruby, python]
    print(mail, *seen)
    assert seen == expected
E

#!/usr/bin/env bash
# A signature for desk@пример.рф that signs well and that nobody can check.
# Guess: a DKIM library writes a domain in Cyrillic as xn--…, or a checker asks the DNS for xn--… (RFC 8616 lets d= have letters, and says so).
# So:    dkimpy and Mail::DKIM sign with d=пример.рф without a word, and on checking both ask for a key at the letters themselves, in bytes,
#        where no DNS has one: the letter fails DKIM, and with it DMARC. Given xn--e1afmkfd.xn--p1ai both sign and ask for it.
# Seen:  dkimpy 1.1.8; Mail::DKIM 1.20230212 (Debian 12).
#        Source: RFC 6376 3.5 (d=, A-labels), RFC 8616 4 and 5 (converted before the look-up); dkim/__init__.py (get_txt of s + "._domainkey." + d).
# Desk:  the address that letters are sent from is given as xn--… wherever a signer reads it; beside names people see the letters.
set -euo pipefail
need=(); for p in libmail-dkim-perl openssl; do dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
python3 -m venv v; v/bin/pip install -q --disable-pip-version-check dkimpy==1.1.8 dnspython==2.9.0
openssl genrsa -traditional -out key.pem 2048 2>/dev/null
cat > sign.pl <<'E'
use Mail::DKIM::Signer; use Mail::DKIM::Verifier; my $domain = shift;
my $letter = "From: desk\@$domain\r\nTo: ivan\@example.org\r\nSubject: ready\r\n\r\ntext\r\n";
my $signer = Mail::DKIM::Signer->new(Algorithm => "rsa-sha256", Method => "relaxed/relaxed", Domain => $domain, Selector => "s", KeyFile => "key.pem");
$signer->PRINT($letter); $signer->CLOSE;
{ no warnings "redefine"; *Mail::DKIM::DNS::query = sub { print "asked $_[0]\n"; () }; *Mail::DKIM::DNS::query_async = sub { print "asked $_[0]\n"; sub { () } }; }
my $checker = Mail::DKIM::Verifier->new; $checker->PRINT($signer->signature->as_string . "\r\n" . $letter); $checker->CLOSE;
print "d=", $signer->signature->domain, " ", $checker->result, "\n";
E
v/bin/python - <<'E'
import re, subprocess
import dkim
key = open("key.pem", "rb").read()
def by_dkimpy(domain):
    asked = []
    def get_txt(name, timeout=5): asked.append(name.decode())
    letter = b"From: desk@" + domain + b"\r\nTo: ivan@example.org\r\nSubject: ready\r\n\r\ntext\r\n"
    signature = dkim.sign(letter, b"s", domain, key)
    checked = dkim.verify(signature + letter, dnsfunc=get_txt)
    return re.search(rb"d=([^;]*);", signature.replace(b"\r\n ", b"")).group(1).decode(), asked[0].rstrip("."), checked
def by_perl(domain):
    said = subprocess.run(["perl", "sign.pl", domain], capture_output=True).stdout.decode()
    return re.search("d=(.*) ", said).group(1), re.search("asked (.*)", said).group(1), "pass" in said
for domain in ("пример.рф", "пример".encode("idna").decode() + ".xn--p1ai"):
    seen = by_dkimpy(domain.encode()), by_perl(domain)
    print(*seen)
    assert seen == ((domain, "s._domainkey." + domain, False),) * 2
E

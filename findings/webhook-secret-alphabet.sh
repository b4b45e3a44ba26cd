#!/usr/bin/env bash
# A web hook's secret in the alphabet for URLs is taken by the library of Standard Webhooks, and no signature fits.
# Guess: "whsec_" with Base64 in either alphabet is the same key, or - and _ are refused when the verifier is made.
# So:    the Python library passes over - and _ as if they were not there, makes a shorter key without a word, and every message "does not match".
#        Base64 of 32 random bytes has one of the two signs in three of four; the fourth secret works, so a trial may not show it.
# Seen:  standardwebhooks 1.1.0 (PyPI). Source: standardwebhooks/webhooks.py (base64.b64decode, which does not validate); Standard Webhooks 1.0, "Signature scheme".
# Desk:  new secrets are in the usual alphabet with padding; older ones, made for URLs, are to be written with + and / or rotated (/docs#rule-hook_signature).
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/venv"; "$d/venv/bin/pip" install -q standardwebhooks==1.1.0
seen="$("$d/venv/bin/python" - <<'E2'
import base64, datetime, hashlib, hmac
from standardwebhooks import Webhook
now, body = datetime.datetime.now(datetime.timezone.utc), '{"id":1}'
def taken(key, text):
    signed = hmac.new(key, f"m.{int(now.timestamp())}.{body}".encode(), hashlib.sha256).digest()
    headers = {"webhook-id": "m", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": "v1," + base64.b64encode(signed).decode()}
    try:
        verifier = Webhook("whsec_" + text)
    except Exception as error:
        return f"raises {type(error).__name__}"
    try:
        verifier.verify(body, headers)
        return "fits"
    except Exception as error:
        return str(error)
four, one = bytes([0xfb, 0xef, 0xbe]) + b"a" * 30, bytes([0xfb]) + b"a" * 32
none = b"a" * 33
print(taken(four, base64.b64encode(four).decode()), "|", taken(four, base64.urlsafe_b64encode(four).decode()), "|",
      taken(one, base64.urlsafe_b64encode(one).decode()), "|", taken(none, base64.urlsafe_b64encode(none).decode()))
E2
)"
echo "usual alphabet | four signs of the other | one sign | no sign: $seen"
[ "$seen" = "fits | No matching signature found | No matching signature found | fits" ]

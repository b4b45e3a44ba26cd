#!/usr/bin/env bash
# A payment that came is taken for a forgery, because its sum was read as a number.
# Guess: a checker whose parameter is `out_sum: Union[str, float, int]` takes the sum of the notification as a number, too.
# So:    the signature is over the text as it came, and Robokassa writes six decimals ("1500.000000"): with 1500.0, 1500 or "1500.00" the
#        right signature is False, with no error. A web framework that reads the field as a float makes every payment "forged". Parameters
#        of one's own have to keep their prefix in its letters: Shp_order is right, shp_order (as some servers hand it over) is False.
# Seen:  robokassa 1.0.8. Source: robokassa/signature.py, robokassa/types.py (Signature: str(out_sum)); Robokassa's documentation, ResultURL.
# Desk:  sums are integers of the smallest unit; whoever feeds payments in checks the bank's signature first, over the text.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check robokassa==1.0.8
"$d/v/bin/python" - <<'E'
import hashlib
from robokassa.hash import Hash, HashAlgorithm
from robokassa.signature import SignatureChecker
checker = SignatureChecker(Hash(HashAlgorithm.md5), "first", "second")
def signed(text): return hashlib.md5(text.encode()).hexdigest().upper()
plain, own = signed("1500.000000:12:second"), signed("1500.000000:12:second:Shp_order=4711")
seen = {repr(value): checker.result_url_signature_is_valid(plain, value, 12) for value in ("1500.000000", 1500.0, 1500, "1500.00")}
named = [checker.result_url_signature_is_valid(own, "1500.000000", 12, **{name: 4711}) for name in ("Shp_order", "shp_order")]
print(seen, "Shp_order, shp_order:", named)
assert list(seen.values()) == [True, False, False, False] and named == [True, False]
E

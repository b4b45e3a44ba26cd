#!/usr/bin/env bash
# The bank details of the tax office, a city hospital or Sberbank itself do not pass a check of bank details.
# Guess: two libraries that check an account's key by the BIC follow the Bank of Russia: any account that a client really has passes.
# So:    ru-id-validators puts "0" and three digits of the BIC before a correspondent account instead of "0" and its fifth and sixth: Sberbank's
#        and T-Bank's are refused, Alfa's fits by luck. A BIC that does not begin with 04 it refuses, and the treasury's begin with 00, 01
#        and 02. ru-requisites is right with banks, but has no kind for the treasury's accounts (40102…, 03…): the details to which all of
#        Russia pays its taxes are wrong either way. Both refuse a KPP with letters, which is allowed.
# Seen:  ru-id-validators 0.1.0, ru-requisites 0.2.0. Source: ru_id/account.py, ru_id/bik.py, ru_requisites/accounts.py; the published details of the
#        banks and of the single tax account; the Bank of Russia's 732-P of 2020 (BIC of treasuries); the tax service's MMV-7-6/435@ of 2012 (KPP).
# Desk:  an INN that does not fit is warned at, not refused; bank details are not checked at all.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check ru-id-validators==0.1.0 ru-requisites==0.2.0
"$d/v/bin/python" - <<'E'
import ru_id
from ru_requisites import AccountKind, validate_account, validate_kpp
def fits(prefix, account): # the Bank of Russia's rule: weights 7, 1, 3, last digits, a sum that ends in 0
    return sum(int(digit) * (7, 1, 3)[place % 3] % 10 for place, digit in enumerate(prefix + account)) % 10 == 0
details = {
    "Sberbank": ("044525225", "30101810400000000225", False, True),
    "T-Bank": ("044525974", "30101810145250000974", False, True),
    "Alfa-Bank": ("044525593", "30101810200000000593", True, True),
    "taxes, the treasury's account at the Bank of Russia": ("017003983", "40102810445370000059", False, False),
    "taxes, the account of the treasury": ("017003983", "03100643000000018500", False, False),
}
for name, (bic, account, *expected) in details.items():
    seen = [ru_id.is_valid_account(account, bic), any(validate_account(account, bic=bic, kind=kind).ok for kind in AccountKind)]
    print(f"{name}: {seen}, the rule of correspondent accounts: {fits('0' + bic[4:6], account)}")
    assert seen == expected and fits("0" + bic[4:6], account) == (not account.startswith("03"))
kpp = ru_id.is_valid_kpp("7701AB001"), validate_kpp("7701AB001").ok
print("KPP 7701AB001:", kpp)
assert kpp == (False, False) and not ru_id.is_valid_bik("017003983")
E

#!/usr/bin/env bash
# A lorry's fault is read rightly, and the order to clear it names another one.
# Guess: a library for J1939 writes a fault's number (SPN, 19 bits) in DM22, the order to clear one fault, as it reads it in DM1, the list of faults.
# So:    can-j1939 reads and lists all 19 bits, but in DM22 the upper three are lost, as they are shifted by 22 places instead of 11. Makers' own
#        numbers begin at 516096, so of 520200 the order says 61448, which is another fault or none. Numbers
#        below 65536, the standard's oldest and the usual examples, are right.
# Seen:  can-j1939 2.0.12. Source: j1939/diagnostic_messages.py (Dm22._send_request: `(spn >> 22) & 0xE0`; DTC: `(spn & 0x70000) << 5`); SAE J1939-73, DM1 and DM22.
# Desk:  which fault was there and what was done about it is the mechanic's text; read the faults again after clearing, and keep both lists.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check can-j1939==2.0.12
"$d/v/bin/python" -W ignore - <<'E'
from unittest.mock import MagicMock
from j1939.diagnostic_messages import DTC, Dm22
def listed(spn, fmi):
    """The fault as it stands in DM1: written, and read again."""
    written = DTC(spn=spn, fmi=fmi, oc=1).dtc
    return written.to_bytes(4, "little"), DTC(dtc=written).spn
def cleared(spn, fmi):
    """The fault that the order names: the last three bytes of DM22, laid out like the first three of a fault in DM1."""
    node = MagicMock()
    Dm22(node).request_clear_act_dtc(0, spn, fmi)
    data = bytes(node.send_pgn.call_args.args[-1])
    return data, DTC(dtc=int.from_bytes(data[5:8] + b"\0", "little")).spn
seen = {spn: (listed(spn, 4), cleared(spn, 4)) for spn in (110, 3251, 65535, 65536, 520200)}
for spn, ((fault, read), (order, named)) in seen.items(): print(spn, "listed", fault.hex(" "), read, "| order to clear", order.hex(" "), named)
assert all(read == spn for spn, ((_, read), _) in seen.items())
assert [named for _, (_, named) in seen.values()] == [110, 3251, 65535, 0, 61448]
E

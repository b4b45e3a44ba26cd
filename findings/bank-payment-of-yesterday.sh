#!/usr/bin/env bash
# Money that came on 1 December is booked in November, and who paid it is lost: a bank's statement in OFX.
# Guess: a day that a bank writes with its zone (20261201000000.000[+3:MSK], as OFX allows) is 1 December in every reader, or a
#        moment with that zone.
# So:    ofxparse takes the three hours off and gives 30 November 21:00 without a zone, so that nobody can tell it from local time; of a day
#        without a zone it keeps the day. ofxtools gives the same moment with the zone UTC, whose .date() is 30 November too. bankstatementparser
#        keeps the day, but of payer (NAME) and words (MEMO) the words alone.
# Seen:  ofxparse 0.21, ofxtools 1.1.1, bankstatementparser 0.0.29. Source: OFX 1.6, "Dates, Times, and Time Zones"; ofxparse/ofxparse.py
#        (parseOfxDateTime), ofxtools/Types.py (DateTime).
# Desk:  the day of a payment is the centre's own, and decides month, quarter and VAT: turn a moment into the centre's zone before the day is taken.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --no-compile --disable-pip-version-check ofxparse==0.21 ofxtools==1.1.1 bankstatementparser==0.0.29
cd "$d"; "$d/v/bin/python" -W ignore - <<'E'
import io
import ofxparse
from bankstatementparser import OfxParser
from ofxtools.Parser import OFXTree
head = "".join(f"{line}\n" for line in ("OFXHEADER:100", "DATA:OFXSGML", "VERSION:102", "SECURITY:NONE", "ENCODING:UTF-8", "CHARSET:NONE", "COMPRESSION:NONE",
                                        "OLDFILEUID:NONE", "NEWFILEUID:NONE", ""))
def statement(day):
    fine = "<STATUS><CODE>0<SEVERITY>INFO</STATUS>"
    return head + (f"<OFX><SIGNONMSGSRSV1><SONRS>{fine}<DTSERVER>{day}<LANGUAGE>RUS</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1{fine}<STMTRS>"
        "<CURDEF>RUB<BANKACCTFROM><BANKID>044525000<ACCTID>40702810400000000001<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20261201<DTEND>20261201"
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{day}<TRNAMT>1500.00<FITID>1<NAME>Анна Крылова<MEMO>Счёт 101</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>1500.00"
        f"<DTASOF>{day}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>")
seen = {}
for day in ("20261201000000.000[+3:MSK]", "20261201"):
    data = statement(day).encode(); open("day.ofx", "wb").write(data)
    one = ofxparse.OfxParser.parse(io.BytesIO(data)).account.statement.transactions[0].date
    tree = OFXTree(); tree.parse(io.BytesIO(data)); other = tree.convert().statements[0].transactions[0].dtposted
    third = OfxParser("day.ofx").parse().to_dict("records")[0]
    seen[day] = str(one), str(other), str(third["date"])
    print(day, "ofxparse", one, "| ofxtools", other, "| bankstatementparser", third)
assert list(seen.values()) == [("2026-11-30 21:00:00", "2026-11-30 21:00:00+00:00", "20261201"), ("2026-12-01 00:00:00", "2026-12-01 00:00:00+00:00", "20261201")]
assert third["description"] == "Счёт 101" and "Анна" not in str(third)
E

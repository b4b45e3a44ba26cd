#!/usr/bin/env bash
# Parsers of the bank's file for 1C (1CClientBankExchange) fail on files as banks write them.
# Guess: a parser reads the encoding from the file's own line "Кодировка=" and takes the line ends of Windows.
# So:    client-bank-1c reads windows-1251 whatever the header says, so "Кодировка=DOS" (cp866, allowed by the format) ends in an
#        AttributeError, and its from_file can never open anything (open with "rb" and an encoding). client-bank-exchange-1c stops at
#        CR LF: "unconverted data remains" in the first date; with LF alone the same text is read.
# Seen:  client-bank-1c 0.3, client-bank-exchange-1c 0.1.8.
#        Source: client_bank_1c.py (ClientBank1CLoader.__call__, from_file), client_bank_exchange_1c.py (Field.get_value_from_text: "(.*?)$").
# Desk:  transfers are entered as payments by people or by an integrator's program; whoever feeds them decodes by "Кодировка" first.
set -euo pipefail
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check client-bank-1c==0.3 client-bank-exchange-1c==0.1.8
cd "$d"; "$d/v/bin/python" - <<'E'
from client_bank_1c import ClientBank1CLoader
from client_bank_exchange_1c import Statement
text = """1CClientBankExchange
ВерсияФормата=1.03
Кодировка=%s
Отправитель=Банк
ДатаСоздания=29.11.2026
ВремяСоздания=10:15:00
ДатаНачала=29.11.2026
ДатаКонца=29.11.2026
РасчСчет=40702810400000000001
СекцияРасчСчет
ДатаНачала=29.11.2026
ДатаКонца=29.11.2026
НачальныйОстаток=0.00
РасчСчет=40702810400000000001
ВсегоСписано=0.00
ВсегоПоступило=4500.00
КонечныйОстаток=4500.00
КонецРасчСчет
СекцияДокумент=Платежное поручение
Номер=17
Дата=29.11.2026
Сумма=4500.00
ПлательщикСчет=40702810400000000002
ПолучательСчет=40702810400000000001
НазначениеПлатежа=Оплата по счету 4711
КонецДокумента
КонецФайла
"""
def outcome(read):
    try:
        return str(read())
    except (AttributeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
loader = ClientBank1CLoader()
windows, dos = (text % "Windows").replace("\n", "\r\n"), (text % "DOS").replace("\n", "\r\n")
open("bank.txt", "wb").write(windows.encode("cp1251"))
seen = [outcome(lambda: loader(windows.encode("cp1251")).documents[0]["Сумма"]), outcome(lambda: loader(dos.encode("cp866")).documents[0]["Сумма"]),
        outcome(lambda: loader.from_file("bank.txt")), outcome(lambda: Statement.from_text(windows).count()), outcome(lambda: Statement.from_text(text % "Windows").count())]
print(*seen, sep="\n")
assert seen[0] == "4500.00" and seen[1].startswith("AttributeError") and seen[2].startswith("ValueError")
assert "unconverted data remains" in seen[3] and seen[4] == "1"
E

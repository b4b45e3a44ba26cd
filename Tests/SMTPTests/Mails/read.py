#!/usr/bin/env python3
"""Reads the mails of this folder with Python's email package (policy default), and compares with the values they were written from."""
import email, email.policy, pathlib

def read(name):
    mail = email.message_from_bytes(pathlib.Path(__file__).with_name(f"{name}.eml").read_bytes(), policy=email.policy.default)
    assert not mail.defects, mail.defects
    return mail

def people(mail, field):
    return [(a.display_name, f"{a.username}@{a.domain}".encode("utf-8", "surrogateescape").decode()) for a in mail[field].addresses]

def same(found, wanted):
    assert found == wanted, f"\n{found!r}\n{wanted!r}"

mail = read("plain")
same(people(mail, "From"), [("", "desk@example.org")])
same(people(mail, "To"), [("", "anna@example.net")])
same(mail["Subject"], "Your car")
same(mail["Date"].datetime.isoformat(), "2026-11-30T15:21:49+00:00")
same(mail["Message-ID"], "<1.plain@desk.example.org>")
same(mail.get_content().splitlines(), ["The car is ready.", "", "We are open until 20:00."])

mail = read("answer")
same(people(mail, "From"), [("Сервис «Веста»", "desk@example.org")])
same(people(mail, "To"), [("Анна Крылова", "anna@example.net")])
same(people(mail, "Cc"), [('Krylov, Boris "B"', "boris@example.net"), ("", "a..b@example.net")])
same(people(mail, "Reply-To"), [("Приёмная", "info@xn--b1afk4ade.xn--p1ai")])
same(mail["Subject"], "Re: [ЗН-2026-000123] Стучит спереди справа на кочках, и ещё скрипит, когда поворачиваешь руль налево")
same(mail["Date"].datetime.isoformat(), "2026-11-30T18:21:49+03:00")
same(mail["In-Reply-To"], "<c3$d=4@mail.example.net>")
same(mail["References"].split(), ["<a1@mail.example.net>", "<2.first@desk.example.org>", "<c3$d=4@mail.example.net>"])
same(
    mail.get_content().splitlines(),
    ["Здравствуйте, Анна!", "Машина готова, ждём вас до 20:00.", "", "-- ", "С уважением,", "Ольга, мастер-приёмщик"],
)

mail = read("machine")
same(people(mail, "To"), [("Zoë Müller", "zoe@example.net")])
same(mail["Subject"], "Re: Prix réduit")
same(mail["Date"].datetime.isoformat(), "2026-11-30T11:51:49-03:30")
same([mail[f] for f in ("Auto-Submitted", "Precedence", "X-Auto-Response-Suppress")], ["auto-replied", "bulk", "All"])
same(mail.get_content().splitlines(), ["From now on we look into it.", "Prix : 100 €", "."])

mail = read("attachments")
same(mail.get_body().get_content().splitlines(), ["The car is ready.", "", "We are open until 20:00."])
files = list(mail.iter_attachments())
same(
    [(f.get_filename(), f.get_content_type()) for f in files],
    [
        ("order.pdf", "application/pdf"), ("смета.csv", "text/csv"),
        (".._Фотография повреждённого переднего бампера со стороны водителя.jpeg", "image/jpeg"), ("жалоба.eml", "message/rfc822"),
        ("file", "application/octet-stream"),
    ],
)
same([f["Content-Type"].params["name"] for f in files], [f.get_filename() for f in files])
same(files[0].get_content(), b"%PDF\0\xff\r\n")
same(files[1].get_payload(decode=True).decode(), "работа;цена\r\n")
same(files[2].get_content(), b"\1\2\3")
same((files[3].get_content()["Subject"], files[3].get_content().get_content().strip()), ("noise", "It knocks."))
same(files[4].get_content(), b"")

mail = read("international")
same(people(mail, "To"), [("Анна", "анна@xn--80a1acny.xn--p1ai")])
same(mail.get_content().splitlines(), ["Готово"])
print("all mails are read as written")

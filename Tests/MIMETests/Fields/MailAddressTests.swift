import MIME
import Testing

private func list(_ value: String) -> [String] {
  MailAddress.list(Array(value.utf8)[...]).map { $0.name.isEmpty ? "<\($0.address)>" : "\($0.name) <\($0.address)>" }
}

@Test func `addresses in all forms of RFC 5322 are read`() {
  #expect(list("anna@example.org") == ["<anna@example.org>"])
  #expect(list("Anna Belova <Anna@Example.ORG>, boris@example.org") == ["Anna Belova <anna@example.org>", "<boris@example.org>"])
  #expect(list("\"Belova, Anna\" <a@b.c>") == ["Belova, Anna <a@b.c>"])
  #expect(list("\"He said \\\"no\\\"\" <a@b.c>") == ["He said \"no\" <a@b.c>"])
  #expect(list("me@[127.0.0.1], <\"a b\"@c.d>") == ["<me@[127.0.0.1]>", "<\"a b\"@c.d>"])
  #expect(list("\"anna\"@example.org") == ["<anna@example.org>"])
  #expect(list("\"a \\\" b\"@c.d") == ["<\"a \\\" b\"@c.d>"])
}

@Test func `groups are opened and empty ones have nobody`() {
  #expect(list("Friends: a@b.c, D <d@e.f>;, g@h.i") == ["<a@b.c>", "D <d@e.f>", "<g@h.i>"])
  #expect(list("undisclosed-recipients:;") == [])
  #expect(list("Undisclosed recipients") == [])
}

@Test func `obsolete forms are read`() {
  #expect(list("John Doe <jdoe@machine(comment).  example>") == ["John Doe <jdoe@machine.example>"])
  #expect(
    list("Mary <@a.example,@b.example:mary@example.net>, , jdoe@test  . example") == ["Mary <mary@example.net>", "<jdoe@test.example>"])
  #expect(list("X <@a.example,@[IPv6:2001:db8::1]:anna@example.net>") == ["X <anna@example.net>"])
  #expect(list("(c3)a(c4)@(c5)b(c6).d(c(10)c)") == ["c(10)c <a@b.d>"])
}

@Test func `the author's name may stand in a comment`() {
  #expect(list("root@host.example (Cron Daemon)") == ["Cron Daemon <root@host.example>"])
  #expect(list("a@b.c (=?utf-8?B?0JDQvdC90LA=?=)") == ["Анна <a@b.c>"])
  #expect(list("Anna <a@b.c> (at home)") == ["Anna <a@b.c>"])
}

@Test func `encoded words in and without quotes are names and never syntax`() {
  #expect(list("=?utf-8?B?0JDQvdC90LA=?= <a@b.c>") == ["Анна <a@b.c>"])
  #expect(list("\"=?utf-8?B?0JDQvdC90LA=?= X\" <a@b.c>") == ["Анна X <a@b.c>"])
  #expect(list("=?UTF-8?Q?a@b.c,?= <d@e.f>") == ["a@b.c, <d@e.f>"])
  #expect(list("=?UTF-8?Q?<?= <d@e.f>") == ["< <d@e.f>"])
  #expect(list("=?utf-8?Q?Anna_<a=40b.c>?=") == ["Anna <a@b.c>"])
}

@Test func `what was written by mistake is read as it was meant`() {
  #expect(list("Doe, John <j@d.e>, x@y.z") == ["Doe, John <j@d.e>", "<x@y.z>"])
  #expect(list("a@b.c; D <d@e.f>") == ["<a@b.c>", "D <d@e.f>"])
  #expect(list("Bob <bob@x.y> Bobby <bobby@x.y>") == ["Bob <bob@x.y>", "Bobby <bobby@x.y>"])
  #expect(list("Name <open@b.c") == ["Name <open@b.c>"])
  #expect(list("<<a@b.c>>") == ["<a@b.c>"])
  #expect(list("mailto:a@b.c, <mailto:d@e.f>") == ["<a@b.c>", "<d@e.f>"])
  #expect(list("Anna a@b.c") == ["Anna <a@b.c>"])
  #expect(list("\"Anna Belova\" a@b.c, \"B. V.\" d@e.f") == ["Anna Belova <a@b.c>", "B. V. <d@e.f>"])
  #expect(list("\"open quote <a@b.c>") == ["open quote <a@b.c>"])
  #expect(list("open (comment <a@b.c>").first?.hasSuffix("<a@b.c>") == true)
}

@Test func `an address may stand in a comment, in Outlook's quotes or before a last dot`() {
  #expect(list("Anna Belova (anna@example.org)") == ["Anna Belova <anna@example.org>"])
  #expect(list("=?utf-8?B?0JDQvdC90LA=?= (anna@example.org), b@c.d") == ["Анна <anna@example.org>", "<b@c.d>"])
  #expect(
    list("'Anna Belova' <a@b.c>, 'd@e.f' <d@e.f>, 'A' via 'B' <g@h.i>") == ["Anna Belova <a@b.c>", "d@e.f <d@e.f>", "'A' via 'B' <g@h.i>"])
  #expect(list("a@example.org., B <b@example.org.>") == ["<a@example.org>", "B <b@example.org>"])
  #expect(list("\"a..b\"@c.d, \".a\"@c.d, \"a.b\"@c.d") == ["<\"a..b\"@c.d>", "<\".a\"@c.d>", "<a.b@c.d>"])
}

@Test func `a field with an address goes before one of the same name without`() {
  let mail = Mail(reading: Array("From: [??????]\nFrom: Anna <anna@example.org>\n\nx".utf8))
  #expect(mail.from.map(\.address) == ["anna@example.org"])
}

@Test func `text behind the brackets cannot feign another sender`() {
  #expect(list("<bad@x.y>bank@good.example") == ["<bad@x.y>"])
  #expect(list("\"bank@good.example\" <bad@x.y>") == ["bank@good.example <bad@x.y>"])
  #expect(list("\"Bank <bank@good.example>\" bad@x.y, c@d.e") == ["Bank <bank@good.example> <bad@x.y>", "<c@d.e>"])
  #expect(list("Bank\u{202E}\u{200B}  Desk <bad@x.y>") == ["Bank Desk <bad@x.y>"])
}

@Test func `a name alone has no address, a bare word may be a local user`() {
  #expect(list("No address") == ["No address <>"])
  #expect(list("root") == ["<root>"])
  #expect(list("MAILER-DAEMON <>") == ["MAILER-DAEMON <>"])
  #expect(list("<\"\">") == [])
}

@Test func `a field of many addresses is read up to the limit`() {
  #expect(list(String(repeating: "a@b.c,", count: 5_000)).count == 1_000)
}

@Test func anAddressInAnEncodedWordHasNoControlCharacters() {
  let found = MailAddress.list(Array("=?UTF/8?B?0J/RgN4C0LLQtdGC?=@@@@@@@ =?utf@@-4?q?=D0=BC?=".utf8)[...])
  #expect(found.allSatisfy { $0.address.unicodeScalars.allSatisfy { $0.value >= 0x20 } }, "\(found)")
}

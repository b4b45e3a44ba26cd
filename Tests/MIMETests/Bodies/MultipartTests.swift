import MIME
import Testing

private func mail(_ text: String) -> Mail { Mail(reading: Array(text.utf8)) }
private let mixed = "From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n"

@Test func `parts are found with any line end, and blanks behind a delimiter`() {
  for end in ["\n", "\r\n", "\r"] {
    let read = mail((mixed + "pre\n--x  \n\none\n--x\nContent-Type: image/png\n\nPNG\n--x--\nepilogue").replacing("\n", with: end))
    #expect(read.text == "one")
    #expect(read.attachments.map(\.size) == [3])
    #expect(read.oddities == [])
  }
}

@Test func `a multipart without end, a part without blank line and one without header are read`() {
  let open = mail(mixed + "--x\n\none\n--x\nContent-Type: text/plain\n\ntwo")
  #expect(open.text == "one\n\ntwo" && open.oddities == [.unclosedMultipart])
  #expect(mail(mixed + "--x\njust text, no header\n--x--").text == "just text, no header")
}

@Test func `a part that is never closed ends where its parent goes on`() {
  let read = mail(
    mixed
      + "--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\n\nplain\n--y\nContent-Type: text/html\n\n<p>page\n--x\nContent-Type: image/png; name=a.png\n\nPNG\n--x--\n"
  )
  #expect(read.text == "plain" && read.htmlText == "page")
  #expect(read.attachments.map(\.name) == ["a.png"])
}

@Test func `a boundary that is the beginning of another is no delimiter of it`() {
  let read = mail(
    "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: multipart/mixed; boundary=\"b-2\"\n\n--b-2\n\ninner\n--b-2--\n--b\n\nouter\n--b--\n"
  )
  #expect(read.text == "inner\n\nouter")
}

@Test func `a boundary that is missing or wrong is guessed`() {
  for type in ["multipart/mixed", "multipart/mixed; boundary=other"] {
    let read = mail(
      "From: a@b.c\nContent-Type: \(type)\n\n--real\nContent-Type: text/plain\n\none\n--real\nContent-Type: image/png\n\nPNG\n--real--\n")
    #expect(read.text == "one" && read.attachments.count == 1)
    #expect(read.oddities == [.boundaryGuessed])
  }
}

@Test func `a multipart without parts is text all the same`() {
  let read = mail(mixed + "only words\n")
  #expect(read.text == "only words" && read.oddities == [.noParts])
}

@Test func `of alternatives the plain text is read, and the page beside it`() {
  let head = "From: a@b.c\nContent-Type: multipart/alternative; boundary=x\n\n"
  let both = mail(head + "--x\n\nplain\n--x\nContent-Type: text/html\n\n<p>page</p>\n--x--")
  #expect(both.text == "plain" && both.htmlText == "page" && both.attachments.isEmpty)
  let blank = mail(head + "--x\n\n \n--x\nContent-Type: text/html\n\n<p>page</p>\n--x--")
  #expect(blank.text == "page")
}

@Test func `pictures within a page and files beside it are attachments`() throws {
  let read = mail(
    "From: a@b.c\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>page<img src='cid:p1'>\n--x\nContent-Type: image/png\nContent-ID: <p1>\n\nPNG\n--x--"
  )
  let picture = try #require(read.attachments.first)
  #expect(read.text == "page" && picture.contentID == "p1" && picture.isInline)
}

@Test func `inline does not mean text and text with a name is a file`() {
  let read = mail(
    mixed
      + "--x\n\nbody\n--x\nContent-Type: text/plain\nContent-Disposition: inline; filename=log.txt\n\nlog\n--x\nContent-Type: text/csv; name=t.csv\n\n1;2\n--x--"
  )
  #expect(read.text == "body")
  #expect(read.attachments.map(\.name) == ["log.txt", "t.csv"])
}

@Test func `the only text of a mail is read even if it has a file's form`() {
  let read = mail(mixed + "--x\nContent-Type: text/plain; name=body.txt\nContent-Disposition: inline\n\nbody\n--x--")
  #expect(read.text == "body" && read.attachments.isEmpty)
}

@Test func `an attached mail is a file named after its subject, and can be read`() throws {
  let read = mail(
    mixed
      + "--x\n\nsee below\n--x\nContent-Type: message/rfc822\n\nSubject: =?utf-8?B?0YHRh9GR0YI=?=\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\ninner\n--y--\n--x--"
  )
  #expect(read.text == "see below")
  #expect(read.attachments.map(\.name) == ["счёт.eml"])
  #expect(read.attachedMails.map(\.text) == ["inner"])
}

@Test func `names of files do no harm`() {
  func name(_ declared: String) -> String {
    mail("Content-Type: image/png\nContent-Disposition: attachment; filename=\"\(declared)\"\n\nPNG").attachments[0].name
  }
  #expect(name("../../etc/passwd") == "passwd")
  #expect(name("C:\\Docs\\отчёт.doc") == "отчёт.doc")
  #expect(name("/tmp/a.txt") == "a.txt")
  #expect(name("счёт 1/2.pdf") == "счёт 1_2.pdf")
  #expect(name("a\u{0}b\tc.txt") == "ab c.txt")
  #expect(name("..") == "")
  #expect(name(String(repeating: "д", count: 500) + ".jpeg").count == 200)
  #expect(name(String(repeating: "д", count: 500) + ".jpeg").hasSuffix("д.jpeg"))
  #expect(name("gpj.\u{202E}exe.txt") == "gpj.exe.txt")
}

@Test func `signed, encrypted and opaque mails are told apart`() {
  let pgp = mail(
    "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=x\n\n--x\n\nwords\n--x\nContent-Type: application/pgp-signature; name=signature.asc\n\n-\n--x--"
  )
  #expect(pgp.protection == .pgpSigned && pgp.text == "words" && pgp.attachments.isEmpty)
  let opaque = mail(
    "Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA")
  #expect(opaque.protection == .smimeOpaque && opaque.text == "" && opaque.oddities.contains(.opaqueSigned))
  #expect(opaque.attachments.map(\.name) == ["smime.p7m"])
  #expect(mail("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nAAAA").protection == .smimeEncrypted)
  #expect(
    mail(
      "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream\n\nX\n--x--"
    ).protection == .pgpEncrypted)
  #expect(
    mail("X: y\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nwords\n-----BEGIN PGP SIGNATURE-----\n").protection
      == .pgpInlineSigned)
  #expect(mail("X: y\n\n-----BEGIN PGP MESSAGE-----\n").protection == .pgpInlineEncrypted)
}

@Test func `an invitation is known by its method, a click on one as well`() {
  #expect(mail("Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR").invitation?.method == "reply")
  #expect(mail("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n").invitation?.method == "cancel")
  let read = mail(
    "Content-Type: multipart/alternative; boundary=x\n\n--x\n\nplease come\n--x\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--x--"
  )
  #expect(read.text == "please come" && read.invitation?.method == "request")
  #expect(read.attachments.map(\.name) == ["invite.ics"])
}

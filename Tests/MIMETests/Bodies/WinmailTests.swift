import MIME
import Testing

private let photo: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10]

@Test func `files that Outlook packs into winmail.dat are files of the mail`() throws {
  var letter = PackedLetter()
  letter.addFile(
    title: windows1251("Дефект~1.jpg"), data: photo, .long(0x3705, 1), .unicode(0x3707, "Дефект кузова — ёлка.jpg"))
  letter.addFile(title: windows1251("Счёт.pdf"), data: Array("%PDF-1.4".utf8))
  let mail = letter.mail()
  #expect(mail.text == "Смотрите фото.")
  #expect(mail.attachments.map(\.name) == ["Дефект кузова — ёлка.jpg", "Счёт.pdf"])
  #expect(mail.attachments.map(\.mediaType) == ["image/jpeg", "application/pdf"])
  #expect(mail.attachments.map(\.size) == [6, 8])
  #expect(mail.attachments.map { mail.content(of: $0) } == [photo, Array("%PDF-1.4".utf8)])
  for file in mail.attachments {
    var pieces: [UInt8] = []
    mail.forEachPiece(of: file) { pieces += $0 }
    #expect(pieces == mail.content(of: file))
  }
  #expect(mail.oddities == [])
}

@Test func `a packed file is found in base64 and in uuencoded lines, and under any type`() {
  let inBase64 =
    "eJ8+IgEAAgKQBgAOAAAAAQD/////IAAgAAAAAAA9BAIQgAEABgAAAGEudHh0AO8BAg+ABgADAAAAQ2F0GAE="
  for type in ["application/ms-tnef", "application/vnd.ms-tnef", "application/octet-stream; name=ATT00001.bin", "image/png"] {
    let mail = Mail(reading: Array("From: a@b.c\nContent-Type: \(type)\nContent-Transfer-Encoding: base64\n\n\(inBase64)\n".utf8))
    #expect(mail.attachments.map(\.name) == ["a.txt"] && mail.attachments.map { mail.content(of: $0) } == [Array("Cat".utf8)], "\(type)")
  }
  let lines = #"""
    M>)\^(@$``@*0!@`.`````0#_____(``@```````]!`(0@`$`!@```&$N='AT
    1`.\!`@^`!@`#````0V%T&`$`
    """#
  let mail = Mail(reading: Array("From: a@b.c\n\nSee the file.\n\nbegin 600 WINMAIL.DAT\n\(lines)\n`\nend\n".utf8))
  #expect(mail.text == "See the file." && mail.attachments.map(\.name) == ["a.txt"])
}

@Test func `the name of a packed file is the long one, in Unicode or in the letter's code page`() {
  func name(codePage: Int = 1251, title: [UInt8]? = nil, _ properties: Property...) -> String? {
    var letter = PackedLetter(codePage: codePage)
    letter.add(2, 0x6_9002, [UInt8](repeating: 0, count: 14))
    if let title { letter.add(2, 0x1_8010, title) }
    letter.add(2, 0x6_800F, photo)
    for property in properties { letter.add(2, 0x6_9005, [1, 0, 0, 0] + property.bytes) }
    return letter.mail().attachments.first?.name
  }
  #expect(name(title: windows1251("СЧЁТ~1.PDF"), .string(0x3707, windows1251("Счёт на оплату.pdf"))) == "Счёт на оплату.pdf")
  #expect(name(.string(0x3704, windows1251("СЧЁТ~1.PDF")), .string(0x3001, windows1251("Счёт"))) == "СЧЁТ~1.PDF")
  #expect(name(.string(0x3001, windows1251("Счёт.pdf"))) == "Счёт.pdf")
  #expect(name(title: windows1251("Счёт.pdf\0~1.PDF")) == "Счёт.pdf")
  #expect(name(title: [0], .unicode(0x3001, "Счёт.pdf")) == "Счёт.pdf")
  #expect(name(codePage: 866, title: [0x91, 0xE7, 0xF1, 0xE2]) == "Счёт")
  #expect(name(codePage: 20866, title: [0xF3, 0xDE, 0xA3, 0xD4]) == "Счёт")
  #expect(name(codePage: 65001, title: Array("Счёт".utf8)) == "Счёт")
  #expect(name(codePage: 7, title: windows1251("Счёт")) == "Счёт")
  #expect(name(title: Array("..\\..\\boot.ini".utf8)) == "boot.ini")
  #expect(name(.unicode(0x3707, "a\u{202E}gpj.exe")) == "agpj.exe")
  #expect(name() == "")
}

@Test func `the type of a packed file is the one that is said, else that of its ending`() {
  func type(_ name: String, said: String? = nil) -> String? {
    var letter = PackedLetter()
    if let said {
      letter.addFile(title: Array(name.utf8), data: photo, .string(0x370E, Array(said.utf8)))
    } else {
      letter.addFile(title: Array(name.utf8), data: photo)
    }
    return letter.mail().attachments.first?.mediaType
  }
  #expect(type("a.JPG") == "image/jpeg" && type("a.heic") == "image/heic" && type("jpg") == "application/octet-stream")
  #expect(type("a.jpg", said: "Image/PNG; x=y") == "image/png")
  #expect(type("a.jpg", said: "picture") == "image/jpeg" && type("a.htm") == "application/octet-stream")
}

@Test func `a picture that the page shows has its identifier`() throws {
  var letter = PackedLetter()
  letter.addFile(data: photo, .unicode(0x3707, "image001.png"), .unicode(0x3712, "image001.png@01D2"), .long(0x3714, 4))
  letter.addFile(data: photo, .unicode(0x3707, "photo.jpg"), .unicode(0x3712, "ABC@prod.example"), .long(0x3714, 0))
  let files = letter.mail().attachments
  #expect(files.map(\.contentID) == ["image001.png@01D2", "ABC@prod.example"] && files.map(\.isInline) == [true, false])
}

@Test func `content that stands among the properties is found, and an object's without its interface`() {
  var letter = PackedLetter()
  letter.addFile(.binary(0x3701, photo), .string(0x3704, Array("VI205A~1.DOC".utf8)), .unicode(0x3707, "Акт.doc"))
  letter.addFile(title: Array("Untitled_Attachment".utf8), .object(0x0B, [0xD0, 0xCF, 0x11, 0xE0]), .unicode(0x3001, ""))
  letter.addFile(title: Array("empty.txt".utf8), data: [])
  let mail = letter.mail()
  #expect(mail.attachments.map(\.name) == ["Акт.doc", "Untitled_Attachment", "empty.txt"])
  #expect(mail.attachments.map { mail.content(of: $0) } == [photo, [0xD0, 0xCF, 0x11, 0xE0], []])
  #expect(mail.oddities == [])
}

@Test func `a letter within the letter is one file, named after its subject`() {
  var inner = PackedLetter()
  inner.addFile(title: Array("a.txt".utf8), data: Array("Cat".utf8))
  var letter = PackedLetter()
  letter.addFile(
    title: Array("Untitled Attachment".utf8), data: Array("This attachment is a letter.".utf8), .unicode(0x3001, "Re: заказ"),
    .object(0x07, inner.bytes), .long(0x3705, 5))
  let mail = letter.mail()
  #expect(mail.attachments.map(\.name) == ["Re: заказ.tnef"] && mail.attachments.map(\.mediaType) == ["application/ms-tnef"])
  #expect(mail.attachments.map { mail.content(of: $0) } == [inner.bytes])
}

@Test func `named properties, several values and types of every size are passed over`() {
  var letter = PackedLetter()
  let fixed = [
    (0x02, 4), (0x04, 4), (0x05, 8), (0x06, 8), (0x07, 8), (0x0A, 4), (0x14, 8), (0x40, 8), (0x48, 16), (0x1003, 8), (0x1040, 20),
  ]
  let sized = fixed.map { type, size -> Property in
    let value = [UInt8](repeating: 0, count: size)
    // Two numbers, or two times and what stands behind their count.
    let counted = type == 0x1003 ? [2, 0, 0, 0] + value : type == 0x1040 ? [2, 0, 0, 0] + value.prefix(16) : value
    return Property(bytes: [UInt8(type & 0xFF), UInt8(type >> 8), 0x39, 0x00] + counted)
  }
  var all = sized + [.named("accept-language", several: ["ru", "en-US"]), .named(nil, several: []), .boolean(0x7FFE, true)]
  all.append(.unicode(0x1000, "Текст письма"))
  letter.add(1, 0x6_9003, [UInt8(all.count), 0, 0, 0] + all.flatMap(\.bytes))
  let mail = letter.mail(text: nil)
  #expect(mail.text == "Текст письма" && mail.attachments.isEmpty && mail.oddities == [])
}

@Test func `the letter's text is read where the mail has none`() {
  var old = PackedLetter()
  old.add(1, 0x2_800C, windows1251("Здравствуйте!\r\nСчёт во вложении.\0"))
  #expect(old.mail(text: nil).text == "Здравствуйте!\nСчёт во вложении." && old.mail(text: " ").text == old.mail(text: nil).text)
  #expect(old.mail().text == "Смотрите фото.")

  var new = PackedLetter(codePage: 1252)
  let page = "<html><body><p>Ждём</p><blockquote>Когда?</blockquote></body></html>"
  new.add(.binary(0x1013, windows1251(page)), .long(0x3FDE, 1251))
  #expect(new.mail(text: nil).text == "Ждём\n\n> Когда?" && new.mail(text: nil).replyText == "Ждём")
  #expect(new.mail(text: nil).htmlText == new.mail(text: nil).text && new.mail().htmlText == nil)
}

@Test func `a packed page is of the set that is named for it, by the letter or by itself`() {
  func text(_ properties: Property...) -> String {
    var letter = PackedLetter()
    letter.add(1, 0x6_9003, [UInt8(properties.count), 0, 0, 0] + properties.flatMap(\.bytes))
    return letter.mail(text: nil).text
  }
  #expect(text(.binary(0x1013, Array("<p>Ждём".utf8)), .long(0x3FDE, 65001)) == "Ждём")
  #expect(text(.binary(0x1013, Array("<p>".utf8) + [0xF6, 0xC4, 0xA3, 0xCD]), .long(0x3FDE, 20866)) == "Ждём")
  // 20127 is ASCII.
  let meta = Array("<meta charset=\"koi8-r\"><p>".utf8) + [0xF6, 0xC4, 0xA3, 0xCD]
  #expect(text(.binary(0x1013, meta), .long(0x3FDE, 20127)) == "Ждём" && text(.binary(0x1013, meta)) == "Ждём")
  #expect(text(.binary(0x1013, Array("<p>".utf8) + windows1251("Ждём"))) == "Ждём")
  #expect(text(.unicode(0x1013, "<p>Ждём")) == "Ждём")
  #expect(text(.unicode(0x1000, "Ждём"), .unicode(0x1013, "<p>Ждём вас")) == "Ждём")
}

@Test func `winmail.dat stays beside its contents where they are not all`() {
  func check(_ letter: PackedLetter, text: String? = "words", _ names: [String], _ comment: Comment) {
    let mail = letter.mail(text: text)
    #expect(mail.attachments.map(\.name) == names, comment)
    #expect(mail.oddities.contains(.partlyReadWinmail) == names.contains("winmail.dat"), comment)
  }
  var whole = PackedLetter()
  whole.addFile(title: Array("a.txt".utf8), data: Array("Cat".utf8))
  check(whole, ["a.txt"], "whole")

  var cut = whole
  cut.addBytes([2, 0x0F, 0x80, 0x06, 0x00, 0xFF, 0xFF, 0x00, 0x00, 1, 2, 3])
  check(cut, ["a.txt", "winmail.dat"], "cut within a file")
  var foreign = whole
  foreign.addBytes([UInt8](repeating: 0x20, count: 400))
  check(foreign, ["a.txt", "winmail.dat"], "something else follows")
  var link = whole
  link.addFile(.long(0x3705, 7), .unicode(0x3707, "Смета.xlsx"))
  check(link, ["a.txt", "winmail.dat"], "a link to a file on a server")
  var strange = whole
  strange.addFile(title: Array("b.txt".utf8), data: [1], Property(bytes: [0xFB, 0x00, 0x01, 0x37]), .unicode(0x3707, "c.txt"))
  check(strange, ["a.txt", "b.txt", "winmail.dat"], "a property of an unknown type")

  check(PackedLetter(kind: "IPM.Microsoft Schedule.MtgReq"), ["winmail.dat"], "an appointment")
  check(PackedLetter(), [], "nothing that the mail does not say")
  check(PackedLetter(), text: nil, ["winmail.dat"], "nothing, in a mail that says nothing")
  var formatted = PackedLetter()
  formatted.add(.binary(0x1009, Array("LZFu".utf8)))
  check(formatted, [], "the format of a text that the mail has")
  check(formatted, text: nil, ["winmail.dat"], "the only text")
}

@Test func `what gateways add behind a letter does no harm`() {
  for tail in [[0x0A], [0x0D, 0x0A], [0x00, 0x00, 0x00], Array("\n-- \nfooter".utf8)] as [[UInt8]] {
    var letter = PackedLetter()
    letter.addFile(title: Array("a.txt".utf8), data: Array("Cat".utf8))
    letter.addBytes(tail)
    #expect(letter.mail().attachments.map(\.name) == ["a.txt"] && letter.mail().oddities == [])
  }
}

@Test func `a wrong checksum is noted, and the file is read`() {
  var letter = PackedLetter()
  letter.add(2, 0x6_9002, [UInt8](repeating: 0, count: 14))
  letter.add(2, 0x1_8010, Array("a.txt\0".utf8), checksum: 1)
  letter.add(2, 0x6_800F, Array("Cat".utf8))
  #expect(letter.mail().attachments.map(\.name) == ["a.txt"] && letter.mail().oddities == [.wrongChecksum])
}

@Test func `a winmail.dat that is none stays a file and is noted`() {
  for content in ["", "eJ8+", "eJ8+Ig==", "0J/RgNC40LLQtdGC"] {
    let mail = Mail(
      reading: Array(
        "From: a@b.c\nContent-Type: application/ms-tnef; name=winmail.dat\nX: y\nContent-Transfer-Encoding: base64\n\n\(content)".utf8))
    #expect(mail.attachments.map(\.name) == (content.isEmpty ? [] : ["winmail.dat"]), "\(content)")
    #expect(mail.oddities.contains(.partlyReadWinmail) == !content.isEmpty, "\(content)")
  }
  let renamed = Mail(reading: Array("From: a@b.c\nContent-Type: application/x-dat; name=WinMail.dat\n\nwords".utf8))
  #expect(renamed.attachments.map(\.name) == ["WinMail.dat"] && renamed.oddities == [.partlyReadWinmail])
}

@Test func `a winmail.dat of many files is read up to the limit`() {
  var letter = PackedLetter()
  for _ in 0..<1_500 { letter.addFile(data: []) }
  let mail = letter.mail()
  #expect(mail.attachments.count == 1_001 && mail.attachments.last?.name == "winmail.dat")
  #expect(mail.oddities == [.partlyReadWinmail])

  let part = "--x\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: binary\n\n"
  var half = PackedLetter()
  for _ in 0..<600 { half.addFile(data: []) }
  let both =
    Array("From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n\(part)".utf8) + half.bytes + Array("\n\(part)".utf8) + half.bytes
  #expect(Mail(reading: both + Array("\n--x--\n".utf8)).attachments.count == 1_001)
}

@Test func `lists that say they are endless are left, and the files are read`() {
  var endless = PackedLetter()
  endless.add(1, 0x6_9003, [0xFF, 0xFF, 0xFF, 0xFF] + Property.named(nil, several: []).bytes)
  endless.add(1, 0x6_9003, [1, 0, 0, 0, 0x03, 0x10, 0x39, 0x00, 0xFF, 0xFF, 0xFF, 0xFF])
  endless.add(1, 0x6_9003, [1, 0, 0, 0, 0x1F, 0x00, 0x00, 0x10, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF])
  endless.addFile(title: Array("a.txt".utf8), data: [1])
  #expect(endless.mail().attachments.map(\.name) == ["a.txt", "winmail.dat"])
}

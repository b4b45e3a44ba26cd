import MIME
import Testing

private func name(_ value: String) -> String? { Parameters(Array(value.utf8)[...]).text("filename") }

@Test func `file names in all six forms are read`() {
  #expect(name("attachment; filename=plain.txt") == "plain.txt")
  #expect(name("attachment; filename=\"=?utf-8?B?0YHRh9GR0YIucGRm?=\"") == "счёт.pdf")
  #expect(name("attachment; filename=\"счёт.pdf\"") == "счёт.pdf")
  #expect(name("attachment; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82.pdf") == "счёт.pdf")
  #expect(name("attachment; filename*0=\"long \"; filename*1=name.txt") == "long name.txt")
  #expect(name("attachment; filename*0*=utf-8''%D1; filename*1*=%81%D1%87; filename*2=.txt") == "сч.txt")
}

@Test func `the extended form counts before the others, unless it is broken`() {
  #expect(name("attachment; filename=schet.pdf; filename*=UTF-8''%D1%81.pdf") == "с.pdf")
  #expect(name("attachment; filename*=UTF-8''%D1%81.pdf; filename=schet.pdf") == "с.pdf")
  #expect(name("attachment; filename*=UTF-8''A%e4B; filename=plain") == "plain")
  #expect(name("attachment; filename=basic; filename*0=foo; filename*1=bar") == "foobar")
  #expect(name("attachment; filename*0=ISO; filename*=ISO-8859-5''%E1") == "с")
}

@Test func `continuations end at a gap and begin at their beginning`() {
  #expect(name("attachment; filename*0=foo; filename*2=bar") == "foo")
  #expect(name("attachment; filename*0=foo; filename*01=bar; filename*x=y") == "foo")
  #expect(name("attachment; filename=basic; filename*1=foo; filename*2=bar") == "basic")
  #expect(name("attachment; filename*1=b; filename*0=a; filename*0=z") == "ab")
  #expect(name("attachment; filename*2=b") == nil)
}

@Test func `quotes that are missing or not doubled do no harm`() {
  #expect(name("attachment; filename=My file (1).pdf; size=3") == "My file (1).pdf")
  #expect(name("attachment; filename=\"a \"b\" c.txt\"; size=3") == "a \"b\" c.txt")
  #expect(name("attachment; filename=\"open.txt") == "open.txt")
  #expect(name("attachment; filename=\"C:\\Docs\\a.doc\"") == "C:\\Docs\\a.doc")
  #expect(name("attachment; filename=\"a\\\"b\"") == "a\"b")
  #expect(name("attachment; filename=\"a;b\"; x=y") == "a;b")
  #expect(name("attachment; filename=\"a\" name=\"b\"") == "a")
  #expect(name("attachment\n filename*0*=us-ascii'en'one%20\n filename*1*=two%20\n filename*2=\"three\"") == "one two three")
  #expect(name("text/plain; charset=utf-8 filename=My file.txt; size=3") == "My file.txt")
}

@Test func `encoded words that are folded within quotes are joined`() {
  #expect(name("attachment; filename=\"=?utf-8?B?0YHR?=\r\n =?utf-8?B?h9GR0YI=?=\"") == "счёт")
}

@Test func `a type is read without its comments and in any case`() {
  let type = Parameters(Array("TEXT/Plain (comment) ; Charset=us-ascii (Plain text); FORMAT=flowed".utf8)[...])
  #expect(type.main == "text/plain")
  #expect(type.text("charset") == "us-ascii")
  #expect(type.text("format") == "flowed")
  #expect(Parameters(Array("text / html Content-Transfer-Encoding: 8bit".utf8)[...]).main == "text/html")
  #expect(Parameters(Array("text/plain charset=koi8-r".utf8)[...]).text("charset") == "koi8-r")
  #expect(Parameters(Array("application/pdf name=\"a.pdf\"".utf8)[...]).main == "application/pdf")
}

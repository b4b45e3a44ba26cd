import MIME
import Testing

private func words(_ value: String, bare: String? = nil) -> String { EncodedWord.decode(Array(value.utf8)[...], bare: bare) }

@Test func `a letter that is cut between two words is joined before decoding`() {
  #expect(words("=?UTF-8?B?0JfQsNC/0LjRgdGMINC90LDQ?= =?UTF-8?Q?=B1?=") == "Запись наб")
  #expect(words("=?utf-8?Q?=D0?=\r\n =?utf-8?Q?=9F?=") == "П")
  #expect(words("=?UTF-8?Q?=E2=82?= =?utf-8*en?Q?=AC?=") == "€")
}

@Test func `a quantum of base64 that is cut between two words is joined too`() {
  #expect(words("=?utf-8?B?0J/RgNC?= =?utf-8?B?40LLQtdGC?=") == "Привет")
  #expect(words("=?utf-8?B?0J/R?= =?utf-8?B?gA==?=") == "Пр")
  #expect(words("=?utf-8?B?0J8?= =?utf-8?B?0YDQuNCy?=") == "Прив")
}

@Test func `base64 without its padding ends with its word`() {
  #expect(words("=?utf-8?B?0J/RgNC4?= =?utf-8?B?0LI?= =?utf-8?B?0LU?= =?utf-8?B?0YI?=") == "Привет")
  #expect(words("=?utf-8?B?0J/RgNC40LLQtQ?=\n =?utf-8?B?0YIhIQ?=") == "Приве\u{0442}!!")
  #expect(words("=?koi8-r?B?8NI?= =?koi8-r?B?ydfF1A?=") == "Привет")
}

@Test func `an escape that is cut between two words is joined`() {
  #expect(words("=?utf-8?Q?=D0=9F=D=?= =?utf-8?Q?1?=").hasPrefix("П"))
  #expect(words("=?utf-8?Q?=D0=?= =?utf-8?Q?9F=D1=8?= =?utf-8?Q?0?=") == "Пр")
  #expect(words("=?utf-8?Q?a=?= b") == "a= b")
  #expect(words("=?utf-8?Q?a=?= =?utf-8?B?0J8=?=") == "a=П")
}

@Test func `white space between words vanishes and elsewhere stays`() {
  #expect(words("=?UTF-8?Q?A?= =?UTF-8?Q?B?=") == "AB")
  #expect(words("=?UTF-8?Q?A?=\t \r\n =?KOI8-R?Q?=C1?=") == "Aа")
  #expect(words("Re:  =?UTF-8?Q?B?= C  d") == "Re:  B C  d")
  #expect(words("=?UTF-8?Q?=F0=9F?= x =?UTF-8?Q?=92=A9?=").contains(" x "))
}

@Test func `words that break the rules are read as they were meant`() {
  #expect(words("=?utf-8?Q?one two_three?=") == "one two three")
  #expect(words("\"=?utf-8?B?0J/RgNC40LLQtdGC?=\"") == "\"Привет\"")
  #expect(words("x=?utf-8?q?=d0=9f?=y") == "xПy")
  #expect(words("=?utf-8?B?0J/RgNC40LLQtdGC") == "Привет")
  #expect(words("=?utf-8?B?0J/R gNC4?=") == "При")
  #expect(words("=?utf-8?Q?a?=D0=B8=D0=B2?=") == "a?ив")
}

@Test func `what is no word stays as it is`() {
  for text in ["=?", "=?utf-8", "=?utf-8?Q", "=?utf-8?Q?", "=?utf-8?X?abc?=", "=?utf-8?Q?open", "a =? b ?= c", "=??Q?x?="] {
    #expect(words(text) == text)
  }
}

@Test func `a word that is decoded is not decoded again`() {
  #expect(words("=?us-ascii?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D?=") == "=?UTF-8?Q?x?=")
}

@Test func `bare bytes are UTF-8, else of the mail's set, else windows-1251`() {
  let raw: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]
  #expect(EncodedWord.decode(raw[...]) == "Привет")
  #expect(EncodedWord.decode([0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4][...], bare: "koi8-r") == "Привет")
  #expect(EncodedWord.decode(Array("Привет".utf8)[...], bare: "koi8-r") == "Привет")
}

@Test func `folds become one blank and NUL is dropped`() {
  #expect(words("one\r\n two\n\tthree\u{0}") == "one two three")
  #expect(words("\r\n one \r\n") == "one")
}

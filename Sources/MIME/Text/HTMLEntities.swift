/// Character references of HTML: named, decimal, hexadecimal.
enum HTMLEntities {
  /// Gives a text's stretches, decoded.
  static func decode(_ text: Bytes, _ body: (Bytes) -> Void) {
    var plain = text.startIndex
    var at = text.startIndex
    while at < text.endIndex {
      guard text[at] == 0x26, let (scalar, end) = reference(text, at) else {
        at += 1
        continue
      }
      if plain < at { body(text[plain..<at]) }
      body(Array(String(scalar).utf8)[...])
      at = end
      plain = end
    }
    if plain < text.endIndex { body(text[plain...]) }
  }

  static func text(_ bytes: Bytes) -> String {
    var out: [UInt8] = []
    decode(bytes) { out += $0 }
    return String(decoding: out, as: UTF8.self)
  }

  /// The character that a reference names, and where the reference ends. The semicolon may be missing.
  private static func reference(_ text: Bytes, _ start: Int) -> (Unicode.Scalar, end: Int)? {
    let rest = text[(start + 1)...].prefix(32)
    if rest.first == 0x23 { return numeric(rest.dropFirst()) }
    let name = rest.prefix { $0.isLetter || $0.isDigit }
    guard !name.isEmpty, let scalar = named[name.text] else { return nil }
    let isClosed = name.endIndex < text.endIndex && text[name.endIndex] == 0x3B
    // Without a semicolon, only the oldest names count, and not inside an address: `?a=1&copy=2`.
    if !isClosed, scalar.value > 0xFF || name.endIndex < text.endIndex && text[name.endIndex] == 0x3D { return nil }
    return (scalar, name.endIndex + (isClosed ? 1 : 0))
  }

  private static func numeric(_ rest: Bytes) -> (Unicode.Scalar, end: Int)? {
    let isHex = rest.first.map { $0 | 0x20 == 0x78 } ?? false
    let digits = (isHex ? rest.dropFirst() : rest).prefix { isHex ? $0.hexValue != nil : $0.isDigit }
    guard !digits.isEmpty else { return nil }
    var code: UInt32 = 0
    for digit in digits { code = min(code, 0x11_0000) * (isHex ? 16 : 10) + UInt32(digit.hexValue ?? 0) }
    let isClosed = digits.endIndex < rest.endIndex && rest[digits.endIndex] == 0x3B
    return (scalar(code), digits.endIndex + (isClosed ? 1 : 0))
  }

  /// Numbers 128 to 159 mean windows-1252, as browsers have it.
  private static func scalar(_ code: UInt32) -> Unicode.Scalar {
    if 0x80...0x9F ~= code { return Unicode.Scalar(windows1252[Int(code - 0x80)]) ?? "\u{FFFD}" }
    return code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018,
    0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static let named: [String: Unicode.Scalar] = {
    var names: [String: Unicode.Scalar] = [:]
    for pair in list.split(separator: " ") {
      let parts = pair.split(separator: "=")
      if parts.count == 2, let code = UInt32(parts[1]), let scalar = Unicode.Scalar(code) { names[String(parts[0])] = scalar }
    }
    return names
  }()

  /// HTML 4's names, and those of HTML 5 for ASCII and common signs.
  private static let list = """
    Tab=9 NewLine=10 excl=33 quot=34 num=35 dollar=36 percnt=37 amp=38 apos=39 lpar=40 rpar=41 ast=42 plus=43 comma=44 period=46 \
    sol=47 colon=58 semi=59 lt=60 equals=61 gt=62 quest=63 commat=64 lsqb=91 bsol=92 rsqb=93 lowbar=95 lbrace=123 vert=124 \
    rbrace=125 nbsp=160 iexcl=161 cent=162 pound=163 curren=164 yen=165 brvbar=166 sect=167 uml=168 copy=169 ordf=170 laquo=171 \
    not=172 shy=173 reg=174 macr=175 deg=176 plusmn=177 sup2=178 sup3=179 acute=180 micro=181 para=182 middot=183 cedil=184 \
    sup1=185 ordm=186 raquo=187 frac14=188 frac12=189 frac34=190 iquest=191 Agrave=192 Aacute=193 Acirc=194 Atilde=195 Auml=196 \
    Aring=197 AElig=198 Ccedil=199 Egrave=200 Eacute=201 Ecirc=202 Euml=203 Igrave=204 Iacute=205 Icirc=206 Iuml=207 ETH=208 \
    Ntilde=209 Ograve=210 Oacute=211 Ocirc=212 Otilde=213 Ouml=214 times=215 Oslash=216 Ugrave=217 Uacute=218 Ucirc=219 Uuml=220 \
    Yacute=221 THORN=222 szlig=223 agrave=224 aacute=225 acirc=226 atilde=227 auml=228 aring=229 aelig=230 ccedil=231 egrave=232 \
    eacute=233 ecirc=234 euml=235 igrave=236 iacute=237 icirc=238 iuml=239 eth=240 ntilde=241 ograve=242 oacute=243 ocirc=244 \
    otilde=245 ouml=246 divide=247 oslash=248 ugrave=249 uacute=250 ucirc=251 uuml=252 yacute=253 thorn=254 yuml=255 OElig=338 \
    oelig=339 Scaron=352 scaron=353 Yuml=376 fnof=402 circ=710 tilde=732 Alpha=913 Beta=914 Gamma=915 Delta=916 Epsilon=917 \
    Zeta=918 Eta=919 Theta=920 Iota=921 Kappa=922 Lambda=923 Mu=924 Nu=925 Xi=926 Omicron=927 Pi=928 Rho=929 Sigma=931 Tau=932 \
    Upsilon=933 Phi=934 Chi=935 Psi=936 Omega=937 alpha=945 beta=946 gamma=947 delta=948 epsilon=949 zeta=950 eta=951 theta=952 \
    iota=953 kappa=954 lambda=955 mu=956 nu=957 xi=958 omicron=959 pi=960 rho=961 sigmaf=962 sigma=963 tau=964 upsilon=965 phi=966 \
    chi=967 psi=968 omega=969 thetasym=977 upsih=978 piv=982 ensp=8194 emsp=8195 numsp=8199 thinsp=8201 hairsp=8202 \
    ZeroWidthSpace=8203 zwnj=8204 zwj=8205 lrm=8206 rlm=8207 dash=8208 hyphen=8208 ndash=8211 mdash=8212 lsquo=8216 rsquo=8217 \
    sbquo=8218 ldquo=8220 rdquo=8221 bdquo=8222 dagger=8224 Dagger=8225 bull=8226 hellip=8230 permil=8240 prime=8242 Prime=8243 \
    lsaquo=8249 rsaquo=8250 oline=8254 frasl=8260 NoBreak=8288 euro=8364 image=8465 numero=8470 weierp=8472 real=8476 trade=8482 \
    alefsym=8501 larr=8592 uarr=8593 rarr=8594 darr=8595 harr=8596 crarr=8629 lArr=8656 uArr=8657 rArr=8658 dArr=8659 hArr=8660 \
    forall=8704 part=8706 exist=8707 empty=8709 nabla=8711 isin=8712 notin=8713 ni=8715 prod=8719 sum=8721 minus=8722 lowast=8727 \
    radic=8730 prop=8733 infin=8734 ang=8736 and=8743 or=8744 cap=8745 cup=8746 int=8747 there4=8756 sim=8764 cong=8773 asymp=8776 \
    ne=8800 equiv=8801 le=8804 ge=8805 sub=8834 sup=8835 nsub=8836 sube=8838 supe=8839 oplus=8853 otimes=8855 perp=8869 sdot=8901 \
    lceil=8968 rceil=8969 lfloor=8970 rfloor=8971 lang=9001 rang=9002 loz=9674 star=9734 phone=9742 spades=9824 clubs=9827 \
    hearts=9829 diams=9830 check=10003
    """
}

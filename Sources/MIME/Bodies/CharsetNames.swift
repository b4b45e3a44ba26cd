/// The character sets that mails name, in their spellings, and iconv's names of them.
enum CharsetNames {
  static func iconvName(_ declared: String) -> String? {
    let plain = plain(declared)
    if let name = known[plain] { return name }
    // `windows1251`, `win-1251`, `cp-1251`, `x-cp1251`, `iso8859-5` and the like.
    let letters = plain.filter { $0.isLetter || $0.isNumber }
    return squeezed[letters] ?? (letters.hasPrefix("x") ? squeezed[String(letters.dropFirst())] : nil)
  }

  /// The name of a Windows code page, by whose number Outlook names a set: 1251, 20866 for KOI8-R.
  static func ofCodePage(_ number: Int) -> String? {
    switch number {
    case 874: "windows-874"
    case 1200: "utf-16le"
    case 1201: "utf-16be"
    case 10_000: "macintosh"
    case 10_007: "x-mac-cyrillic"
    case 20_866: "koi8-r"
    case 21_866: "koi8-u"
    case 28_591...28_606: "iso-8859-\(number - 28_590)"
    case 50_220...50_222: "iso-2022-jp"
    case 50_225: "iso-2022-kr"
    case 51_932: "euc-jp"
    case 51_949: "euc-kr"
    case 54_936: "gb18030"
    case 65_000: "utf-7"
    case 65_001: "utf-8"
    default: iconvName("cp\(number)") == nil ? nil : "cp\(number)"
    }
  }

  /// True for names by which programs say that they do not know the set, and for ASCII, which eight bits contradict.
  static func saysNothing(_ declared: String) -> Bool {
    let plain = plain(declared)
    return plain.isEmpty || nothing.contains(plain)
  }

  private static func plain(_ declared: String) -> String {
    String(declared.lowercased().filter { $0.isASCII && !$0.isWhitespace && $0 != "\"" && $0 != "'" }.prefix(40))
  }

  private static let nothing: Set<String> = [
    "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "unknown", "x-unknown", "unknown-8bit", "8bit", "7bit", "default",
    "default_charset", "_autodetect",
    "_autodetect_all", "ansi", "iso-10646-ucs-2", "x-user-defined", "utf-8//ignore", "none", "us", "binary", "text", "any", "x-binaryenc",
  ]

  /// The later of two sets where one widens the other, as the WHATWG Encoding Standard does: 1252 for ISO 8859-1 and so on.
  static let known: [String: String] = {
    var names = [
      "utf-8": "UTF-8", "unicode-1-1-utf-8": "UTF-8", "utf-7": "UTF-7", "unicode-1-1-utf-7": "UTF-7", "utf-16": "UTF-16",
      "utf-16le": "UTF-16LE",
      "utf-16be": "UTF-16BE", "ucs-2": "UTF-16", "unicode": "UTF-16", "utf-32": "UTF-32", "utf-32le": "UTF-32LE", "utf-32be": "UTF-32BE",
      "cesu-8": "UTF-8", "koi8-r": "KOI8-R", "koi8": "KOI8-R", "koi": "KOI8-R", "koi8-u": "KOI8-U", "koi8-ru": "KOI8-U", "ibm866": "IBM866",
      "cp866": "IBM866", "dos-866": "IBM866", "866": "IBM866", "ibm855": "IBM855", "cp855": "IBM855", "mac-cyrillic": "MAC-CYRILLIC",
      "x-mac-cyrillic": "MAC-CYRILLIC", "macintosh": "MACINTOSH", "mac": "MACINTOSH", "x-mac-roman": "MACINTOSH",
      "iso-ir-111": "ECMA-CYRILLIC",
      "iso-8859-1": "CP1252", "latin1": "CP1252", "latin-1": "CP1252", "l1": "CP1252", "iso-8859-9": "CP1254", "latin5": "CP1254",
      "iso-8859-2": "ISO-8859-2", "latin2": "ISO-8859-2", "iso-8859-15": "ISO-8859-15", "latin9": "ISO-8859-15",
      "iso-8859-8-i": "ISO-8859-8",
      "iso-8859-6-i": "ISO-8859-6", "iso-8859-11": "CP874", "tis-620": "CP874", "windows-874": "CP874", "cyrillic": "ISO-8859-5",
      "greek": "ISO-8859-7",
      "hebrew": "ISO-8859-8", "arabic": "ISO-8859-6", "ibm437": "IBM437", "cp437": "IBM437", "ibm850": "IBM850", "cp850": "IBM850",
      "ibm852": "IBM852",
      "cp852": "IBM852", "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "x-sjis": "CP932", "windows-31j": "CP932",
      "ms_kanji": "CP932",
      "cp932": "CP932", "euc-jp": "EUC-JP", "eucjp-ms": VendorJapanese.name, "eucjp-win": VendorJapanese.name, "x-euc-jp": "EUC-JP",
      "iso-2022-jp": "ISO-2022-JP-2", "iso-2022-jp-1": "ISO-2022-JP-2",
      "iso-2022-jp-2": "ISO-2022-JP-2", "cp50221": "ISO-2022-JP-2", "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030",
      "x-gbk": "GB18030",
      "cp936": "GB18030", "gb18030": "GB18030", "euc-cn": "GB18030", "big5": "BIG5-HKSCS", "big5-hkscs": "BIG5-HKSCS",
      "cp950": "BIG5-HKSCS",
      "x-big5": "BIG5-HKSCS", "euc-tw": "EUC-TW", "euc-kr": "UHC", "ks_c_5601-1987": "UHC", "ks_c_5601": "UHC", "ksc5601": "UHC",
      "cp949": "UHC", "uhc": "UHC",
      "x-windows-949": "UHC", "iso-2022-kr": "ISO-2022-KR", "viscii": "VISCII", "armscii-8": "ARMSCII-8", "georgian-ps": "GEORGIAN-PS",
      "ptcp154": "PT154", "pt154": "PT154", "kz-1048": "RK1048", "win-1251": "CP1251", "ansi-1251": "CP1251", "tcvn": "TCVN",
    ]
    for number in [3, 4, 5, 6, 7, 8, 10, 13, 14, 16] { names["iso-8859-\(number)"] = "ISO-8859-\(number)" }
    for number in 1250...1258 { for prefix in ["windows-", "cp", "win", ""] { names["\(prefix)\(number)"] = "CP\(number)" } }
    return names
  }()

  /// Sets in which short texts can be valid UTF-8 by chance.
  static let resemblesUTF8: Set<String> = [
    "GB18030", "BIG5-HKSCS", "EUC-TW", "EUC-JP", VendorJapanese.name, "CP932", "UHC", "CP874", "IBM866", "IBM855",
  ]

  private static let squeezed = Dictionary(
    known.map { ($0.key.filter { $0.isLetter || $0.isNumber }, $0.value) }, uniquingKeysWith: { first, _ in first })
}

/// A currency as price lists write it: `₽`, `руб.`, `USD`, `долл. США`, `тенге`, `у. е.`.
package struct WrittenCurrency: Equatable, Sendable {
  /// The word as written, trimmed.
  package let text: String
  /// Codes of ISO 4217 that the word may mean: `руб.` is the rouble of Russia or of Belarus. Empty for a unit of account
  /// and for an unknown sign.
  package let codes: Set<String>

  /// Returns nil for a word that is no currency's code, sign or name.
  package init?(_ text: String) {
    self.text = Text.trimmed(text)
    let word = SearchText.fold(text).filter { $0.isLetter || $0.isNumber || $0.isCurrencySymbol }
    if let known = Self.words[word] {
      codes = known
    } else if word.contains(where: \.isCurrencySymbol) {
      codes = []
    } else {
      return nil
    }
  }

  package func isOf(_ code: String) -> Bool { codes.contains(code) }

  private static let words: [String: Set<String>] = {
    var words: [String: Set<String>] = [:]
    for code in iso4217.split(separator: " ") { words[code.lowercased()] = [String(code)] }
    for line in names.split(separator: "\n") {
      let parts = line.split(separator: " ")
      for word in parts.dropFirst() { words[String(word), default: []].insert(String(parts[0])) }
    }
    for word in ["уе", "yе", "ye", "условнаяединица", "условныхединиц"] { words[word] = [] }
    return words
  }()

  /// Lines of a code and its signs, names and abbreviations, folded, without blanks and points. Numbers are those of
  /// ISO 4217, which exports of 1C contain.
  private static let names = """
    RUB ₽ р руб рубль рубля рублей rur росруб рубрф российскийрубль российскихрублей 643 810
    BYN br бр р руб рубль рубля рублей byr белруб рубрб белорусскийрубль белорусскихрублей 933
    USD $ us$ $us долл доллар доллара долларов доллсша долларсша долларовсша 840
    EUR € евро euro 978
    KZT ₸ тг тнг тенге 398
    UAH ₴ грн гривна гривны гривен 980
    KGS сом сома сомов som 417
    UZS сум сумов сўм soum som 860
    TJS сомони 972
    TMT манат маната манатов manat 934
    AZN ₼ манат маната манатов manat 944
    AMD ֏ драм драма драмов 051
    GEL ₾ лари 981
    MDL лей лея леев lei 498
    RON лей лея леев lei
    CNY ¥ юань юаня юаней rmb cnh 156
    JPY ¥ иена иены иен йена йены йен 392
    KRW ₩ вона воны вон 410
    GBP £ фунт фунта фунтов 826
    CHF франк франка франков 756
    PLN zł злотый злотых 985
    CZK kč крона кроны крон
    SEK kr крона кроны крон
    NOK kr крона кроны крон
    DKK kr крона кроны крон
    HUF ft форинт форинтов
    BGN лв лев лева левов
    RSD динар динара динаров
    TRY ₺ tl лира лиры лир 949
    ILS ₪ шекель шекеля шекелей
    INR ₹ рупия рупии рупий
    MNT ₮ тугрик тугрика тугриков
    VND ₫ донг донга донгов
    THB ฿ бат бата батов
    AED дирхам дирхама дирхамов 784
    """

  private static let iso4217 = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK \
    DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR \
    KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB \
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
    """
}

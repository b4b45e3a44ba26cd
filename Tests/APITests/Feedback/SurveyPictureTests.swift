import Domain
import Testing

@testable import API

@Suite struct SurveyPictureTests {
  private func figures(_ kind: ScoreKind, _ answers: [Int: Int64]) -> SurveyFigures {
    var tally = Tally(kind)
    for (answer, count) in answers { tally.add(answer, times: count) }
    return SurveyFigures(tally)
  }

  /// Checks that every element is closed, and returns how many there are of each.
  private func elements(_ svg: String) throws -> [String: Int] {
    var open: [String] = []
    var found: [String: Int] = [:]
    for match in svg.matches(of: /<(\/?)([a-z]+)((?:\s[a-zA-Z0-9:-]+="[^"<&]*")*)\s*(\/?)>/) {
      let name = String(match.2)
      if match.1.isEmpty {
        found[name, default: 0] += 1
        if match.4.isEmpty { open.append(name) }
      } else {
        #expect(open.popLast() == name)
      }
    }
    #expect(open.isEmpty)
    #expect(svg.filter { $0 == "<" }.count == svg.matches(of: /<\/?[a-z]+[^<>]*>/).count, "a stray mark")
    return found
  }

  private func period(_ name: String, _ answers: [Int: Int64], version: Int64 = 1) -> SurveyPictures.Period {
    SurveyPictures.Period(name: name, figures: figures(.nps, answers), version: version)
  }

  @Test func aTrendShowsTheIntervalAndWhereTheSurveyChanged() throws {
    let drawing = SurveyPictures(kind: .nps, language: .ru)
    let svg = drawing.trend([
      period("март", [9: 4, 3: 2]), period("апрель", [10: 3, 7: 1]), period("май", [:]), period("июнь", [2: 5, 9: 5]),
      period("июль", [9: 6, 8: 2], version: 2), period("август", [9: 7], version: 2),
    ])
    let found = try elements(svg)
    #expect(found["title"] == 1 && found["desc"] == 1 && svg.contains(#"role="img" aria-labelledby="title description""#))
    #expect(svg.contains("<title id=\"title\">Динамика: Готовность рекомендовать (NPS)</title>"))
    #expect(found["circle"] == 5, "one for each period with answers")
    #expect(found["polyline"] == 2 && found["polygon"] == 2, "no line over a gap or a change of version")
    #expect(svg.matches(of: /stroke-dasharray/).count == 1 && svg.contains(">версия 2</text>"))
    #expect(svg.contains("март: 33,3, от ") && svg.contains("май: нет ответов") && svg.contains("ответов: 6"))
  }

  @Test func aDistributionNamesEachAnswerInNumbersToo() throws {
    var tally = Tally(.csat)
    tally.add(1, times: 1)
    tally.add(5, times: 2)
    let svg = SurveyPictures(kind: .csat, language: .ru).distribution(tally)
    let found = try elements(svg)
    #expect(found["rect"] == 6 && svg.contains(">2 (66,7 %)</text>") && svg.contains("ответов: 3. 1: 1 (33,3 %); 2: 0 (0 %)"), "\(svg)")
    let english = SurveyPictures(kind: .csat, language: .en).distribution(Tally(.csat))
    #expect(english.contains("answers: 0. 1: 0 (0 %)") && english.contains("Answers: Satisfaction (CSAT), %"))
  }

  @Test func aFunnelTellsTheShareOfEachStep() throws {
    let pictures = SurveyPictures(kind: .nps, language: .ru)
    let svg = pictures.funnel(.init(eligible: 500, asked: 100, answered: 45))
    #expect(try elements(svg)["rect"] == 4)
    #expect(svg.contains("можно спросить: 500; спрошено: 100 (20 %); ответили: 45 (45 %)"), "\(svg)")
    #expect(try elements(pictures.funnel(.init(eligible: 0, asked: 0, answered: 0)))["rect"] == 4)
  }

  @Test func namesThatLookLikeMarkupStayText() throws {
    let name = "<script>alert(\"1\")</script> & 'май'\u{0}\u{FFFF}"
    let svg = SurveyPictures(kind: .nps, language: .ru).trend([period(name, [9: 1]), period("]]>", [:])])
    let found = try elements(svg)
    #expect(found["script"] == nil && svg.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;май&#39;"))
    #expect(!svg.unicodeScalars.contains { $0.value == 0 || $0.value == 0xFFFF })
  }

  @Test func aPictureStaysReadableAtItsLimits() throws {
    let many = (0..<500).map { period("неделя \($0)", [Int($0 % 11): 3]) }
    let svg = SurveyPictures(kind: .nps, language: .ru).trend(many)
    let found = try elements(svg)
    #expect(found["circle"] == SurveyPictures.mostPeriods && svg.utf8.count < 60_000)
    #expect(found["text"] ?? 0 <= 12 + 5 + 1, "at most twelve names under the axis")
    #expect(try elements(SurveyPictures(kind: .csi, language: .en).trend([]))["circle"] == nil)
    for value in [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude] { #expect(!Picture.place(value).contains("n")) }
  }
}

import Crypto
import Domain
import Foundation
import Testing

@testable import API

@Suite struct SurveyPageStyleTests {
  /// Relative luminance (WCAG 2.2) of `#rrggbb`.
  private func luminance(_ colour: String) throws -> Double {
    let number = try #require(UInt32(colour.dropFirst(), radix: 16))
    try #require(colour.count == 7)
    let parts = [16, 8, 0].map { shift in
      let part = Double((number >> UInt32(shift)) & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ one: String, _ other: String) throws -> Double {
    let (a, b) = (try luminance(one), try luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test func contrastsAreReckonedAsTheStandardDoes() throws {
    #expect(try contrast("#000000", "#ffffff") == 21)
    #expect(abs(try contrast("#767676", "#ffffff") - 4.54) < 0.005)
  }

  @Test func textAndLinesCanBeReadInBothSchemes() throws {
    for c in [SurveyPageStyle.light, SurveyPageStyle.dark] {
      for (front, back) in [
        (c.text, c.sheet), (c.note, c.sheet), (c.note, c.back), (c.fault, c.sheet), (c.text, c.value), (c.strong, c.sheet),
        (c.onStrong, c.strong),
      ] { #expect(try contrast(front, back) >= 4.5, "\(front) on \(back)") }
      // The line round a value, the focus, and a chosen value beside one that is not.
      for (front, back) in [(c.line, c.sheet), (c.line, c.value), (c.strong, c.sheet), (c.strong, c.back), (c.strong, c.value)] {
        #expect(try contrast(front, back) >= 3, "\(front) beside \(back)")
      }
    }
  }

  @Test func noColourStandsOutsideTheTwoLists() {
    let lists = [SurveyPageStyle.light, SurveyPageStyle.dark].flatMap { c in
      [c.back, c.sheet, c.text, c.note, c.fault, c.value, c.line, c.rule, c.strong, c.onStrong]
    }
    #expect(SurveyPageStyle.css.matches(of: /#[0-9a-fA-F]+/).allSatisfy { lists.contains(String($0.output)) })
    #expect(SurveyPageStyle.css.firstMatch(of: /rgb|hsl|opacity:\.|gradient/) == nil)
  }

  @Test func nothingMovesAndTheFocusIsSeen() {
    #expect(SurveyPageStyle.css.firstMatch(of: /transition|animation|outline:(?:0|none)/) == nil)
    #expect(SurveyPageStyle.css.contains(":focus-visible"))
  }

  @Test func theDigestIsTheStylesOwn() {
    #expect(SurveyPageStyle.digest == "sha256-" + Base64.encode(SHA256.hash(SurveyPageStyle.css)))
    let policy = SurveyPageStyle.headers.first { "\($0.name)" == "Content-Security-Policy" }?.value ?? ""
    #expect(policy.hasPrefix("default-src 'none'; style-src '\(SurveyPageStyle.digest)';") && !policy.contains("unsafe"))
  }
}

import MIME
import Testing

private func date(_ value: String) -> Int? { MailDate(Array(value.utf8)[...])?.seconds }
private let noon = 1_793_610_000  // 2026-11-02 09:00 UTC

@Test func `dates of RFC 5322 and its obsolete forms are read`() {
  for text in [
    "Mon, 02 Nov 2026 12:00:00 +0300", "2 Nov 2026 12:00 +0300 (MSK)", "Mon, 2 Nov 26 09:00:00 GMT", "Mon, 02 Nov 2026 04:00:00 EST",
    "mon, 2 NOV 2026 09:00:00 -0000",
    "Mon (day),\r\n 2 Nov 2026 09:00:00 Z", "2 Nov 126 09:00:00 UT", "Mon, 2 Nov 2026 12(hours):   00  :  00 +0300",
  ] { #expect(date(text) == noon, "\(text)") }
}

@Test func `dates that programs write in their own way are read`() {
  for text in [
    "Mon Nov  2 09:00:00 2026", "Mon Nov 2 12:00:00 MSK 2026", "2026-11-02T12:00:00+03:00", "2026-11-02 09:00:00", "02-Nov-2026 09:00:00",
    "02.11.2026 09:00:00",
    "Пн, 2 ноя 2026 12:00:00 +0300", "Mon, 02 Nov 2026 09.00.00 +0000", "Mon, 2 November 2026 09:00:00 AM GMT",
    "Mar, 02 November 2026 09:00:00 +0000",
    "Mon, 02 Nov 2026 12:00:00 GMT+0300", "Mon, 2 Nov 2026 09:00:00 XYZ",
  ] { #expect(date(text) == noon, "\(text)") }
}

@Test func `the zone is kept, and minus zero names none`() {
  #expect(MailDate(Array("Mon, 02 Nov 2026 12:00:00 +0530".utf8)[...])?.offsetMinutes == 330)
  #expect(MailDate(Array("Mon, 02 Nov 2026 12:00:00 -0330".utf8)[...])?.offsetMinutes == -210)
  let unplaced = MailDate(Array("Mon, 02 Nov 2026 12:00:00 -0000".utf8)[...])
  #expect(unplaced != nil && unplaced?.offsetMinutes == nil)
}

@Test func `leap seconds, leap days and years of two digits`() {
  #expect(date("30 Jun 2012 23:59:60 +0000") == 1_341_100_800)
  #expect(date("29 Feb 2024 00:00:00 +0000") == 1_709_164_800)
  #expect(date("29 Feb 2026 00:00:00 +0000") == nil)
  #expect(date("26 Jan 50 00:00:00 +0000").map { $0 < 0 } == true)
}

@Test func `what names no day and time is no date`() {
  for text in [
    "", "now", "Mon, 32 Nov 2026 12:00:00", "2 Nov 2026", "12:00:00", "2 Nov 2026 25:00:00", "2 Xyz 2026 12:00:00",
    "99999999999999999999 Nov 2026 12:00", "::::", "2 Nov 0000 12:00",
  ] {
    #expect(date(text) == nil, "\(text)")
  }
}

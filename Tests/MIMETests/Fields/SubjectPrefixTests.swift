import MIME
import Testing

private func stripped(_ subject: String) -> String { Mail(reading: Array("Subject: \(subject)\n\n".utf8)).strippedSubject }

@Test func `prefixes of all programs come off, however many`() {
  #expect(stripped("Re: Отв: Fwd: счёт") == "счёт")
  #expect(stripped("RE[2]: Re(3): AW: HA: На: счёт") == "счёт")
  #expect(stripped("Re:счёт") == "счёт")
  #expect(stripped("Re: [ЗН-2026-000124] счёт") == "[ЗН-2026-000124] счёт")
}

@Test func `words of the subject itself stay`() {
  for subject in ["Ремонт: когда", "Registration: done", "Re", "машина: стучит", "12:30", "Auto: x"] {
    #expect(stripped(subject) == subject)
  }
  #expect(stripped("Re:") == "")
}

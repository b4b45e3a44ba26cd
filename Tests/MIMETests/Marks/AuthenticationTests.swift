import MIME
import Testing

private func read(_ header: String) -> Authentication { Mail(reading: Array((header + "\n\n").utf8)).authentication }

@Test func `what the servers of large providers write is understood`() {
  let google = read(
    "Authentication-Results: mx.google.com;\n dkim=pass header.i=@example.org;\n spf=pass (google.com: domain of a@b.c; permits) smtp.mailfrom=a@b.c;\n dmarc=fail"
  )
  #expect(google.authority == "mx.google.com" && google.spf == .pass && google.dkim == .pass && google.dmarc == .fail)
  let outlook = read(
    "Authentication-Results: spf=softfail (sender IP is 203.0.113.4) smtp.mailfrom=example.org; dkim=none;dmarc=pass action=none header.from=example.org"
  )
  #expect(outlook.authority == nil && outlook.spf == .softfail && outlook.dkim == Authentication.Verdict.none && outlook.dmarc == .pass)
}

@Test func `only the topmost authority is heard`() {
  let forged = read(
    "Authentication-Results: mx.centre.example; spf=fail\nAuthentication-Results: mx.centre.example; dkim=pass\nAuthentication-Results: evil.example; spf=pass; dmarc=pass"
  )
  #expect(forged.spf == .fail && forged.dkim == .pass && forged.dmarc == nil)
}

@Test func `Received-SPF counts where nothing else tells`() {
  #expect(read("Received-SPF: Pass (mx: domain permits) client-ip=1.2.3.4").spf == .pass)
  #expect(read("Received-SPF: hardfail").spf == .fail)
}

@Test func `what cannot be read is not known`() {
  let none = read("Authentication-Results: mx; spf=; dkim; =pass; spf=wonderful")
  #expect(none.spf == nil && none.dkim == nil)
  #expect(read("From: a@b.c").spf == nil)
}

import Domain
import HTTP
import Testing

@testable import API

/// What a mail server's programs may do through the socket of their own.
@Suite struct DeliverySocketTests {
  @Test func mailsAreHandedOverWithoutASecretAndNothingElseIsDone() throws {
    let here = try Channelled("email")
    let mail = Array("From: anna@client.example\nMessage-ID: <a1@x>\nSubject: Готова?\n\nЖду\n".utf8)
    let taken = here.world.send(ConsoleRequest.deliver(mail, to: here.channel).bytes, peer: .deliveries)
    #expect(taken["why"].string == "new", "\(taken)")
    #expect(here.world.send(ConsoleRequest.deliver(mail, to: 99).bytes, peer: .deliveries).status == 404)
    for route in here.world.service.routes where !route.takesDeliveries {
      let path = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : String($0) }.joined(separator: "/")
      let answer = here.world.send(ConsoleRequest("\(route.method.name)", "/" + path).bytes, peer: .deliveries)
      // A word that stands for no kind of table is looked at before anybody is let in.
      if !route.words.isEmpty, answer.status == 404 { continue }
      // A page says in its own way that it is not to be had here.
      if route.isLink, answer.status == 503 { continue }
      #expect(answer.status == 403 && answer.code == "deliveries_only", "\(route.method.name) \(route.path): \(answer)")
    }
    here.world.ask("PATCH", "/v1/channels/\(here.channel)", #"{"status":"closed"}"#, as: .admin)
    #expect(here.world.send(ConsoleRequest.deliver(mail, to: here.channel).bytes, peer: .deliveries).codes == ["channel_closed"])
  }
}

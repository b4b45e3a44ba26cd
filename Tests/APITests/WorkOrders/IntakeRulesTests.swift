import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that the rules of intake are checked when an order is opened and when it is corrected.
@Suite struct IntakeRulesTests {
  private let world: World
  init() throws { world = try World() }

  private static let faults: [(fields: String, code: String, pointer: String)] = [
    (#""signed_by":"Анна""#, "signature_incomplete", "/signed_how"), (#""signed_how":"paper""#, "signature_incomplete", "/signed_by"),
    (#""client_parts_refused_reason":"без упаковки""#, "client_parts_not_named", "/client_parts"),
    (#""standing_instruction":"up_to""#, "standing_limit_missing", "/standing_limit_minor"),
    (#""standing_limit_minor":1"#, "standing_limit_unused", "/standing_limit_minor"),
    (#""standing_instruction":"only_listed","standing_limit_minor":1"#, "standing_limit_unused", "/standing_limit_minor"),
    (#""standing_instruction":"up_to","standing_limit_minor":-1"#, "standing_limit_negative", "/standing_limit_minor"),
    (#""fuel_percent":101"#, "fuel_outside", "/fuel_percent"), (#""fuel_percent":-1"#, "fuel_outside", "/fuel_percent"),
  ]

  @Test(arguments: faults.indices) func aFaultOfTheIntakeStandsAgainstOpeningAndCorrecting(_ index: Int) {
    let fault = Self.faults[index]
    let visit = world.visit()
    let opened = world.open(visit.client, visit.vehicle, fault.fields)
    let corrected = world.ask("PATCH", visit.path, "{\(fault.fields)}", as: .advisor)
    for answer in [opened, corrected] {
      #expect(answer.status == 422 && answer.codes == [fault.code] && answer.pointers == [fault.pointer], "\(fault.fields): \(answer)")
    }
  }

  @Test func everythingWrongIsNamedAtOnceWithWhatIsNotThere() {
    let visit = world.visit()
    let answer = world.open(
      visit.client, visit.vehicle,
      #""signed_by":"Анна","client_parts_refused_reason":"без упаковки","standing_limit_minor":1,"proxy_id":99"#)
    #expect(
      Set(answer.codes) == ["signature_incomplete", "client_parts_not_named", "standing_limit_unused", "no_such_proxy"], "\(answer)")
  }

  @Test func whatIsTakenAwayLeavesNothingHalfSaid() {
    let visit = world.visit(
      #""signed_by":"Анна","signed_how":"paper","client_parts":"масло","client_parts_refused_reason":"вскрыто","standing_instruction":"up_to","standing_limit_minor":5"#
    )
    for (fields, code) in [
      (#""signed_how":null"#, "signature_incomplete"), (#""signed_by":null"#, "signature_incomplete"),
      (#""client_parts":null"#, "client_parts_not_named"), (#""standing_limit_minor":null"#, "standing_limit_missing"),
      (#""standing_instruction":"call_me""#, "standing_limit_unused"),
    ] {
      #expect(world.ask("PATCH", visit.path, "{\(fields)}", as: .advisor).codes == [code], "\(fields)")
    }
    let cleared = #"{"signed_how":null,"signed_by":null,"client_parts":null,"client_parts_refused_reason":null,"note":"x"}"#
    #expect(world.ask("PATCH", visit.path, cleared, as: .advisor).status == 200)
  }

  @Test func anOrderThatWasHalfSignedBeforeIsCorrectedElsewhereAllTheSame() throws {
    let visit = world.visit()
    try world.desk.db.script("UPDATE work_orders SET signed_by = 'Анна' WHERE id = \(visit.id)")
    #expect(world.ask("PATCH", visit.path, #"{"note":"спешит"}"#, as: .advisor).status == 200)
    #expect(world.ask("PATCH", visit.path, #"{"signed_by":"Борис"}"#, as: .advisor).codes == ["signature_incomplete"])
    #expect(world.ask("PATCH", visit.path, #"{"signed_how":"tablet"}"#, as: .advisor).status == 200)
  }
}

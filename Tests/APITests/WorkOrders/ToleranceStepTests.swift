import Domain
import JSON
import Testing

@testable import API

/// Tests that lowering, adding, removing, sharing and raising lines never brings the client's part above the tolerance.
@Suite struct ToleranceStepTests {
  private let world: World
  init() throws { world = try World() }

  private func repair(_ client: String = #""kind":"company""#, _ order: String = "", lines: [Int64] = [100_000]) -> (Visit, [Int64]) {
    let owner = world.client("Такси", client)
    let visit = world.visit(owner, world.vehicle(#""client_id":\#(owner)"#), order)
    let ids = lines.enumerated().map { visit.labour("Работа \($0)", hours: "10", price: $1 / 10) }
    visit.start()
    return (visit, ids)
  }

  private func change(_ visit: Visit, _ line: Int64, _ body: String) -> World.Answer {
    world.ask("PATCH", "\(visit.path)/lines/\(line)", body, as: .manager)
  }

  private func add(_ visit: Visit, price: Int64) -> World.Answer {
    visit.post("lines", #"{"kind":"labour","name":"Смазать","quantity":1,"unit_price_minor":\#(price),"within_tolerance":true}"#)
  }

  @Test(arguments: [#"{"quantity":1}"#, #"{"unit_price_minor":1000}"#, #"{"discount_bp":9000}"#])
  func whatALoweredLineLeftIsLentOnce(_ lower: String) {
    let (visit, lines) = repair()
    #expect(change(visit, lines[0], lower).status == 200)
    #expect(add(visit, price: 100_001).codes == ["above_tolerance"])
    let added = add(visit, price: 100_000)
    #expect(added.status == 201, "\(added)")
    for raise in [#"{"quantity":10}"#, #"{"quantity":10,"unit_price_minor":10000,"discount_bp":0}"#, #"{"discount_bp":0,"quantity":2}"#] {
      let answer = change(visit, lines[0], raise)
      #expect(answer.status == 200 || answer.codes == ["above_tolerance"], "\(answer)")
      #expect(client(visit) <= 110_000)
    }
    #expect(change(visit, added.id, #"{"quantity":0.1}"#).status == 200)
    #expect(change(visit, lines[0], #"{"quantity":10,"unit_price_minor":10000,"discount_bp":0}"#).status == 200)
    #expect(client(visit) == 110_000)
  }

  @Test func oneLineGrowsOnWhatAnotherLeft() {
    let (visit, lines) = repair(lines: [100_000, 100_000])
    #expect(change(visit, lines[0], #"{"quantity":1}"#).status == 200)
    #expect(change(visit, lines[1], #"{"quantity":21}"#).status == 200)
    #expect(change(visit, lines[0], #"{"quantity":1.001}"#).codes == ["above_tolerance"])
    #expect(change(visit, lines[1], #"{"quantity":12}"#).status == 200)
    #expect(change(visit, lines[0], #"{"quantity":10}"#).status == 200)
  }

  @Test func whatTheRestGrewOnIsNotTakenOutFromBeneathIt() {
    let (visit, lines) = repair(lines: [100_000, 100_000])
    #expect(change(visit, lines[0], #"{"quantity":1}"#).status == 200)
    #expect(change(visit, lines[1], #"{"quantity":21}"#).status == 200)
    func remove() -> World.Answer { world.ask("DELETE", "\(visit.path)/lines/\(lines[0])", as: .advisor) }
    let refused = remove()
    #expect(refused.codes == ["above_tolerance"] && refused.text.contains("1,100.00"), "\(refused)")
    #expect(change(visit, lines[1], #"{"quantity":11}"#).status == 200)
    #expect(remove().status == 204)
    #expect(add(visit, price: 1).codes == ["above_tolerance"])
  }

  @Test func whatOthersPaidForAWhileIsLentOnceToo() {
    let (visit, lines) = repair()
    func payers(_ all: String) -> World.Answer {
      world.ask("PUT", "\(visit.path)/lines/\(lines[0])/payers", #"{"payers":[\#(all)]}"#)
    }
    #expect(payers(#"{"role":"company","share_bp":10000}"#).status == 200)
    let added = add(visit, price: 110_000)
    #expect(added.status == 201)
    #expect(payers("").codes == ["above_tolerance"])
    #expect(payers(#"{"role":"company","share_bp":9999}"#).codes == ["above_tolerance"])
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(added.id)").status == 204)
    #expect(payers("").status == 200)
  }

  @Test func aStandingInstructionsSumIsNotPassedInStepsEither() {
    let (visit, lines) = repair("", #""standing_instruction":"up_to","standing_limit_minor":50000"#)
    #expect(change(visit, lines[0], #"{"quantity":1}"#).status == 200)
    #expect(add(visit, price: 140_000).status == 201)
    #expect(change(visit, lines[0], #"{"quantity":10}"#).codes == ["above_tolerance"])
  }

  @Test func aNarrowerInstructionTakesNothingBackOfWhatWasAgreed() {
    let (visit, lines) = repair("", #""standing_instruction":"up_to","standing_limit_minor":50000"#, lines: [100_000, 100_000])
    let extra = visit.labour("Шаровая", price: 50_000)
    let estimate = visit.must("estimates", #"{"title":"Дополнительно"}"#).id
    visit.must("offer", #"{"estimate_ids":[\#(estimate)]}"#)
    let word = #"{"how":"standing_instruction","items":[{"line_id":\#(extra),"decision":"approved"}]}"#
    #expect(world.post("/v1/estimates/\(estimate)/approve", word, as: .advisor).status == 200)
    #expect(world.ask("PATCH", visit.path, #"{"standing_instruction":"only_listed","standing_limit_minor":null}"#).status == 200)
    for line in lines {
      #expect(change(visit, line, #"{"quantity":1}"#).status == 200)
      #expect(change(visit, line, #"{"quantity":10}"#).status == 200)
    }
  }

  /// The client's part of the agreed work.
  private func client(_ visit: Visit) -> Int64 {
    standing(visit).reduce(0) { sum, line in
      let payers = line["payers"].array
      let own =
        payers.isEmpty
        ? line["gross_minor"].int ?? 0 : payers.filter { $0["role"].string == "client" }.compactMap { $0["gross_minor"].int }.reduce(0, +)
      return sum + own
    }
  }

  private func standing(_ visit: Visit) -> [JSONValue] {
    visit.read()["lines"].array.filter { ["approved", "done"].contains($0["status"].string ?? "") }
  }

  /// Takes a hundred random steps from each of several seeds. After each step it compares the client's part with the approval.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func noSequenceOfEditsComesToMoreThanTheMost(_ seed: UInt64) {
    var dice = Dice(seed)
    let isCompany = seed % 3 != 0
    let limit: Int64 = seed % 2 == 0 ? 33_333 : 0
    let instruction = limit > 0 ? #""standing_instruction":"up_to","standing_limit_minor":\#(limit)"# : ""
    let (visit, lines) = repair(isCompany ? #""kind":"company""# : "", instruction, lines: [100_000, 70_010, 30_000])
    let insurer = world.client("Страховая", #""kind":"company""#)
    var agreed = Dictionary(uniqueKeysWithValues: zip(lines, [100_000, 70_010, 30_000] as [Int64]))
    for step in 0..<100 {
      let all = standing(visit).compactMap { $0["id"].int }
      let line = all.isEmpty ? 0 : all[dice.roll(all.count)]
      var said: World.Answer
      switch dice.roll(12) {
      case 0...2: said = change(visit, line, #"{"quantity":\#(1 + dice.roll(25))}"#)
      case 3, 4: said = change(visit, line, #"{"unit_price_minor":\#(dice.roll(20_000))}"#)
      case 5: said = change(visit, line, #"{"discount_bp":\#(dice.roll(10_001)),"quantity":\#(1 + dice.roll(25))}"#)
      case 6, 7: said = add(visit, price: Int64(dice.roll(60_000)))
      case 8: said = dice.roll(4) == 0 ? world.ask("DELETE", "\(visit.path)/lines/\(line)", as: .advisor) : change(visit, line, "{}")
      case 9, 10:
        let payers = [
          "", #"{"role":"company","share_bp":\#(dice.roll(10_001))}"#,
          #"{"role":"insurer","payer_client_id":\#(insurer),"share_bp":\#(dice.roll(10_001))}"#,
        ]
        said = world.ask("PUT", "\(visit.path)/lines/\(line)/payers", #"{"payers":[\#(payers[dice.roll(3)])]}"#)
      default:
        let price = Int64(dice.roll(20_000))
        said = visit.must("lines", #"{"kind":"labour","name":"Ещё","quantity":1,"unit_price_minor":\#(price)}"#, as: .manager)
        let (extra, estimate) = (said.id, visit.must("estimates", #"{"title":"Дополнительно"}"#).id)
        visit.must("offer", #"{"estimate_ids":[\#(estimate)]}"#)
        let how = dice.roll(2) == 0 ? "phone" : "standing_instruction"
        let word = #"{"how":"\#(how)","items":[{"line_id":\#(extra),"decision":"approved"}]}"#
        said = world.post("/v1/estimates/\(estimate)/approve", word, as: .advisor)
        if said.status == 200, how == "phone" { agreed[extra] = price }
        if said.status != 200 { #expect(world.post("/v1/estimates/\(estimate)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200) }
      }
      let base = standing(visit).compactMap { agreed[$0["id"].int ?? 0] }.reduce(0, +)
      let most = base + (isCompany ? base / 10 : 0) + limit
      let total = client(visit)
      #expect(total <= most, "seed \(seed), step \(step): \(said)")
      if total > most { break }
    }
  }

  /// A random generator that is the same everywhere (constants of Numerical Recipes).
  private struct Dice {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }
}

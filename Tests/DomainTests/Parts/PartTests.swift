import Domain
import Testing

struct PartTests {
  func oil(onHand: Int64 = 10_000, reserved: Int64 = 0, value: Int64 = 1000) -> Part {
    Part(countedIn: .litre, at: .epoch).with {
      $0.id = 1
      $0.article = "OIL-5W30"
      $0.maker = "Shell"
      $0.name = "Масло"
      $0.onHand = Quantity(thousandths: onHand)
      $0.reserved = Quantity(thousandths: reserved)
      $0.value = Money(value)
    }
  }

  @Test func theLastItemIsReservedOnce() throws {
    let last = oil(onHand: 1000)
    let taken = try last.reserving(.one)
    #expect(taken.available == .zero)
    #expect(codes { _ = try taken.reserving(Quantity(thousandths: 1)) } == ["stock_short"])
    #expect(try taken.releasing(.one) == last)
    #expect(codes { _ = try last.releasing(.one) } == ["reserved_short"])
  }

  @Test func aFreeIssueLeavesReservationsAlone() throws {
    let part = oil(reserved: 8000)
    #expect(codes { _ = try part.issuing(Quantity(thousandths: 3000), fromReserved: .zero) } == ["stock_short"])
    let (after, cost) = try part.issuing(Quantity(thousandths: 4500), fromReserved: Quantity(thousandths: 2500))
    #expect(after.onHand == Quantity(thousandths: 5500) && after.reserved == Quantity(thousandths: 5500))
    #expect(cost == Money(450) && after.value == Money(550))
    #expect(codes { _ = try part.issuing(.one, fromReserved: Quantity(thousandths: 9000)) } == ["reserved_short"])
  }

  @Test func whatIsIssuedLastTakesTheWholeRest() throws {
    var part = oil(onHand: 3000, value: 100)
    var costs: [Int64] = []
    for _ in 0..<3 {
      let (after, cost) = try part.issuing(.one, fromReserved: .zero)
      costs.append(cost.rawValue)
      part = after
    }
    #expect(costs == [33, 34, 33])
    #expect(part.value == .zero && part.onHand == .zero && part.averageCost == nil)
  }

  @Test func aReceiptMovesTheAverage() throws {
    let part = try oil(onHand: 2000, value: 200).receiving(Quantity(thousandths: 2000), cost: Money(400))
    #expect(part.averageCost == Money(150))
    #expect(codes { _ = try part.receiving(.zero, cost: .zero) } == ["quantity_not_positive"])
    #expect(codes { _ = try part.receiving(Quantity(thousandths: .max), cost: .zero) } == ["number_too_large"])
  }

  @Test func aReturnAtTheSameCostRestoresTheStock() throws {
    let part = oil(onHand: 7000, value: 1234)
    let (after, cost) = try part.issuing(Quantity(thousandths: 500), fromReserved: .zero)
    #expect(try after.receiving(Quantity(thousandths: 500), cost: cost) == part)
  }

  @Test func theMinimumProposesWhatIsMissing() throws {
    var part = oil(onHand: 3000, reserved: 2000)
    part.minQuantity = Quantity(thousandths: 5000)
    #expect(try part.belowMinimum(onOrder: Quantity(thousandths: 1500)) == Quantity(thousandths: 2500))
    #expect(try part.belowMinimum(onOrder: Quantity(thousandths: 9000)) == .zero)
  }

  @Test func theEarliestPromiseIsServedFirstAndTheLatestLosesFirst() {
    func waiting(_ id: Int64, _ quantity: Int64, _ promised: Int64?) -> Waiting {
      Waiting(orderLineID: id, quantity: Quantity(thousandths: quantity), promisedAt: promised.map(Instant.init(rawValue:)))
    }
    let lines = [waiting(1, 2000, nil), waiting(2, 1000, 50), waiting(3, 1000, 10), waiting(4, 1000, 50)]
    let served = Serving.serve(Quantity(thousandths: 2500), to: lines)
    #expect(served == [waiting(3, 1000, 10), waiting(2, 1000, 50), waiting(4, 500, 50)])
    #expect(Serving.losers(of: Quantity(thousandths: 2500), among: lines) == [waiting(1, 2000, nil), waiting(4, 500, 50)])
    #expect(Serving.serve(.zero, to: lines).isEmpty)
  }
}

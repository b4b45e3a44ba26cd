import Domain
import Testing

struct RoleTests {
  /// Rights by role; x: the role has the right.
  static let matrix = """
    right               viewer operator mechanic storekeeper advisor manager admin
    read_desk           x      x        x        x           x       x       x
    read_contacts       -      x        -        -           x       x       x
    read_costs          -      -        -        x           -       x       x
    read_private_notes  -      -        -        -           -       x       x
    edit_clients        -      x        -        -           x       x       x
    edit_vehicles       -      x        -        -           x       x       x
    clock               -      -        x        -           -       x       x
    diagnose            -      -        x        -           -       x       x
    check_quality       -      -        x        -           -       x       x
    finish_work         -      -        x        -           x       x       x
    stock               -      -        -        x           -       x       x
    purchase            -      -        -        x           -       x       x
    orders              -      -        -        -           x       x       x
    billing             -      -        -        -           x       x       x
    override            -      -        -        -           -       x       x
    clocking_correction -      -        -        -           -       x       x
    imports             -      -        -        -           -       x       x
    set_up_desk         -      -        -        -           -       x       x
    read_tickets        -      x        -        -           x       x       x
    answer_tickets      -      x        -        -           x       x       x
    attach_files        -      x        x        x           x       x       x
    channels            -      -        -        -           -       -       x
    webhooks            -      -        -        -           -       -       x
    users               -      -        -        -           -       -       x
    """

  @Test func everyRoleHasTheRightsOfThePrintedMatrix() throws {
    let rows = RoleTests.matrix.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let roles = try rows[0].dropFirst().map { try #require(Role(rawValue: $0)) }
    #expect(roles == Role.allCases)
    #expect(rows.dropFirst().map { $0[0] } == Right.allCases.map(\.rawValue))
    for row in rows.dropFirst() {
      let right = try #require(Right(rawValue: row[0]))
      for (role, mark) in zip(roles, row.dropFirst()) { #expect(role.may(right) == (mark == "x"), "\(role) \(right)") }
    }
  }

  @Test func sightFollowsFromTheRights() {
    #expect(Role.viewer.sight == [])
    #expect(Role.mechanic.sight == [])
    #expect(Role.operator.sight == [.contacts, .texts])
    #expect(Role.advisor.sight == [.contacts, .texts])
    #expect(Role.storekeeper.sight == [.costs])
    #expect(Role.manager.sight == [.contacts, .costs, .privateNotes, .texts])
  }

  @Test func aMissingRightIsForbidden() {
    #expect(codes { try Role.viewer.require(.orders) } == ["right_missing"])
    #expect(codes { try Role.advisor.require(.orders) }.isEmpty)
  }

  @Test func aDiscountAboveTheOwnLimitNeedsAManager() {
    var anna = User(.advisor, at: Instant(rawValue: 0)).with {
      $0.login = "anna"
      $0.name = "Анна"
      $0.discountLimit = Share(bp: 500)
    }
    #expect(anna.reason(againstDiscount: Share(bp: 500)) == nil)
    #expect(anna.reason(againstDiscount: Share(bp: 501))?.code == "discount_above_limit")
    anna.role = .manager
    #expect(anna.reason(againstDiscount: .whole) == nil)
  }

  @Test func loginsAndPasswordsAreChecked() throws {
    #expect(try Login.checked(" Anna.K ") == "anna.k")
    for wrong in ["ab", "анна", "anna k", ""] { #expect(codes { _ = try Login.checked(wrong) } == ["login_unreadable"]) }
    #expect(codes { try Login.check(password: "short", login: "anna") } == ["password_too_short"])
    #expect(codes { try Login.check(password: "Anna.Karenina", login: "anna.karenina") } == ["password_is_login"])
    #expect(codes { try Login.check(password: String(repeating: "x", count: 512), login: "anna") } == ["password_too_long"])
    #expect(codes { try Login.check(password: "correct horse", login: "anna") }.isEmpty)
  }

  @Test func anAccountRestsLongerWithEachFurtherWrongPassword() {
    #expect([0, 4, 5, 6, 10, 11, 1_000_000].map { Login.restSeconds(afterFailures: $0) } == [0, 0, 60, 120, 1920, 3600, 3600])
  }
}

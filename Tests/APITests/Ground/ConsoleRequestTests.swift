import Domain
import JSON
import Testing

@testable import API

/// The requests of the command line, as its commands send them.
@Suite struct ConsoleRequestTests {
  @Test func usersAreAddedFoundChangedAndDisabled() throws {
    let world = try World()
    let made = world.console(.addUser(login: "petrov+1", name: "Пётр", role: "mechanic", password: "четыре лошади ждут"))
    #expect(made.status == 201 && made["role"].string == "mechanic", "\(made)")
    #expect(world.console(.user(login: "petrov+1"))["items/0/id"].int == made.id)
    #expect(world.console(.setPassword(of: made.id, to: "пять лошадей ждут")).status == 200)
    #expect(world.console(.disableUser(made.id))["status"].string == "disabled")
  }

  @Test func tokensAreCreatedListedPageByPageAndRevoked() throws {
    let world = try World()
    let user = try #require(world.users[.viewer])
    let made = world.console(.createToken(of: user, name: "терминал", unlimited: true))
    #expect(made.status == 201 && made["token/rate_per_second"].int == 0 && made["secret"].string != nil, "\(made)")
    #expect(world.console(.createToken(of: user, name: "usual", unlimited: false))["token/rate_per_second"] == .null)
    let all = world.console(.tokens(after: nil))["items"].array.compactMap { $0["id"].int }
    let first = world.ask("GET", "/v1/tokens?limit=1", as: .admin)
    let rest = world.console(.tokens(after: first["next_cursor"].string))["items"].array.compactMap { $0["id"].int }
    #expect(rest == Array(all.dropFirst()) && rest.count > 1)
    let id = try #require(made["token/id"].int)
    #expect(world.console(.revokeToken(id))["revoked_at"].string != nil)
  }

  @Test func tablesAreImportedAndTheirRunsAskedFor() throws {
    let world = try World()
    let table = Array("Код;Наименование;Телефон\n1;Анна Крылова;8 903 123-45-67\n".utf8)
    #expect(world.console(.importTable("clients", table, dryRun: true, in: .ru))["created"].int == 1)
    #expect(world.get("/v1/clients")["items"].array.isEmpty)
    #expect(world.console(.importTable("clients", table, dryRun: false, in: .ru))["created"].int == 1)
    #expect(world.get("/v1/clients")["items"].array.count == 1)
    #expect(world.console(.imports)["items"].array.isEmpty)
    #expect(world.console(.importRun(7, in: .ru)).status == 404)
  }
}

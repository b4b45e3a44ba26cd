internal import Domain

extension Reason {
  static let noSuchUser = Reason("no_such_user", en: "There is no such user.", ru: "Такого пользователя нет.")
  static let userDisabled = Reason("user_disabled", en: "The user is disabled.", ru: "Пользователь отключён.")
  static func loginTaken(_ login: String) -> Reason {
    .init("login_taken", en: "The login “\(login)” is taken.", ru: "Логин «\(login)» уже занят.", at: "/login")
  }
}

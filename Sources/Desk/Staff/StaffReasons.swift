package import Domain

extension Reason {
  static let noSuchUser = Reason("no_such_user", en: "There is no such user.", ru: "Такого пользователя нет.")
  static let userDisabled = Reason("user_disabled", en: "The user is disabled.", ru: "Пользователь отключён.")
  static let lastAdministrator = Reason(
    "last_administrator", en: "This is the last active administrator.", ru: "Это последний действующий администратор.")
  static func loginTaken(_ login: String) -> Reason {
    .init("login_taken", en: "The login “\(login)” is taken.", ru: "Логин «\(login)» уже занят.", at: "/login")
  }
  package static let wrongLogin = Reason(
    "wrong_login", en: "The login or the password is wrong.", ru: "Неверный логин или пароль.")
}

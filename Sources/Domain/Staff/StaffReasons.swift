extension Reason {
  package static func rightMissing(_ right: Right, role: Role) -> Reason {
    Reason(
      "right_missing", en: "The role «\(role.text(.en))» may not \(right.text(.en)).",
      ru: "Роль «\(role.text(.ru))» не даёт права \(right.text(.ru)).")
  }
  package static func discountAboveLimit(_ discount: Share, limit: Share) -> Reason {
    Reason(
      "discount_above_limit", en: "A discount of \(discount.text(.en)) is above your limit of \(limit.text(.en)); a manager may give it.",
      ru: "Скидка \(discount.text(.ru)) выше вашего предела \(limit.text(.ru)); её может дать управляющий.")
  }
  package static let loginUnreadable = Reason(
    "login_unreadable", en: "A login has 3 to 64 Latin letters, digits, dots, dashes, underscores or @.",
    ru: "Логин — от 3 до 64 латинских букв, цифр, точек, дефисов, подчёркиваний или @.")
  package static let passwordTooShort = Reason(
    "password_too_short", en: "A password has at least ten characters.", ru: "В пароле должно быть не меньше десяти символов.")
  package static let passwordTooLong = Reason(
    "password_too_long", en: "A password has at most 511 bytes and no zero byte.", ru: "Пароль не длиннее 511 байт и без нулевых байтов.")
  package static let passwordIsLogin = Reason(
    "password_is_login", en: "The password must differ from the login.", ru: "Пароль не должен совпадать с логином.")
  package static let credentialsWrong = Reason(
    "credentials_wrong", en: "The login or the password is wrong.", ru: "Неверный логин или пароль.")
  package static let lastAdmin = Reason(
    "last_admin", en: "The last active admin cannot be disabled or given another role.",
    ru: "Последнего действующего администратора нельзя отключить или перевести в другую роль.")
  package static let noSuchUser = Reason("no_such_user", en: "There is no such user.", ru: "Такого пользователя нет.")
  package static let userDisabled = Reason("user_disabled", en: "The user is disabled.", ru: "Пользователь отключён.")
  package static func loginTaken(_ login: String) -> Reason {
    .init("login_taken", en: "The login “\(login)” is taken.", ru: "Логин «\(login)» уже занят.", at: "/login")
  }
}

extension ErrorCode {
  static let staff = """
    credentials_wrong 401 The login or the password is wrong.
    discount_above_limit 403 A discount of … is above your limit of …; a manager may give it.
    last_admin 409 The last active admin cannot be disabled or given another role.
    login_taken 409 The login “…” is taken.
    login_unreadable 422 A login has 3 to 64 Latin letters, digits, dots, dashes, underscores or @.
    no_such_user 422 There is no such user.
    password_is_login 422 The password must differ from the login.
    password_too_long 422 A password has at most 511 bytes and no zero byte.
    password_too_short 422 A password has at least ten characters.
    password_weak 422 ~ The password is easily guessed: it goes on repeating, counting or along the keyboard, or is a common word or the login.
    right_missing 403,409,422 ~ The role may not do this.
    token_ended 422 … has passed: the token would open nothing.
    user_disabled 409,422 The user is disabled.
    """
}

extension Precondition {
  static let staff = """
    GET /v1/me The token is valid; nothing is changed.
    POST /v1/login The user is active and the password is right; after five wrong ones the name rests for that address.
    POST /v1/logout The token is valid; it ends with the answer.
    POST /v1/users The login is free in any case of its letters; a password, if given, is no trivial one.
    PATCH /v1/users/{id} The last active admin keeps the role and stays active.
    POST /v1/users/{id}/password The user is there; the password is no trivial one.
    POST /v1/tokens The user whom the key is for is active.
    POST /v1/tokens/{id}/revoke The token is there; one revoked already stays as it is.
    """
}

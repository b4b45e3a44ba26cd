extension DeskRule {
  static let staff = """
    log_in_rest After five wrong passwords from one address the name rests for that address: a minute, doubled with each further one, at most an hour. After fifty from anywhere it rests for every address from which it has never logged in. The addresses of one IPv6 /64 count as one.
    links An address that asks for more than thirty links a minute that are not there waits.
    """
}

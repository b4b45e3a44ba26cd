extension DeskRule {
  static let staff = """
    log_in_rest After five wrong passwords from one address the name rests for that address: a minute, doubled with each further one, at most an hour. After fifty from anywhere it rests for every address from which it has never logged in. The addresses of one IPv6 /64 count as one.
    password A password has at least ten characters, of any kinds, and is none that is expected (NIST SP 800-63B, 3.1.1.2): not one that goes on repeating, counting, or along the alphabet or the keyboard (1111111111, abcabcabca, 1q2w3e4r5t), a common word with digits or signs around it, or the login.
    links An address that requests more than thirty unknown links per minute has to wait.
    """
}

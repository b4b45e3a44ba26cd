extension DeskRule {
  static let ground = """
    possible_year Every date and every time lies in the years 1900 to 2199.
    phone_digits A telephone number of Russia or Kazakhstan has ten digits after 8 or +7; one that may lack a digit, or has one too many, is refused. Ten digits that begin with 7 or 8 need the prefix, unless a pause after their code shows that they are whole.
    """
}

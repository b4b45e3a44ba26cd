extension DeskRule {
  static let ground = """
    possible_year Every date and every time lies in the years 1900 to 2199.
    horizon A promise and an expected delivery lie at most two years ahead, the end of an offer one, a car's warranty begins within two years, a proxy's last day lies at most ten ahead, a token's end ten, a coverage's last day thirty. A year is taken as 366 days.
    sums A line, an order, a purchase, and what lies in the stores of one part come to at most 10,000,000,000 (10¹² minor units) each, a line of an order without its discount too. A line has at most 1,000 norm-hours, and of one part at most 1,000,000,000 units lie in the stores.
    list_limits An order has up to 200 complaints, 1,000 lines (removed and declined ones included) and 200 estimates. A client's card takes 10 telephones, 10 e-mail addresses and 30 tags at once, and may come to have 50, 50 and 100 by merges; a client has up to 100 proxies. A vehicle has up to 100 coverages and 1,000 odometer readings beside those of its visits, a part 100 cross-references, a purchase order 200 lines and 200 receipts; there are up to 200 locations. A cell of a table has up to 10 telephones or e-mail addresses, or 100 cross-references; a row with more is rejected.
    kept_answers The answer to a POST with an Idempotency-Key is kept for 24 hours. One above 64 KiB is kept as done only: its repeat is refused (answered_at_length), naming where to read it anew.
    kept_by_nobody No answer is kept by a browser or a proxy (Cache-Control: no-store). An ETag that a client keeps by itself is honoured all the same: If-None-Match gives 304.
    phone_digits A telephone number of Russia or Kazakhstan has ten digits after 8 or +7; one that may lack a digit, or has one too many, is refused. Ten digits that begin with 7 or 8 need the prefix, unless a pause after their code shows that they are whole.
    """
}

extension DeskRule {
  static let clients = """
    merged_card A merged card's id answers with the card it was merged into. To change a merged card is refused, naming that card.
    search_sight Without the right to see contacts a search covers names, tax ids, plates and order numbers only, never phones or e-mails.
    search_spelling A search takes a part of a telephone number in any spelling (28-57, +7 913 640) and looks at words, not at the signs around them; signs alone find nothing.
    name_order Lists by name are sorted without case: digits, Latin, Cyrillic (ё as е), signs as spaces. Equal names keep the order of creation.
    birthday A client's birthday lies in the last 120 years.
    known_client A phone, e-mail, tax id or name with birthday that another card has is accepted, because a family may share it. The answer warns and gives the ids of those cards.
    """
}

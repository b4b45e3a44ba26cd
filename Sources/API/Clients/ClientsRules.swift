extension DeskRule {
  static let clients = """
    merged_card A merged card's id answers with the card it was merged into. To change a merged card is refused, naming that card.
    search_sight A search by somebody who may not see contacts looks at names, tax ids, plates and numbers of orders alone, never at telephones or e-mails, whole or in part.
    search_spelling A search takes a part of a telephone number in any spelling (28-57, +7 913 640) and looks at words, not at the signs around them; signs alone find nothing.
    name_order Lists by name are in alphabetical order whatever the case: digits, then Latin letters, then Cyrillic ones, ё as е, signs as spaces; equal names in the order they came in.
    birthday A client's birthday lies in the last 120 years.
    known_client A telephone, an e-mail address, a tax id, or a name with its birthday that is on another card is taken all the same, for a family may share it, and the answer warns, with the ids of those cards.
    """
}

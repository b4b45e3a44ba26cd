internal import Domain
internal import SQLite

/// The clients that match a search, as a condition on rows of `clients`.
///
/// Without the right to see contacts, only names and tax ids are searched, which every response shows. Otherwise a
/// reader could find out a phone number by searching for parts of it.
struct ClientSearch {
  private let terms: SearchTerms
  private let byContacts: Bool

  init(_ terms: SearchTerms, byContacts: Bool) {
    self.terms = terms
    self.byContacts = byContacts
  }

  func add(to select: inout Select) {
    guard !terms.isEmpty else { return select.add("FALSE") }
    // Excludes merged cards, whose search text is empty.
    select.add(byContacts ? "(TRUE" : "(clients.search_text <> ''")
    for term in terms.terms {
      select.add("AND (FALSE")
      if byContacts { addWhole(term, to: &select) } else { addName(term, to: &select) }
      select.add(")")
    }
    select.add(")")
  }

  private func addWhole(_ term: SearchTerms.Term, to select: inout Select) {
    if !term.isOneNumber {
      select.add("OR (TRUE")
      for word in term.words { select.add("AND clients.search_text LIKE ? ESCAPE '\\'", word.anywhere) }
      select.add(")")
    }
    for part in term.parts where term.words != [part] { select.add("OR clients.search_text LIKE ? ESCAPE '\\'", part.anywhere) }
  }

  /// Matches names and tax ids. The key of a name has no punctuation, so a word with punctuation is split into several.
  private func addName(_ term: SearchTerms.Term, to select: inout Select) {
    let words = term.words.flatMap { SearchText.nameKey($0).split(separator: " ").map(String.init) }
    if !term.isOneNumber, !words.isEmpty {
      select.add("OR (TRUE")
      for word in words {
        select.add("AND (clients.name_key LIKE ? ESCAPE '\\' OR clients.tax_id LIKE ? ESCAPE '\\')", word.anywhere, word.anywhere)
      }
      select.add(")")
    }
    for part in term.parts { select.add("OR clients.tax_id LIKE ? ESCAPE '\\'", part.anywhere) }
  }
}

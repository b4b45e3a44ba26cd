/// Nothing is asked beside the path.
package struct NoQuery: Declared {
  package init(_ fields: inout Fields) {}
}

/// An action without a body: nothing at all, or an empty object.
package struct NoBody: Declared {
  package init(_ fields: inout Fields) {}
  package static let example: String? = "{}"
}

/// What every single answer takes beside its own parameters.
struct One<Q: Declared>: Declared {
  let own: Q
  let fields: String?

  init(_ fields: inout Fields) {
    own = Q(&fields)
    self.fields = fields.optional("fields", .text(1...2_000), "Only these fields of the answer: a,b.c")
  }
}

/// What every list takes beside its own filters.
struct Listed<Q: Declared>: Declared {
  let own: Q
  /// Absent: of a page, fifty; of a table, all.
  let limit: Int64?
  let cursor: String?
  let fields: String?

  init(_ fields: inout Fields) {
    own = Q(&fields)
    limit = fields.optional("limit", .integer(1...200), "Entries a page; 50 when absent, all of a table (text/csv)")
    cursor = fields.optional("cursor", .text(1...2_000), "next_cursor of the page before")
    self.fields = fields.optional("fields", .text(1...2_000), "Only these fields of the entries: a,b.c")
  }
}

/// A query without parameters.
package struct NoQuery: Declared {
  package init(_ fields: inout Fields) {}
}

/// A body without fields: empty, or an empty object.
package struct NoBody: Declared {
  package init(_ fields: inout Fields) {}
  package static let example: String? = "{}"
}

/// Parameters of a single response: the route's own and `fields`.
struct One<Q: Declared>: Declared {
  let own: Q
  let fields: String?

  init(_ fields: inout Fields) {
    own = Q(&fields)
    self.fields = fields.optional("fields", .text(1...2_000), "Only these fields of the answer: a,b.c")
  }
}

/// Parameters of a list: the route's own filters, paging and `fields`.
struct Listed<Q: Declared>: Declared {
  let own: Q
  /// nil: fifty entries of a page, all of a table.
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

internal import CSQLite

/// A prepared statement in the connection's cache, lent to one query at a time. A query that runs the same text while
/// its rows are still being read gets a statement of its own.
@usableFromInline final class Statement {
  @usableFromInline let handle: OpaquePointer
  @usableFromInline let text: String
  private let kept: Bool
  fileprivate(set) var lent = false

  init(_ db: Database, _ text: String, kept: Bool) throws {
    var prepared: OpaquePointer?
    let flags = kept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    guard sqlite3_prepare_v3(db.handle, text, -1, flags, &prepared, nil) == SQLITE_OK, let prepared else { throw db.failure(text) }
    handle = prepared
    self.text = text
    self.kept = kept
  }

  @usableFromInline func step(_ db: Database) throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw db.failure(text)
    }
  }

  @usableFromInline func giveBack() {
    if kept {
      sqlite3_reset(handle)
      lent = false
    } else {
      sqlite3_finalize(handle)
    }
  }
}

extension Database {
  /// Finds a statement by the address of its literal, so that no text is hashed.
  @usableFromInline func borrow(_ sql: StaticString) throws -> Statement {
    if let kept = statements[sql.utf8Start] {
      if kept.lent { return try Statement(self, kept.text, kept: false) }
      kept.lent = true
      return kept
    }
    let fresh = try Statement(self, "\(sql)", kept: true)
    statements[sql.utf8Start] = fresh
    fresh.lent = true
    return fresh
  }

  @usableFromInline func borrow(_ sql: SQL) throws -> Statement {
    if sql.pieces.count == 1, case .literal(let text) = sql.pieces[0] { return try borrow(text) }
    if let kept = composed[sql] {
      if kept.lent { return try Statement(self, kept.text, kept: false) }
      kept.lent = true
      return kept
    }
    let fresh = try Statement(self, sql.text, kept: true)
    composed[sql] = fresh
    fresh.lent = true
    return fresh
  }
}

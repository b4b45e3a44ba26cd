internal import JSON
internal import SQLite
internal import Synchronization

/// The columns of a statement whose rows are lent, in its order. They are declared beside the statement. A case ends with its column's name.
protocol PictureColumn: RawRepresentable<Int32>, CaseIterable {}

extension Row {
  func text(_ column: some PictureColumn) -> LentText { LentText(text(column.rawValue)) }
  func textOrNil(_ column: some PictureColumn) -> LentText? { textOrNil(column.rawValue).map { LentText($0) } }
  func integer(_ column: some PictureColumn) -> Int64 { integer(column.rawValue) }
  func integerOrNil(_ column: some PictureColumn) -> Int64? { integerOrNil(column.rawValue) }
  func isNull(_ column: some PictureColumn) -> Bool { isNull(column.rawValue) }
  subscript<T: Column>(column: some PictureColumn) -> T { get throws { try self[column.rawValue] } }

  /// True if the statement's columns are those declared. A debug build asserts it of each picture's first row.
  func shows<C: PictureColumn>(_ columns: C.Type) -> Bool {
    guard seenPictures.withLock({ $0.insert(ObjectIdentifier(columns)).inserted }) else { return true }
    return C.allCases.prefix(Int(count)).allSatisfy { column in
      "\(column)".lowercased().hasSuffix(name(column.rawValue).filter { $0 != "_" })
    }
  }
}

private let seenPictures = Mutex<Set<ObjectIdentifier>>([])

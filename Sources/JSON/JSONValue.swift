/// A JSON value as it was read.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// An object's members in the order of the text. No name occurs twice.
public struct JSONObject: Sendable, Equatable {
  public struct Member: Sendable, Equatable {
    public let key: String
    public let value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  public let members: [Member]

  /// Names must differ. Of two equal ones, `subscript` finds the first.
  public init(members: [Member]) { self.members = members }

  /// `nil` if the object has no such member; a member that is `null` is `.null`.
  public subscript(key: String) -> JSONValue? {
    for member in members where member.key == key { return member.value }
    return nil
  }
}

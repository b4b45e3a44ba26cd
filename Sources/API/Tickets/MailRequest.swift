extension ConsoleRequest {
  /// Hands a mail over to a channel.
  package static func deliver(_ mail: [UInt8], to channel: Int64) -> ConsoleRequest {
    ConsoleRequest("POST", "/v1/channels/\(channel)/messages", mail, type: "message/rfc822")
  }
}

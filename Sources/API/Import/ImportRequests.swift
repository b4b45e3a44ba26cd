package import Domain

/// Requests of the command `import`.
extension ConsoleRequest {
  package static let imports = ConsoleRequest("GET", "/v1/imports")

  package static func importTable(_ kind: String, _ table: [UInt8], dryRun: Bool, in language: Language) -> ConsoleRequest {
    ConsoleRequest(
      "POST", "/v1/imports/\(kind)?dry_run=\(dryRun)", table, type: "text/csv", headers: ["Accept-Language: " + language.rawValue])
  }

  package static func importRun(_ id: Int64, in language: Language) -> ConsoleRequest {
    ConsoleRequest("GET", "/v1/imports/runs/\(id)", headers: ["Accept-Language: " + language.rawValue])
  }
}

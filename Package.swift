// swift-tools-version: 6.2
import PackageDescription

// The floors, from top to bottom. A floor may import only the floors that its line names;
// Tests/AppTests/WallTests.swift checks this.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "servicedesk",
  products: [.executable(name: "servicedesk", targets: ["App"])],
  targets: [
    // The process: command line, configuration, signals, log, and the wiring of the floors.
    .executableTarget(
      name: "App",
      dependencies: ["API", "Desk", "Domain", "HTTP", "JSON", "CSV", "Crypto", "SQLite", "Migrations", "Demo", "SMTP", "CLinux"],
      swiftSettings: house),
    // A service centre to try the desk with, and some days played at it through the API.
    .target(name: "Demo", dependencies: ["Domain", "JSON"], swiftSettings: house),
    // The wire: paths, names, status codes, the OpenAPI document, lists as tables.
    .target(name: "API", dependencies: ["Desk", "Domain", "HTTP", "JSON", "CSV", "MIME"], swiftSettings: house),
    // Use cases, transactions, SQL, and the consequences of events.
    .target(name: "Desk", dependencies: ["Domain", "SQLite", "JSON", "Crypto", "CSV", "MIME", "SMTP"], swiftSettings: house),
    // The trade: nouns, rules, formulas, refusals. No I/O, no clock.
    .target(name: "Domain", swiftSettings: house),
    // Bytes and sockets: parser, router, turns, workers, live streams.
    .target(name: "HTTP", dependencies: ["CLinux"], swiftSettings: house),
    // JSON text to values and back.
    .target(name: "JSON", swiftSettings: house),
    // CSV text to rows and back; UTF-8 and Windows-1251.
    .target(name: "CSV", swiftSettings: house),
    // The bytes of a mail to what it says: fields, text, files, reports, who wrote it.
    .target(name: "MIME", swiftSettings: house),
    // Mails written from values, and handed to a mail server or to sendmail.
    .target(name: "SMTP", dependencies: ["CLinux"], swiftSettings: house),
    // SHA-256, HMAC, randomness, yescrypt, constant-time comparison.
    .target(name: "Crypto", dependencies: ["CCrypt"], swiftSettings: house),
    // One connection: statements, rows, transactions, savepoints, the migrator.
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: house),
    // The numbered SQL files, embedded in the binary.
    .target(name: "Migrations", path: "Migrations", resources: [.embedInCode("sql")], swiftSettings: house),
    // The C libraries of the system.
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
    .systemLibrary(name: "CLinux"),

    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: house),
    .testTarget(name: "CSVTests", dependencies: ["CSV"], swiftSettings: house),
    .testTarget(name: "MIMETests", dependencies: ["MIME"], exclude: ["Samples", "Peers.md"], swiftSettings: house),
    .testTarget(name: "SMTPTests", dependencies: ["SMTP"], exclude: ["Mails"], swiftSettings: house),
    .testTarget(name: "CryptoTests", dependencies: ["Crypto"], swiftSettings: house),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: house),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: house),
    .testTarget(
      name: "DomainTests", dependencies: ["Domain"],
      exclude: [
        "Ground/PhoneNumbers.txt", "Ground/phone_numbers.py", "Calendars/Vectors", "Feedback/Vectors",
      ], swiftSettings: house),
    .testTarget(name: "DeskTests", dependencies: ["Desk", "Domain", "SQLite", "Migrations", "JSON"], swiftSettings: house),
    .testTarget(
      name: "APITests", dependencies: ["API", "Desk", "Domain", "HTTP", "JSON", "CSV", "MIME", "SMTP", "Crypto", "SQLite", "Migrations"],
      exclude: ["Ground/RoleMatrix.txt", "Security/OWASP.md"], swiftSettings: house),
    .testTarget(name: "AppTests", exclude: ["DemoTranscript.txt"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)

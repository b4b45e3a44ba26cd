/// A file name that does no harm on any system: no path, no control characters, not too long.
enum FileName {
  static func clean(_ declared: String) -> String {
    var name = FieldText.line(declared)
    if isPath(name) { name = String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "") }
    var kept = String(
      String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map { isSeparator($0) ? "_" : $0 }))
    kept = FieldText.trimmed(kept)
    if kept == "." || kept == ".." { return "" }
    return shortened(kept)
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }

  /// A path of some system, as old mail programs send with the file: `C:\Docs\a.doc`, `/tmp/a.doc`, `../a.doc`.
  private static func isPath(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    if bytes.count > 2, bytes[0].isLetter, bytes[1] == 0x3A, bytes[2] == 0x5C || bytes[2] == 0x2F { return true }
    return name.hasPrefix("/") || name.hasPrefix("\\") || name.hasPrefix("./") || name.contains("../") || name.contains("..\\")
  }

  /// Keeps the ending, by which programs know the kind of file.
  private static func shortened(_ name: String) -> String {
    guard name.count > MailLimits.nameCharacters else { return name }
    let ending = name.lastIndex(of: ".").map { name[$0...] }.flatMap { $0.count <= 12 ? $0 : nil } ?? ""
    return String(name.prefix(MailLimits.nameCharacters - ending.count)) + ending
  }
}

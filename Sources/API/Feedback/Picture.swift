internal import Domain

/// A drawing in SVG 1.1 that is read without colours, and without eyes by its title and description. All text is escaped.
struct Picture {
  let title: String
  /// Everything that the picture shows, in words.
  let description: String
  let width: Double
  let height: Double
  private var parts: [String] = []

  init(title: String, description: String, width: Double, height: Double) {
    self.title = title
    self.description = description
    self.width = width
    self.height = height
  }

  /// The SVG document. Screen readers say the title and the description, and pass over the drawing.
  var text: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" width="\(Self.place(width))" \
    height="\(Self.place(height))" viewBox="0 0 \(Self.place(width)) \(Self.place(height))" font-family="DejaVu Sans, sans-serif" font-size="12">
    <title id="title">\(Self.escaped(title))</title>
    <desc id="description">\(Self.escaped(description))</desc>
    <rect width="100%" height="100%" fill="#fff"/>
    \(parts.joined(separator: "\n"))
    </svg>
    """
  }

  typealias Point = (x: Double, y: Double)
  enum Side: String {
    case start, middle, end
    var anchor: String { rawValue }
  }

  mutating func write(_ text: String, at point: Point, _ side: Side = .start, isStrong: Bool = false) {
    let weight = isStrong ? " font-weight=\"bold\"" : ""
    parts.append(
      "<text x=\"\(Self.place(point.x))\" y=\"\(Self.place(point.y))\" text-anchor=\"\(side.anchor)\"\(weight)>\(Self.escaped(text))</text>"
    )
  }

  mutating func line(from one: Point, to other: Point, isDashed: Bool = false, stroke: Stroke = .thin) {
    let dashes = isDashed ? " stroke-dasharray=\"4 3\"" : ""
    parts.append(
      "<line x1=\"\(Self.place(one.x))\" y1=\"\(Self.place(one.y))\" x2=\"\(Self.place(other.x))\" y2=\"\(Self.place(other.y))\" "
        + "\(stroke.look)\(dashes)/>")
  }

  mutating func path(_ points: [Point], stroke: Stroke = .thick) {
    parts.append("<polyline points=\"\(Self.places(points))\" fill=\"none\" \(stroke.look)/>")
  }

  mutating func area(_ points: [Point]) {
    parts.append("<polygon points=\"\(Self.places(points))\" fill=\"#ddd\" stroke=\"none\"/>")
  }

  mutating func dot(at point: Point) {
    parts.append("<circle cx=\"\(Self.place(point.x))\" cy=\"\(Self.place(point.y))\" r=\"3\" fill=\"#fff\" \(Stroke.thick.look)/>")
  }

  mutating func bar(at point: Point, width: Double, height: Double, _ fill: Fill) {
    parts.append(
      "<rect x=\"\(Self.place(point.x))\" y=\"\(Self.place(point.y))\" width=\"\(Self.place(width))\" height=\"\(Self.place(height))\" "
        + "fill=\"\(fill.colour)\" \(Stroke.outline.look)/>")
  }

  enum Stroke: String {
    case faint = "stroke=\"#999\" stroke-width=\"0.5\""
    case thin = "stroke=\"#000\" stroke-width=\"1\""
    case outline = "stroke=\"#000\" stroke-width=\"0.8\""
    case thick = "stroke=\"#000\" stroke-width=\"2\""
    var look: String { rawValue }
  }

  /// Three greys that differ in print too.
  enum Fill: String {
    case dark = "#444"
    case middle = "#aaa"
    case light = "#fff"
    var colour: String { rawValue }
  }
}

extension Picture {
  /// Places have one decimal. A value that is no number, or is far outside, would make the document unreadable.
  static func place(_ value: Double) -> String {
    let tenths = value.isFinite ? (min(max(value, -100_000), 100_000) * 10).rounded() : 0
    let whole = Int(tenths)
    return whole % 10 == 0 ? "\(whole / 10)" : "\(Double(whole) / 10)"
  }

  private static func places(_ points: [Point]) -> String { points.map { "\(place($0.x)),\(place($0.y))" }.joined(separator: " ") }

  /// Text without markup and without the characters that XML 1.0 does not allow.
  static func escaped(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...0x10FFFF: safe.append(scalar)
      default: safe.append(" ")
      }
    }
    return ApprovalPage.escaped(String(safe))
  }
}

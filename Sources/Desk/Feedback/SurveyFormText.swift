internal import Domain
internal import JSON
internal import Synchronization

/// A form as the tables have it: JSON, with the names of the API.
extension SurveyForm {
  var json: String {
    var json = JSONWriter()
    json.beginObject()
    if let intro { json.field("intro", intro) }
    json.beginArray("questions")
    for question in questions { question.write(&json) }
    json.endArray()
    if let incentive {
      json.beginObject("incentive")
      json.field("text", incentive.text)
      json.field("for", incentive.ground.rawValue)
      json.endObject()
    }
    if let review {
      json.beginObject("review")
      json.field("url", review.url)
      json.field("to", review.audience.rawValue)
      json.endObject()
    }
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }

  /// Reads a form that `json` has written. What it does not understand is left out.
  init(json: String) {
    let text = SurveyFormText(json)
    if let known = KnownForms.forms.withLock({ $0[text] }) {
      self = known
      return
    }
    let form = (try? JSONReader.parse(json)) ?? .null
    self.init(
      intro: SurveyText(form.at("intro")), questions: form.at("questions").items.compactMap(SurveyQuestion.init),
      incentive: SurveyIncentive(form.at("incentive")), review: ReviewLink(form.at("review")))
    KnownForms.keep(self, text)
  }
}

/// A form's JSON as a key, as bytes, because Swift compares Cyrillic strings by their canonical form. One byte in sixteen is hashed; few
/// forms are alike in all of these.
package struct SurveyFormText: Hashable, Sendable {
  private let bytes: [UInt8]
  init(_ json: String) { bytes = Array(json.utf8) }

  package func hash(into hasher: inout Hasher) {
    for index in stride(from: 0, to: bytes.count, by: 16) { hasher.combine(bytes[index]) }
    hasher.combine(bytes.count)
  }
}

/// Forms that were read, by their text. Every client who opens a page has one read, and few surveys run at once.
private enum KnownForms {
  static let forms = Mutex<[SurveyFormText: SurveyForm]>([:])
  private static let most = 100

  static func keep(_ form: SurveyForm, _ text: SurveyFormText) {
    forms.withLock { forms in
      if forms.count >= most { forms.removeAll() }
      forms[text] = form
    }
  }
}

extension SurveyQuestion {
  fileprivate func write(_ json: inout JSONWriter) {
    json.beginObject()
    json.field("kind", kind.rawValue)
    json.field("text", text)
    json.field("labels", labels)
    json.beginArray("attributes")
    for attribute in attributes {
      json.beginObject()
      json.field("name", attribute.name)
      json.field("text", attribute.text)
      json.field("weight_billionths", attribute.weight.billionths)
      json.endObject()
    }
    json.endArray()
    json.field("options", options)
    json.endObject()
  }

  fileprivate init?(_ value: JSONValue) {
    guard let kind = value.at("kind").string.flatMap(Kind.init), let text = SurveyText(value.at("text")) else { return nil }
    self.init(
      kind, text, labels: value.at("labels").items.compactMap(SurveyText.init),
      attributes: value.at("attributes").items.compactMap(SurveyAttribute.init),
      options: value.at("options").items.compactMap(SurveyText.init))
  }
}

extension SurveyAttribute {
  fileprivate init?(_ value: JSONValue) {
    guard let name = value.at("name").string, let text = SurveyText(value.at("text")),
      case .number(let number) = value.at("weight_billionths"),
      let weight = number.int64.flatMap({ AttributeWeight(billionths: $0) })
    else { return nil }
    self.init(name, text, weight: weight)
  }
}

extension SurveyIncentive {
  fileprivate init?(_ value: JSONValue) {
    guard let text = SurveyText(value.at("text")), let ground = value.at("for").string.flatMap(Ground.init) else { return nil }
    self.init(text, for: ground)
  }
}

extension ReviewLink {
  fileprivate init?(_ value: JSONValue) {
    guard let url = value.at("url").string, let audience = value.at("to").string.flatMap(Audience.init) else { return nil }
    self.init(url: url, to: audience)
  }
}

extension SurveyText {
  fileprivate init?(_ value: JSONValue) {
    guard case .object = value else { return nil }
    self.init(ru: value.at("ru").string, en: value.at("en").string)
  }
}

extension JSONValue {
  fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}

extension JSONWriter {
  fileprivate mutating func field(_ name: StaticString, _ text: SurveyText) {
    key(name)
    write(text)
  }

  fileprivate mutating func field(_ name: StaticString, _ texts: [SurveyText]) {
    beginArray(name)
    for text in texts { write(text) }
    endArray()
  }

  private mutating func write(_ text: SurveyText) {
    beginObject()
    if let ru = text.ru { field("ru", ru) }
    if let en = text.en { field("en", en) }
    endObject()
  }
}

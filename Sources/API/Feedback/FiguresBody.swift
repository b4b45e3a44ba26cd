internal import Domain
internal import JSON

/// Answers to take the figures of: counts by answer, or for an index the answers of each person.
struct FiguresBody: Declared {
  private let kind: ScoreKind
  private let counts: JSONObject?
  private let weights: JSONObject?
  private let answers: [JSONObject]?

  init(_ fields: inout Fields) {
    kind = fields.required("kind", .choice())
    counts = fields.optional(
      "counts", .map(.integer(min: 0, max: Tally.mostOfOne)),
      "CSAT, CES and NPS: how many gave each answer. An answer that is left out had none")
    weights = fields.optional(
      "weights", .map(Kind<AttributeWeight>.weight.schema), "CSI: the weight of each attribute; they sum to exactly 1")
    answers = fields.optional(
      "answers", .list(of: .map(.integer(min: 1, max: 10)), 0...20_000), "CSI: for each person the answer to each attribute, 1 to 10")
  }

  static let example: String? = #"{"kind":"nps","counts":{"2":1,"6":2,"8":4,"9":3,"10":5}}"#

  /// Names every fault of the answers at once.
  func figures() throws(Refusal) -> SurveyFigures {
    var faults: [Reason] = []
    let figures = kind == .csi ? index(&faults) : tally(&faults)
    guard faults.isEmpty else { throw .invalid(faults) }
    return figures
  }

  private func tally(_ faults: inout [Reason]) -> SurveyFigures {
    if weights != nil { faults.append(Reason.figuresOfOtherKind.at("/weights")) }
    if answers != nil { faults.append(Reason.figuresOfOtherKind.at("/answers")) }
    var tally = Tally(kind)
    guard let counts else {
      faults.append(.missing(at: "/counts"))
      return SurveyFigures(tally)
    }
    for member in counts.members where faults.count <= Faults.most {
      let place = "/counts/\(JSONPointer.escape(member.key))"
      let count = Kind<Int64>.integer(0...Tally.mostOfOne).read(.json(member.value), place, &faults)
      // `+7` and `07` are no names of answers.
      guard let answer = Int(member.key), "\(answer)" == member.key, kind.scale.contains(answer) else {
        faults.append(Reason.answerOffScale(kind.scale).at(place))
        continue
      }
      tally.add(answer, times: count ?? 0)
    }
    return SurveyFigures(tally)
  }

  private func index(_ faults: inout [Reason]) -> SurveyFigures {
    if counts != nil { faults.append(Reason.figuresOfOtherKind.at("/counts")) }
    if weights == nil { faults.append(.missing(at: "/weights")) }
    if answers == nil { faults.append(.missing(at: "/answers")) }
    let names = weights?.members.map(\.key) ?? []
    let exact = names.compactMap { name in
      weights?[name].flatMap { Kind<AttributeWeight>.weight.read(.json($0), "/weights/\(JSONPointer.escape(name))", &faults) }
    }
    if weights != nil, exact.count == names.count, !AttributeWeight.isWhole(exact) {
      faults.append(Reason.surveyWeightsWrong.at("/weights"))
    }
    var people: [[Int]] = []
    for (number, person) in (answers ?? []).enumerated() where weights != nil && faults.count <= Faults.most {
      people.append(answer(person, names, "/answers/\(number)", &faults))
    }
    return SurveyFigures(weights: exact, answers: people)
  }

  /// The answers of one person in the order of the weights.
  private func answer(_ person: JSONObject, _ names: [String], _ place: String, _ faults: inout [Reason]) -> [Int] {
    for member in person.members where faults.count <= Faults.most && !names.contains(member.key) {
      faults.append(.unknownField(member.key, at: "\(place)/\(JSONPointer.escape(member.key))"))
    }
    var values: [Int] = []
    for name in names where faults.count <= Faults.most {
      let pointer = "\(place)/\(JSONPointer.escape(name))"
      guard let value = person[name] else {
        faults.append(.missing(at: pointer))
        continue
      }
      if let value = Kind<Int64>.integer(1...10).read(.json(value), pointer, &faults) { values.append(Int(value)) }
    }
    return values
  }
}

extension Kind where T == JSONObject {
  /// An object whose names and values are read when the kind of the answers is known.
  static func map(_ value: Schema) -> Kind {
    Kind(.map(value), placeholder: JSONObject(members: [])) { input, pointer, faults in
      guard case .json(.object(let object)) = input else { return faults.add(.wrongType("object", at: pointer)) }
      return object
    }
  }
}

extension Kind where T == AttributeWeight {
  static var weight: Kind {
    Kind(.number(min: 0, max: 1), placeholder: .one) { input, pointer, faults in
      guard let number = input.number else { return faults.add(.wrongType("number", at: pointer)) }
      guard let weight = number.billionths.flatMap({ AttributeWeight(billionths: $0) }) else {
        return faults.add(Reason.weightWrong.at(pointer))
      }
      return weight
    }
  }
}

extension Reason {
  fileprivate static let figuresOfOtherKind = Reason(
    "figures_of_other_kind", en: "An index has weights and answers, the other kinds have counts.",
    ru: "У индекса — веса и ответы, у остальных видов — количества.")
  fileprivate static let weightWrong = Reason(
    "weight_wrong", en: "A weight is more than 0 and at most 1, with at most nine decimals.",
    ru: "Вес больше 0 и не больше 1, не более девяти знаков после запятой.")
  fileprivate static func answerOffScale(_ scale: ClosedRange<Int>) -> Reason {
    Reason(
      "answer_off_scale", en: "Answers of this kind lie between \(scale.lowerBound) and \(scale.upperBound).",
      ru: "Ответы этого вида — от \(scale.lowerBound) до \(scale.upperBound).")
  }
}

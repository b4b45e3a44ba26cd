/// Rules for the intake of a car, field by field.
extension WorkOrder {
  package static let fuelRange: ClosedRange<Int64> = 0...100

  /// `old` is the intake before a correction. Fields that the correction leaves alone are not checked again.
  package func reasonsAgainstIntake(was old: WorkOrder? = nil) -> [Reason] {
    var reasons: [Reason] = []
    if odometerKm != old?.odometerKm, odometerKm < 0 || odometerKm > Odometer.largest { reasons.append(.odometerImpossible(odometerKm)) }
    if let fuelPercent, fuelPercent != old?.fuelPercent, !Self.fuelRange.contains(fuelPercent) { reasons.append(.fuelOutside) }
    if standingInstruction != old?.standingInstruction || standingLimit != old?.standingLimit { reasons += againstStanding }
    if clientPartsRefusedReason != nil, clientParts == nil,
      clientPartsRefusedReason != old?.clientPartsRefusedReason || old?.clientParts != nil
    {
      reasons.append(.clientPartsNotNamed)
    }
    if signedBy != old?.signedBy || signedHow != old?.signedHow { reasons += againstSignature }
    return reasons
  }

  private var againstStanding: [Reason] {
    switch (standingInstruction, standingLimit) {
    case (.upTo, nil): [.standingLimitMissing]
    case (.upTo, let limit?): limit < .zero ? [.standingLimitNegative] : []
    case (.callMe, _?), (.onlyListed, _?): [.standingLimitUnused]
    case (.callMe, nil), (.onlyListed, nil): []
    }
  }

  private var againstSignature: [Reason] {
    switch (signedBy, signedHow) {
    case (nil, nil), (_?, _?): []
    case (_?, nil): [.signatureIncomplete.at("/signed_how")]
    case (nil, _?): [.signatureIncomplete]
    }
  }
}

extension Reason {
  package static let fuelOutside = Reason(
    "fuel_outside", en: "Fuel is between 0 and 100 percent.", ru: "Остаток топлива — от 0 до 100 процентов.", at: "/fuel_percent")
  package static let standingLimitMissing = Reason(
    "standing_limit_missing", en: "The instruction «\(WorkOrder.StandingInstruction.upTo.text(.en))» needs its sum.",
    ru: "Для поручения «\(WorkOrder.StandingInstruction.upTo.text(.ru))» нужна сумма.",
    at: "/standing_limit_minor")
  package static let standingLimitNegative = Reason(
    "standing_limit_negative", en: "The sum of a standing instruction cannot be negative.",
    ru: "Сумма указания не может быть отрицательной.",
    at: "/standing_limit_minor")
  package static let standingLimitUnused = Reason(
    "standing_limit_unused", en: "A sum belongs to the instruction «\(WorkOrder.StandingInstruction.upTo.text(.en))» only.",
    ru: "Сумму указывают только для поручения «\(WorkOrder.StandingInstruction.upTo.text(.ru))».",
    at: "/standing_limit_minor")
  package static let clientPartsNotNamed = Reason(
    "client_parts_not_named", en: "Say which parts of the client's own are refused.", ru: "Укажите, какие запчасти клиента не приняты.",
    at: "/client_parts")
  package static let signatureIncomplete = Reason(
    "signature_incomplete", en: "Say both who signed and how.", ru: "Укажите и кто подписал, и как.", at: "/signed_by")
}

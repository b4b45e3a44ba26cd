extension Reason {
  package static let noSuchVehicle = Reason("no_such_vehicle", en: "There is no such vehicle.", ru: "Такого автомобиля нет.")
  package static let noSuchProxy = Reason("no_such_proxy", en: "There is no such proxy.", ru: "Такого доверенного лица нет.")
  package static let noSuchWorkOrder = Reason("no_such_work_order", en: "There is no such work order.", ru: "Такого заказ-наряда нет.")
  package static let noSuchComplaint = Reason(
    "no_such_complaint", en: "The work order has no such complaint.", ru: "В заказ-наряде нет такой жалобы.")
  package static let noSuchOperation = Reason("no_such_operation", en: "There is no such operation.", ru: "Такой работы нет в каталоге.")
  package static let noSuchLine = Reason("no_such_line", en: "There is no such line.", ru: "Такой строки нет.")
  package static let noSuchCoverage = Reason(
    "no_such_coverage", en: "The vehicle has no such warranty.", ru: "У автомобиля нет такой гарантии.", at: "/coverage_id")

  package static func repairExceeds(_ line: OrderLine, _ before: Money) -> Reason {
    .init(
      "repair_exceeds",
      en: "«\(line.title)»: the repair came to \(before.text(.en)) then; its warranty bears more than that by a manager's word only.",
      ru: "«\(line.title)»: ремонт тогда стоил \(before.text(.ru)); больше этого по гарантии — с разрешения руководителя.")
  }
  package static func feeNeedsManager(_ number: String) -> Reason {
    Reason(
      "fee_needs_manager", en: "\(number) was declined: a fee is added or raised by a manager, as agreed with the client.",
      ru: "По \(number) клиент отказался: плату по договорённости с ним добавляет управляющий.")
  }
  package static func clockRunningOn(_ mechanic: Int64, _ line: OrderLine) -> Reason {
    Reason(
      "clock_running", en: "Mechanic \(mechanic) is clocked on «\(line.title)».",
      ru: "Механик \(mechanic) отмечен на работе «\(line.title)».")
  }
  package static let instructionRaised = Reason(
    "instruction_raised", en: "The client's standing instruction was signed at intake; a manager may widen it, with the client's word.",
    ru: "Поручение клиента подписано при приёмке; расширить его по слову клиента может управляющий.", at: "/standing_instruction")
  package static let warrantyNotOwner = Reason(
    "warranty_not_owner", en: "A warranty order is opened in the name of the vehicle's owner.",
    ru: "Гарантийный заказ-наряд открывается на владельца автомобиля.", at: "/client_id")
  /// `numbers` lists each order with its id.
  package static func openOrderOnVehicle(_ numbers: String) -> Reason {
    Reason(
      "open_order_on_vehicle", en: "The vehicle has another open order: \(numbers).",
      ru: "По автомобилю есть другой открытый заказ-наряд: \(numbers).")
  }
  package static func notTheOwner(_ vehicle: String, _ owner: Int64?) -> Reason {
    let (en, ru) = owner.map { ("client \($0) is", "а клиент \($0)") } ?? ("nobody is", "владельца нет")
    return Reason(
      "not_the_owner", en: "The client is not the owner of \(vehicle) on record: \(en).",
      ru: "По учёту владелец автомобиля \(vehicle) — не этот клиент, \(ru).")
  }

  // MARK: Lines

  package static func notOn(_ kind: OrderLine.Kind, _ field: String) -> Reason {
    Reason(
      "not_on_\(kind.rawValue)", en: "A \(kind.text(.en)) line has no \(field).", ru: "У строки \(kind.text(.ru)) не бывает \(field).",
      at: "/\(field)")
  }
  package static func lineNeeds(_ field: String, _ kind: OrderLine.Kind) -> Reason {
    Reason(
      "required", en: "A \(kind.text(.en)) line that names no entry of the catalogue needs \(field).",
      ru: "Строке не из каталога нужно поле \(field).", at: "/\(field)")
  }
  package static let partUnknownHere = Reason(
    "part_or_client_supplied", en: "Name a part of the catalogue, or say that the client supplies it.",
    ru: "Укажите запчасть из каталога или что её привёз клиент.", at: "/part_id")
  package static let clientPartPriced = Reason(
    "client_part_priced", en: "A part of the client's own has no price.", ru: "У запчасти клиента нет цены.", at: "/unit_price_minor")
  package static let clientPartTaxed = Reason(
    "client_part_taxed", en: "A part of the client's own is not sold: it bears no VAT.",
    ru: "Запчасть клиента не продаётся: НДС на неё нет.", at: "/tax_category")
  package static let clientPartsRefused = Reason(
    "client_parts_refused", en: "The client's own parts were refused at intake.", ru: "Запчасти клиента не приняты при приёмке.",
    at: "/client_supplied")
  package static func notAMechanic(_ user: User) -> Reason {
    Reason(
      "not_a_mechanic", en: "\(user.name) does not work on cars.", ru: "\(user.name) не выполняет работы.")
  }
  package static let labourOnly = Reason(
    "labour_only", en: "Only labour has mechanics.", ru: "Исполнителей назначают только работам.")
  package static func notDeclined(_ line: OrderLine) -> Reason {
    Reason("not_declined", en: "«\(line.title)» does not wait to be offered again.", ru: "«\(line.title)» не ждёт повторного предложения.")
  }
  package static let lineOfOtherVehicle = Reason(
    "line_of_other_vehicle", en: "That line was declined on another vehicle.", ru: "Эта строка относится к другому автомобилю.")

  // MARK: Payers

  package static func lineBilled(_ line: OrderLine) -> Reason {
    Reason(
      "line_billed", en: "«\(line.title)» stands on a document; credit it first.",
      ru: "«\(line.title)» уже в документе; сначала откорректируйте его.")
  }
  package static func clientPaysMore(_ line: OrderLine, _ before: Money, _ after: Money) -> Reason {
    Reason(
      "client_pays_more",
      en: "The client agreed to pay \(before.text(.en)) for «\(line.title)», not \(after.text(.en)): let another party pay, or ask again.",
      ru:
        "Клиент согласовал за «\(line.title)» \(before.text(.ru)), а не \(after.text(.ru)): отнесите на другого плательщика или согласуйте заново."
    )
  }
  package static func claimNotStanding(_ line: OrderLine) -> Reason {
    Reason(
      "claim_not_standing", en: "No warranty covers «\(line.title)», so there is no claim to refuse.",
      ru: "«\(line.title)» не покрыта гарантией: отказывать не в чем.")
  }
  package static func repeatedPayer(at pointer: String) -> Reason {
    Reason("repeated_payer", en: "This payer is named twice.", ru: "Плательщик указан дважды.", at: pointer)
  }
}

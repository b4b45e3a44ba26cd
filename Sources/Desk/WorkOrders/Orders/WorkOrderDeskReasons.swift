internal import Domain

extension Reason {
  static let noSuchVehicle = Reason("no_such_vehicle", en: "There is no such vehicle.", ru: "Такого автомобиля нет.")
  static let noSuchProxy = Reason("no_such_proxy", en: "There is no such proxy.", ru: "Такого доверенного лица нет.")
  static let noSuchWorkOrder = Reason("no_such_work_order", en: "There is no such work order.", ru: "Такого заказ-наряда нет.")
  static let noSuchComplaint = Reason(
    "no_such_complaint", en: "The work order has no such complaint.", ru: "В заказ-наряде нет такой жалобы.")
  static let noSuchOperation = Reason("no_such_operation", en: "There is no such operation.", ru: "Такой работы нет в каталоге.")
  static let noSuchLine = Reason("no_such_line", en: "There is no such line.", ru: "Такой строки нет.")
  static let noSuchCoverage = Reason(
    "no_such_coverage", en: "The vehicle has no such warranty.", ru: "У автомобиля нет такой гарантии.", at: "/coverage_id")

  static func repairExceeds(_ line: OrderLine, _ before: Money) -> Reason {
    .init(
      "repair_exceeds",
      en: "«\(line.title)»: the repair came to \(before.text(.en)) then; its warranty bears more than that by a manager's word only.",
      ru: "«\(line.title)»: ремонт тогда стоил \(before.text(.ru)); больше этого по гарантии — с разрешения руководителя.")
  }
  static func feeNeedsManager(_ number: String) -> Reason {
    Reason(
      "fee_needs_manager", en: "\(number) was declined: a fee is added or raised by a manager, as agreed with the client.",
      ru: "По \(number) клиент отказался: плату по договорённости с ним добавляет управляющий.")
  }
  static func clockRunningOn(_ mechanic: Int64, _ line: OrderLine) -> Reason {
    Reason(
      "clock_running", en: "Mechanic \(mechanic) is clocked on «\(line.title)».",
      ru: "Механик \(mechanic) отмечен на работе «\(line.title)».")
  }
  static let instructionRaised = Reason(
    "instruction_raised", en: "The client's standing instruction was signed at intake; a manager may widen it, with the client's word.",
    ru: "Поручение клиента подписано при приёмке; расширить его по слову клиента может управляющий.", at: "/standing_instruction")
  static let warrantyNotOwner = Reason(
    "warranty_not_owner", en: "A warranty order is opened in the name of the vehicle's owner.",
    ru: "Гарантийный заказ-наряд открывается на владельца автомобиля.", at: "/client_id")
  /// `numbers` lists each order with its id.
  static func openOrderOnVehicle(_ numbers: String) -> Reason {
    Reason(
      "open_order_on_vehicle", en: "The vehicle has another open order: \(numbers).",
      ru: "По автомобилю есть другой открытый заказ-наряд: \(numbers).")
  }
  static func notTheOwner(_ vehicle: String, _ owner: Int64?) -> Reason {
    let (en, ru) = owner.map { ("client \($0) is", "а клиент \($0)") } ?? ("nobody is", "владельца нет")
    return Reason(
      "not_the_owner", en: "The client is not the owner of \(vehicle) on record: \(en).",
      ru: "По учёту владелец автомобиля \(vehicle) — не этот клиент, \(ru).")
  }

  // MARK: Lines

  static func notOn(_ kind: OrderLine.Kind, _ field: String) -> Reason {
    Reason(
      "not_on_\(kind.rawValue)", en: "A \(kind.text(.en)) line has no \(field).", ru: "У строки \(kind.text(.ru)) не бывает \(field).",
      at: "/\(field)")
  }
  static func lineNeeds(_ field: String, _ kind: OrderLine.Kind) -> Reason {
    Reason(
      "required", en: "A \(kind.text(.en)) line that names no entry of the catalogue needs \(field).",
      ru: "Строке не из каталога нужно поле \(field).", at: "/\(field)")
  }
  static let partUnknownHere = Reason(
    "part_or_client_supplied", en: "Name a part of the catalogue, or say that the client supplies it.",
    ru: "Укажите запчасть из каталога или что её привёз клиент.", at: "/part_id")
  static let clientPartPriced = Reason(
    "client_part_priced", en: "A part of the client's own has no price.", ru: "У запчасти клиента нет цены.", at: "/unit_price_minor")
  static let clientPartTaxed = Reason(
    "client_part_taxed", en: "A part of the client's own is not sold: it bears no VAT.",
    ru: "Запчасть клиента не продаётся: НДС на неё нет.", at: "/tax_category")
  static let clientPartsRefused = Reason(
    "client_parts_refused", en: "The client's own parts were refused at intake.", ru: "Запчасти клиента не приняты при приёмке.",
    at: "/client_supplied")
  static func notAMechanic(_ user: User) -> Reason {
    Reason(
      "not_a_mechanic", en: "\(user.name) does not work on cars.", ru: "\(user.name) не выполняет работы.")
  }
  static let labourOnly = Reason(
    "labour_only", en: "Only labour has mechanics.", ru: "Исполнителей назначают только работам.")
  static func notDeclined(_ line: OrderLine) -> Reason {
    Reason("not_declined", en: "«\(line.title)» does not wait to be offered again.", ru: "«\(line.title)» не ждёт повторного предложения.")
  }
  static let lineOfOtherVehicle = Reason(
    "line_of_other_vehicle", en: "That line was declined on another vehicle.", ru: "Эта строка относится к другому автомобилю.")

  // MARK: Payers

  static func lineBilled(_ line: OrderLine) -> Reason {
    Reason(
      "line_billed", en: "«\(line.title)» stands on a document; credit it first.",
      ru: "«\(line.title)» уже в документе; сначала откорректируйте его.")
  }
  static func clientPaysMore(_ line: OrderLine, _ before: Money, _ after: Money) -> Reason {
    Reason(
      "client_pays_more",
      en: "The client agreed to pay \(before.text(.en)) for «\(line.title)», not \(after.text(.en)): let another party pay, or ask again.",
      ru:
        "Клиент согласовал за «\(line.title)» \(before.text(.ru)), а не \(after.text(.ru)): отнесите на другого плательщика или согласуйте заново."
    )
  }
  static func claimNotStanding(_ line: OrderLine) -> Reason {
    Reason(
      "claim_not_standing", en: "No warranty covers «\(line.title)», so there is no claim to refuse.",
      ru: "«\(line.title)» не покрыта гарантией: отказывать не в чем.")
  }
  static func repeatedPayer(at pointer: String) -> Reason {
    Reason("repeated_payer", en: "This payer is named twice.", ru: "Плательщик указан дважды.", at: pointer)
  }
}

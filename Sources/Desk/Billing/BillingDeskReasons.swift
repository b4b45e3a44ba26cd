internal import Domain

extension Reason {
  static func lineAboveApproved(_ name: String, billed: Money, approved: Money) -> Reason {
    .init(
      "line_above_approved", en: "\(name): \(billed.text(.en)) to bill, \(approved.text(.en)) approved.",
      ru: "\(name): к оплате \(billed.text(.ru)), согласовано \(approved.text(.ru)).")
  }
  static func pays(_ share: PaidShare) -> Reason {
    .init(
      "pays_document", en: "\(share.amount.text(.en)) of it pay \(share.documentNumber); credit that first.",
      ru: "\(share.amount.text(.ru)) из него оплачивают \(share.documentNumber); сначала откорректируйте этот документ.")
  }
  static let notAParty = Reason(
    "not_a_party", en: "The client pays nothing of this order.", ru: "Этот клиент не платит по этому заказ-наряду.", at: "/work_order_id")
  static let noSuchDocument = Reason("no_such_document", en: "There is no such document.", ru: "Такого документа нет.")
}

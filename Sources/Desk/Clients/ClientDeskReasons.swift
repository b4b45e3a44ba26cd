internal import Domain

extension Reason {
  static let noSuchClient = Reason("no_such_client", en: "There is no such client.", ru: "Такого клиента нет.")
  static let serviceNotRefused = Reason(
    "service_not_refused", en: "The client is not refused service.", ru: "Клиенту не отказано в обслуживании.")
  static func mergeDocumentsMeet(_ numbers: [String]) -> Reason {
    let list = numbers.joined(separator: ", ")
    return Reason(
      "merge_documents_meet", en: "Both cards are billed on the same order: \(list); credit one of the documents first.",
      ru: "Обеим карточкам выставлены документы по одному заказ-наряду: \(list); сначала отмените один из них.")
  }
}

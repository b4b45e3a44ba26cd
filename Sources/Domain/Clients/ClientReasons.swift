extension Reason {
  package static func clientMerged(_ client: Client) -> Reason {
    let into = client.mergedIntoID.map { String($0) } ?? "?"
    return Reason(
      "client_merged", en: "The card of \(client.name) was merged into client \(into).",
      ru: "Карточка «\(client.name)» объединена с клиентом \(into).")
  }
  package static func clientErased(_ client: Client) -> Reason {
    Reason(
      "client_erased", en: "The personal data of client \(client.id) were erased.",
      ru: "Персональные данные клиента \(client.id) удалены.")
  }
  package static func serviceRefused(name: String, because reason: String) -> Reason {
    Reason(
      "service_refused", en: "\(name) is refused service (\(reason)); a manager may decide otherwise, with a reason.",
      ru: "Клиенту «\(name)» отказано в обслуживании (\(reason)); иначе может решить управляющий, указав причину.")
  }
  package static func eraseOpenOrders(_ numbers: [String]) -> Reason {
    let list = numbers.joined(separator: ", ")
    return Reason(
      "erase_open_orders", en: "The client has orders that are not closed, or whose car is still here: \(list).",
      ru: "У клиента есть незакрытые заказ-наряды или невыданные автомобили: \(list).")
  }
  package static func eraseUnpaid(_ numbers: [String]) -> Reason {
    let list = numbers.joined(separator: ", ")
    return Reason("erase_unpaid", en: "Documents are not paid yet: \(list).", ru: "Не оплачены документы: \(list).")
  }
  package static func eraseUnspent(_ amount: Money) -> Reason {
    Reason(
      "erase_unspent", en: "The client has \(amount.text(.en)) paid and not used; refund it first.",
      ru: "У клиента есть неизрасходованные \(amount.text(.ru)); сначала верните их.")
  }
  package static let mergeSame = Reason(
    "merge_same", en: "A card cannot be merged into itself.", ru: "Карточку нельзя объединить с ней же самой.")
  package static let mergeUndone = Reason(
    "merge_undone", en: "This merge has been undone already.", ru: "Это объединение уже отменено.")
  package static func mergePaysAcross(_ payment: String, _ document: String) -> Reason {
    Reason(
      "merge_pays_across",
      en: "Payment \(payment) pays \(document) since; apart, they would be two clients': credit the document first.",
      ru: "Платёж \(payment) с тех пор оплачивает \(document); порознь они у двух клиентов: сначала откорректируйте документ.")
  }

  package static func proxyOfAnother(_ proxy: Proxy) -> Reason {
    Reason(
      "proxy_of_another", en: "\(proxy.name) is a proxy of another client.", ru: "\(proxy.name) — доверенное лицо другого клиента.")
  }
  package static func proxyRevoked(_ proxy: Proxy) -> Reason {
    Reason(
      "proxy_revoked", en: "The power of \(proxy.name) (\(proxy.document)) was revoked.",
      ru: "Полномочия отозваны: \(proxy.name) (\(proxy.document)).")
  }
  package static func proxyNotYet(_ proxy: Proxy) -> Reason {
    Reason(
      "proxy_not_yet", en: "The power of \(proxy.name) begins on \(proxy.validFromOn.text(.en)).",
      ru: "Полномочия (\(proxy.name)) начинаются \(proxy.validFromOn.text(.ru)).")
  }
  package static func proxyExpired(_ proxy: Proxy) -> Reason {
    Reason(
      "proxy_expired", en: "The power of \(proxy.name) (\(proxy.document)) ended on \(proxy.validUntilOn.text(.en)).",
      ru: "Срок полномочий истёк \(proxy.validUntilOn.text(.ru)): \(proxy.name) (\(proxy.document)).")
  }
  package static func proxyMayNot(_ proxy: Proxy, _ power: Proxy.Power) -> Reason {
    Reason(
      "proxy_may_not_\(power.rawValue)", en: "\(proxy.name) may not \(power.text(.en)) for the client (\(proxy.document)).",
      ru: "\(proxy.name) не вправе \(power.text(.ru)) за клиента (\(proxy.document)).")
  }
  package static func proxyLimit(_ proxy: Proxy, _ amount: Money, _ limit: Money) -> Reason {
    Reason(
      "proxy_limit", en: "\(proxy.name) may approve up to \(limit.text(.en)), not \(amount.text(.en)).",
      ru: "\(proxy.name) вправе согласовать до \(limit.text(.ru)), а не \(amount.text(.ru)).")
  }
  package static let proxyDocumentEmpty = Reason(
    "proxy_document_empty", en: "Name the document by its kind or number.", ru: "Укажите вид или номер документа.", at: "/document")
  package static let proxyDates = Reason(
    "proxy_dates", en: "The last day lies before the first.", ru: "Последний день раньше первого.", at: "/valid_until_on")
  package static let proxyWithoutPower = Reason(
    "proxy_without_power", en: "A proxy needs at least one power: place, approve or collect.",
    ru: "Доверенному лицу нужно хотя бы одно полномочие: сдать, согласовать или забрать.")
  package static let proxyLimitWithoutPower = Reason(
    "proxy_limit_without_power", en: "A limit of approval needs the power to approve.",
    ru: "Предел согласования указывают вместе с правом согласовывать.", at: "/approve_limit_minor")
}

extension Proxy.Power {
  /// Completes "may not …" and «не вправе …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .place: ("bring the car in", "сдавать автомобиль")
      case .approve: ("approve work", "согласовывать работы")
      case .collect: ("collect the car", "забирать автомобиль")
      }
    return language == .ru ? ru : en
  }
}

extension Reason {
  package static let noSuchClient = Reason("no_such_client", en: "There is no such client.", ru: "Такого клиента нет.")
  package static let serviceNotRefused = Reason(
    "service_not_refused", en: "The client is not refused service.", ru: "Клиенту не отказано в обслуживании.")
  package static func mergeDocumentsMeet(_ numbers: [String]) -> Reason {
    let list = numbers.joined(separator: ", ")
    return Reason(
      "merge_documents_meet", en: "Both cards are billed on the same order: \(list); credit one of the documents first.",
      ru: "Обеим карточкам выставлены документы по одному заказ-наряду: \(list); сначала отмените один из них.")
  }
}

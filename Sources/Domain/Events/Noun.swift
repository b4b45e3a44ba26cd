/// Kinds of things at the desk, as subjects of events and in 404 responses.
package enum Noun: String, CaseIterable, Sendable {
  case user
  case token
  case webhook
  case calendar
  case team
  case channel
  case slaPolicy = "sla_policy"
  case ticket
  case ticketView = "ticket_view"
  case callback
  case message
  case draft
  case survey
  case dispatch
  case noticeSettings = "notice_settings"
  case replyTemplate = "reply_template"
  case surveyInvitation = "survey_invitation"
  case surveyLink = "survey_link"
  case file
  case client
  case contact
  case proxy
  case vehicle
  case coverage
  case operation
  case supplier
  case location
  case part
  case purchaseOrder = "purchase_order"
  case workOrder = "work_order"
  case complaint
  case orderLine = "order_line"
  case estimate
  case approvalLink = "approval_link"
  case objection
  case clocking
  case qualityCheck = "quality_check"
  case document
  case payment
  case clientMerge = "client_merge"
  case event
  case `import`
  case odometerReading = "odometer_reading"
  case partNumber = "part_number"
  case vehicleMerge = "vehicle_merge"
  case webhookDelivery = "webhook_delivery"
  /// Stands for the path of the request, if the path itself is wrong.
  case address

  /// The kind in a path, such as `work-orders`.
  package var plural: String {
    let name = rawValue.replacing("_", with: "-")
    if name.hasSuffix("h") { return name + "es" }
    return name.hasSuffix("y") && !name.hasSuffix("ey") ? name.dropLast() + "ies" : name + "s"
  }

  package func text(_ language: Language) -> String { language == .ru ? words.ru : words.en }

  private var words: (en: String, ru: String) {
    switch self {
    case .user: ("user", "пользователь")
    case .token: ("token", "ключ")
    case .webhook: ("web hook", "веб-хук")
    case .file: ("file", "файл")
    case .team: ("team", "команда")
    case .channel: ("channel", "канал")
    case .slaPolicy: ("SLA policy", "соглашение о сроках")
    case .ticket: ("ticket", "обращение")
    case .ticketView: ("view of tickets", "вид списка обращений")
    case .callback: ("call-back", "обратный звонок")
    case .message: ("message", "сообщение")
    case .draft: ("draft", "черновик")
    case .survey: ("survey", "опрос")
    case .noticeSettings: ("notice settings", "настройки уведомлений")
    case .replyTemplate: ("text for answers", "шаблон ответа")
    case .dispatch: ("dispatch", "отправка")
    case .surveyInvitation: ("invitation to a survey", "приглашение к опросу")
    case .surveyLink: ("link", "ссылка")
    case .contact: ("contact", "контакт")
    case .calendar: ("calendar", "календарь")
    case .client: ("client", "клиент")
    case .proxy: ("proxy", "доверенное лицо")
    case .vehicle: ("vehicle", "автомобиль")
    case .coverage: ("warranty", "гарантия")
    case .operation: ("operation", "работа")
    case .supplier: ("supplier", "поставщик")
    case .location: ("location", "место хранения")
    case .part: ("part", "запчасть")
    case .purchaseOrder: ("purchase order", "заказ поставщику")
    case .workOrder: ("work order", "заказ-наряд")
    case .complaint: ("complaint", "жалоба")
    case .orderLine: ("line of the order", "строка заказ-наряда")
    case .estimate: ("estimate", "смета")
    case .approvalLink: ("link", "ссылка")
    case .objection: ("objection", "возражение")
    case .clocking: ("clocking", "отбивка времени")
    case .qualityCheck: ("quality check", "проверка качества")
    case .document: ("document", "документ")
    case .payment: ("payment", "платёж")
    case .clientMerge: ("merge of clients", "объединение клиентов")
    case .event: ("event", "событие")
    case .import: ("import", "импорт")
    case .odometerReading: ("odometer reading", "показание одометра")
    case .partNumber: ("part number", "номер запчасти")
    case .vehicleMerge: ("merge of vehicles", "объединение автомобилей")
    case .webhookDelivery: ("delivery of a web hook", "доставка веб-хука")
    case .address: ("address", "адрес")
    }
  }
}

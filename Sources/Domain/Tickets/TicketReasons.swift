extension Reason {
  package static func ticketMove(_ move: Ticket.Move, _ ticket: Ticket) -> Reason {
    Reason(
      "ticket_status", en: "Ticket \(ticket.number) is “\(ticket.status.text(.en))”: it cannot be \(move.done(.en)).",
      ru: "Обращение \(ticket.number) в статусе «\(ticket.status.text(.ru))»: \(move.done(.ru)) нельзя.")
  }

  package static func ticketAnswered(_ ticket: Ticket) -> Reason {
    Reason(
      "client_wrote_since", en: "The client has written to ticket \(ticket.number) since; read the newer messages first.",
      ru: "Клиент написал в обращение \(ticket.number) ещё; сначала прочтите новые сообщения.", at: "/last_seen_message_id")
  }

  package static func ticketPersonMayNot(_ name: String) -> Reason {
    Reason("person_may_not_answer", en: "\(name) may not answer tickets.", ru: "\(name) не отвечает на обращения.")
  }
  package static let noSuchTeam = Reason("no_such_team", en: "There is no such team.", ru: "Такой команды нет.")
  package static let teamExists = Reason(
    "team_exists", en: "There is a team with this name.", ru: "Команда с таким названием уже есть.", at: "/name")
  package static let ticketViewOfAnother = Reason(
    "view_of_another", en: "Only its owner changes this view, or whoever sets up the desk.",
    ru: "Этот вид меняет только его владелец или тот, кто настраивает сервис.")
  package static let noSuchCalendar = Reason("no_such_calendar", en: "There is no such calendar.", ru: "Такого календаря нет.")
  package static let channelSecretWrong = Reason(
    "unauthenticated", en: "Send the channel's secret: Authorization: Bearer ch_….", ru: "Нужен ключ канала: Authorization: Bearer ch_….")
  package static let deliveriesOnly = Reason(
    "deliveries_only", en: "Through this socket mails are handed over, and nothing else.",
    ru: "Через этот сокет только передают письма.")
  package static let channelClosed = Reason("channel_closed", en: "The channel is closed.", ru: "Канал закрыт.")
  package static let ticketWithoutContact = Reason(
    "contact_needed", en: "Say who it is: a client, or a name.", ru: "Укажите, кто обратился: клиента или имя.", at: "/client_id")
  package static func ticketHasOrder(_ ticket: Ticket) -> Reason {
    Reason(
      "ticket_has_order", en: "Ticket \(ticket.number) has a work order already; a second visit is a ticket of its own.",
      ru: "У обращения \(ticket.number) уже есть заказ-наряд; второй визит — отдельное обращение.")
  }
  package static let messageNotOnesOwn = Reason(
    "message_not_ones_own", en: "Only one's own answers and notes are corrected.",
    ru: "Исправлять можно только собственные ответы и заметки.")
  package static let holdInPast = Reason(
    "hold_in_past", en: "A hold ends in the future.", ru: "Отложить можно только на будущее.", at: "/until")
}

extension Ticket.Status {
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .new: ("new", "новое")
      case .open: ("open", "открыто")
      case .pendingClient: ("waiting for the client", "ждёт клиента")
      case .onHold: ("on hold", "отложено")
      case .resolved: ("resolved", "решено")
      case .closed: ("closed", "закрыто")
      }
    return language == .ru ? ru : en
  }
}

extension Ticket.Move {
  /// After «it cannot be», in Russian before «нельзя».
  fileprivate func done(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .take: ("taken", "взять")
      case .assign: ("assigned", "назначить")
      case .reply: ("answered", "ответить")
      case .wait: ("made to wait for the client", "поставить на ожидание клиента")
      case .hold: ("put on hold", "отложить")
      case .resolve: ("resolved", "решить")
      case .close: ("closed", "закрыть")
      case .reopen: ("opened again", "открыть снова")
      case .spam: ("called spam", "назвать спамом")
      case .merge: ("merged", "объединить")
      }
    return language == .ru ? ru : en
  }
}

extension Role {
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .viewer: ("viewer", "наблюдатель")
      case .operator: ("operator", "оператор")
      case .mechanic: ("mechanic", "механик")
      case .storekeeper: ("storekeeper", "кладовщик")
      case .advisor: ("advisor", "мастер-приёмщик")
      case .manager: ("manager", "управляющий")
      case .admin: ("admin", "администратор")
      }
    return language == .ru ? ru : en
  }
}

extension Right {
  /// Completes "may not …" and «не даёт права …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .readDesk: ("read what the desk keeps", "читать записи сервиса")
      case .readContacts: ("see contacts", "видеть контакты")
      case .readCosts: ("see costs", "видеть себестоимость")
      case .readPrivateNotes: ("see private notes", "видеть служебные заметки")
      case .editClients: ("keep clients' cards", "вести карточки клиентов")
      case .editVehicles: ("keep vehicles' cards", "вести карточки автомобилей")
      case .clock: ("clock on", "отбивать время")
      case .diagnose: ("write a diagnosis", "записывать диагноз")
      case .checkQuality: ("check the work", "проверять качество")
      case .finishWork: ("say that work is done", "отмечать работу выполненной")
      case .stock: ("move stock", "вести склад")
      case .purchase: ("order from suppliers", "заказывать у поставщиков")
      case .orders: ("keep work orders", "вести заказ-наряды")
      case .billing: ("bill and take payments", "выставлять документы и принимать оплату")
      case .override: ("decide what is a manager's to decide", "решать то, что решает управляющий")
      case .clockingCorrection: ("correct clockings", "исправлять отбивки")
      case .imports: ("import", "загружать данные")
      case .setUpDesk: ("set up the desk", "настраивать обслуживание")
      case .readTickets: ("read tickets", "читать обращения")
      case .answerTickets: ("answer tickets", "отвечать на обращения")
      case .attachFiles: ("send and attach files", "отправлять и прикладывать файлы")
      case .channels: ("keep the channels' secrets", "вести ключи каналов")
      case .webhooks: ("keep web hooks", "настраивать веб-хуки")
      case .users: ("keep users and tokens", "вести пользователей и ключи")
      }
    return language == .ru ? ru : en
  }
}

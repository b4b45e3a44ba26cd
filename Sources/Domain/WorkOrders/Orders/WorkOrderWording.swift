/// Words of the trade for the states of an order.
extension WorkOrder.Status {
  /// Completes "work order N is …" and «заказ-наряд N в состоянии …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .open: ("open", "открыт")
      case .estimating: ("being estimated", "готовится смета")
      case .awaitingApproval: ("awaiting approval", "ждёт согласования")
      case .approved: ("approved", "согласован")
      case .declined: ("declined by the client", "отклонён клиентом")
      case .inRepair: ("in repair", "в ремонте")
      case .ready: ("ready", "готов")
      case .delivered: ("delivered", "выдан")
      case .cancelled: ("cancelled", "отменён")
      }
    return language == .ru ? ru : en
  }
}

extension WorkOrder.Move {
  /// Completes "… is not possible" and «нельзя …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .estimate: ("preparing an estimate", "готовить смету")
      case .offer: ("offering an estimate", "предложить смету")
      case .approve: ("approving an estimate", "согласовать смету")
      case .decline: ("declining an estimate", "отклонить смету")
      case .object: ("recording objections", "записать возражения")
      case .reoffer: ("making another offer", "готовить другое предложение")
      case .start: ("beginning the repair", "начать ремонт")
      case .ready: ("finishing the work", "закончить работы")
      case .rework: ("going back into repair", "вернуть в ремонт")
      case .deliver: ("handing the car over", "выдать автомобиль")
      case .cancel: ("cancelling it", "отменить его")
      }
    return language == .ru ? ru : en
  }
}

extension WorkOrder.StandingInstruction {
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .callMe: ("call me first", "сначала позвонить")
      case .upTo: ("up to a sum", "до указанной суммы")
      case .onlyListed: ("only what is listed", "только перечисленное")
      }
    return language == .ru ? ru : en
  }
}

extension OrderLine.Kind {
  /// Completes "… line" and «строка …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .labour: ("labour", "работы")
      case .part: ("part", "запчасти")
      }
    return language == .ru ? ru : en
  }
}

extension OrderLine.Status {
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .proposed: ("only proposed", "только предложена")
      case .approved: ("approved", "согласована")
      case .declined: ("declined", "отклонена")
      case .done: ("done", "выполнена")
      case .removed: ("taken out", "убрана")
      }
    return language == .ru ? ru : en
  }
}

extension Estimate.Status {
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .draft: ("a draft", "черновик")
      case .offered: ("offered", "предложена")
      case .approved: ("approved", "согласована")
      case .declined: ("declined", "отклонена")
      case .superseded: ("outdated", "устарела")
      }
    return language == .ru ? ru : en
  }
}

extension PayerRole {
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .client: ("the client", "клиент")
      case .company: ("the centre itself", "за счёт сервиса")
      case .manufacturer: ("the manufacturer", "изготовитель")
      case .insurer: ("the insurer", "страховая")
      case .other: ("another payer", "другой плательщик")
      }
    return language == .ru ? ru : en
  }
}

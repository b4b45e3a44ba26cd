extension PurchaseOrder.Status {
  /// Completes "purchase order N is …" and «заказ поставщику N …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .draft: ("a draft", "ещё черновик")
      case .sent: ("sent", "отправлен")
      case .partlyReceived: ("partly received", "принят частично")
      case .received: ("received", "принят полностью")
      case .cancelled: ("cancelled", "отменён")
      }
    return language == .ru ? ru : en
  }
}

extension PurchaseOrder.Move {
  /// Completes "… is not possible" and «нельзя …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .edit: ("changing it", "менять его")
      case .send: ("sending it", "отправить его")
      case .receive: ("receiving on it", "принимать по нему товар")
      case .cancel: ("cancelling it", "отменить его")
      }
    return language == .ru ? ru : en
  }
}

extension Reason {
  package static let numberWithoutSigns = Reason(
    "number_without_signs", en: "At least one letter or digit is needed.", ru: "Нужна хотя бы одна буква или цифра.")
  package static let noSuchPart = Reason("no_such_part", en: "There is no such part.", ru: "Такой запчасти нет.")
  package static let priceNeeded = Reason(
    "price_needed", en: "Nothing is known of its cost yet: say what it cost.", ru: "Стоимость ещё неизвестна: укажите цену.",
    at: "/price_minor")
  package static let noSuchSupplier = Reason(
    "no_such_supplier", en: "There is no such active supplier.", ru: "Такого действующего поставщика нет.")
  package static let numberKnown = Reason(
    "number_known", en: "The part is found by this number already.", ru: "Запчасть уже находится по этому номеру.", at: "/number")
  package static let unitInUse = Reason(
    "unit_in_use", en: "Quantities are counted in this unit already; make a new part instead.",
    ru: "В этой единице уже ведётся учёт; заведите новую запчасть.", at: "/unit")
  package static let locationExists = Reason(
    "location_exists", en: "There is a location of this name.", ru: "Место хранения с таким названием уже есть.", at: "/name")
  package static func partExists(_ twin: Part) -> Reason {
    Reason(
      "part_exists", en: "\(twin.article) by \(twin.maker) is in the catalogue already (\(twin.id)).",
      ru: "\(twin.article) \(twin.maker) уже есть в каталоге (\(twin.id)).", at: "/article")
  }
  package static func orderNotInWork(_ number: String, status: WorkOrder.Status) -> Reason {
    Reason(
      "order_not_in_work",
      en:
        "Work order \(number) is \(status.text(.en)): parts are handed out while it is approved or in repair, and come back then or once it is cancelled.",
      ru:
        "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: запчасти выдают, пока он согласован или в ремонте, возвращают тогда же или после отмены."
    )
  }
  package static func partBilled(_ document: String) -> Reason {
    Reason(
      "part_billed", en: "The part stands on \(document): credit that first, then take the part back.",
      ru: "Запчасть выставлена документом \(document): сначала откорректируйте его, затем принимайте возврат.")
  }
  package static func partFitted(_ title: String) -> Reason {
    Reason(
      "part_fitted", en: "«\(title)» is fitted: its line is done. Say first that it is not done after all, then move the part.",
      ru: "«\(title)» установлена: строка выполнена. Сначала снимите отметку о выполнении, затем выдавайте или возвращайте.")
  }
  package static func lineNotApproved(status: OrderLine.Status) -> Reason {
    Reason(
      "line_not_approved", en: "The line is \(status.text(.en)), not approved.",
      ru: "Строка \(status.text(.ru)): согласия клиента на неё сейчас нет.")
  }
}

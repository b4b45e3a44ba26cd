internal import Domain

extension Reason {
  static let supplierExists = Reason(
    "supplier_exists", en: "There is a supplier of this name.", ru: "Поставщик с таким названием уже есть.", at: "/name")
  static let repeatedPart = Reason(
    "repeated_part", en: "The part is on the list already; one line a part.", ru: "Запчасть уже есть в списке: на каждую одна строка.")
  static let noSuchPurchaseLine = Reason(
    "no_such_purchase_line", en: "The purchase order has no such line.", ru: "В заказе поставщику нет такой строки.")
  static let storeNeeded = Reason(
    "store_needed", en: "Good parts go to a store, and this is none.", ru: "Годные запчасти принимают на склад, а это не склад.")
}

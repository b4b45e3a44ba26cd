extension Reason {
  package static let supplierExists = Reason(
    "supplier_exists", en: "There is a supplier of this name.", ru: "Поставщик с таким названием уже есть.", at: "/name")
  package static let repeatedPart = Reason(
    "repeated_part", en: "The part is on the list already; one line a part.", ru: "Запчасть уже есть в списке: на каждую одна строка.")
  package static let noSuchPurchaseLine = Reason(
    "no_such_purchase_line", en: "The purchase order has no such line.", ru: "В заказе поставщику нет такой строки.")
  package static let storeNeeded = Reason(
    "store_needed", en: "Good parts go to a store, and this is none.", ru: "Годные запчасти принимают на склад, а это не склад.")
}

internal import Desk
internal import Domain

enum PartsJSON {
  static let part = Shape<Part>("Part", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("article") { $0.article }
    s.text("maker") { $0.maker }
    s.text("name") { $0.name }
    s.word("unit") { $0.unit }
    s.money("price_minor") { $0.price }
    s.money("purchase_price_minor", sight: .costs) { $0.purchasePrice }
    s.money("average_cost_minor", sight: .costs) { $0.averageCost }
    s.money("value_minor", sight: .costs) { $0.value }
    s.quantity("min_quantity") { $0.minQuantity }
    s.word("tax_category") { $0.taxCategory }
    s.integer("supplier_id") { $0.supplierID }
    s.integer("lead_days") { $0.leadDays }
    s.integer("superseded_by_id") { $0.supersededByID }
    s.word("status") { $0.status }
    s.quantity("on_hand") { $0.onHand }
    s.quantity("reserved") { $0.reserved }
    s.quantity("available") { $0.available }
    s.text("source") { $0.source }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let details = Shape<PartDetails>("PartDetails", version: { $0.part.version }) { s in
    s.embed(part) { $0.part }
    s.list("numbers", number) { $0.numbers }
    s.list("places", place) { $0.places }
    s.list("incoming", incoming) { $0.incoming }
  }

  static let number = Shape<PartNumber>("PartNumber") { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("kind") { $0.kind }
  }

  static let place = Shape<PartDetails.Place>("PartPlace") { s in
    s.integer("location_id") { $0.location.id }
    s.text("name") { $0.location.name }
    s.word("kind") { $0.location.kind }
    s.quantity("on_hand") { $0.onHand }
  }

  static let incoming = Shape<PartDetails.Delivery>("PartIncoming") { s in
    s.integer("purchase_order_id") { $0.purchaseOrderID }
    s.text("number") { $0.number }
    s.word("status") { $0.status }
    s.integer("purchase_line_id") { $0.purchaseLineID }
    s.quantity("quantity") { $0.awaited }
    s.date("expected_on") { $0.expectedOn }
  }

  static let deed = Shape<StoreDeed>("StoreDeed", version: { $0.details.part.version }) { s in
    s.object("part", details) { $0.details }
    s.list("lost_reservations", handed) { $0.lost }
  }

  static let handed = Shape<Handed>("HandedPart") { s in
    s.integer("line_id") { $0.lineID }
    s.integer("work_order_id") { $0.workOrderID }
    s.text("number") { $0.number }
    s.quantity("quantity") { $0.quantity }
  }

  static let move = Shape<StockMove>("StockMove") { s in
    s.integer("id") { $0.id }
    s.word("kind") { $0.kind }
    s.integer("location_id") { $0.locationID }
    s.quantity("quantity") { $0.quantity }
    s.money("cost_minor", sight: .costs) { $0.cost }
    s.integer("line_id") { $0.orderLineID }
    s.integer("purchase_line_id") { $0.purchaseLineID }
    s.text("document") { $0.document }
    s.text("reason") { $0.reason }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
  }

  static let claimant = Shape<PartClaimant>("PartClaimant") { s in
    s.integer("line_id") { $0.lineID }
    s.integer("work_order_id") { $0.workOrderID }
    s.text("number") { $0.number }
    s.time("promised_at") { $0.promisedAt }
    s.quantity("quantity") { $0.quantity }
    s.quantity("reserved") { $0.reserved }
    s.quantity("on_order") { $0.onOrder }
    s.quantity("issued") { $0.issued }
    s.quantity("short") { $0.short }
  }

  static let issuedLine = Shape<Issues.Line>("IssuedLine", version: { $0.orderVersion }) { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderID }
    s.integer("part_id") { $0.partID }
    s.quantity("quantity") { $0.quantity }
    s.quantity("reserved") { $0.reserved }
    s.quantity("on_order") { $0.onOrder }
    s.quantity("issued") { $0.issued }
    s.money("issued_cost_minor", sight: .costs) { $0.issuedCost }
    s.integer("work_order_version") { $0.orderVersion }
  }

  static let location = Shape<Location>("Location") { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.word("kind") { $0.kind }
  }

  // MARK: Lookup

  static let lookup = Shape<PartLookup.Answer>("PartLookup") { s in
    s.text("number") { $0.number }
    s.list("found", found) { $0.found }
    s.list("instead", instead) { $0.instead }
  }

  private static let found = Shape<PartLookup.Found>("PartFound") { s in
    s.word("by") { $0.by }
    s.flag("in_stock") { $0.expected == nil }
    s.object("expected", delivery) { $0.expected }
    s.object("part", part) { $0.part }
  }

  private static let instead = Shape<PartLookup.Instead>("PartInstead") { s in
    s.word("because") { $0.because }
    s.object("part", part) { $0.part }
  }

  static let delivery = Shape<Delivery>("PartDelivery") { s in
    s.date("on") { $0.on }
    s.word("basis") { $0.basis }
    s.integer("purchase_order_id") { $0.purchaseOrderID }
    s.flag("overdue") { $0.overdue }
  }
}

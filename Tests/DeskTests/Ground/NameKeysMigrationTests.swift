import Domain
import SQLite
import Testing

@Suite struct NameKeysMigrationTests {
  private let aged: AgedDatabase
  private var db: Database { aged.db }

  init() throws { aged = try AgedDatabase(before: 26) }

  private static let names = [
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "ООО «Самолёт-2» GmbH", "Мамин-Сибиряк", "O'Neil, №5",
    "7-я (линия)",
    "\"Вектор\"  и Ко.", "ŠKODA CITROËN", "Ґалаґан Їжак", "„Ёж“ – 100 % 1/2", "a\\b_c|d~e^f`g{h}[i];j:k<l>m=n@o#p$q&r*s+t!u?v",
  ]

  @Test func namesOfAnOlderDatabaseAreKeyedAsNewOnesAre() throws {
    for (index, name) in Self.names.enumerated() {
      try db.execute("INSERT INTO clients (kind, name, search_text, created_at) VALUES ('person', ?, '', 1)", name)
      try db.execute("INSERT INTO suppliers (name, created_at) VALUES (?, 1)", name)
      try db.execute(
        "INSERT INTO operations (code, name, norm_hours, rate_minor, search_text, created_at) VALUES (?, ?, 1, 1, '', 1)", "\(index)", name)
      try db.execute(
        """
        INSERT INTO parts (article, article_key, maker, maker_key, name, unit, price_minor, search_text, created_at)
        VALUES ('x', ?, 'x', 'x', ?, 'piece', 1, '', 1)
        """, "\(index)", name)
    }
    try aged.bring()
    for table in ["clients", "suppliers", "operations", "parts"] {
      #expect(try db.lines("SELECT name_key FROM \(table) ORDER BY id") == Self.names.map(SearchText.nameKey), "\(table)")
    }
    #expect(try db.lines("SELECT name FROM sqlite_master WHERE name IN ('folding', 'plates')").isEmpty)
  }

  @Test func anOperationsCodeIsOrderedInAnyCaseAndSearchedWithoutItsSigns() throws {
    for code in ["Т-1.2", "ёж 5", "TO-1"] {
      try db.execute(
        "INSERT INTO operations (code, name, norm_hours, rate_minor, search_text, created_at) VALUES (?, 'x', 1, 1, ?, 1)", code,
        SearchText.row([code, "x"]))
    }
    try aged.bring()
    #expect(try db.lines("SELECT code_order FROM operations ORDER BY id") == ["т-1.2", "еж 5", "to-1"])
    #expect(try db.lines("SELECT search_text FROM operations ORDER BY id") == ["т-1.2 x t12", "еж 5 x eж5", "to-1 x to1"])
  }

  @Test func theWordOfTheCountryLeavesTheRussianPlatesOfAnOlderDatabase() throws {
    let plates = ["А123ВС77RUS", "А 123 ВС 177 RU", "A123BC RUS 77", "1234АВ77 РУС", "А123ВС77", "X1 RUS", "B-RU 1234", "А123ВС RUS"]
    for plate in plates {
      try db.execute(
        "INSERT INTO vehicles (make, model, plate, plate_key, search_text, created_at) VALUES ('Volvo', 'XC60', ?, ?, ?, 1)", plate,
        LookAlike.key(plate), SearchText.row(["Volvo XC60", plate, LookAlike.key(plate)]))
    }
    try db.execute("INSERT INTO vehicles (make, model, search_text, created_at) VALUES ('Volvo', 'XC60', '', 1)")
    try aged.bring()
    #expect(try db.lines("SELECT plate_key FROM vehicles WHERE plate_key IS NOT NULL ORDER BY id") == plates.map(Plate.key))
    let shown = try db.lines("SELECT plate || ' ' || version FROM vehicles WHERE plate IS NOT NULL ORDER BY id")
    #expect(
      shown == [
        "А123ВС77 2", "А123ВС177 2", "А123ВС77 2", "1234АВ77 2", "А123ВС77 1", "X1 RUS 1", "B-RU 1234 1", "А123ВС 2",
      ])
    #expect(try db.lines("SELECT id FROM vehicles WHERE search_text LIKE '%a123bc77%' ORDER BY id") == ["1", "3", "5"])
  }

  @Test func numbersOfOtherCountriesAreFoundByAllTheirDigits() throws {
    for (id, phones) in [(1, ["+491512345678", "+79031234567"]), (2, ["+79031234568"]), (3, [])] {
      try db.execute("INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (?, 'person', 'x', 'x', 1)", id)
      for phone in phones { try db.execute("INSERT INTO client_phones (client_id, phone, position) VALUES (?, ?, 0)", id, phone) }
    }
    try aged.bring()
    #expect(try db.lines("SELECT search_text FROM clients ORDER BY id") == ["x 491512345678", "x", "x"])
  }

  @Test func aCardThatWasMadeWithAnOrderGetsTheTimeOfItsEvent() throws {
    let (made, now) = (1_772_434_800_000 as Int64, 1_772_434_900_000 as Int64)
    for (id, at) in [(1, 0 as Int64), (2, now), (3, 0)] {
      try db.execute("INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (?, 'person', 'x', 'x', ?)", id, at)
    }
    for (id, type) in [(1, "client.created"), (1, "client.changed"), (2, "client.created"), (3, "client.changed")] {
      try db.execute(
        "INSERT INTO events (at, type, subject, subject_id, client_id, data) VALUES (?, ?, 'client', ?, ?, '{}')", made, type, id, id)
    }
    try aged.bring()
    #expect(try db.lines("SELECT created_at || ' ' || version FROM clients ORDER BY id") == ["\(made) 2", "\(now) 1", "0 1"])
  }
}

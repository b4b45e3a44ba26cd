import Domain
import Testing

struct PersonNameTests {
  @Test(arguments: [
    ("Анна Крылова", "анна  КРЫЛОВА"), ("Анна Крылова", "Крылова Анна"), ("Анна Крылова", "Крылова А."), ("Анна Крылова", "А. С. Крылова"),
    ("Анна Крылова", "Крылова Анна Сергеевна"), ("Анна Крылова", "Анна"), ("Семён Ёлкин", "Семен Елкин"),
    ("Крылова А.С.", "Крылова Анна Сергеевна"),
    ("ООО «Ромашка»", "ооо \"ромашка\""), ("Анна Римская-Корсакова", "Римская-Корсакова А."), ("А. Анна", "Анна А."),
  ])
  func oneNameInManySpellings(_ one: String, _ other: String) {
    #expect(PersonName.mayBeOne(one, other) && PersonName.mayBeOne(other, one), "\(one) / \(other)")
  }

  @Test(arguments: [
    ("анна крылова", "Анна Крылова"), ("Крылова", "Анна Крылова"), ("Крылова А. С.", "Анна Крылова"),
    ("Крылова Анна Сергеевна", "Анна Крылова"), ("Сидоров Пётр", "ИП Сидоров Пётр"), ("Анна", "Анна"),
  ])
  func whoSaysSoIsOnTheCard(_ said: String, _ card: String) { #expect(PersonName.isNamed(said, on: card)) }

  @Test(arguments: [
    ("Анна Крылова, муж Сидоров Пётр", "Анна Крылова"), ("Сидоров Пётр за Анна Крылова", "Анна Крылова"), ("Иван Чужой", "Иван"),
    ("Петровна", "Крылова Анна Петровна"), ("ИП", "ИП Сидоров Пётр"), ("А. К.", "Анна Крылова"), ("", "Анна"),
  ])
  func whoSaysSoIsSomebodyElse(_ said: String, _ card: String) { #expect(!PersonName.isNamed(said, on: card)) }

  @Test func onlyASoleTraderOfTheCompaniesIsAPerson() {
    for name in ["ИП Крылова А. С.", "Индивидуальный предприниматель Крылова"] { #expect(PersonName.isTrader(name)) }
    for name in ["ООО «Ромашка»", "АО «Типография»"] { #expect(!PersonName.isTrader(name)) }
    #expect(PersonName.isNamed("Анна Крылова", on: "ИП Крылова А. С."))
  }

  @Test func signsAloneNameNoPaper() {
    for text in ["-", "—", "..", "№"] { #expect(!PersonName.saysSomething(text), "\(text)") }
    for text in ["паспорт 4510 123456", "ВУ", "№ 7"] { #expect(PersonName.saysSomething(text), "\(text)") }
  }

  @Test(arguments: [
    ("Анна Крылова", "Олег Крылов"), ("Анна Крылова", "Ольга Крылова"), ("Анна Крылова", "Анна Белова"), ("Анна Крылова", "О. Крылова"),
    ("Анна Крылова", "А."), ("Анна Крылова", "А. К."), ("Анна Крылова", "—"), ("Анна", "Анатолий"), ("Анна Анна", "Анна Белова"),
    ("ООО «Ромашка»", "Иван Петров"),
  ])
  func anotherName(_ one: String, _ other: String) {
    #expect(!PersonName.mayBeOne(one, other) && !PersonName.mayBeOne(other, one), "\(one) / \(other)")
  }
}

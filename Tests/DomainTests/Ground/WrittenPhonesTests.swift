import Testing

@testable import Domain

@Suite struct WrittenPhonesTests {
  private func read(_ text: String) -> [[String]] {
    let written = WrittenPhones(text)
    return [written.numbers.map(\.e164), written.unreadable, written.words]
  }

  @Test func severalNumbersAreToldApartWhateverStandsBetween() {
    let both = ["+79031234567", "+79167654321"]
    for text in [
      "8 903 123-45-67, 8 916 765-43-21", "8 903 123-45-67; +7 916 765-43-21", "8 903 123-45-67 / 8 916 765-43-21",
      "8 903 123-45-67\n8 916 765-43-21", "8 903 123-45-67\r\n8 916 765-43-21", "89031234567 89167654321",
      "8 903 123-45-67 8 916 765-43-21", "+79031234567 +79167654321", "8(903)123-45-67 8(916)765-43-21",
      "тел. 89031234567, моб. 89167654321",
    ] { #expect(read(text) == [both, [], []], "\(text)") }
  }

  @Test func namesAndExtensionsAreToldBesideTheNumber() {
    #expect(read("8 903 123-45-67 (Анна)") == [["+79031234567"], [], ["Анна"]])
    #expect(read("Анна 8 903 123-45-67, Пётр Ильич 8 916 765-43-21") == [["+79031234567", "+79167654321"], [], ["Анна", "Пётр Ильич"]])
    for word in ["доб. 12", "доб.12", "доб 12", "(доб. 12)", "вн. 12", "ext 12", "добавочный 12"] {
      let (numbers, unreadable, words) = (
        read("8 495 123-45-67 " + word)[0], read("8 495 123-45-67 " + word)[1], read("8 495 123-45-67 " + word)[2]
      )
      #expect(numbers == ["+74951234567"] && unreadable.isEmpty && words.count == 1 && words[0].hasSuffix("12"), "\(word) \(words)")
    }
    #expect(read("8 495 123-45-67 доб. 12, Анна 8 916 765-43-21 звонить вечером")[0] == ["+74951234567", "+79167654321"])
  }

  @Test func noNumberBorrowsADigitOfItsNeighbour() {
    #expect(read("8 903 123-45-6 8 916 765-43-21") == [["+79167654321"], ["8 903 123-45-6"], []])
    #expect(read("8 903 123-45-67, 8 916 765-43-2") == [["+79031234567"], ["8 916 765-43-2"], []])
    #expect(read("903 123 45 67 89") == [[], ["903 123 45 67 89"], []])
    #expect(read("123-45-67")[0].isEmpty && read("нет")[0].isEmpty && read("доб. 12")[0].isEmpty && read("")[0].isEmpty)
  }
}

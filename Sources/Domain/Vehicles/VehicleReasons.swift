extension Reason {
  package static func vehicleYear(_ year: Int64) -> Reason {
    Reason("vehicle_year", en: "\(year) is not a year of manufacture.", ru: "\(year) — не год выпуска.", at: "/year")
  }
  package static func vehicleWithoutOwner(_ title: String) -> Reason {
    Reason("vehicle_without_owner", en: "\(title) has no owner on record.", ru: "У автомобиля \(title) не указан владелец.")
  }
  package static func vehicleSold(_ title: String) -> Reason {
    Reason(
      "vehicle_sold", en: "\(title) is marked as sold; record the new owner first.",
      ru: "Автомобиль \(title) отмечен как проданный; сначала запишите нового владельца.")
  }
  package static func vehicleScrapped(_ title: String) -> Reason {
    Reason("vehicle_scrapped", en: "\(title) is marked as scrapped.", ru: "Автомобиль \(title) отмечен как утилизированный.")
  }
  package static func vehicleMerged(_ vehicle: Vehicle) -> Reason {
    let into = vehicle.mergedIntoID.map { String($0) } ?? "?"
    return Reason(
      "vehicle_merged", en: "The card of \(vehicle.title) was merged into vehicle \(into).",
      ru: "Карточка «\(vehicle.title)» объединена с автомобилем \(into).")
  }
  package static func mergeVINsDiffer(_ one: String, _ other: String) -> Reason {
    Reason(
      "merge_vins_differ", en: "The VINs \(one) and \(other) are of two cars.", ru: "VIN \(one) и \(other) — у двух разных автомобилей.")
  }
  package static func mergeOdometersContradict(_ before: OdometerReading, _ after: OdometerReading, _ zone: Zone) -> Reason {
    Reason(
      "merge_odometers_contradict",
      en:
        "One card has \(before.km) km on \(zone.text(before.at, .en)), the other \(after.km) km on \(zone.text(after.at, .en)): they are two cars, or one of the readings needs a correction first.",
      ru:
        "На одной карточке \(before.km) км \(zone.text(before.at, .ru)), на другой \(after.km) км \(zone.text(after.at, .ru)): это два автомобиля, либо сначала исправьте одно из показаний."
    )
  }
  package static func vehicleWithHistory(_ title: String) -> Reason {
    Reason(
      "vehicle_with_history", en: "\(title) has orders, readings, warranties or merges and stays on record.",
      ru: "У автомобиля \(title) есть заказ-наряды, показания одометра, гарантии или объединения: карточка остаётся.")
  }
  package static func vinTaken(_ vin: String, by title: String) -> Reason {
    Reason(
      "vin_taken", en: "The VIN \(vin) already belongs to \(title).", ru: "VIN \(vin) уже записан за автомобилем \(title).", at: "/vin")
  }
  package static let ownerSame = Reason(
    "owner_same", en: "The vehicle already belongs to this client.", ru: "Автомобиль и так принадлежит этому клиенту.")
  package static func ownerBefore(_ day: Day) -> Reason {
    Reason(
      "owner_before", en: "The present owner has had the vehicle since \(day.text(.en)); the change cannot be earlier.",
      ru: "Нынешний владелец записан с \(day.text(.ru)); смена не может быть раньше.")
  }

  package static func odometerImpossible(_ km: Int64) -> Reason {
    Reason("odometer_impossible", en: "\(km) km cannot be a reading.", ru: "\(km) км — невозможное показание.", at: "/odometer_km")
  }
  package static func odometerFuture(_ zone: Zone, _ at: Instant) -> Reason {
    Reason(
      "odometer_future", en: "The reading is dated \(zone.text(at, .en)), in the future.",
      ru: "Дата показания \(zone.text(at, .ru)) ещё не наступила.")
  }
  package static let odometerReasonMissing = Reason(
    "odometer_reason_missing", en: "A correction or a changed instrument cluster needs a reason.",
    ru: "Для исправления или замены приборной панели нужна причина.", at: "/reason")
  package static func odometerBelow(_ km: Int64, _ before: OdometerReading, _ zone: Zone) -> Reason {
    let day = zone.day(of: before.at)
    return Reason(
      "odometer_below",
      en: "\(km) km is less than the \(before.km) km of \(day.text(.en)): a correction or a changed cluster needs a reason.",
      ru: "\(km) км меньше показания \(before.km) км от \(day.text(.ru)): нужно исправление или замена приборной панели с причиной.")
  }
  package static func odometerAbove(_ km: Int64, _ after: OdometerReading, _ zone: Zone) -> Reason {
    let day = zone.day(of: after.at)
    return Reason(
      "odometer_above", en: "\(km) km is more than the \(after.km) km read later, on \(day.text(.en)).",
      ru: "\(km) км больше более позднего показания \(after.km) км от \(day.text(.ru)).")
  }

  package static func odometerFirstAbove(_ first: Int64, _ km: Int64) -> Reason {
    Reason(
      "odometer_first_above", en: "The new cluster cannot have shown \(first) km first and \(km) km now.",
      ru: "Новая приборная панель не могла показывать сначала \(first) км, а теперь \(km) км.", at: "/new_odometer_km")
  }
  package static let odometerOldUnused = Reason(
    "odometer_old_unused",
    en: "The readings of an old and a new cluster belong to a changed instrument cluster, or to a correction after one.",
    ru: "Показания старой и новой приборной панели указывают при её замене или в исправлении после неё.")
  package static func odometerJump(_ km: Int64, fromKm: Int64, at: Instant, _ zone: Zone) -> Reason {
    let day = zone.day(of: at)
    return Reason(
      "odometer_jump", en: "\(km) km after \(fromKm) km on \(day.text(.en)) is more than a car is likely to have run: check the odometer.",
      ru: "\(km) км после \(fromKm) км от \(day.text(.ru)) — больше, чем автомобиль мог пройти: проверьте одометр.", at: "/odometer_km")
  }
  package static func odometerFell(_ km: Int64, below before: OdometerReading, _ zone: Zone) -> Reason {
    let day = zone.day(of: before.at)
    return Reason(
      "odometer_fell", en: "\(km) km is less than the \(before.km) km of \(day.text(.en)): check the odometer.",
      ru: "\(km) км меньше показания \(before.km) км от \(day.text(.ru)): проверьте одометр.", at: "/odometer_km")
  }
  package static func odometerBelowOld(_ km: Int64, _ before: OdometerReading) -> Reason {
    Reason(
      "odometer_below_old", en: "\(km) km is less than the \(before.km) km that were read of the old cluster.",
      ru: "\(km) км меньше последнего показания старой приборной панели, \(before.km) км.", at: "/old_odometer_km")
  }
  package static func odometerOldPresumed(_ last: OdometerReading, _ zone: Zone) -> Reason {
    let day = zone.day(of: last.at)
    return Reason(
      "odometer_old_presumed",
      en: "What the old cluster showed last was not said: the \(last.km) km of \(day.text(.en)) are taken for it.",
      ru: "Последнее показание старой панели не указано: за него принято \(last.km) км от \(day.text(.ru)).", at: "/old_odometer_km")
  }
  package static func orderOdometerStays(_ number: String, _ km: Int64) -> Reason {
    Reason(
      "order_odometer_stays", en: "Work order \(number) keeps \(km) km: put it right there if that was wrong too.",
      ru: "В заказ-наряде \(number) остаётся \(km) км: если и это неверно, исправьте его там.")
  }

  package static func orderOdometerFollows(_ number: String, from: Int64, to: Int64) -> Reason {
    Reason(
      "order_odometer_follows", en: "Work order \(number) is put right too: \(to) km, not \(from) km.",
      ru: "Заказ-наряд \(number) исправлен тоже: \(to) км вместо \(from) км.")
  }

  package static let coverageDates = Reason(
    "coverage_dates", en: "The last day lies before the first.", ru: "Последний день раньше первого.", at: "/until_on")
  package static let coveragePaidByClient = Reason(
    "coverage_paid_by_client", en: "A warranty is paid by somebody else than the client.", ru: "Гарантию оплачивает не сам клиент.",
    at: "/payer_role")
  package static func payerMissing(_ role: PayerRole) -> Reason {
    Reason(
      "payer_missing", en: "Say who pays in the role «\(role.text(.en))».", ru: "Не указано, кто платит: \(role.text(.ru)).",
      at: "/payer_client_id")
  }
}

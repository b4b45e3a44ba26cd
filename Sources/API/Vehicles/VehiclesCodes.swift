extension ErrorCode {
  static let vehicles = """
    body_number_unreadable 200,400,422 ~ «…» is no number of a body, a frame or a chassis: leave it out where there is none.
    coverage_dates 422 The last day lies before the first.
    coverage_ended 409 The warranty “…” has been ended.
    coverage_paid_by_client 422 A warranty is paid by somebody else than the client.
    day_in_future 422 The day lies in the future.
    merge_odometers_contradict 409 ~ One card has … km, the other … km later: they are two cars, or one of the readings needs a correction first.
    merge_vins_differ 409 The VINs … and … are of two cars.
    odometer_above 409 … km is more than the … km read later, on ….
    odometer_below 409 … km is less than the … km of …: a correction or a changed cluster needs a reason.
    odometer_below_old 422 … km is less than the … km that were read of the old cluster.
    odometer_fell 200 … km is less than the … km of …: check the odometer.
    odometer_first_above 409,422 The new cluster cannot have shown … km first and … km now.
    odometer_future 422 The reading is dated …, in the future.
    odometer_impossible 422 … km cannot be a reading.
    odometer_jump 200 … km after … km on … is more than a car is likely to have run: check the odometer.
    odometer_old_presumed 200 What the old cluster showed last was not said: the … km of … are taken for it.
    odometer_old_unused 409,422 The readings of an old and a new cluster belong to a changed instrument cluster, or to a correction after one.
    odometer_reason_missing 409,422 A correction or a changed instrument cluster needs a reason.
    order_odometer_follows 200 Work order … is put right too: … km, not … km.
    order_odometer_stays 200 Work order … keeps … km: put it right there if that was wrong too.
    owner_before 409 The present owner has had the vehicle since …; the change cannot be earlier.
    owner_same 409 The vehicle already belongs to this client.
    payer_centre_card 422 The centre itself pays a company's part, so no card is named.
    payer_missing 422 Say who pays in the role «…».
    vehicle_alike 200 ~ Nothing tells it from what is on the card of vehicle …, of the same client.
    vehicle_body_known 200 ~ The same body number is on the card of vehicle ….
    vehicle_merged 409 The card of … was merged into vehicle ….
    vehicle_plate_known 200 ~ The same plate is on the card of vehicle ….
    vehicle_scrapped 409 … is marked as scrapped.
    vehicle_sold 409 … is marked as sold; record the new owner first.
    vehicle_with_history 409 … has orders, readings, warranties or merges and stays on record.
    vehicle_without_owner 409 … has no owner on record.
    vehicle_year 200,422 … is not a year of manufacture.
    vin_taken 409 The VIN … already belongs to ….
    """
}

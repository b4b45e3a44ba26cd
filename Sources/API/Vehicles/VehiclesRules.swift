extension DeskRule {
  static let vehicles = """
    coverage_edge A coverage's last day and last kilometre are inclusive; whichever comes first ends it.
    coverage_cap Cap and deductible of a coverage apply per order: its share of all lines of an order is at most the cap, and the client pays the rest.
    run The run is the total distance that all instrument clusters of a car have shown. Limits of coverages and repair warranties use it. A cluster change adds the old cluster's last reading (default: the last one recorded) and starts at the new one's first (default: its present reading; at intake 0 if that is less than the old one's).
    odometer_jump A reading warns when the car would have run more than 1,000 km a day since the reading before, or more than 400 a day after the first thirty days. A correction is measured from what was read before the reading it puts right, and also warns when the car had run further by then. What was said of the old cluster's last reading, or of the new one's first, is put right by a correction that says it again.
    odometer_corrected While an order is open its odometer at intake can be put right, by a manager with a reason: on the order, or on its car by a correction that follows the intake's reading or lies below it. Order and car then agree, coverage checks are made again, and the repair warranty reckons from the corrected run.
    plate_country The word of the country (RUS, RU, РУС) is no part of a Russian plate, wherever it was typed.
    body_number A car without a VIN, a trailer or a tractor is known by the number of its body, frame or chassis, compared in one alphabet and without signs. It need not be the only one of its kind: the same on another card is a warning. A word or zeros in its place are refused.
    known_vehicle A plate that is on another card is taken all the same, and so is a second car of a client's that nothing tells from the first; the answer warns, with the ids of those cards.
    merged_vehicle Two cards of one car become one, and an undoing moves back exactly what the merge moved. A merged card's id answers with the card it was merged into; to change a merged card is refused, naming that card.
    merged_cars One car has one VIN, so cards with different VINs are not merged; nor are cards whose readings contradict each other. What the survivor's card has stands, and what it has none of (VIN, plate, body number, year, colour, engine, beginning of the warranty, owner) it takes over.
    """
}

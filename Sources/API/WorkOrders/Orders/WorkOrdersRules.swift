extension DeskRule {
  static let workOrders = """
    order_search A search for orders takes the beginning of a plate, an order's number or its digits, and words and telephones of the client's card. Up to seven digits alone are an order's number: a part of a telephone number is found with a sign or a gap in it (28-57), or at the clients.
    only_approved Nothing beyond what was approved is done or billed, but for a company's tolerance and a standing instruction's sum.
    above_approved What was approved of the lines that stand, the tolerance on it and the standing instruction's sum are the most that the client's part comes to, whatever is lowered, added, taken out, shared or raised again in between.
    agreed_again Whatever the payers of an approved line were changed to, its client's part may rise again to what the client agreed to.
    discount_base A reduction is reckoned from the catalogue's price; without one from the highest price that the line had until the client agreed to it, whether it is taken at once or in steps, from the price or as a discount, and also when the line is added again under its name, whether the first one stands or not.
    centre_pays The centre bears a share by a manager's word, or by a coverage that a manager entered or confirmed, whatever the order's kind: in payers, a coverage check, a refused claim, and where such a line becomes dearer.
    payer_roles What a manufacturer bears is free of VAT, so it bears a share by a coverage or by a manager's word. After delivery other payers are a manager's.
    coverage_terms A coverage check keeps share, cap and deductible as it found them: a later change of the coverage does not reach the line until it is checked again.
    repair_again The warranty that a repair starts bears that repair again: the same quantity at the same or the catalogue's price. More than that is a manager's.
    declined_fee Whatever is added to a declined order, or raised in it, is a manager's, as agreed with the client.
    payer_rate If one payer takes a whole labour line, that payer's hourly rate is the line's price until the line is approved, and the catalogue's price comes back with the payer's leaving; an approved price stays whoever pays. A payer of role client is the order's own client, and the company's part names no card.
    tax_category A tax category other than the catalogue's, of a new line as of one that stands, is a manager's.
    mechanics_day The earliest date asks no more of a mechanic on any day than the hours that mechanic works: what is committed to other orders, what is clocked today and the order's own work share them. Work that nobody is assigned to is shared by all.
    promise_hours A promise outside the centre's working time (at night, in a break, on a day off) is given with a reason; closing time itself is inside. A date of an estimate's own lies in working time.
    own_part A part that the client brought has no price and bears no VAT; estimates and documents name it as the client's own.
    intake_pairs Who signed at intake is written down together with how, and a refusal of the client's own parts together with those parts.
    collector A car is handed over to the client, to a proxy who may collect, or, a company's car too, to somebody else with the paper by which the person was identified; a manager may do without. The words of a name may stand in any order, and a given name or an initial stands for the whole.
    """
}

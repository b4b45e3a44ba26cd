extension DeskRule {
  static let parts = """
    available What is available of a part is what lies in the store less what is reserved. Neither is ever negative.
    fitted_part A part whose line is done is fitted: nothing more is issued to it and nothing comes back until the line is resumed, or the order is cancelled.
    awaited Of a purchase order that is cancelled or received nothing is awaited: what came of it stays, and the shortage of whoever waited is open again.
    expected_day_off A delivery may be expected on a day on which the centre does not work; the answer warns of it, and promises are reckoned from the next day it does.
    substitute What a supplier sent instead takes the place of a proposed line, and of an approved one if it is of the same maker; the client pays no more for it, and less if it costs less. Anything else is asked: a substitute of another maker for approved work, or one for a line that holds some of what was ordered, is reserved for the order as a proposed line beside it, and the advisor is told (`work_order.substitute_came`). The client approves it, or the standing instruction does, and the line it replaces is taken out or lowered; declined, it is free.
    """
}

extension DeskRule {
  static let parts = """
    available Available is stock less reservations. Neither is ever negative.
    fitted_part A part whose line is done is fitted: nothing more is issued to it and nothing comes back until the line is resumed, or the order is cancelled.
    awaited A cancelled or completed purchase order awaits nothing. Received parts stay, and order lines that still wait are short again.
    expected_day_off A delivery may be expected on a day when the centre is closed. The answer warns, and promises count from the next working day.
    substitute What a supplier sent instead takes the place of a proposed line, and of an approved one if it is of the same maker; the client pays no more for it, and less if it costs less. Anything else is asked: a substitute of another maker for approved work, or one for a line that holds some of what was ordered, is reserved for the order as a proposed line beside it, and the advisor is told (`work_order.substitute_came`). The client approves it, or the standing instruction does, and the line it replaces is taken out or lowered; declined, it is free.
    """
}

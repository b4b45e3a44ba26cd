extension DeskRule {
  static let file = """
    answered An answered change is on disk.
    other_programs Other programs may only read the database's file; while one holds it for a change, changes are refused and reading goes on.
    time_budget The work of a request is measured as CPU time of its thread, so other load on the machine changes no answer.
    unready The desk says at /readyz why it cannot take work, and is ready again by itself once a change can be kept.
    one_file A database has one lock, whatever name it is opened by: two desks cannot open it, and restore refuses while any program has it open.
    erased_log What is erased is gone from the log as well.
    """
}

extension DeskRule {
  static let file = """
    answered An answered change is on disk.
    other_programs Other programs may only read the database's file; while one holds it for a change, changes are refused and reading goes on.
    time_budget What a request may work is counted by the time of its thread, so a busy machine changes no answer.
    unready The desk says at /readyz why it cannot take work, and is ready again by itself once a change can be kept.
    one_file The file is one whatever it is called: no two desks open it, and nothing is put in its place while a program has it open.
    erased_log What is erased is gone from the log as well.
    """
}

extension DeskRule {
  static let file = """
    answered An answered change is on disk.
    other_programs Other programs may only read the database's file; while one holds it for a change, changes are refused and reading goes on.
    time_budget The work of a request is measured as CPU time of its thread, so other load on the machine changes no answer.
    unready The desk says at /readyz why it cannot take work, and is ready again by itself once a change can be kept.
    one_file A database has one lock, whatever name it is opened by: two desks cannot open it, and restore refuses while any program has it open.
    erased_log What is erased is gone from the log as well. With a replica it goes when Litestream has moved the log, and from the replica when what that keeps for going back has passed.
    chain A head office reads a copy of each centre's file as that centre would read it, its days in its own zone. Each figure has the time of the last thing that happened in its file; a centre that cannot be read is named. Sums of different currencies are not added, and a survey that its centre hides is in no sum.
    read_only A desk that only reads holds its file only while it answers, so that whoever writes the file never waits for long. A token that was revoked elsewhere is dead here when the file says so.
    replica With `replica_wait_ms` a change is answered when the replica has it. If the replica does not confirm in time, the desk goes on alone, says so at /readyz, and tries again every second; with `replica_required` it refuses changes meanwhile and goes on reading.
    """
}

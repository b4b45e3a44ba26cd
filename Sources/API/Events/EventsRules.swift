extension DeskRule {
  static let events = """
    hook_time A web hook's message has ten seconds for everything: finding the receiver's address, the connection, the answer. Every active hook is served by itself, its messages one after another, so that a receiver that says nothing delays no other; one that failed is left in peace for a minute.
    hook_count Up to 32 web hooks are active.
    """
}

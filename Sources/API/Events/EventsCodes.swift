extension ErrorCode {
  static let events = """
    delivery_waiting 409 The delivery is waiting to be sent already.
    unknown_event_type 400,422 … is no event type; possible: ….
    webhook_disabled 409 The web hook is disabled; enable it first.
    webhook_https 422 An https:// address is reached through the program curl, which this machine lacks: install the package curl.
    webhook_url_unreadable 422 … is not an address such as https://host:port/path.
    """
}

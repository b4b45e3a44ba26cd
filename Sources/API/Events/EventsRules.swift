extension DeskRule {
  static let events = """
    live_reading A live stream sends a comment now and then, so that a dead connection is noticed; some programs hand it over as an event without data: pass over it. When the stream ends, ask again with `Last-Event-ID`: nothing is missed.
    hook_time A web hook's message has ten seconds for everything: finding the receiver's address, the connection, the answer. Every active hook is served by itself, its messages one after another, so that a receiver that says nothing delays no other; one that failed is left in peace for a minute.
    hook_count Up to 32 web hooks are active.
    hook_signature A web hook's message is signed twice, over the bytes of its body as they come. Standard Webhooks 1.0: webhook-signature is "v1," and the Base64 of HMAC-SHA256 over webhook-id, a point, webhook-timestamp (seconds since 1970), a point and the body; the key is the bytes that the secret writes in Base64 behind "whsec_". The desk's own: X-Desk-Signature is "t=", the seconds, ",v1=" and the hexadecimal HMAC-SHA256 over those seconds, a point and the body; the key is the whole secret as text. Secrets from before this rule write - and _ for + and /, and no = at their end.
    hook_tolerance Each attempt has its own time and signature: reject a message whose time differs by more than five minutes. webhook-id (and Idempotency-Key, the event's id) is the same in every attempt: process a message once.
    hook_retries Any answer but 2xx, a redirect too, or none, is tried again after 1 minute, 5 and 30 minutes, 2, 6 and 24 hours, then given up; POST …/redeliver sends it once more, from the first try on.
    hook_gone The answer 410 switches a hook off: what waits for it is given up, and webhook.switched_off is recorded. PATCH with status active switches it on again.
    hook_https An https:// address is reached through the machine's curl: certificates are checked against the authorities that the machine trusts, redirects and proxies are not followed, and the address is the one that the desk has looked up. Where curl is not installed, such an address is refused.
    """
}

extension ErrorCode {
  static let clients = """
    birth_in_future 200,422 The birthday lies in the future.
    birth_too_early 200,422 The birthday lies more than 120 years back.
    client_birthday_known 200 ~ The same name and birthday are on the card of client ….
    client_email_known 200 ~ The same e-mail address is on the card of client ….
    client_erased 409 The personal data of client … were erased.
    client_merged 409 The card of … was merged into client ….
    client_phone_known 200 ~ The same telephone is on the card of client ….
    client_tax_id_known 200 ~ The same tax id is on the card of client ….
    erase_open_orders 409 ~ The client has open orders: ….
    erase_unpaid 409 Documents are not paid yet: ….
    erase_unspent 409 The client has … paid and not used; refund it first.
    merge_documents_meet 409 Both cards are billed on the same order: …; credit one of the documents first.
    merge_pays_across 409 Payment … pays … since; apart, they would be two clients': credit the document first.
    merge_same 409 A card cannot be merged into itself.
    merge_undone 409 This merge has been undone already.
    no_such_client 422 There is no such client.
    proxy_dates 422 The last day lies before the first.
    proxy_document_empty 422 Name the document by its kind or number.
    proxy_expired 409 ~ The power of the proxy has ended.
    proxy_limit 409 … may approve up to …, not ….
    proxy_limit_without_power 422 A limit of approval needs the power to approve.
    proxy_may_not_approve 409 ~ The proxy may not approve for the client.
    proxy_may_not_collect 409 ~ The proxy may not collect for the client.
    proxy_may_not_place 409 ~ The proxy may not place orders for the client.
    proxy_not_yet 409 ~ The power of the proxy has not begun.
    proxy_of_another 409 … is a proxy of another client.
    proxy_revoked 409 The power of … (…) was revoked.
    proxy_without_power 422 A proxy needs at least one power: place, approve or collect.
    service_not_refused 409 The client is not refused service.
    service_refused 409 … is refused service (…); a manager may decide otherwise, with a reason.
    """
}

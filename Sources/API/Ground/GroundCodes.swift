extension ErrorCode {
  static let ground = """
    answered_at_length 409 This was done already; its answer was too long to be kept. Read it anew….
    answered_with_secret 409 This was done already; its answer held a secret and is not repeated.
    bad_cursor 400 The cursor is not one of this list with these filters.
    bad_idempotency_key 400 An Idempotency-Key has 1 to 255 characters.
    bad_query 400,422 The query cannot be decoded.
    bad_request 400 ~ The bytes that came are no HTTP request; the detail says what is wrong.
    broken_json 400 ~ The body is not JSON; the message says where.
    conflict 409 The state does not allow it.
    content_too_large 413 ~ The body is longer than is allowed here.
    control_character 400,422 Control characters are not taken.
    control_characters 422 The text contains control characters.
    database_damaged 503 The database file is damaged: restore a backup, then start the desk again.
    database_held 503 Another program holds the database's file, so nothing can be changed; reading goes on.
    database_linked 200 The database's file has several names (hard links): opened by another one, its log is missed. Leave one.
    date_unreadable 200,422 … is not a date; YYYY-MM-DD is expected.
    disk_failing 503 The disk has failed to read or write a moment ago.
    disk_full 503,507 The disk is full; nothing was kept.
    email_unreadable 200,400,422 … is not an e-mail address.
    empty 400,422 This may not be empty.
    expectation_failed 417 ~ The only expectation met is 100-continue.
    file_followed 200,503 The file is being written by the replica; try again.
    file_unread 200,503 The file cannot be read: ….
    form_unreadable 400 The form cannot be read.
    headers_too_large 431 ~ The header section is too large.
    idempotency_key_required 400 Send an Idempotency-Key, so that a retry is no second one.
    idempotency_key_reused 422 This Idempotency-Key came with another body before.
    if_match_altered 412 ~ The tag in If-Match is not as the desk gave it; only a listed trusted proxy that compresses may have altered it.
    if_match_bare 412 ~ A tag in If-Match stands in quotes: ….
    invalid 422 ~ Some fields are not right: `errors` names them.
    limit_reached 200,409 There may be no more than … ….
    log_cut 200 The log was damaged in its middle: … of … frames were taken. Look what is missing, then take … away.
    log_held 200 Somebody has been reading from the database for … s, so its log cannot start over and grows.
    log_long 200 A log has grown to … MiB: Litestream, which moves it into the file, does not keep up.
    malformed 400 ~ The request cannot be read: `errors` says why.
    method_not_allowed 405 Here only … is possible.
    more_faults 400,422 ~ There are more faults than are named here; the first 20 are.
    name_without_letters 422 A name needs at least one letter or digit.
    not_a_date 400,422 Expected a date such as 2026-03-02.
    not_a_number 200 A decimal number is expected.
    not_a_time 400,422 Expected an RFC 3339 time such as 2026-03-02T09:30:00Z.
    not_allowed 400,422 Must be one of: ….
    not_found 404 ~ There is no such thing, or it is outside your sight.
    not_implemented 501 ~ The method or transfer coding is not implemented.
    not_replicated 503 The replica does not confirm, and without it no change is answered. This one may be kept here: repeat it with the same Idempotency-Key.
    null_not_allowed 422 This field always has a value; null cannot clear it.
    number_ambiguous 200 The mark before the last three digits can mean thousands or decimals: write 1250 or 1.25.
    number_grouped_oddly 200 Digits are grouped by three; grouped otherwise they may be two numbers.
    number_too_large 200,422 The number is too large to reckon with.
    other_version 200,503 The file is of version …, this program reads version …: use the same on both sides.
    out_of_range 400,422 Must lie between … and ….
    overloaded 503 The desk is busy; try again.
    period_backwards 400 The last day lies before the first.
    period_too_long 400 ~ The period is longer than is answered at once.
    person_needed 403 This must be done by a user, not by the console.
    phone_unchecked 200 How numbers of the country of … are written is not known here: it is kept as typed, unchecked.
    phone_unreadable 200,400,422 … is not a telephone number: ten digits after 8 or +7, or another country's code after +.
    plate_unreadable 400 … has no letters or digits of a plate.
    quantity_not_whole 422 ~ Only whole pieces and sets are counted.
    quantity_too_large 409 It comes to more than 1,000,000,000 units, the most a quantity may be.
    read_only 503 This desk only reads: its file is written elsewhere. Make the change there.
    repeated_parameter 400,422 The parameter is given twice.
    replica_alone 200 The replica does not confirm (…): what is changed now is kept here alone.
    replica_behind 200 The replica is … s behind.
    request_timeout 408 ~ The request took too long to arrive.
    required 400,422 This field is required.
    shares_not_positive 422 Shares must not be negative, and at least one must be above zero.
    stale 412 It has been changed since you read it.
    starting 503 The desk is starting.
    storage 503 The disk has failed; nothing was kept.
    sum_too_large 200,409,422 It comes to more than 10,000,000,000, the most a sum may be.
    table_too_long 400 ~ The list has more rows than one table takes (10,000): narrow it down, or take it page by page with `limit` and the Link header.
    tax_id_unverified 200 The tax id … does not match its check digits.
    text_empty 200 The text is empty.
    text_too_long 200,422 The text is longer than … characters.
    time_unreadable 422 … is not a time; RFC 3339 is expected, for example 2026-03-12T09:30:00Z.
    too_far_ahead 422 It lies more than … ahead.
    too_long 400,422 At most … characters are taken.
    too_many_decimals 200,422 At most three decimal places are kept.
    too_many_requests 429 Too many requests.
    too_many_values 400 ~ The body has more than 1,000 members in one object, or more than 20,000 values.
    too_precise 422 At most three decimals are taken.
    too_short 400,422 At least … characters are needed.
    too_slow 503 This takes too long; narrow it down.
    twin_running 409 The same request is running at this moment.
    unauthenticated 401 Send a valid token: Authorization: Bearer ….
    unexpected 500 ~ Something went wrong on our side; the log has it under the request_id.
    unknown_answer_field 400 The answer has no field “…”.
    unknown_field 422 There is no field “…” here.
    unknown_parameter 400,422 There is no parameter “…” here.
    unsupported_media_type 415 ~ Send the body as application/json, a file as its media type.
    uri_too_long 414 ~ The request line is too long.
    version_not_supported 505 ~ Only HTTP/1.0 and HTTP/1.1 are spoken here.
    version_required 428 Send the version you saw in If-Match.
    vin_check_digit 200 The check digit (the ninth character) of the VIN … does not fit: it may be mistyped.
    vin_unverified 200 … is not a valid VIN (17 letters and digits without I, O, Q); it is kept as unverified.
    wrong_count 422 Between … and … entries are taken.
    wrong_type 400,422 ~ Another type was expected.
    year_out_of_range 400,422 The year must lie between 1900 and 2199.
    """
}

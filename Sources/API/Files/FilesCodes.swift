extension ErrorCode {
  static let files = """
    bad_base64 422 This is no base64 text.
    file_not_copied 503 The file has not reached this copy yet; try again later.
    file_named_twice 422 The file is named twice.
    file_not_free 422 There is no such file that you have sent and that is not attached yet.
    files_troubled 200 ~ The file of contents beside the database cannot be written or read as it should; the message says why.
    files_unavailable 503 Files cannot be kept or read here at the moment.
    range_outside 416 The range lies outside the file, which has … bytes.
    """
}

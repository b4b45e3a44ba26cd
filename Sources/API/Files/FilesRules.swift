extension DeskRule {
  static let files = """
    file_contents Contents of files lie in a file of their own beside the database (`…-files.db`), each once by its SHA-256 hash, whoever sent it. A content is on disk before the change that names it.
    file_sent A user sends a file (`POST /v1/files?name=…`) and attaches it by its id: to a reply, a note or a new ticket (`files`), or to a work order (`POST /v1/work-orders/{id}/files`). Only its sender may attach it, and once. After a day without that it is removed.
    file_read A file is read by whoever may read what it is attached to. It comes as a download that no browser shows or runs, whole or in ranges; its ETag is the hash of its content.
    file_name Of a name with a path only the last part is kept, without control characters.
    file_erased An erasure empties the names and contents of the files of a person's messages and orders. A content that somebody else's file has too stays for that one. What no file names any more is overwritten and its space given back within moments, at the latest after an hour.
    file_message A message of a channel's program may bring files (`attachments`, base64). They are kept as those of a mail are.
    """
}

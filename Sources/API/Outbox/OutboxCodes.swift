extension ErrorCode {
  static let outbox = """
    answer_file_gone 409 ~ A file of the answer is no longer there. Shown in `result` of a dispatch.
    answer_gone 409 The answer has left, or was never to be sent: it cannot be taken back.
    answer_not_last 409 Something was written in the ticket since: the answer cannot be taken back.
    answer_without_address 409 No address of the client is known in this channel.
    channel_without_programs 409 No program serves a channel of this kind.
    mail_unwritable 409 ~ The mail cannot be written: its recipient's address is none. Shown in `result` of a dispatch.
    files_too_long 422 ~ The files of an answer that leaves as a mail are too long together.
    way_out_gone 409 ~ The channel has no way out any more. Shown in `result` of a dispatch.
    no_mails_from_here 409 No mails are sent from here: `mail_from` or `mail_out` is empty.
    notice_address_needed 422 Say where mails go: `email`.
    dispatch_erased 409 The recipient was erased.
    dispatch_not_failed 409 Only what has failed is sent again.
    survey_link_not_kept 409 The link of a survey is not kept: make a new one for the invitation.
    """
}

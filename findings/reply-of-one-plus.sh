#!/usr/bin/env bash
# "+", which in Russia is a yes, and all that stands below a line of dashes: gone.
# Guess: Discourse's trimmer, made for a forum in many languages, drops quotations and signatures and keeps what the writer wrote.
# So:    a line of any of - _ , = + ~ # * is a signature's beginning to it, and everything below is dropped: of three questions divided by
#        dashes the first is left, an answer "+" or "-" is the empty text. A line "A: 5W-30" is taken for a header (Italian "A") and left out.
#        Of Russian forms it knows "пользователь … написал:" and what ends in "<address>:"; the block От/Отправлено/Кому/Тема of Outlook and
#        «Отправлено с iPhone» stay, while From/Sent/To/Subject goes.
# Seen:  email_reply_trimmer 0.1.6 (Debian 12). Source: lib/email_reply_trimmer/delimiter_matcher.rb, email_header_matcher.rb, embedded_email_matcher.rb.
# Desk:  "+" alone is an answer and no mere thanks; whoever cuts quotations before handing a letter over must not lose it.
set -euo pipefail
p=ruby-email-reply-trimmer
dpkg -s $p >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $p >/dev/null; }
LC_ALL=C.UTF-8 ruby - <<'E'
require "email_reply_trimmer"
question = "\n\n29.11.2026, 10:15, \"Сервис\" <desk@example.net>:\n> Согласны на 4500?\n"
outlook = "\n\nОт: Сервис <desk@example.net>\nОтправлено: 29 ноября 2026 г. 10:15\nКому: Иван\nТема: Готов\n\nСогласны?"
english = "\n\nFrom: Desk <desk@example.net>\nSent: Sunday, November 29, 2026 10:15 AM\nTo: Ivan\nSubject: ready\n\nOK?"
[
  ["Да" + question, "Да"], ["+" + question, ""], ["-" + question, ""],
  ["Первое.\n\n----------\n\nВторое.\n\n__________\n\nТретье.", "Первое."],
  ["A: 5W-30\nB: 5W-40", "B: 5W-40"],
  ["Да" + english, "Да"], ["Да" + outlook, "Да" + outlook],
  ["Да\n\nОтправлено с iPhone" + question, "Да\n\nОтправлено с iPhone"],
].each do |text, expected|
  seen = EmailReplyTrimmer.trim(text.dup)
  puts "#{text[0, 40].inspect} -> #{seen[0, 40].inspect}"
  abort "now #{seen.inspect}" unless seen == expected
end
E

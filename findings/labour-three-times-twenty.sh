#!/usr/bin/env bash
# A mechanic clocks on three times for twenty minutes: 0.99 of an hour, and a night's work is of another day, by the program.
# Guess: the two programs that read one file of clock-ins and clock-outs (ledger's timeclock) give the same hours: sixty minutes are an hour, and work
#        over midnight is in both days or in that of its beginning.
# So:    hledger rounds each clocking to a hundredth of an hour before it adds, so three of twenty minutes are 0.99 h, thirty 9.90 h; ledger has 1.00. hledger cuts
#        work at midnight (1.50 and 1.00 h), ledger gives all of it to the day of the beginning (2.50 h), so that days, and wages by the day,
#        differ where the sum hardly does.
# Seen:  hledger 1.25, ledger 3.3.0 (Debian 12). Source: their output; hledger's manual, "timeclock" (what goes over midnight is split).
# Desk:  clocked time is whole minutes, from moments to moments; hours are made of the sum, once.
set -euo pipefail
for package in hledger ledger; do
  dpkg -s $package >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends $package >/dev/null; }
done
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
cd "$d"; export LC_ALL=C.UTF-8
for hour in 09 10 11; do printf 'i 2026-11-30 %s:00:00 brakes\no 2026-11-30 %s:20:00\n' $hour $hour; done >day.timeclock
printf 'i 2026-11-30 22:30:00 gearbox\no 2026-12-01 01:00:00\n' >night.timeclock
hours() { grep -o '[0-9.]*h' | tail -1; }
one=$(hledger -f timeclock:day.timeclock balance | hours); other=$(ledger -f day.timeclock balance | hours)
split=$(hledger -f timeclock:night.timeclock register | grep -o '[0-9.]*h' | head -1); whole=$(ledger -f night.timeclock register | grep -o '[0-9.]*h' | head -1)
echo "three times twenty minutes: hledger $one, ledger $other | until midnight: hledger $split, ledger $whole"
[ "$one $other $split $whole" = "0.99h 1.00h 1.50h 2.50h" ]

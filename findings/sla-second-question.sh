#!/usr/bin/env bash
# A calendar object that answers one question and is wrong from the second on.
# Guess: a calendar is made once, then asked for the working time between any two moments.
# So:    Business::Hours keeps the span of the first question: every later `between` that leaves it answers -1, without a warning;
#        a span that begins or ends inside the hours counts one second too many (10:00 to 11:00 is 3601).
#        A figure "minutes worked" summed from such answers is wrong and looks right.
# Seen:  libbusiness-hours-perl 0.13 (Debian 12). Source: Business/Hours.pm (between; start and end are set by for_timespan once).
# Desk:  a calendar has no state: working time is a pure function of two moments.
set -euo pipefail
dpkg -s libbusiness-hours-perl >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends libbusiness-hours-perl >/dev/null; }
seen=$(TZ=UTC perl -MBusiness::Hours -e '
  sub office {
    my $office = Business::Hours->new;
    $office->business_hours(map { $_ => $_ % 6 ? {Name => "day", Start => "9:00", End => "17:00"} : {Name => "off", Start => undef, End => undef} } 0 .. 6);
    $office;
  }
  my $ten = 1795687200;  # Thursday 2026-11-26 10:00 UTC
  my $one = office();
  print join " ", $one->between($ten, $ten + 3600), $one->between($ten + 86400, $ten + 90000), office()->between($ten + 86400, $ten + 90000);')
echo "Thursday 10-11, Friday 10-11 with the same object, Friday 10-11 with a new one: $seen"
[ "$seen" = "3601 -1 3601" ]

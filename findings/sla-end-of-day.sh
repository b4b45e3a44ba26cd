#!/usr/bin/env bash
# A deadline that falls on closing time: Friday 17:00 or Monday 9:00?
# Guess: Friday 16:30 plus half an hour of an office open 9–17 is Friday 17:00 in every library.
# So:    Business::Hours, which Request Tracker's SLAs stand on, answers Monday 9:00 (one second less is Friday 16:59:59): the client gets
#        the weekend; and pandas' CustomBusinessHour, one hour from Friday 16:00, too. businesstimedelta and officehours say Friday 17:00.
# Seen:  libbusiness-hours-perl 0.13 (Debian 12), businesstimedelta 1.0.1, officehours 0.1.9, pandas 2.3.3.
#        Source: Business/Hours.pm (add_seconds takes element number SECONDS, counted from 0), pandas/_libs/tslibs/offsets.pyx (BusinessHour).
# Desk:  what ends exactly at closing time ends there; only what starts at closing time starts at the next opening.
set -euo pipefail
dpkg -s libbusiness-hours-perl >/dev/null 2>&1 || { apt-get update -qq; apt-get install -y -qq --no-install-recommends libbusiness-hours-perl >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"; "$d/v/bin/pip" install -q --disable-pip-version-check businesstimedelta==1.0.1 officehours==0.1.9 pandas==2.3.3 numpy==2.4.6
perl=$(TZ=UTC perl -MBusiness::Hours -MPOSIX=strftime -e '
  my $office = Business::Hours->new;
  my %day = (Name => "day", Start => "9:00", End => "17:00");
  $office->business_hours(map { $_ => $_ % 6 ? {%day} : {Name => "off", Start => undef, End => undef} } 0 .. 6);
  my $friday = 1795797000;  # 2026-11-27 16:30 UTC
  print join " | ", map { strftime "%a %H:%M:%S", gmtime $office->add_seconds($friday, $_) } 1799, 1800, 3600;')
echo "Business::Hours +1799 s, +1800 s, +3600 s: $perl"
[ "$perl" = "Fri 16:59:59 | Mon 09:00:00 | Mon 09:30:00" ]
"$d/v/bin/python" -W ignore - <<'E'
from datetime import datetime, time
import businesstimedelta as b, officehours, pandas
friday = datetime(2026, 11, 27, 16, 30)
one = friday + b.BusinessTimeDelta(b.Rules([b.WorkDayRule(time(9), time(17), working_days=[0, 1, 2, 3, 4])]), seconds=1800)
two = officehours.Calculator("9:00", "17:00").due_date(0.5, friday)
three = pandas.Timestamp("2026-11-27 16:00") + pandas.offsets.CustomBusinessHour(start="09:00", end="17:00")
print("businesstimedelta", one, "| officehours", two, "| pandas", three)
assert one.replace(tzinfo=None) == two == datetime(2026, 11, 27, 17) and three == datetime(2026, 11, 30, 9)
E

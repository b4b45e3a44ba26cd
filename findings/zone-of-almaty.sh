#!/usr/bin/env bash
# One machine, one zone, two times: Almaty is an hour late in some programs of an up-to-date Debian.
# Guess: with tzdata up to date every program of the distribution knows that Almaty went from +06 to +05 on 1 March 2024.
# So:    glibc, PHP's DateTime, Perl's DateTime and the JDK say +05. ICU and all that stand on it (PHP's IntlDateFormatter, PyICU, R's stringi), ICU4J,
#        Joda-Time and moment-timezone have tables of their own from 2022 and 2023, which no update of tzdata reaches: 06:53 for 05:53.
#        In PHP the two stand in one program. Moscow, Volgograd and Samara are right in all.
# Seen:  Debian 12: tzdata 2025b and later, libicu72 72.1, php8.2-intl, python3-icu 2.10.2, libicu4j-java 72.1, libjoda-time-java 2.10.14,
#        node-moment-timezone 0.5.40. Source: tzdata's NEWS, 2024a; ICU User Guide, "Updating the Time Zone Data".
# Desk:  every time carries its zone as a number, and appointments are shown by the centre's own zone; a client in Kazakhstan adds it himself.
set -euo pipefail
need=(); for p in tzdata php8.2-cli php8.2-intl python3-icu libdatetime-perl libicu4j-java libjoda-time-java default-jre-headless node-moment-timezone nodejs; do
  dpkg -s $p >/dev/null 2>&1 || need+=("$p"); done
[ ${#need[@]} = 0 ] || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; }
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
at=1796000000 zone=Asia/Almaty
cat > "$d/Offsets.java" <<'E'
class Offsets {
  public static void main(String[] given) {
    long at = Long.parseLong(given[0]) * 1000;
    System.out.println("icu4j " + com.ibm.icu.util.TimeZone.getTimeZone(given[1]).getOffset(at) / 3600000);
    System.out.println("joda " + org.joda.time.DateTimeZone.forID(given[1]).getOffset(at) / 3600000);
    System.out.println("jdk " + java.util.TimeZone.getTimeZone(given[1]).getOffset(at) / 3600000);
  }
}
E
seen=$({
  echo "glibc $(TZ=$zone date -d @$at +%-:::z | tr -d +0)"
  php -d display_errors=0 -r '$t = (new DateTime("@'$at'"))->setTimezone(new DateTimeZone("'$zone'")); echo "php ", $t->getOffset() / 3600, "\n";
    $f = new IntlDateFormatter("ru_RU", 0, 0, "'$zone'", 1, "x"); echo "php-intl ", (int) $f->format('$at'), "\n";'
  perl -MDateTime -e "print 'perl ', DateTime->from_epoch(epoch => $at, time_zone => '$zone')->offset / 3600, qq(\n)"
  /usr/bin/python3 -c "import icu; print('pyicu', sum(icu.TimeZone.createTimeZone('$zone').getOffset(${at}000.0, False)) // 3600000)"
  NODE_PATH=/usr/share/nodejs node -e "console.log('moment', require('moment-timezone').unix($at).tz('$zone').utcOffset() / 60)"
  java -cp "/usr/share/java/icu4j.jar:/usr/share/java/joda-time.jar" "$d/Offsets.java" $at $zone
}); seen=$(paste -sd' ' <<< "$seen"); echo "$seen"
[ "$seen" = "glibc 5 php 5 php-intl 6 perl 5 pyicu 6 moment 6 icu4j 6 joda 6 jdk 5" ]

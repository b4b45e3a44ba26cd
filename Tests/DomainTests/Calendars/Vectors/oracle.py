"""Naive oracle of the working-time calendar: walks UTC minute by minute (second by
second where the offset has seconds), asks zoneinfo for the local time, looks up a minute table."""
import datetime as dt, zoneinfo
UTC = dt.timezone.utc
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)
DAY = dt.timedelta(days=1)
WD = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

# Readings of the ambiguous places; READINGS are what the vectors expect, flipping one gives the other reading.
READINGS = dict(
    A1_workday_keeps_week_night_part=True,   # a moved working day keeps the night part of the weekday before it
    A2_overridden_workday_passes_no_tail=True,
    A3_week_tail_survives_override_of_its_first_day=True,
    A4_short_cut_ignores_override_tail=True,  # base is cut alone, then the override's tail is joined
    A5_breaks_after_short=True,
    A6_short_cuts_borrowed_tail=True,
    A7_holiday_workday_passes_no_tail=True,
)

def hm(s):
    h, m = s.split(":")
    return int(h) * 60 + int(m)

def split(intervals):
    """-> (minutes on the first date, minutes on the next date)"""
    a, b = set(), set()
    for iv in intervals:
        f, t = map(hm, iv.split("-"))
        assert 0 <= f < 1440 and 0 <= t <= 1440 and f != t, iv
        if t < f:
            a.update(range(f, 1440)); b.update(range(0, t))
        else:
            a.update(range(f, t))
    return a, b

class Oracle:
    def __init__(self, cal, **flip):
        self.c = cal
        self.R = dict(READINGS, **flip)
        self.z = zoneinfo.ZoneInfo(cal["time_zone"])
        self.cache = {}

    def week(self, d):
        return self.c.get("week", {}).get(WD[d.weekday()], [])

    def borrowed(self, d):
        """own intervals of the last weekday before d that has some, if d is a moved working day"""
        if d.isoformat() not in self.c.get("working_days", []): return []
        if self.week(d): return []
        for k in range(1, 7):
            w = self.week(d - k * DAY)
            if w: return w
        return []

    def minutes_of(self, d):
        if d in self.cache: return self.cache[d]
        self.cache[d] = r = self._minutes_of(d)
        return r

    def _minutes_of(self, d):
        c, R = self.c, self.R
        p = d - DAY
        D, P = d.isoformat(), p.isoformat()
        ov, hol = c.get("overrides", {}), c.get("holidays", [])
        brk = split(c.get("breaks", {}).get(D, []))[0] | split(c.get("breaks", {}).get(P, []))[1]
        tail = split(ov[P])[1] if P in ov else set()
        if D in ov:
            if not ov[D]: return set()
            s = split(ov[D])[0]
        elif D in hol:
            s = set()
        else:
            own = split(self.week(d))[0]
            night = split(self.week(p))[1]
            if P in ov and not R["A3_week_tail_survives_override_of_its_first_day"]: night = set()
            b = self.borrowed(d)
            if b:
                own |= split(b)[0]
                if not R["A1_workday_keeps_week_night_part"]: night = set()
            lent = split(self.borrowed(p))[1]
            if P in hol and R["A7_holiday_workday_passes_no_tail"]: lent = set()
            if P in ov and R["A2_overridden_workday_passes_no_tail"]: lent = set()
            s = own | night
            spared = set()
            if R["A6_short_cuts_borrowed_tail"]: s |= lent
            else: spared |= lent
            if not R["A4_short_cut_ignores_override_tail"]: spared |= tail; s -= tail
            if not R["A5_breaks_after_short"]: s -= brk
            n = c.get("short_days", {}).get(D, 0)
            for m in range(1439, -1, -1):      # take minutes away from the end
                if n == 0: break
                if m in s: s.discard(m); n -= 1
            s |= spared
        s = s | tail
        s = s - brk
        return s

    def hours(self, date):
        s = self.minutes_of(dt.date.fromisoformat(date))
        out, m = [], 0
        while m < 1440:
            if m in s:
                f = m
                while m < 1440 and m in s: m += 1
                out.append("%02d:%02d-%02d:%02d" % (f // 60, f % 60, m // 60, m % 60))
            else: m += 1
        return out

    def local(self, ms):
        return (EPOCH + dt.timedelta(milliseconds=ms)).astimezone(self.z)

    def chunks(self, ms, end):
        """(start, end, working) steps from ms; never longer than a UTC minute"""
        while ms < end:
            nxt = min(ms - ms % 60000 + 60000, end)
            l = self.local(ms)
            o1, o2 = l.utcoffset(), self.local(nxt - 1).utcoffset()
            if o1 != o2 or o1.total_seconds() % 60:
                nxt = min(ms - ms % 1000 + 1000, end)
            yield ms, nxt, (l.hour * 60 + l.minute) in self.minutes_of(l.date())
            ms = nxt

    def due(self, frm, minutes, limit_days=900):
        left = minutes * 60000
        if left == 0: return frm
        for a, b, w in self.chunks(frm, frm + limit_days * 86400000):
            if w:
                if b - a >= left: return a + left
                left -= b - a
        return None

    def minutes(self, frm, to):
        if to <= frm: return 0
        return sum(b - a for a, b, w in self.chunks(frm, to) if w) // 60000

def parse(s):
    assert s.endswith("Z")
    d = dt.datetime.fromisoformat(s[:-1] + "+00:00") - EPOCH
    return d // dt.timedelta(milliseconds=1)

def fmt(ms):
    d = EPOCH + dt.timedelta(milliseconds=ms)
    s = d.strftime("%Y-%m-%dT%H:%M:%S")
    return s + (".%03d" % (ms % 1000) if ms % 1000 else "") + "Z"

def answer(v, **flip):
    o = Oracle(v["calendar"], **flip)
    if v["op"] == "due":
        r = o.due(parse(v["from"]), v["minutes"])
        return None if r is None else fmt(r)
    return o.minutes(parse(v["from"]), parse(v["to"]))

"""Writes periods.jsonl and days.jsonl: periods of working time and hours of dates, answered by oracle.py.

    python3 Tests/DomainTests/Calendars/Vectors/generate.py

The vectors were made with tzdata 2025b; 2026f gives the same. A name that ends with "(reading A3)" depends on that rule of READINGS
in oracle.py.
"""
import json, os, random, sys, datetime as dt, zoneinfo
from oracle import *
V, H = [], []
NHAND = 0

def L(zone, s, fold=0):
    """local wall time -> Z string"""
    d = dt.datetime.fromisoformat(s).replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=fold)
    u = d.astimezone(UTC)
    assert u.astimezone(d.tzinfo).replace(tzinfo=None) == d.replace(tzinfo=None), ("no such wall time", zone, s)
    return fmt((u - EPOCH) // dt.timedelta(milliseconds=1))

def cal(zone, week, **kw): return dict(time_zone=zone, week=week, **kw)
def wk(hours, days="mon tue wed thu fri"): return {d: list(hours) for d in days.split()}

def inst(z, s):
    if s.endswith("Z"): return s
    if s.endswith("#2"): return L(z, s[:-2], 1)
    return L(z, s)

def readings(v, exp):
    """which other readings would change the answer (checked only where they change some date's hours)"""
    z = zoneinfo.ZoneInfo(v["calendar"]["time_zone"])
    a = (EPOCH + dt.timedelta(milliseconds=parse(v["from"]))).astimezone(z).date() - DAY
    end = v["to"] if v["op"] == "minutes" else exp
    b = (EPOCH + dt.timedelta(milliseconds=parse(end))).astimezone(z).date() + DAY
    out = []
    base = Oracle(v["calendar"])
    for r in READINGS:
        alt = Oracle(v["calendar"], **{r: not READINGS[r]})
        d, diff = a, False
        while d <= b and not diff:
            diff = base.minutes_of(d) != alt.minutes_of(d); d += DAY
        if diff and answer(v, **{r: not READINGS[r]}) != exp: out.append(r.split("_")[0])
    return out

def add(name, c, op, frm, arg, hand=None, tag=()):
    global NHAND
    z = c["time_zone"]
    v = dict(name=name, calendar=c, op=op)
    v["from"] = inst(z, frm)
    if op == "due": v["minutes"] = arg
    else: v["to"] = inst(z, arg)
    e = answer(v)
    assert e is not None, name
    if hand is not None:
        NHAND += 1
        h = inst(z, hand) if op == "due" else hand
        if h != e: print("HAND MISMATCH", name, "hand", h, "oracle", e)
    t = readings(v, e) + list(tag)
    if t: v["name"] += " (reading %s)" % ", ".join(t)
    v["expect"] = e
    V.append(v)
    return v
def due(name, c, frm, n, hand=None, tag=()): return add(name, c, "due", frm, n, hand, tag)
def mins(name, c, frm, to, hand=None, tag=()): return add(name, c, "minutes", frm, to, hand, tag)
def hours(name, c, date, hand=None, tag=()):
    global NHAND
    e = Oracle(c).hours(date)
    if hand is not None:
        NHAND += 1
        if hand != e: print("HAND MISMATCH", name, date, "hand", hand, "oracle", e)
    t = [r.split("_")[0] for r in READINGS if Oracle(c, **{r: not READINGS[r]}).hours(date) != e] + list(tag)
    H.append(dict(name=name + (" (reading %s)" % ", ".join(t) if t else ""), calendar=c, date=date, expect=e))

# ---------------------------------------------------------------- basics
M = "Europe/Moscow"
S = cal(M, wk(["09:00-18:00"])); LU = cal(M, wk(["09:00-13:00", "14:00-18:00"])); S17 = cal(M, wk(["09:00-17:00"]))
due("Friday 16:30 plus one hour ends the same afternoon", S, "2026-03-13 16:30", 60, "2026-03-13 17:30")
due("Friday 16:30 plus one hour with closing at 17:00 goes on on Monday", S17, "2026-03-13 16:30", 60, "2026-03-16 09:30")
due("Due exactly at closing is that closing and not the next opening", S17, "2026-03-13 16:30", 30, "2026-03-13 17:00")
due("One minute past closing falls on the next opening plus a minute", S17, "2026-03-13 16:30", 31, "2026-03-16 09:01")
due("From exactly at opening", S, "2026-03-13 09:00", 45, "2026-03-13 09:45")
due("From exactly at closing starts counting at the next opening", S, "2026-03-13 18:00", 1, "2026-03-16 09:01")
due("From on a Saturday, off hours", S, "2026-03-14 12:00", 10, "2026-03-16 09:10")
due("From before opening in the night", S, "2026-03-12 03:15", 60, "2026-03-12 10:00")
due("Zero minutes inside working time give from", S, "2026-03-12 10:10", 0, "2026-03-12 10:10")
due("Zero minutes in off hours give from and not the next opening", S, "2026-03-14 10:10", 0, "2026-03-14 10:10")
due("A whole working day from opening ends at closing", S, "2026-03-12 09:00", 540, "2026-03-12 18:00")
due("A whole working week of 45 hours from Monday opening ends Friday at closing", S, "2026-03-09 09:00", 2700, "2026-03-13 18:00")
due("A whole week and one minute", S, "2026-03-09 09:00", 2701, "2026-03-16 09:01")
due("Over the lunch gap", LU, "2026-03-12 12:30", 60, "2026-03-12 14:30")
due("Due exactly at the start of lunch", LU, "2026-03-12 12:30", 30, "2026-03-12 13:00")
due("From in the middle of lunch", LU, "2026-03-12 13:20", 5, "2026-03-12 14:05")
due("From exactly at the end of lunch", LU, "2026-03-12 14:00", 240, "2026-03-12 18:00")
due("Seconds in from are kept", S, "2026-03-12 10:10:37", 60, "2026-03-12 11:10:37")
due("Seconds in from over closing land with seconds on the next day", S, "2026-03-12 17:30:20", 60, "2026-03-13 09:30:20")
due("Seconds in from in off hours are dropped by the opening", S, "2026-03-12 07:59:59", 1, "2026-03-12 09:01")
due("From one second before closing", S, "2026-03-12 17:59:59", 1, "2026-03-13 09:00:59")
due("Seconds in from and zero minutes", S, "2026-03-12 22:01:02", 0, "2026-03-12 22:01:02")
due("Milliseconds in from over lunch", LU, "2026-03-12T09:59:30.250Z", 1, "2026-03-12T11:00:30.250Z")
mins("Minutes of one working day", S, "2026-03-12 00:00", "2026-03-13 00:00", 540)
mins("Minutes of one week", LU, "2026-03-09 00:00", "2026-03-16 00:00", 2400)
mins("Minutes over a weekend only", S, "2026-03-13 18:00", "2026-03-16 09:00", 0)
mins("To before from gives zero", S, "2026-03-13 12:00", "2026-03-12 12:00", 0)
mins("To equal to from gives zero", S, "2026-03-13 12:00", "2026-03-13 12:00", 0)
mins("Fifty-nine seconds are no minute", S, "2026-03-13 12:00:00", "2026-03-13 12:00:59", 0)
mins("Sixty seconds across a minute boundary are one minute", S, "2026-03-13 12:00:30", "2026-03-13 12:01:30", 1)
mins("Seconds before lunch and after lunch add up before rounding", LU, "2026-03-13 12:59:30", "2026-03-13 14:00:30", 1, )
mins("Seconds before and after lunch just short of a minute", LU, "2026-03-13 12:59:31", "2026-03-13 14:00:30", 0)
mins("Milliseconds just short of a minute", S, "2026-03-13T09:00:00.001Z", "2026-03-13T09:01:00.000Z", 0)
mins("Milliseconds that make exactly a minute", S, "2026-03-13T09:00:00.001Z", "2026-03-13T09:01:00.001Z", 1)
mins("From in lunch to after closing", LU, "2026-03-13 13:30", "2026-03-13 23:00", 240)
SV = cal("Asia/Kolkata", wk(["06:00-07:30", "08:00-08:20", "12:15-13:45", "20:00-22:00"], "mon tue thu"))
due("Several windows in a day, through four of them", SV, "2026-03-12 06:45", 200, "2026-03-12 20:45")
due("Several windows, from in the second", SV, "2026-03-12 08:05", 15, "2026-03-12 08:20")
due("Several windows and missing weekdays", SV, "2026-03-10 21:30", 31, "2026-03-12 06:01")
mins("Several windows over a whole week", SV, "2026-03-09 00:00", "2026-03-16 00:00", 960)
UN = cal("Asia/Kolkata", {"mon": ["14:00-18:00", "09:00-13:00"], "tue": ["09:00-12:00", "11:00-15:00"], "wed": ["09:00-12:00", "12:00-15:00"]})
due("Intervals in the wrong order work as if sorted", UN, "2026-03-09 12:30", 60, "2026-03-09 14:30")
mins("Overlapping intervals of one day count once", UN, "2026-03-10 00:00", "2026-03-11 00:00", 360)
due("Touching intervals leave no gap", UN, "2026-03-11 11:30", 60, "2026-03-11 12:30")
# ---------------------------------------------------------------- 24:00
F = cal("Asia/Tokyo", wk(["00:00-24:00"], " ".join(WD)))
due("Round the clock every day, across midnight", F, "2026-03-14 23:30", 90, "2026-03-15 01:00")
due("Round the clock, ten thousand minutes", F, "2026-03-14 23:30:30", 10000, "2026-03-21 22:10:30")
mins("Round the clock, a whole year", F, "2026-01-01 00:00", "2027-01-01 00:00", 525600)
due("Whole Monday from 00:00 to 24:00 is due at Monday's midnight", cal("Asia/Tokyo", {"mon": ["00:00-24:00"]}), "2026-03-16 00:00", 1440, "2026-03-17 00:00")
due("Whole Monday only, one minute more is next Monday", cal("Asia/Tokyo", {"mon": ["00:00-24:00"]}), "2026-03-16 00:00", 1441, "2026-03-23 00:01")
E24 = cal("Asia/Tokyo", {"mon": ["18:00-24:00"], "tue": ["00:00-02:00"]})
due("An evening until 24:00 joins the next day's hours from 00:00", E24, "2026-03-16 23:00", 120, "2026-03-17 01:00")
due("An evening until 24:00 is due exactly at midnight", E24, "2026-03-16 23:00", 60, "2026-03-17 00:00")
mins("An end of 00:00 is midnight at the end of the day", cal("Asia/Tokyo", {"fri": ["22:00-00:00"]}), "2026-03-13 12:00", "2026-03-15 12:00", 120)
mins("An override that ends at 00:00 leaves nothing to the next date", cal("Asia/Tokyo", {}, overrides={"2026-03-13": ["22:00-00:00"]}), "2026-03-13 12:00", "2026-03-15 12:00", 120)
# ---------------------------------------------------------------- holidays
HO = cal("Europe/Berlin", wk(["09:00-17:00"]), holidays=["2026-05-01", "2026-05-04"])
due("A holiday on Friday and the Monday after are passed over", HO, "2026-04-30 16:00", 120, "2026-05-05 10:00")
due("From within a holiday", HO, "2026-05-01 11:00", 5, "2026-05-05 09:05")
mins("Minutes over two holidays", HO, "2026-04-29 00:00", "2026-05-06 00:00", 1440)
mins("A holiday on a weekend takes nothing away", cal("Europe/Berlin", wk(["09:00-17:00"]), holidays=["2026-05-02"]), "2026-05-01 00:00", "2026-05-05 00:00", 960)
mins("An override beats a holiday on the same date", cal("Europe/Berlin", wk(["09:00-17:00"]), holidays=["2026-05-01"], overrides={"2026-05-01": ["10:00-12:00"]}), "2026-05-01 00:00", "2026-05-02 00:00", 120)
OV = cal("Europe/Berlin", wk(["09:00-17:00"]), overrides={"2026-05-06": ["12:00-13:30", "15:00-16:00"], "2026-05-07": [], "2026-05-09": ["08:00-10:00"]})
due("An override replaces the week's hours", OV, "2026-05-06 09:00", 91, "2026-05-06 15:01")
due("An empty override is a closed day", OV, "2026-05-06 15:30", 60, "2026-05-08 09:30")
due("An override opens a Saturday", OV, "2026-05-08 16:00", 100, "2026-05-09 08:40")
mins("Overrides over a week", OV, "2026-05-04 00:00", "2026-05-11 00:00", 960 + 150 + 480 + 120)
# ---------------------------------------------------------------- breaks
BR = cal("Europe/Berlin", wk(["09:00-17:00"]), breaks={"2026-05-06": ["12:00-13:00", "15:30-15:45"]})
due("A break on one date is passed over", BR, "2026-05-06 11:30", 60, "2026-05-06 13:30")
due("From inside a break", BR, "2026-05-06 12:30:30", 1, "2026-05-06 13:01")
due("Due at the start of a break", BR, "2026-05-06 11:30", 30, "2026-05-06 12:00")
mins("Two breaks in one day", BR, "2026-05-06 00:00", "2026-05-07 00:00", 405)
mins("A break outside the hours takes nothing", cal("Europe/Berlin", wk(["09:00-17:00"]), breaks={"2026-05-06": ["06:00-09:00", "17:00-18:00"]}), "2026-05-06 00:00", "2026-05-07 00:00", 480)
mins("A break over opening and closing closes the day", cal("Europe/Berlin", wk(["09:00-17:00"]), breaks={"2026-05-06": ["00:00-24:00"]}), "2026-05-06 00:00", "2026-05-07 00:00", 0)
mins("A break is also taken out of an override", cal("Europe/Berlin", wk(["09:00-17:00"]), breaks={"2026-05-06": ["12:00-13:00"]}, overrides={"2026-05-06": ["11:00-15:00"]}), "2026-05-06 00:00", "2026-05-07 00:00", 180)
# ---------------------------------------------------------------- short days
SH = cal(M, wk(["09:00-13:00", "14:00-18:00"]), holidays=["2026-05-01"], short_days={"2026-04-30": 60})
due("A short day before a holiday ends an hour earlier", SH, "2026-04-30 16:30", 45, "2026-05-04 09:15")
due("A short day is due exactly at its earlier closing", SH, "2026-04-30 16:30", 30, "2026-04-30 17:00")
mins("A short day cut by five hours reaches back through the lunch gap", cal(M, wk(["09:00-13:00", "14:00-18:00"]), short_days={"2026-04-30": 300}), "2026-04-30 00:00", "2026-05-01 00:00", 180)
due("A short day cut by five hours closes at noon", cal(M, wk(["09:00-13:00", "14:00-18:00"]), short_days={"2026-04-30": 300}), "2026-04-30 11:30", 31, "2026-05-01 09:01")
mins("A short day cut by exactly its last part", cal(M, wk(["09:00-13:00", "14:00-18:00"]), short_days={"2026-04-30": 240}), "2026-04-30 13:00", "2026-05-01 00:00", 0)
mins("A short day cut by more than it has is closed", cal(M, wk(["09:00-13:00", "14:00-18:00"]), short_days={"2026-04-30": 1000}), "2026-04-30 00:00", "2026-05-01 12:00", 180)
mins("A short day on an override is not cut", cal(M, wk(["09:00-18:00"]), overrides={"2026-04-30": ["10:00-12:00"]}, short_days={"2026-04-30": 60}), "2026-04-30 00:00", "2026-05-01 00:00", 120)
mins("A short day that is a holiday stays closed", cal(M, wk(["09:00-18:00"]), holidays=["2026-04-30"], short_days={"2026-04-30": 60}), "2026-04-30 00:00", "2026-05-01 00:00", 0)
mins("A break at the end of a short day lies in what was cut away already", cal(M, wk(["09:00-18:00"]), breaks={"2026-04-30": ["17:00-18:00"]}, short_days={"2026-04-30": 60}), "2026-04-30 00:00", "2026-05-01 00:00", 480)
mins("A break in the middle of a short day", cal(M, wk(["09:00-18:00"]), breaks={"2026-04-30": ["13:00-14:00"]}, short_days={"2026-04-30": 60}), "2026-04-30 00:00", "2026-05-01 00:00", 420)
mins("A short day on a Saturday without hours has no effect", cal(M, wk(["09:00-18:00"]), short_days={"2026-05-02": 60}), "2026-05-01 00:00", "2026-05-05 00:00", 1080)
# ---------------------------------------------------------------- moved working days
W = cal(M, {"mon": ["10:00-12:00"], "thu": ["09:00-18:00"], "fri": ["09:00-16:00"]}, working_days=["2026-03-14"])
due("A moved working Saturday has Friday's hours", W, "2026-03-13 15:30", 60, "2026-03-14 09:30")
due("A moved working Saturday ends with Friday's closing", W, "2026-03-14 15:30", 31, "2026-03-16 10:01")
mins("A moved working Sunday has Friday's hours too, not Saturday's", cal(M, W["week"], working_days=["2026-03-15"]), "2026-03-14 00:00", "2026-03-16 00:00", 420)
mins("A moved working Wednesday takes the last weekday that has hours, Monday", cal(M, W["week"], working_days=["2026-03-11"]), "2026-03-11 00:00", "2026-03-12 00:00", 120)
mins("A working Sunday after a Saturday with hours of its own has Saturday's hours", cal(M, {"fri": ["09:00-17:00"], "sat": ["10:00-14:00"]}, working_days=["2026-03-15"]), "2026-03-15 00:00", "2026-03-16 00:00", 240)
mins("A working Monday reaches back over the week to Tuesday, the only day with hours", cal(M, {"tue": ["08:00-11:00"]}, working_days=["2026-03-16"]), "2026-03-16 00:00", "2026-03-17 00:00", 180)
mins("A working day on a weekday with its own hours changes nothing", cal(M, W["week"], working_days=["2026-03-12"]), "2026-03-12 00:00", "2026-03-13 00:00", 540)
mins("A working day in an empty week has no hours", cal(M, {}, working_days=["2026-03-14"]), "2026-03-12 00:00", "2026-03-16 00:00", 0)
mins("A holiday beats a moved working day", cal(M, W["week"], working_days=["2026-03-14"], holidays=["2026-03-14"]), "2026-03-14 00:00", "2026-03-15 00:00", 0)
mins("An override beats a moved working day", cal(M, W["week"], working_days=["2026-03-14"], overrides={"2026-03-14": ["10:00-11:00"]}), "2026-03-14 00:00", "2026-03-15 00:00", 60)
due("A moved working Saturday that is short", cal(M, W["week"], working_days=["2026-03-14"], short_days={"2026-03-14": 60}), "2026-03-14 14:00", 61, "2026-03-16 10:01")
mins("A moved Saturday has Friday's week hours although that Friday itself is a holiday", cal(M, W["week"], working_days=["2026-03-14"], holidays=["2026-03-13"]), "2026-03-13 00:00", "2026-03-15 00:00", 420)
mins("A moved Saturday has Friday's week hours although that Friday is overridden and short", cal(M, W["week"], working_days=["2026-03-14"], overrides={"2026-03-13": ["09:00-10:00"]}, short_days={"2026-03-13": 30}), "2026-03-13 00:00", "2026-03-15 00:00", 480)
mins("A moved Saturday with a break", cal(M, W["week"], working_days=["2026-03-14"], breaks={"2026-03-14": ["12:00-12:45"]}), "2026-03-14 00:00", "2026-03-15 00:00", 375)
mins("Saturday and Sunday both moved", cal(M, W["week"], working_days=["2026-03-14", "2026-03-15"]), "2026-03-13 00:00", "2026-03-17 00:00", 420 * 3 + 120)
mins("An explicitly empty weekday counts as having no hours of its own", cal(M, {"fri": ["09:00-16:00"], "sat": []}, working_days=["2026-03-14"]), "2026-03-14 00:00", "2026-03-15 00:00", 420)
# ---------------------------------------------------------------- night shifts
Z = "Europe/Paris"
N = {"mon": ["22:00-06:00"]}; NW = wk(["22:00-06:00"])
due("A night shift crosses midnight", cal(Z, N), "2026-06-08 23:00", 180, "2026-06-09 02:00")
due("A night shift is due exactly at midnight", cal(Z, N), "2026-06-08 23:00", 60, "2026-06-09 00:00")
due("A night shift is due exactly at its end in the morning", cal(Z, N), "2026-06-08 22:00", 480, "2026-06-09 06:00")
due("From before the week's first night, on Monday morning", cal(Z, NW), "2026-06-08 01:00", 30, "2026-06-08 22:30")
due("Friday's night goes into Saturday, then Monday evening", cal(Z, NW), "2026-06-12 23:30", 391, "2026-06-15 22:01")
mins("Five night shifts in a week", cal(Z, NW), "2026-06-08 00:00", "2026-06-15 00:00", 2400)
mins("Monday a holiday: Tuesday's part of the night is still worked", cal(Z, N, holidays=["2026-06-08"]), "2026-06-08 00:00", "2026-06-10 00:00", 360)
mins("Tuesday a holiday: Tuesday's part of the night is not worked", cal(Z, N, holidays=["2026-06-09"]), "2026-06-08 00:00", "2026-06-10 00:00", 120)
due("Tuesday a holiday: the night goes on on Tuesday evening at the earliest but that too is off", cal(Z, NW, holidays=["2026-06-09"]), "2026-06-08 23:00", 61, "2026-06-10 00:01")
mins("A holiday on both dates of the night", cal(Z, NW, holidays=["2026-06-08", "2026-06-09"]), "2026-06-08 00:00", "2026-06-10 00:00", 0)
mins("Sunday's night wraps into Monday", cal(Z, {"sun": ["23:00-03:00"]}), "2026-06-14 00:00", "2026-06-15 12:00", 240)
mins("Sunday's night over New Year into a Monday", cal(Z, {"sun": ["23:00-03:00"]}), "2028-12-31 00:00", "2029-01-01 12:00", 240)
mins("The night part and the next day's own hours overlap and count once", cal(Z, {"mon": ["22:00-06:00"], "tue": ["05:00-12:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 840)
mins("The night part lies wholly within the next day's own hours", cal(Z, {"mon": ["20:00-04:00"], "tue": ["00:00-12:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 960)
due("The night part touches the next day's own hours without a gap", cal(Z, {"mon": ["22:00-06:00"], "tue": ["06:00-08:00"]}), "2026-06-09 05:30", 60, "2026-06-09 06:30")
mins("Two night shifts of one day overlap", cal(Z, {"mon": ["22:00-06:00", "23:00-04:00", "20:00-02:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 600)
mins("An override on Monday with day hours: Tuesday's part of the week's night is still worked", cal(Z, N, overrides={"2026-06-08": ["09:00-10:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 60 + 360)
mins("A closed Monday by an empty override: Tuesday's part of the week's night is still worked", cal(Z, N, overrides={"2026-06-08": []}), "2026-06-08 00:00", "2026-06-10 00:00", 360)
mins("An override on Tuesday replaces the night part from Monday", cal(Z, N, overrides={"2026-06-09": ["09:00-10:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 120 + 60)
mins("An empty override on Tuesday removes the night part from Monday", cal(Z, N, overrides={"2026-06-09": []}), "2026-06-08 00:00", "2026-06-10 00:00", 120)
mins("An override's night part is added to a holiday", cal(Z, {}, overrides={"2026-06-08": ["22:00-06:00"]}, holidays=["2026-06-09"]), "2026-06-08 00:00", "2026-06-10 00:00", 480)
mins("An override's night part into a date closed by an empty override is not worked", cal(Z, {}, overrides={"2026-06-08": ["22:00-06:00"], "2026-06-09": []}), "2026-06-08 00:00", "2026-06-10 00:00", 120)
mins("An override's night part is joined to the next date's non-empty override", cal(Z, {}, overrides={"2026-06-08": ["22:00-06:00"], "2026-06-09": ["05:00-07:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 540)
mins("Two overrides in a row, both past midnight, and a third date with week hours", cal(Z, wk(["08:00-09:00"]), overrides={"2026-06-08": ["22:00-02:00"], "2026-06-09": ["23:00-03:00"]}), "2026-06-08 00:00", "2026-06-11 00:00", 120 + 120 + 60 + 180 + 60)
due("An override's night part is added to the week's hours of the next date", cal(Z, wk(["08:00-10:00"]), overrides={"2026-06-08": ["22:00-02:00"]}), "2026-06-08 23:00", 240, "2026-06-09 09:00")
due("An override's night part overlaps the week's own night part, counted once", cal(Z, N, overrides={"2026-06-08": ["20:00-03:00"]}), "2026-06-08 20:00", 601, "2026-06-15 22:01")
mins("An override on a holiday with a night into another holiday", cal(Z, NW, overrides={"2026-06-08": ["22:00-01:00"]}, holidays=["2026-06-08", "2026-06-09"]), "2026-06-08 00:00", "2026-06-10 00:00", 180)
mins("An override's night into a Saturday without hours", cal(Z, wk(["09:00-17:00"]), overrides={"2026-06-12": ["18:00-02:30"]}), "2026-06-12 00:00", "2026-06-14 00:00", 510)
mins("An override's night into a moved working Saturday", cal(Z, wk(["09:00-17:00"]), overrides={"2026-06-12": ["18:00-02:30"]}, working_days=["2026-06-13"]), "2026-06-12 00:00", "2026-06-14 00:00", 510 + 480)
mins("An override's night part is not cut by a short next date", cal(Z, wk(["09:00-17:00"]), overrides={"2026-06-08": ["22:00-02:00"]}, short_days={"2026-06-09": 500}), "2026-06-09 00:00", "2026-06-10 00:00", 120)
mins("A short next date with an override's night: only the week's hours are cut", cal(Z, wk(["09:00-17:00"]), overrides={"2026-06-08": ["22:00-02:00"]}, short_days={"2026-06-09": 90}), "2026-06-09 00:00", "2026-06-10 00:00", 120 + 390)
mins("A short next date whose week night part overlaps an override's night part", cal(Z, N, overrides={"2026-06-08": ["22:00-05:30"]}, short_days={"2026-06-09": 60}), "2026-06-09 00:00", "2026-06-10 00:00", 330)
mins("A short Monday with a night shift ends before midnight and Tuesday's part stays", cal(Z, N, short_days={"2026-06-08": 60}), "2026-06-08 00:00", "2026-06-10 00:00", 60 + 360)
mins("A short Tuesday cuts the night part from Monday when it is all that Tuesday has", cal(Z, N, short_days={"2026-06-09": 60}), "2026-06-08 00:00", "2026-06-10 00:00", 120 + 300)
due("A short Tuesday with its own night cuts its evening first, then back into its morning", cal(Z, NW, short_days={"2026-06-09": 180}), "2026-06-09 04:00", 61, "2026-06-10 00:01")
mins("A break past midnight takes from both dates of a night shift", cal(Z, N, breaks={"2026-06-08": ["23:30-00:30"]}), "2026-06-08 00:00", "2026-06-10 00:00", 420)
mins("A break given on the second date takes from the night part", cal(Z, N, breaks={"2026-06-09": ["02:00-02:45"]}), "2026-06-08 00:00", "2026-06-10 00:00", 435)
mins("A break given on the first date at 02:00 does not touch the next date's night part", cal(Z, N, breaks={"2026-06-08": ["02:00-02:45"]}), "2026-06-08 00:00", "2026-06-10 00:00", 480)
mins("A break's part past midnight takes from the next date's own day hours", cal(Z, {"tue": ["00:00-08:00"]}, breaks={"2026-06-08": ["23:00-01:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 420)
mins("A break's part past midnight takes from the next date's override", cal(Z, {}, breaks={"2026-06-08": ["23:00-01:00"]}, overrides={"2026-06-09": ["00:00-03:00"]}), "2026-06-08 00:00", "2026-06-10 00:00", 120)
mins("A break on a holiday takes from an override's night part there", cal(Z, {}, breaks={"2026-06-09": ["01:00-01:20"]}, overrides={"2026-06-08": ["22:00-03:00"]}, holidays=["2026-06-09"]), "2026-06-08 00:00", "2026-06-10 00:00", 280)
mins("A break past midnight on an override's night into a holiday", cal(Z, {}, breaks={"2026-06-08": ["23:45-00:15"]}, overrides={"2026-06-08": ["22:00-03:00"]}, holidays=["2026-06-09"]), "2026-06-08 00:00", "2026-06-10 00:00", 270)
mins("A break past midnight on a holiday still breaks the next date", cal(Z, NW, breaks={"2026-06-08": ["23:00-02:00"]}, holidays=["2026-06-08"]), "2026-06-08 00:00", "2026-06-10 00:00", 240 + 120)
mins("A moved working Saturday with a night shift keeps Friday's night part", cal(Z, {"fri": ["22:00-06:00"]}, working_days=["2026-06-13"]), "2026-06-13 00:00", "2026-06-15 00:00", 360 + 120 + 360)
mins("A moved working Saturday's night goes into Sunday", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"]), "2026-06-13 12:00", "2026-06-15 00:00", 480)
mins("A moved working Saturday's night does not go into a holiday", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], holidays=["2026-06-14"]), "2026-06-13 12:00", "2026-06-15 00:00", 360)
mins("A moved working Saturday's night does not go into a non-empty override", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], overrides={"2026-06-14": ["09:00-10:00"]}), "2026-06-13 12:00", "2026-06-15 00:00", 420)
mins("A moved working Saturday's night does not go into an empty override", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], overrides={"2026-06-14": []}), "2026-06-13 12:00", "2026-06-15 00:00", 360)
mins("Two moved days in a row with nights", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13", "2026-06-14"]), "2026-06-12 00:00", "2026-06-16 00:00", 1440)
mins("A moved Saturday that is overridden hands no night part to Sunday", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], overrides={"2026-06-13": ["10:00-11:00"]}), "2026-06-13 12:00", "2026-06-15 00:00", 0)
mins("A moved Saturday that is a holiday hands no night part to Sunday", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], holidays=["2026-06-13"]), "2026-06-13 12:00", "2026-06-15 00:00", 0)
mins("A short Sunday after a moved Saturday with a night part", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], short_days={"2026-06-14": 30}), "2026-06-13 12:00", "2026-06-15 00:00", 450)
mins("A moved working Sunday's night is joined to Monday's own hours", cal(Z, {"mon": ["01:00-05:00"], "fri": ["22:00-03:00"]}, working_days=["2026-06-14"]), "2026-06-14 00:00", "2026-06-16 00:00", 420)
mins("A break past midnight from a moved Saturday's night", cal(Z, {"fri": ["18:00-02:00"]}, working_days=["2026-06-13"], breaks={"2026-06-13": ["23:30-00:30"]}), "2026-06-13 12:00", "2026-06-15 00:00", 420)
due("Everything at once around a weekend", cal(Z, NW, holidays=["2026-06-15"], working_days=["2026-06-13"], overrides={"2026-06-11": ["12:00-13:00", "23:00-01:00"]}, short_days={"2026-06-12": 30}, breaks={"2026-06-13": ["23:00-01:00"]}), "2026-06-11 12:30", 1200)
# ---------------------------------------------------------------- clock changes
A7 = " ".join(WD)
B = "Europe/Berlin"; BN = cal(B, wk(["22:00-06:00"], A7)); B24 = cal(B, wk(["00:00-24:00"], A7))
mins("Berlin forward: the night of 22:00-06:00 has seven hours", BN, "2026-03-28 12:00", "2026-03-29 12:00", 420)
mins("Berlin back: the night of 22:00-06:00 has nine hours", BN, "2026-10-24 12:00", "2026-10-25 12:00", 540)
due("Berlin forward: one hour from 01:30 is 03:30", BN, "2026-03-29 01:30", 60, "2026-03-29 03:30")
due("Berlin back: one hour from the first 02:30 is the second 02:30", BN, "2026-10-25 02:30", 60, "2026-10-25 02:30#2")
due("Berlin back: thirty minutes from the second 02:45", BN, "2026-10-25 02:45#2", 30, "2026-10-25 03:15")
due("Berlin forward round the clock: a thousand minutes", B24, "2026-03-29 00:00", 1000, "2026-03-29 17:40")
mins("Berlin back round the clock: the day has 25 hours", B24, "2026-10-25 00:00", "2026-10-26 00:00", 1500)
BI = cal(B, {"sun": ["01:00-02:30"]}); BJ = cal(B, {"sun": ["02:15-03:15"]}); BK = cal(B, {"sun": ["02:10-02:40"]})
mins("Berlin forward: an interval that ends inside the skipped hour", BI, "2026-03-29 00:00", "2026-03-30 00:00", 60)
due("Berlin forward: due at the end of an interval that ends inside the skipped hour", BI, "2026-03-29 01:00", 60, "2026-03-29T01:00:00Z")
mins("Berlin forward: an interval that begins inside the skipped hour", BJ, "2026-03-29 00:00", "2026-03-30 00:00", 15)
due("Berlin forward: from before an interval that begins inside the skipped hour", BJ, "2026-03-29 01:50", 10, "2026-03-29 03:10")
due("Berlin forward: an interval wholly inside the skipped hour waits a week", BK, "2026-03-28 12:00", 5, "2026-04-05 02:15")
mins("Berlin back: an interval that ends inside the repeated hour is open again", BI, "2026-10-25 00:00", "2026-10-26 00:00", 120)
due("Berlin back: over the hole between two occurrences of an interval's end", BI, "2026-10-25 02:20", 20, "2026-10-25 02:10#2")
due("Berlin back: due exactly at the first closing inside the repeated hour", BI, "2026-10-25 02:20", 10, "2026-10-25 02:30")
mins("Berlin back: an interval that begins inside the repeated hour", BJ, "2026-10-25 00:00", "2026-10-26 00:00", 105)
mins("Berlin back: an interval wholly inside the repeated hour counts twice", BK, "2026-10-25 00:00", "2026-10-26 00:00", 60)
due("Berlin back: from after the first occurrence of a small interval", BK, "2026-10-25 02:50", 15, "2026-10-25 02:25#2")
mins("Berlin back: a break inside the repeated hour is taken out twice", cal(B, {"sun": ["00:00-06:00"]}, breaks={"2026-10-25": ["02:00-02:30"]}), "2026-10-25 00:00", "2026-10-26 00:00", 360)
mins("Berlin forward: a break over the skipped hour takes only what exists", cal(B, {"sun": ["00:00-06:00"]}, breaks={"2026-03-29": ["01:30-03:30"]}), "2026-03-29 00:00", "2026-03-30 00:00", 240)
mins("Berlin back: a short day is cut by the wall clock, through the repeated hour", cal(B, {"sun": ["00:00-03:00"]}, short_days={"2026-10-25": 30}), "2026-10-25 00:00", "2026-10-26 00:00", 180, tag=["A8"])
Y = "America/New_York"; YN = cal(Y, wk(["21:00-05:00"], "fri sat sun"))
due("New York forward: Saturday night", YN, "2027-03-13 23:00", 240, "2027-03-14 04:00")
due("New York back: Saturday night", YN, "2027-11-06 23:00", 240, "2027-11-07 02:00")
mins("New York back 2031 with a holiday on the Saturday", cal(Y, YN["week"], holidays=["2031-11-01"]), "2031-11-01 00:00", "2031-11-02 12:00", 360)
mins("New York forward 2035: three nights", YN, "2035-03-09 12:00", "2035-03-12 12:00", 1380)
P = "America/Sao_Paulo"; PN = cal(P, wk(["20:00-04:00"], A7))
mins("Sao Paulo forward at midnight: the night loses its hour after midnight", PN, "2018-11-03 12:00", "2018-11-04 12:00", 420)
due("Sao Paulo forward: across the skipped midnight", PN, "2018-11-03 23:30", 60, "2018-11-04 01:30")
due("Sao Paulo forward: due at the midnight that is 01:00", PN, "2018-11-03 23:00", 60, "2018-11-04 01:00")
mins("Sao Paulo forward: hours from 00:00 begin at 01:00", cal(P, {"sun": ["00:00-02:00"]}), "2018-11-03 00:00", "2018-11-05 12:00", 60)
mins("Sao Paulo back: 23:00-24:00 of Saturday comes twice", PN, "2018-02-17 12:00", "2018-02-18 12:00", 540)
due("Sao Paulo back: from the first 23:30 an hour later is the second 23:30", PN, "2018-02-17 23:30", 60, "2018-02-17 23:30#2")
mins("Sao Paulo back: closing at 24:00 on the day that has 23:00 twice", cal(P, {"sat": ["22:00-24:00"]}), "2018-02-17 12:00", "2018-02-18 12:00", 180)
mins("Sao Paulo back: Sunday a holiday, Saturday's repeated hour still counts", cal(P, PN["week"], holidays=["2018-02-18"]), "2018-02-17 12:00", "2018-02-18 12:00", 300)
C = "America/Havana"; CN = cal(C, wk(["22:00-02:00"], A7))
mins("Havana back 01:00 to 00:00: the night has five hours", CN, "2024-11-02 12:00", "2024-11-03 12:00", 300)
due("Havana back: from 23:30, two hours", CN, "2024-11-02 23:30", 120, "2024-11-03 00:30#2")
mins("Havana back: an hour from midnight comes twice", cal(C, {"sun": ["00:00-00:30"]}), "2024-11-02 12:00", "2024-11-03 12:00", 60)
due("Havana forward: midnight skipped", CN, "2024-03-09 23:45", 30, "2024-03-10 01:15")
mins("Havana forward: a break over midnight", cal(C, CN["week"], breaks={"2024-03-09": ["23:30-01:30"]}), "2024-03-09 12:00", "2024-03-10 12:00", 120)
G = "Africa/Cairo"; GN = cal(G, wk(["22:00-03:00"], A7))
mins("Cairo forward at midnight", GN, "2026-04-23 12:00", "2026-04-24 12:00", 240)
mins("Cairo back at midnight", GN, "2026-10-29 12:00", "2026-10-30 12:00", 360)
due("Cairo back: from the second 23:10", GN, "2026-10-29 23:10#2", 60, "2026-10-30 00:10")
mins("Cairo back: an override on the Thursday only", cal(G, {}, overrides={"2026-10-29": ["23:00-00:30"]}), "2026-10-29 12:00", "2026-10-30 12:00", 150)
R = "Asia/Beirut"; RN = cal(R, wk(["23:00-02:00"], A7))
due("Beirut forward: midnight is skipped", RN, "2026-03-28 23:30", 45, "2026-03-29 01:15")
mins("Beirut forward: a window that lies in the skipped hour after midnight", cal(R, {"sun": ["00:00-01:00"]}), "2026-03-28 12:00", "2026-03-29 12:00", 0)
due("Beirut back: from the first 23:59:30 on Saturday", RN, "2026-10-24 23:59:30", 61, "2026-10-25 00:00:30")
LH = "Australia/Lord_Howe"; LN = cal(LH, wk(["00:00-06:00"], A7))
mins("Lord Howe back by half an hour", LN, "2026-04-05 00:00", "2026-04-05 12:00", 390)
mins("Lord Howe forward by half an hour", LN, "2026-10-04 00:00", "2026-10-04 12:00", 330)
due("Lord Howe back: from the first 01:45", LN, "2026-04-05 01:45", 30, "2026-04-05 01:45#2")
mins("Lord Howe back: an interval that ends at 01:40 inside the repeated half hour", cal(LH, {"sun": ["01:20-01:40"]}), "2026-04-05 00:00", "2026-04-05 12:00", 30)
due("Lord Howe forward: an interval that begins inside the skipped half hour", cal(LH, {"sun": ["02:10-03:00"]}), "2026-10-04 00:30", 20, "2026-10-04 02:50")
J = "America/St_Johns"; JN = cal(J, wk(["22:00-02:00"], A7))
mins("St John's 2010 back at 00:01 to 23:01 the day before", JN, "2010-11-06 12:00", "2010-11-07 12:00", 300)
due("St John's 2010 back: the first minute after midnight, then 23:01 again", JN, "2010-11-06 23:50", 12, "2010-11-06 23:02#2")
mins("St John's 2010 back: Sunday's hours 00:00-00:01 come twice", cal(J, {"sun": ["00:00-00:01"]}), "2010-11-06 12:00", "2010-11-07 12:00", 2)
mins("St John's 2010 back: Sunday a holiday, Saturday's evening comes back after a minute", cal(J, JN["week"], holidays=["2010-11-07"]), "2010-11-06 12:00", "2010-11-07 12:00", 120 + 59)
due("St John's 2010 back: Sunday a holiday, counting over its first minute", cal(J, JN["week"], holidays=["2010-11-07"]), "2010-11-06 23:59:30", 2, "2010-11-06 23:02:30#2")
mins("St John's 2010 back: only Saturday 23:00-24:00", cal(J, {"sat": ["23:00-24:00"]}), "2010-11-06 12:00", "2010-11-07 12:00", 119)
due("St John's 2010 forward at 00:01", JN, "2010-03-13 23:30", 60, "2010-03-14 01:30")
mins("St John's 1988 double summer time, two hours back at 00:01", JN, "1988-10-29 12:00", "1988-10-30 12:00", 360)
mins("St John's 1988 double summer time, two hours forward at 00:01", JN, "1988-04-02 12:00", "1988-04-03 12:00", 121)
AP = "Pacific/Apia"; AW = cal(AP, wk(["09:00-17:00"]))
due("Apia 2011: the Friday that did not exist is passed over", AW, "2011-12-29 16:00", 120, "2012-01-02 10:00")
mins("Apia 2011: hours of every day over the skipped date", cal(AP, wk(["08:00-12:00"], A7)), "2011-12-29 00:00", "2012-01-01 00:00", 480)
mins("Apia 2011: Thursday's night from the week has no Friday part", cal(AP, {"thu": ["22:00-03:00"], "fri": ["20:00-02:00"]}), "2011-12-29 12:00", "2011-12-31 12:00", 120 + 120)
mins("Apia 2011: round the clock", cal(AP, wk(["00:00-24:00"], A7)), "2011-12-29 00:00", "2012-01-01 00:00", 2880)
due("Apia 2011: an override on the skipped date holds no time but its night part is Saturday's", cal(AP, {}, overrides={"2011-12-30": ["10:00-12:00", "23:00-01:30"]}), "2011-12-29 12:00", 60, "2011-12-31 01:00", tag=["A9"])
mins("Apia 2011: the part past midnight of Thursday's override belongs to the skipped date", cal(AP, {}, overrides={"2011-12-29": ["22:00-03:00"]}), "2011-12-29 12:00", "2011-12-31 12:00", 120, tag=["A9"])
mins("Apia 2011: a moved working Saturday has Friday's hours although Friday was skipped", cal(AP, wk(["09:00-17:00"]), working_days=["2011-12-31"]), "2011-12-29 00:00", "2012-01-02 00:00", 960)
K = "Pacific/Kiritimati"
due("Kiritimati 1994: the skipped Saturday", cal(K, {"fri": ["08:00-16:00"], "sat": ["08:00-12:00"], "sun": ["10:00-11:00"]}), "1994-12-30 15:30", 45, "1995-01-01 10:15")
mins("Kiritimati 1994: round the clock over New Year", cal(K, wk(["00:00-24:00"], A7)), "1994-12-30 00:00", "1995-01-02 00:00", 2880)
mins("Kiritimati 1994: Friday's night from the week ends at midnight, Saturday's night goes on on Sunday", cal(K, {"fri": ["23:00-04:00"], "sat": ["23:00-02:00"]}), "1994-12-30 12:00", "1995-01-01 12:00", 60 + 120)
KT = "Asia/Kathmandu"
due("Kathmandu with its offset of 5:45", cal(KT, wk(["10:00-17:00"], "sun mon tue wed thu")), "2026-03-12 16:40", 30, "2026-03-15 10:10")
mins("Kathmandu 1986: fifteen minutes skipped at New Year's midnight", cal(KT, wk(["22:00-02:00"], A7)), "1985-12-31 12:00", "1986-01-01 12:00", 225)
due("Kathmandu 1986: an interval that begins inside the skipped quarter", cal(KT, {"wed": ["00:10-01:00"]}), "1985-12-31 20:00", 20, "1986-01-01 00:35")
CH = "Pacific/Chatham"; CHN = cal(CH, wk(["22:00-04:30"], A7))
mins("Chatham back at 03:45", CHN, "2026-04-04 12:00", "2026-04-05 12:00", 450)
mins("Chatham forward at 02:45", CHN, "2026-09-26 12:00", "2026-09-27 12:00", 330)
due("Chatham back: an interval that ends at 03:00 inside the repeated hour", cal(CH, {"sun": ["02:30-03:00"]}), "2026-04-05 02:50", 15, "2026-04-05 02:50#2")
MO = "Africa/Monrovia"; MW = cal(MO, wk(["08:00-16:00"]))
due("Monrovia 1971: an offset with seconds", MW, "1971-06-07 15:30", 60, "1971-06-08 08:30")
due("Monrovia 1971: opening falls on a UTC half minute", MW, "1971-06-07 07:00:10", 1, "1971-06-07 08:01")
mins("Monrovia 1971: a minute that begins a second before opening has only 59 working seconds", MW, "1971-06-07T08:44:29Z", "1971-06-07T08:45:29Z", 0)
mins("Monrovia 1972: the change by 44 minutes 30 seconds at midnight", cal(MO, wk(["23:00-02:00"], A7)), "1972-01-06 12:00", "1972-01-07 12:00", 135)
due("Monrovia 1972: across the change with seconds", cal(MO, wk(["23:00-02:00"], A7)), "1972-01-06 23:59:40", 1, "1972-01-07 00:45:10")
M3 = cal(M, wk(["00:00-06:00"], A7))
mins("Moscow 2011 forward for good", M3, "2011-03-27 00:00", "2011-03-27 12:00", 300)
mins("Moscow 2014 back to winter time at 02:00", M3, "2014-10-26 00:00", "2014-10-26 12:00", 420)
due("Moscow 2014: from the first 01:50", M3, "2014-10-26 01:50", 30, "2014-10-26 01:20#2")
SA = "Europe/Samara"; S3 = cal(SA, wk(["00:00-06:00"], A7))
mins("Samara March 2010: the zone changes its standard time but the clock does not move", S3, "2010-03-28 00:00", "2010-03-28 12:00", 360)
mins("Samara October 2010 back", S3, "2010-10-31 00:00", "2010-10-31 12:00", 420)
due("Samara March 2011 forward", S3, "2011-03-27 01:45", 30, "2011-03-27 03:15")
PY = "Asia/Pyongyang"; PYN = cal(PY, wk(["23:00-01:00"], A7))
mins("Pyongyang 2015 back by half an hour at midnight", PYN, "2015-08-14 12:00", "2015-08-15 12:00", 150)
due("Pyongyang 2015: from 23:45", PYN, "2015-08-14 23:45", 30, "2015-08-14 23:45#2")
mins("Pyongyang 2018 forward at 23:30", PYN, "2018-05-04 12:00", "2018-05-05 12:00", 90)
mins("Pyongyang 2018: an interval that ends at 23:45 inside the skipped half hour", cal(PY, {"fri": ["22:00-23:45"]}), "2018-05-04 12:00", "2018-05-05 12:00", 90)
VE = "America/Caracas"; VN = cal(VE, wk(["00:00-06:00"], A7))
mins("Caracas 2007 back by half an hour at 03:00", VN, "2007-12-09 00:00", "2007-12-09 12:00", 390)
mins("Caracas 2016 forward by half an hour at 02:30", VN, "2016-05-01 00:00", "2016-05-01 12:00", 330)
due("Caracas 2016: an interval that ends at 02:45 inside the skipped half hour", cal(VE, {"sun": ["02:00-02:45", "03:10-04:00"]}), "2016-05-01 02:00", 31, "2016-05-01 03:11")
T = "Antarctica/Troll"; TN = cal(T, wk(["22:00-04:00"], A7))
mins("Troll forward by two hours", TN, "2026-03-28 12:00", "2026-03-29 12:00", 240)
mins("Troll back by two hours", TN, "2026-10-24 12:00", "2026-10-25 12:00", 480)
due("Troll back: from the first 02:30, two hours", TN, "2026-10-25 02:30", 120, "2026-10-25 02:30#2")
due("Troll forward: an interval that begins inside the two skipped hours", cal(T, {"sun": ["01:30-03:30"]}), "2026-03-28 12:00", 20, "2026-03-29 03:20")
CA = "Africa/Casablanca"; CAN = cal(CA, wk(["00:00-06:00"], A7))
mins("Casablanca 2023 back for Ramadan", CAN, "2023-03-19 00:00", "2023-03-19 12:00", 420)
mins("Casablanca 2023 forward after Ramadan", CAN, "2023-04-23 00:00", "2023-04-23 12:00", 300)
due("Casablanca 2026 back for Ramadan", CAN, "2026-02-15 02:30", 60, "2026-02-15 02:30#2")
due("Casablanca 2026 forward after Ramadan", CAN, "2026-03-22 01:30", 60, "2026-03-22 03:30")
# ---------------------------------------------------------------- long spans, later years
LY = cal(B, wk(["09:00-13:00", "14:00-18:00"]), holidays=["2027-01-01", "2027-12-24"], short_days={"2027-12-23": 120})
mins("Berlin, the whole of 2027 with holidays and a short day", LY, "2027-01-01 00:00", "2028-01-01 00:00", 261 * 480 - 2 * 480 - 120)
due("Berlin, a hundred thousand minutes from March 2027", LY, "2027-03-15 09:30", 100000)
due("New York nights, sixty thousand minutes over both clock changes", YN, "2028-01-07 21:00", 60000)
mins("Lord Howe nights over the year 2029", cal(LH, wk(["22:00-03:00"], A7)), "2029-01-01 00:00", "2030-01-01 00:00")
mins("St John's round the clock over the year 2010 has no minute lost", cal(J, wk(["00:00-24:00"], A7)), "2010-01-01 00:00", "2011-01-01 00:00", 525600)
mins("Sao Paulo nights over fourteen months with three clock changes", PN, "2017-09-01 00:00", "2018-11-30 00:00")
due("Apia, sixteen months over the skipped date", AW, "2010-12-01 10:00", 160000)
due("Berlin 2028, the leap day is a working Tuesday", cal(B, wk(["09:00-17:00"])), "2028-02-28 16:30", 60, "2028-02-29 09:30")
mins("Berlin 2035, the night of the clock change back", BN, "2035-10-27 12:00", "2035-10-28 12:00", 540)
due("Moscow 2033, over the New Year holidays", cal(M, wk(["09:00-18:00"]), holidays=["2033-01-03", "2033-01-04", "2033-01-05", "2033-01-06", "2033-01-07"]), "2032-12-31 17:30", 60, "2033-01-10 09:30")
due("Chatham 2030, a week over the clock change", CHN, "2030-04-05 12:00", 2000)
due("Cairo 2031, a week over the clock change", GN, "2031-10-29 12:00", 1000)
FIXED = len(V)

# ---------------------------------------------------------------- random
rnd = random.Random(20260313)
ANCH = [(B, "2027-03-28"), (B, "2029-10-28"), (Y, "2030-03-10"), (Y, "2026-11-01"), (P, "2018-11-04"), (P, "2018-02-18"), (C, "2024-03-10"), (C, "2023-11-05"),
        (G, "2027-04-30"), (G, "2026-10-30"), (R, "2028-03-26"), (LH, "2027-04-04"), (LH, "2028-10-01"), (J, "2010-11-07"), (J, "2009-03-08"), (AP, "2011-12-30"),
        (K, "1994-12-31"), (KT, "1986-01-01"), (CH, "2027-09-26"), (MO, "1972-01-07"), (M, "2014-10-26"), (SA, "2010-10-31"), (PY, "2015-08-15"), (PY, "2018-05-05"),
        (VE, "2016-05-01"), (T, "2027-10-31"), (CA, "2023-03-19"), ("Pacific/Auckland", "2032-04-04"), ("Asia/Kolkata", "2031-05-05"), ("America/Santiago", "2024-09-08")]
def rt(): return rnd.choice([0, 15, 30, 45, 0, 0, 10, 59]) + 60 * rnd.randrange(24)
def s(m): return "%02d:%02d" % (m // 60, m % 60)
def riv(night):
    while True:
        a = rnd.randrange(18, 24) * 60 + rnd.choice([0, 30]) if night else rt()
        b = rnd.randrange(0, 8) * 60 + rnd.choice([0, 20, 30]) if night else min(1440, a + rnd.choice([60, 90, 150, 240, 480]))
        if a != b: return s(a) + "-" + s(b)
def rday(k=2): return [riv(rnd.random() < .45) for _ in range(rnd.randint(1, k))]
def rcase(i):
    zone, anchor = ANCH[i % len(ANCH)]
    a = dt.date.fromisoformat(anchor)
    D = lambda: (a + dt.timedelta(days=rnd.randint(-4, 4))).isoformat()
    c = cal(zone, {d: rday() for d in WD if rnd.random() < .65})
    if not c["week"]: c["week"] = {"fri": rday()}
    if rnd.random() < .5: c["holidays"] = sorted({D() for _ in range(rnd.randint(1, 2))})
    if rnd.random() < .5: c["overrides"] = {D(): (rday() if rnd.random() < .75 else []) for _ in range(rnd.randint(1, 2))}
    if rnd.random() < .5: c["working_days"] = sorted({D() for _ in range(rnd.randint(1, 3))})
    if rnd.random() < .4: c["short_days"] = {D(): rnd.choice([15, 60, 90, 200])}
    if rnd.random() < .5: c["breaks"] = {D(): [riv(rnd.random() < .6)] for _ in range(rnd.randint(1, 2))}
    t0 = dt.datetime(a.year, a.month, a.day, tzinfo=UTC) + dt.timedelta(minutes=rnd.randint(-4 * 1440, 1440), seconds=rnd.choice([0, 0, rnd.randrange(60)]))
    frm = fmt((t0 - EPOCH) // dt.timedelta(milliseconds=1))
    v = dict(name="", calendar=c, op="due" if i % 2 == (i // len(ANCH)) % 2 else "minutes")
    v["from"] = frm
    if v["op"] == "due":
        v["minutes"] = rnd.randint(1, 3500)
        e = Oracle(c).due(parse(frm), v["minutes"], 40); e = e and fmt(e)
    else:
        v["to"] = fmt(parse(frm) + rnd.randint(600, 9 * 86400) * 1000); e = answer(v)
    if not e: return None
    # free of ambiguous readings, so that a mismatch here is a mistake and not a matter of taste
    if readings(v, e): return None
    if zone in (AP, K):   # no night part or break may lead into or out of the skipped date there
        pr = (a - DAY).isoformat()
        if any(split(c.get(k, {}).get(x, []))[1] for k in ("overrides", "breaks") for x in (pr, a.isoformat())): return None
    v["name"] = "Random case %d: %s around %s, %s" % (i + 1, zone, anchor, "when the minutes are over" if v["op"] == "due" else "the minutes between")
    v["expect"] = e
    return v
for i in range(60):
    while True:
        v = rcase(i)
        if v: break
    V.append(v)

# ---------------------------------------------------------------- hours of a date
hours("A plain working day", LU, "2026-03-12", ["09:00-13:00", "14:00-18:00"])
hours("A Saturday without hours", LU, "2026-03-14", [])
hours("A holiday", HO, "2026-05-01", [])
hours("An override", OV, "2026-05-06", ["12:00-13:30", "15:00-16:00"])
hours("An empty override", OV, "2026-05-07", [])
hours("A break splits the hours", BR, "2026-05-06", ["09:00-12:00", "13:00-15:30", "15:45-17:00"])
hours("A short day", SH, "2026-04-30", ["09:00-13:00", "14:00-17:00"])
hours("A short day cut back through lunch", cal(M, LU["week"], short_days={"2026-04-30": 300}), "2026-04-30", ["09:00-12:00"])
hours("A short day cut by exactly the afternoon", cal(M, LU["week"], short_days={"2026-04-30": 240}), "2026-04-30", ["09:00-13:00"])
hours("A short day with an overlap: minutes of the overlap are cut once", cal(M, {"thu": ["09:00-15:00", "12:00-18:00"]}, short_days={"2026-04-30": 240}), "2026-04-30", ["09:00-14:00"])
hours("A short day with a break at its new end", cal(M, wk(["09:00-18:00"]), short_days={"2026-04-30": 60}, breaks={"2026-04-30": ["16:30-17:30"]}), "2026-04-30", ["09:00-16:30"])
hours("A short override stays whole", cal(M, LU["week"], short_days={"2026-04-30": 60}, overrides={"2026-04-30": ["10:00-12:00"]}), "2026-04-30", ["10:00-12:00"])
hours("Round the clock", F, "2026-03-12", ["00:00-24:00"])
hours("Unsorted intervals come sorted", UN, "2026-03-09", ["09:00-13:00", "14:00-18:00"])
hours("Overlapping intervals come joined", UN, "2026-03-10", ["09:00-15:00"])
hours("Touching intervals come joined", UN, "2026-03-11", ["09:00-15:00"], tag=["A10"])
hours("The evening of a night shift", cal(Z, N), "2026-06-08", ["22:00-24:00"])
hours("The morning of a night shift", cal(Z, N), "2026-06-09", ["00:00-06:00"])
hours("A date with the morning of one night and the evening of the next", cal(Z, NW), "2026-06-10", ["00:00-06:00", "22:00-24:00"])
hours("An end of 00:00 is 24:00", cal(Z, {"fri": ["22:00-00:00"]}), "2026-06-12", ["22:00-24:00"])
hours("The night part after a holiday", cal(Z, N, holidays=["2026-06-08"]), "2026-06-09", ["00:00-06:00"])
hours("The night part on a holiday", cal(Z, N, holidays=["2026-06-09"]), "2026-06-09", [])
hours("The week's night part after an overridden Monday, with the override's own night", cal(Z, N, overrides={"2026-06-08": ["23:30-01:00"]}), "2026-06-09", ["00:00-06:00"])
hours("The override's night part on a holiday with a break", cal(Z, NW, overrides={"2026-06-08": ["20:00-03:00"]}, holidays=["2026-06-09"], breaks={"2026-06-08": ["23:50-00:20"]}), "2026-06-09", ["00:20-03:00"])
hours("The override's night part against an empty override", cal(Z, NW, overrides={"2026-06-08": ["20:00-03:00"], "2026-06-09": []}), "2026-06-09", [])
hours("The override's night part joined to an override", cal(Z, NW, overrides={"2026-06-08": ["20:00-03:00"], "2026-06-09": ["02:00-04:00", "23:00-01:00"]}), "2026-06-09", ["00:00-04:00", "23:00-24:00"])
hours("An override drops the week's night part but not an override's", cal(Z, NW, overrides={"2026-06-08": ["20:00-00:30"], "2026-06-09": ["12:00-13:00"]}), "2026-06-09", ["00:00-00:30", "12:00-13:00"])
hours("A closed override in the middle of two nights leaves the week's part the day after", cal(Z, NW, overrides={"2026-06-09": []}), "2026-06-10", ["00:00-06:00", "22:00-24:00"])
hours("A break past midnight in the second date", cal(Z, NW, breaks={"2026-06-08": ["23:30-00:30"]}), "2026-06-09", ["00:30-06:00", "22:00-24:00"])
hours("A break past midnight in the first date", cal(Z, NW, breaks={"2026-06-08": ["23:30-00:30"]}), "2026-06-08", ["22:00-23:30"])
hours("A short date with morning and evening of nights", cal(Z, NW, short_days={"2026-06-09": 180}), "2026-06-09", ["00:00-05:00"])
hours("A short date whose morning comes from an override's night", cal(Z, LU["week"], overrides={"2026-06-08": ["20:00-03:00"]}, short_days={"2026-06-09": 2000}), "2026-06-09", ["00:00-03:00"])
hours("A moved Saturday", W, "2026-03-14", ["09:00-16:00"])
hours("A moved Saturday that is a holiday", cal(M, W["week"], working_days=["2026-03-14"], holidays=["2026-03-14"]), "2026-03-14", [])
hours("A moved Saturday after a Friday night", cal(Z, {"fri": ["22:00-06:00"]}, working_days=["2026-06-13"]), "2026-06-13", ["00:00-06:00", "22:00-24:00"])
hours("The Sunday after a moved Saturday with a night", cal(Z, {"fri": ["22:00-06:00"]}, working_days=["2026-06-13"]), "2026-06-14", ["00:00-06:00"])
hours("The Sunday after a moved Saturday with a night, an override replaces it", cal(Z, {"fri": ["22:00-06:00"]}, working_days=["2026-06-13"], overrides={"2026-06-14": ["10:00-11:00"]}), "2026-06-14", ["10:00-11:00"])
hours("A moved Saturday with an override's night from Friday", cal(Z, wk(["09:00-17:00"]), working_days=["2026-06-13"], overrides={"2026-06-12": ["19:00-01:00"]}, short_days={"2026-06-13": 60}), "2026-06-13", ["00:00-01:00", "09:00-16:00"])
hours("A moved Wednesday takes Monday's hours", cal(M, W["week"], working_days=["2026-03-11"]), "2026-03-11", ["10:00-12:00"])
hours("A moved Saturday and a moved Sunday with a night: Sunday's own and Saturday's part", cal(Z, {"fri": ["22:00-06:00"]}, working_days=["2026-06-13", "2026-06-14"]), "2026-06-14", ["00:00-06:00", "22:00-24:00"])
hours("A break over everything", cal(Z, NW, breaks={"2026-06-09": ["00:00-24:00"]}), "2026-06-09", [])

names = [v["name"] for v in V]; assert len(set(names)) == len(names), [n for n in names if names.count(n) > 1]
for fn, rows in (("periods.jsonl", V), ("days.jsonl", H)):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), fn), "w") as f:
        for r in rows: f.write(json.dumps(r, ensure_ascii=False) + "\n")
print(len(V), "vectors", FIXED, "fixed", sum(v["op"] == "due" for v in V), "due;", len(H), "hours;", NHAND, "with hand values")
for r in V + H:
    if "(reading" in r["name"]: print("  ", r["name"])

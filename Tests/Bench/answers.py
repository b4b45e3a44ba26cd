"""Fills the centre with a survey that 1,000,000 clients have answered in two years, and with an anonymous one of the same size, in the shape
that the desk writes. The questions changed three times. First clients were asked after visits, then in rounds over all clients."""
import base64, datetime, hashlib, itertools, os, random
from collections import Counter
import seed, served
from names import FIRST, LAST
from said import ADVISORS, FORMS, MECHANICS, Story

ANSWERS, WEEKS, DAY = 1_000_000, 104, seed.DAY
BEGIN = 19_723  # 2024-01-01, a Monday, in days since 1970
EDITIONS = [0, 10, 26, 52]  # the first week of each; the present one has run for a year
STORIES = 2_000
TABLES = {
    "survey_decisions": "id survey_id subject subject_id round series_id number picked at",
    "survey_invitations": "id survey_id decision_id client_id vehicle_id picked_at status way edition traits due_at asked_at expires_at version",
    "survey_links": "invitation_id hash created_at",
    "survey_answers": "id survey_id edition invitation_id week_on month_on answered_at how interviewer_id entries",
}


def database(o):
    """Returns the path of the filled database."""
    def make(path):
        seed.copy(o.seeded, *os.path.split(path))
        token = served.staff(o.binary, path, "manager", "author")
        server = served.Served(o.binary, path)
        try:
            surveys = [begun(server, token, anonymous) for anonymous in (False, True)]
        finally:
            server.stop()
        counts = seed.filled(path, lambda db: [Answers(db, id, int(ANSWERS * o.scale), anonymous=id == surveys[1]).build() for id in surveys][-1], o.scale)
        faults = [line for line in served.command(o.binary, path, "check", check=False).stdout.splitlines() if "survey" in line.lower()]
        if faults:
            raise RuntimeError(f"the generated surveys have faults: {faults[:5]}")
        return counts

    return seed.made(o.folder, f"surveys-{o.scale:g}", seed.digest("answers.py", "said.py", "names.py", o.seeded), make)


def begun(server, token, anonymous):
    """A survey with its editions, begun and ended."""
    survey = None

    def ask(method, path, body=None):
        status, _, answer = server.ask(method, f"/v1/surveys{path}", token, body, {"If-Match": f'"{survey["version"]}"'} if survey else {})
        if status // 100 != 2:
            raise RuntimeError(f"{method} /v1/surveys{path}: {status} {answer}")
        return answer

    survey = ask("POST", "", {"name": "Без имени" if anonymous else "После визита", "every": 1, "anonymous": anonymous, "questions": FORMS[0]})
    path = f"/{survey['id']}"
    survey = ask("POST", f"{path}/activate")
    for questions in FORMS[1:]:
        survey = ask("PATCH", path, {"questions": questions})
    return ask("POST", f"{path}/end")["id"]


def token(invitation):
    """The secret part of the link to an invitation."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"%d" % invitation).digest()).rstrip(b"=")


def day_text(day):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(day)).isoformat()


class Answers:
    def __init__(self, db, survey, count, anonymous):
        self.db, self.survey, self.anonymous, self.answers, self.random = db, survey, anonymous, count, random.Random(survey)
        self.invited = count * 5 // 4
        self.first = db.execute("SELECT ifnull(max(id), 0) FROM survey_decisions").fetchone()[0]
        self.stories = {(edition, visit): [Story(self.random, edition, visit, anonymous) for _ in range(STORIES)]
                        for edition in range(len(FORMS)) for visit in (True, False)}

    def build(self):
        self.staff()
        visits = self.db.execute("SELECT id, client_id, vehicle_id FROM work_orders WHERE status = 'delivered' ORDER BY id LIMIT ?", (self.invited // 2,)).fetchall()
        clients = self.db.execute("SELECT max(id) FROM clients").fetchone()[0]
        self.counts, self.said = Counter(asked=self.invited), Counter()
        self.series(len(visits), self.invited - len(visits), (self.invited - len(visits) - 1) // clients + 1)
        rows = self.rows(visits, clients)
        while part := list(itertools.islice(rows, 10_000)):
            for (table, columns), rows_of_table in zip(TABLES.items(), zip(*part)):
                self.write(table, columns, filter(None, rows_of_table))
        self.cancelled()
        self.write("survey_counts", "survey_id name count", ((self.survey, name, count) for name, count in self.counts.items()))
        self.write("survey_sums", "survey_id edition question trait value grade count", self.sums())
        self.keep()
        return {table: self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("survey_decisions", "survey_invitations", "survey_links", "survey_answers", "survey_sums")}

    write = seed.Centre.write

    def staff(self):
        R = random.Random(1)
        known = {row[0] for row in self.db.execute("SELECT id FROM users")}
        people = [(1 + i, "advisor") for i in range(ADVISORS)] + [(1 + ADVISORS + i, "mechanic") for i in range(MECHANICS)]
        self.write("users", "id login name role created_at", (
            (id, f"{role}-{id}", f"{R.choice(FIRST)} {R.choice(LAST)}", role, seed.BEGIN) for id, role in people if id not in known))

    def series(self, visits, rounds, last):
        self.db.execute("UPDATE survey_series SET last = ? WHERE survey_id = ?", (visits, self.survey))
        self.db.execute("INSERT INTO survey_series (survey_id, trigger_kind, every, remainder, last, running, started_at, round, round_started_at) "
                        "VALUES (?, 'periodic', 1, 0, ?, 0, ?, ?, ?)", (self.survey, rounds, BEGIN * DAY, last, BEGIN * DAY))

    def rows(self, visits, clients):
        """For each client who was asked: the decision, the invitation, the link, and the answer or None."""
        R, answered = self.random, 0
        series = self.db.execute("SELECT max(id), min(id) FROM survey_series WHERE survey_id = ?", (self.survey,)).fetchone()
        for n in range(self.invited):
            id, at = self.first + n + 1, BEGIN * DAY + (WEEKS * 7 - 7) * DAY * n // self.invited
            edition = max(i for i, week in enumerate(EDITIONS) if at >= (BEGIN + 7 * week) * DAY)
            visit = n < len(visits)
            index = R.randrange(STORIES)
            story, rest = self.stories[edition, visit][index], n - len(visits)
            subject, client, vehicle = visits[n] if visit else (rest % clients + 1, rest % clients + 1, None)
            says = answered * self.invited < self.answers * (n + 1)
            status = "answered" if says else "declined" if R.random() < 0.1 else "asked"
            answered += says
            self.counts["declined"] += status == "declined"
            asked, day = at + 3_600_000, at // DAY + R.randrange(4)
            yield (
                (id, self.survey, "work_order" if visit else "client", subject, 0 if visit else rest // clients + 1, series[visit],
                 n + 1 if visit else rest + 1, 1, at),
                (id, self.survey, id, client, vehicle, at, status, story.way, edition + 1, story.lines, asked, asked, asked + 14 * DAY, 3 if says else 2),
                (id, hashlib.sha256(token(id)).digest(), asked),
                self.answer(id, edition, visit, index, day) if says else None)

    def answer(self, id, edition, visit, index, day):
        story, week, month = self.stories[edition, visit][index], day - (day - BEGIN) % 7, month_start(day)
        self.said[edition, visit, index, week, month] += 1
        if self.anonymous:
            self.counts[f"answered {day_text(week)}"] += 1
            return (1 << 52) + self.random.getrandbits(52), self.survey, edition + 1, None, week, None, None, "link", None, story.entries
        self.counts["answered"] += 1
        phone = story.way == "phone"
        return id, self.survey, edition + 1, id, week, month, day * DAY + 43_200_000, "phone" if phone else "link", 1 if phone else None, story.entries

    def cancelled(self):
        """Orders that were called off take no number."""
        after = self.first + self.invited
        orders = self.db.execute("SELECT id, closed_at FROM work_orders WHERE status = 'cancelled' ORDER BY id").fetchall()
        self.write("survey_decisions", "id survey_id subject subject_id reason at", (
            (after + n, self.survey, "work_order", id, "unfinished", at) for n, (id, at) in enumerate(orders, 1)))
        self.counts["unfinished"] = len(orders)

    def keep(self):
        """The counts of decisions are kept up to the last one whose id 64 divides."""
        if not self.db.execute("SELECT 1 FROM migrations WHERE number = 54").fetchone():
            return  # an older desk keeps them all
        self.db.execute("UPDATE survey_counts SET count = (SELECT count(*) FROM survey_decisions d WHERE d.survey_id = survey_counts.survey_id AND "
                        "d.reason = survey_counts.name AND d.id <= (SELECT max(id) / 64 * 64 FROM survey_decisions)) WHERE name = 'unfinished'")

    def sums(self):
        sums = Counter()
        for (edition, visit, index, week, month), times in self.said.items():
            story, week, month = self.stories[edition, visit][index], day_text(week), day_text(month)
            if self.anonymous:
                places = [("week", week)] + [(name, f"{week} {value}") for name, value in story.traits]
            else:
                places = [("all", ""), ("week", week), ("month", month)] + [(name, str(value)) for name, value in story.traits]
            for question, grade, count in story.sums:
                for place in places:
                    sums[edition + 1, question, *place, grade] += times * count
        return ((self.survey, *key, count) for key, count in sums.items() if count)


def month_start(day, known={}):
    if day not in known:
        known[day] = (datetime.date(1970, 1, 1) + datetime.timedelta(day)).replace(day=1).toordinal() - 719_163
    return known[day]

"""Fills a centre's database with tickets, straight by SQL: 1,000,000 tickets with 5,000,000 messages at scale 1. The stories of the tickets
are told side by side, so ids are in the order of time and a ticket's messages lie between those of others, as the desk would have written
them. Three fifths of the tickets came in the last ten days; most of those are open, and about 1,000,000 clocks count them."""
import gc, hashlib, heapq, json, os, random, re, sqlite3, time
import seed
from names import *
from seed import BEGIN, DAY

SECOND, MINUTE = 1_000, 60_000
KEPT = 3  # days until the database is made again; by then no timer has rung
AGE = 6 * 365 * DAY
CHANNELS = ["messenger", "social", "chat", "web"]
TEAMS = 5
LENGTHS = [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8, 10, 25]
GOALS = ["new"] * 20 + ["open"] * 25 + ["on_hold"] * 3 + ["pending_client"] * 4 + ["resolved"] * 8
PRIORITIES = ["normal"] * 85 + ["high"] * 8 + ["low"] * 5 + ["urgent"] * 2
KINDS = ["question"] * 60 + ["request"] * 20 + ["complaint"] * 15 + ["praise"] * 5
TOPICS = ["Сроки", "Цена", "Запись", "Качество", "Запчасти", "Гарантия", "Документы", "Оплата", "Эвакуация", "Шины", "Кузов", "Отзыв"]
TAGS = ["перезвонить", "постоянный клиент", "юрист", "фото", "повтор", "страховая", "такси", "корпоративный"]
REPLIES = [
    "Добрый день! Машина будет готова сегодня после 18:00.", "Мастер посмотрит и перезвонит вам в течение часа.",
    "Запчасть уже в пути, ждём её в четверг.", "Записали вас на завтра на 10:30, адрес прежний.", "Стоимость согласуем перед началом работ.",
]
# Working minutes. All hours of the week are worked, so they are minutes of the clock. No target of the second policy comes near while the
# database is used; urgent tickets are often answered too late.
CALENDAR, URGENT, USUAL = 2, 1001, 1002
MINUTES = {URGENT: (60, 60, 57_600), USUAL: (57_600, 57_600, 57_600)}
CLOCKS = ("first_response", "next_response", "resolution")
COLUMNS = {
    "tickets": "id number kind status priority subject topic channel_id channel_kind team_id person_id contact_id client_id vehicle_id "
    "work_order_id spam tags handovers message_count last_client_message_id last_message_at opened_at hold_until_at resolved_at closes_at "
    "closed_at person_wanted_at first_response_at waiting_since_at sla_policy_id due_at breached version",
    "messages": "id ticket_id kind author user_id contact_id channel_id external_id conversation_id origin from_address from_name from_phone "
    "text sent_at created_at",
    "events": "id at user_id type subject subject_id client_id vehicle_id request_id data",
    "event_personal": "event_id client_id field after",
    "contacts": "id name client_id created_at",
    "contact_addresses": "contact_id channel_id address",
    "conversations": "channel_id conversation_id contact_id ticket_id",
    "ticket_tags": "ticket_id tag",
    "sla_clocks": "id ticket_id kind state policy_id calendar_id minutes started_at counted_at spent_ms due_at ended_at warned_at breached_at",
    "ticket_pauses": "id ticket_id from_at until_at status",
    "timers": "kind subject_id due_at",
}
NAMES = {table: columns.split() for table, columns in COLUMNS.items()}
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def secret(channel):
    """The secret by which the bench hands over messages of a channel."""
    return f"ch_{'bench' * 8}{channel:03d}"


def database(binary, folder, scale=1.0):
    """Returns the path of a centre's database with tickets. Makes it again after three days, too."""
    day = int(time.time()) // 86_400 // KEPT * KEPT
    centre = seed.database(binary, folder, scale)
    mark = seed.digest("inbox.py", centre, day)

    def make(path):
        os.replace(seed.copy(centre, folder, "inbox.db"), path)
        return seed.filled(path, lambda db: Inbox(db, scale, day * DAY).build(), scale)

    return seed.made(folder, f"inbox-{scale:g}", mark, make)


class Inbox:
    def __init__(self, db, scale, now):
        self.db, self.now, self.random = db, now, random.Random(20260102)
        self.tickets = int(1_000_000 * scale)
        self.contacts = self.tickets // 5
        self.operators = max(TEAMS, self.tickets // 1_000)
        self.rows = {table: [] for table in COLUMNS}
        self.columns = {table: self.known_columns(table) for table in COLUMNS}
        self.last = {"messages": 0, "sla_clocks": 0, "ticket_pauses": 0, "events": db.execute("SELECT max(id) FROM events").fetchone()[0]}
        self.waiting, self.numbers, self.known = [], {}, bytearray(self.contacts + 1)
        self.clients = db.execute("SELECT c.id, c.name, p.phone FROM clients c JOIN client_phones p ON p.client_id = c.id ORDER BY c.id").fetchall()
        self.orders = dict(db.execute("SELECT client_id, max(id) FROM work_orders GROUP BY client_id"))
        R = self.random
        self.texts = [f"{R.choice(COMPLAINTS)}, {R.choice(ADDED)}; {R.choice(ADDED)}." for _ in range(2_000)]
        self.names = [f"{R.choice(LAST)} {R.choice(FIRST)} {R.choice(PATRONYMIC)}" for _ in range(2_000)]

    def build(self):
        indexes = self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
                                  f"({', '.join('?' * len(COLUMNS))})", list(COLUMNS)).fetchall()
        for name, _ in indexes:
            self.db.execute(f"DROP INDEX {name}")
        self.set_up()
        gc.disable()  # half a million stories are under way at the end, and nothing of them is garbage
        self.run()
        gc.enable()
        for table in COLUMNS:
            self.flush(table)
        for _, sql in indexes:
            self.db.execute(sql)
        self.count()
        self.db.executemany("INSERT INTO counters (kind, year, last) VALUES ('ticket', ?, ?)", self.numbers.items())
        return {table: self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("contacts", "tickets", "messages", "sla_clocks", "ticket_pauses", "events")}

    def count(self):
        """Counts what the desk keeps counted, as the migration did when the counts were new."""
        for name in sorted(os.listdir(seed.MIGRATIONS)):
            found = re.search(r"INSERT INTO ticket_sums.*?;", open(os.path.join(seed.MIGRATIONS, name)).read(), re.S)
            if found:
                self.db.execute(found.group())

    def set_up(self):
        """Adds the people, teams, channels, hours and policies."""
        insert = self.db.executemany
        insert("INSERT INTO users (id, login, name, role, created_at) VALUES (?, ?, ?, 'operator', ?)",
               [(1 + i, f"operator-{i}", self.random.choice(self.names), BEGIN) for i in range(1, self.operators + 1)])
        insert("INSERT INTO teams (id, name, name_key, created_at) VALUES (?, ?, ?, ?)",
               [(i, f"Команда {i}", f"команда {i}", BEGIN) for i in range(2, TEAMS + 1)])
        insert("INSERT INTO team_members (team_id, user_id) VALUES (?, ?)", [(self.team(i), 1 + i) for i in range(1, self.operators + 1)])
        insert("INSERT INTO channels (id, kind, name, calendar_id, team_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
               [(i, kind, kind, CALENDAR, 1 + i, BEGIN) for i, kind in enumerate(CHANNELS, 1)])
        insert("INSERT INTO channel_secrets (channel_id, hash, created_at) VALUES (?, ?, ?)",
               [(i, hashlib.sha256(secret(i).encode()).digest(), BEGIN) for i in range(1, len(CHANNELS) + 1)])
        week = "; ".join(f"{day} 00:00-24:00" for day in "mon tue wed thu fri sat sun".split())
        rules = ["Europe/Moscow", week, "", "", "", "", "", ""]
        insert("INSERT INTO calendars (id, name, time_zone, week, holidays, breaks, overrides, working_days, short_days, production_calendar, "
               "digest, created_at) VALUES (?, 'Круглосуточно', ?, ?, '', '', '', '', '', 0, ?, ?)",
               [(CALENDAR, rules[0], week, hashlib.sha256("\n".join(rules).encode()).digest(), BEGIN)])
        insert("INSERT INTO sla_policies (id, name, position, priority, calendar_id, first_response_minutes, next_response_minutes, "
               "resolution_minutes, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
               [(id, name, place, priority, CALENDAR, *MINUTES[id], BEGIN)
                for place, (id, name, priority) in enumerate([(URGENT, "Срочные", "urgent"), (USUAL, "Все", None)], 1)])

    def team(self, operator):
        return 1 + operator % TEAMS

    # The passing of time

    def run(self):
        closed, goals, lengths = self.tickets * 2 // 5, [], []
        for id in range(1, self.tickets + 1):
            if id <= closed:
                at = self.now - AGE + (AGE - 20 * DAY) * id // closed
                goal = "spam" if self.random.random() < 0.02 else "closed"
            else:
                at = self.now - 10 * DAY + (10 * DAY - 3_600 * SECOND) * (id - closed) // (self.tickets - closed)
                goals = goals or self.random.sample(GOALS, len(GOALS))
                goal = goals.pop()
            lengths = lengths or self.random.sample(LENGTHS, len(LENGTHS))
            self.pass_until(at)
            self.go_on(id, self.life(id, at, goal, lengths.pop()))
        self.pass_until(self.now)

    def pass_until(self, at):
        while self.waiting and self.waiting[0][0] <= at:
            _, id, life = heapq.heappop(self.waiting)
            self.go_on(id, life)

    def go_on(self, id, life):
        at = next(life, None)
        if at is not None:
            heapq.heappush(self.waiting, (at, id, life))

    def life(self, id, at, goal, length):
        """The story of a ticket. Yields the time of each next step."""
        R, spoken = self.random, goal in ("resolved", "closed") and self.random.random() < 0.2
        t = self.open(id, at, spoken)
        words = self.words(goal, length, spoken)
        first = at
        if goal in ("closed", "spam"):
            last = at + 10 * MINUTE + R.randrange(3 * DAY)
        elif goal == "resolved":
            first = max(at, self.now - KEPT * DAY)
            last = self.now - R.randrange(self.now - first - 60 * SECOND) - SECOND
        else:
            last = self.now - R.randrange((self.now - at) // 2) - SECOND
        times = sorted(R.randrange(at + SECOND, last) for _ in words[1:]) + [last]
        for word, when in zip(words, times):
            yield from self.alarms(t, when)
            yield when
            getattr(self, word)(t, when)
        if goal == "closed":
            yield t["closes_at"]
            self.close(t, t["closes_at"])
        yield from self.alarms(t, self.now)
        self.keep(t)

    def words(self, goal, length, spoken):
        """The steps after the first message."""
        R, more = self.random, length - 1
        if goal == "new":
            return ["bot" if i % 2 == 0 else "client" for i in range(more)]
        if goal == "spam":
            return ["client"] * more + ["mark_spam"]
        words = ["take"]
        words += [word for word, share in (("describe", 0.4), ("tag", 0.1), ("hand_over", 0.05)) if R.random() < share]
        middle = ["note"] * 9 + ["answer"] if spoken else ["client"] * 5 + ["answer"] * 4 + ["note"]
        words += [R.choice(middle) for _ in range(more - 1)]
        if goal in ("open", "on_hold"):
            return words + ["client"] * min(more, 1) + ["hold"] * (goal == "on_hold")
        if goal == "pending_client":
            return words + ["answer"]
        return words + ["resolve" if more else "finish"]

    # The steps

    def open(self, id, at, spoken):
        R = self.random
        contact = R.randint(1, min(self.contacts, len(self.clients)) if spoken else self.contacts)
        client, name, phone = self.clients[contact - 1] if contact <= len(self.clients) else (None, self.names[contact % len(self.names)], None)
        channel = 1 + contact % len(CHANNELS)
        address = f"guest{contact}@example.ru" if CHANNELS[channel - 1] == "web" else f"{CHANNELS[channel - 1]}:{100_000 + contact}"
        place = 0 if "@" in address else channel
        text = R.choice(self.texts)
        year = time.gmtime(at // 1_000 + 3 * 3_600).tm_year
        self.numbers[year] = self.numbers.get(year, 0) + 1
        priority = R.choice(PRIORITIES)
        policy = URGENT if priority == "urgent" else USUAL
        t = dict.fromkeys(NAMES["tickets"])
        t.update(
            id=id, number=f"ОБ-{year}-{self.numbers[year]:06d}", kind=R.choice(KINDS), status="new", priority=priority,
            subject=text if len(text) <= 80 else text[:79] + "…", channel_id=None if spoken else channel,
            channel_kind="phone" if spoken else CHANNELS[channel - 1], team_id=1 if spoken else 1 + channel, contact_id=contact,
            client_id=client, spam=0, tags="", handovers=0, message_count=0, last_client_message_id=0, opened_at=at, sla_policy_id=policy,
            breached=0, version=0, response=None, pause=None)
        t.update(address=address, name=name, phone=phone, conversation=None if spoken else f"c-{id}")
        if not spoken:
            parts = [str(place or ""), address, t["conversation"]]
            digest = hashlib.sha256("".join(f"{len(part.encode())}:{part}" for part in parts).encode()).digest()
            t["origin"] = max(1, int.from_bytes(digest[:8]) & 0x7FFF_FFFF_FFFF_FFFF)
            self.put("conversations", (channel, t["conversation"], contact, id))
        user = self.operator(t) if spoken else None
        if not self.known[contact]:
            self.meet(t, place, at, user)
        message = self.write(t, at, "in", "client", user, text)
        t["response"] = self.clock(t, 0, at)
        t["resolution"] = self.clock(t, 2, at)
        if spoken:
            t["first_response_at"] = at
            self.end_response(t, at, "met")
        else:
            t["waiting_since_at"] = at
        told = ("number", "kind", "status", "priority", "channel_id", "channel_kind", "team_id", "contact_id", "client_id")
        changed = {field: [None, t[field]] for field in told if t[field] is not None}
        event = self.tell(t, at, user, "ticket.opened", {"message_id": message}, {**changed, "test": [None, False]}, ["subject"])
        if client:
            self.put("event_personal", (event, client, "subject", t["subject"]))
        return t

    def meet(self, t, place, at, user):
        """Enters a contact with its addresses before its first ticket."""
        contact, client = t["contact_id"], t["client_id"]
        self.known[contact] = 1
        self.put("contacts", (contact, t["name"], client, at))
        self.put("contact_addresses", (contact, place, t["address"]))
        if t["phone"]:
            self.put("contact_addresses", (contact, 0, t["phone"]))
        data = {"changed": {"client_id": [None, client]}, "personal": ["name"]} if client else {"personal": ["name"]}
        event = self.record(at, user, "contact.created", "contact", contact, client, None, data)
        if client:
            self.put("event_personal", (event, client, "name", t["name"]))

    def client(self, t, at):
        asks = t["status"] == "new" and t["message_count"] > 1 and not t["person_wanted_at"] and self.random.random() < 0.1
        message = self.write(t, at, "in", "client", None, "Позовите, пожалуйста, оператора." if asks else self.random.choice(self.texts))
        changed = self.become(t, at, "open") if t["status"] != "new" else {}
        if asks:
            t["person_wanted_at"] = at
            changed["person_wanted_at"] = [None, stamp(at)]
        if t["waiting_since_at"] is None:
            t["waiting_since_at"] = at
            t["response"] = self.clock(t, 0 if t["first_response_at"] is None else 1, at)
        self.tell(t, at, None, "ticket.client_wrote", {"message_id": message}, changed)
        if asks:
            self.tell(t, at, None, "ticket.person_wanted", {"message_id": message})

    def bot(self, t, at):
        message = self.write(t, at, "out", "bot", None, REPLIES[1])
        self.tell(t, at, None, "ticket.bot_wrote", {"message_id": message})

    def answer(self, t, at, then="pending_client"):
        message = self.write(t, at, "out", "user", t["person_id"], self.random.choice(REPLIES))
        t["first_response_at"] = t["first_response_at"] or at
        t["waiting_since_at"] = None
        self.end_response(t, at, "met")
        self.tell(t, at, t["person_id"], "ticket.answered", {"message_id": message}, self.become(t, at, then))

    def resolve(self, t, at):
        self.answer(t, at, "resolved")

    def note(self, t, at):
        message = self.write(t, at, "note", "user", t["person_id"], self.random.choice(ADDED))
        self.tell(t, at, t["person_id"], "ticket.noted", {"message_id": message})

    def take(self, t, at):
        t["person_id"] = self.operator(t)
        self.change(t, at, "ticket.taken", {"status": ["new", "open"], "person_id": [None, t["person_id"]]})
        t["status"] = "open"

    def describe(self, t, at):
        """Says what the ticket is about: a topic, the client's vehicle, the client's newest order."""
        t["topic"], t["vehicle_id"] = self.random.choice(TOPICS), t["client_id"]
        t["work_order_id"] = self.orders.get(t["client_id"])
        self.change(t, at, "ticket.changed", {field: [None, t[field]] for field in ("topic", "vehicle_id", "work_order_id") if t[field]})

    def tag(self, t, at):
        tags = sorted(self.random.sample(TAGS, 2))
        t["tags"] = "\n".join(tags)
        for tag in tags:
            self.put("ticket_tags", (t["id"], tag))
        self.change(t, at, "ticket.tagged", {"tags": ["", t["tags"]]})

    def hand_over(self, t, at):
        before, t["person_id"] = t["person_id"], self.operator(t)
        if t["person_id"] != before:
            t["handovers"] += 1
            self.change(t, at, "ticket.assigned", {"person_id": [before, t["person_id"]]}, before)

    def hold(self, t, at):
        until = self.now + 30 * DAY
        self.timer(t, "ticket_hold_ends", until)
        self.change(t, at, "ticket.held", {**self.become(t, at, "on_hold"), "hold_until_at": [None, stamp(until)]})
        t["hold_until_at"] = until

    def finish(self, t, at):
        t["waiting_since_at"] = None
        self.end_response(t, at, "dropped")
        self.change(t, at, "ticket.resolved", self.become(t, at, "resolved"))

    def close(self, t, at):
        self.change(t, at, "ticket.closed", self.become(t, at, "closed"), None)

    def mark_spam(self, t, at):
        t["spam"], t["waiting_since_at"] = 1, None
        self.end_response(t, at, "dropped")
        user = self.operator(t)
        self.change(t, at, "ticket.marked_spam", {**self.become(t, at, "closed"), "spam": [False, True]}, user)

    # What the steps are made of

    def operator(self, t):
        """Somebody of the ticket's team."""
        return 1 + self.random.randrange(self.operators // TEAMS) * TEAMS + (t["team_id"] - 1 or TEAMS)

    def write(self, t, at, kind, author, user, text):
        """Adds a message. Returns its id."""
        id, is_in = self.next("messages"), kind == "in"
        known = is_in and t["conversation"]
        self.put("messages", (
            id, t["id"], kind, author, user, t["contact_id"] if is_in or author == "bot" else None,
            None if kind == "note" else t["channel_id"], f"m-{id}" if known or author == "bot" else None,
            t["conversation"] if is_in or author == "bot" else None, t.get("origin", 0) if is_in or author == "bot" else 0,
            t["address"] if known or author == "bot" else "", t["name"] if known else None, t["phone"] if known else None, text,
            at - 2 * SECOND if known else None, at))
        t["message_count"] += 1
        t["version"] += 1
        if kind != "note":
            t["last_message_at"] = at
        if is_in:
            t["last_client_message_id"] = id
        return id

    def become(self, t, at, status):
        """Changes the status, and stops or starts the clock of the resolution. Returns the change."""
        before = t["status"]
        if before == status:
            return {}
        changed = {"status": [before, status]}
        if t["hold_until_at"]:
            changed["hold_until_at"], t["hold_until_at"] = [stamp(t["hold_until_at"]), None], None
        t["status"] = status
        if status == "resolved":
            t["resolved_at"], t["closes_at"] = at, at + 7 * DAY
        elif status == "closed":
            t["closes_at"], t["closed_at"] = None, at
        self.follow(t, at, before, status)
        return changed

    def follow(self, t, at, before, status):
        stopping = ("pending_client", "resolved", "closed")
        if before in stopping:
            self.put("ticket_pauses", (t["pause"][0], t["id"], t["pause"][1], at, before))
        t["pause"] = (self.next("ticket_pauses"), at) if status in stopping else None
        clock = t["resolution"]
        if clock["ended_at"]:
            return
        if clock["state"] == "running" and status in stopping:
            clock.update(spent_ms=clock["spent_ms"] + at - clock["counted_at"], state="paused", counted_at=at, due_at=None)
        if status in ("resolved", "closed"):
            clock.update(state="met" if status == "resolved" else "dropped", ended_at=at)
        elif clock["state"] == "paused" and status not in stopping:
            clock.update(state="running", counted_at=at, due_at=at + clock["minutes"] * MINUTE - clock["spent_ms"])

    def clock(self, t, kind, at):
        minutes = MINUTES[t["sla_policy_id"]][kind]
        return dict(id=self.next("sla_clocks"), ticket_id=t["id"], kind=CLOCKS[kind], state="running", policy_id=t["sla_policy_id"],
                    calendar_id=CALENDAR, minutes=minutes, started_at=at, counted_at=at, spent_ms=0, due_at=at + minutes * MINUTE,
                    ended_at=None, warned_at=None, breached_at=None)

    def end_response(self, t, at, state):
        clock, t["response"] = t["response"], None
        if clock:
            late = at > clock["due_at"]
            clock.update(state=state, spent_ms=at - clock["counted_at"], counted_at=at, ended_at=at, due_at=clock["due_at"] if late else None)
            self.put_named("sla_clocks", clock)

    def alarms(self, t, until):
        """The warning and the breach of a response that is awaited until then."""
        clock = t["response"]
        if not clock or clock["breached_at"]:
            return
        moments = [("warned_at", clock["started_at"] + clock["minutes"] * MINUTE // 100 * 75), ("breached_at", clock["due_at"])]
        for field, at in moments:
            if at < until and not clock[field]:
                yield at
                clock[field] = at
                t["version"] += 1
                t["breached"] = t["breached"] or int(field == "breached_at")
                self.tell(t, at, None, "ticket.sla_warning" if field == "warned_at" else "ticket.sla_breached", {
                    "clock": clock["kind"], "policy_id": clock["policy_id"], "minutes": clock["minutes"], "due_at": stamp(clock["due_at"])})

    def keep(self, t):
        """Writes the ticket as it ended up, with its clocks that still count, and its timers."""
        clocks = [clock for clock in (t["response"], t["resolution"]) if clock]
        running = [clock for clock in clocks if clock["state"] == "running"]
        alarms = [clock["due_at"] if clock["warned_at"] else clock["counted_at"] + clock["minutes"] * MINUTE // 100 * 75 - clock["spent_ms"]
                  for clock in running if not clock["breached_at"]]
        t["due_at"] = min((clock["due_at"] for clock in running), default=None)
        if alarms:
            self.timer(t, "ticket_alarm", min(alarms))
        if t["closes_at"]:
            self.timer(t, "ticket_closes", t["closes_at"])
        if t["pause"]:
            self.put("ticket_pauses", (t["pause"][0], t["id"], t["pause"][1], None, t["status"]))
        for clock in clocks:
            self.put_named("sla_clocks", clock)
        self.put_named("tickets", t)

    def change(self, t, at, type, changed, user=0):
        t["version"] += 1
        self.tell(t, at, t["person_id"] if user == 0 else user, type, {}, changed)

    def tell(self, t, at, user, type, facts, changed=None, personal=None):
        data = {**facts, "changed": changed} if changed else facts
        return self.record(at, user, type, "ticket", t["id"], t["client_id"], t["vehicle_id"], {**data, "personal": personal} if personal else data)

    def record(self, at, user, type, subject, id, client, vehicle, data):
        event = self.next("events")
        self.put("events", (event, at, user, type, subject, id, client, vehicle, f"0be9c400-{event:x}", encode(data)))
        return event

    def timer(self, t, kind, at):
        self.put("timers", (kind, t["id"], at))

    def next(self, table):
        self.last[table] += 1
        return self.last[table]

    def put_named(self, table, row):
        self.put(table, tuple(row[name] for name in NAMES[table]))

    def put(self, table, row):
        rows = self.rows[table]
        rows.append(row)
        if len(rows) == 20_000:
            self.flush(table)

    def known_columns(self, table):
        """The columns of a table, each with its place in a row. What an older desk does not have is left out."""
        there = {row[1] for row in self.db.execute(f"PRAGMA table_info({table})")}
        older = {"message_count": "messages"} if table == "tickets" and "message_count" not in there else {}
        names = [older.get(name, name) for name in NAMES[table]]
        return [(name, place) for place, name in enumerate(names) if name in there]

    def flush(self, table):
        verb = "INSERT OR IGNORE" if table == "contact_addresses" else "INSERT"  # two clients may have the same telephone
        if self.columns[table]:
            names, places = zip(*self.columns[table])
            self.db.executemany(f"{verb} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                                [[row[place] for place in places] for row in self.rows[table]])
        self.rows[table].clear()


def stamp(at):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at // 1_000)) + f".{at % 1_000:03d}Z"

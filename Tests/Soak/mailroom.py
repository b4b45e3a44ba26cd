"""mailroom.py Postfix|Exim STEP: a step of `mail.py`, inside the machine where the mail server runs."""
import email, email.policy, glob, http.client, itertools, json, os, random, re, smtplib, sqlite3, subprocess, sys, threading, time

SAMPLES, BOX, DATABASE, TOKEN = "/srv/config/mail", "/var/mail/clients", "/var/lib/servicedesk/desk.db", "/srv/token"
PROGRAM, KILLS = "/usr/local/bin/servicedesk", 10
DESK, NAME, SIGNATURE = "desk@centre.example", "Автоцентр «Заря»", "С уважением,\nАвтоцентр «Заря»"


class Wrong(Exception):
    pass


def expect(holds, what):
    if not holds:
        raise Wrong(what)


def eventually(look, seconds, what):
    end = time.monotonic() + seconds
    while not (found := look()):
        expect(time.monotonic() < end, what)
        time.sleep(0.2)
    return found


def shell(line):
    done = subprocess.run(["sh", "-e", "-c", line], capture_output=True, text=True)
    expect(done.returncode == 0, f"{line}: {done.stderr or done.stdout}")
    return done.stdout


def as_desk(words, password=""):
    program = f"env SERVICEDESK_DATABASE={DATABASE} servicedesk {words} --config /etc/servicedesk/servicedesk.json"
    return shell(f"cd /; echo {password} | runuser -u servicedesk -- {program}")


class Server:
    """A mail server. The mails of all clients fall into one box, and it tries again at once what it has to keep."""

    def sample(self, file):
        """Appends each part of the sample to the file that its heading names."""
        place = None
        for line in open(f"{SAMPLES}/{file}"):
            if heading := re.match(r"# (/etc/[^ :,]*)", line):
                place = heading.group(1)
            elif place and not line.startswith("#"):
                with open(place, "a") as out:
                    out.write(line)

    def is_empty(self):
        return self.waiting() == 0

    def until_empty(self, seconds=240):
        eventually(self.is_empty, seconds, f"{self.waiting()} mails still wait in the queue")


class Postfix(Server):
    def set_up(self):
        shell("touch /etc/postfix/main.cf; newaliases; postconf -e myhostname=mail.centre.example mydestination=centre.example inet_interfaces=loopback-only "
              "virtual_mailbox_domains=client.example virtual_mailbox_maps=static:clients/ virtual_mailbox_base=/var/mail virtual_uid_maps=static:65534 "
              "virtual_gid_maps=static:65534 virtual_mailbox_limit=0 minimal_backoff_time=5s maximal_backoff_time=5s queue_run_delay=5s")
        self.sample("postfix.txt")
        shell("postmap /etc/postfix/transport; systemctl restart postfix")

    def waiting(self):
        return shell("postqueue -j").count('"queue_id"')

    def flush(self):
        shell("postqueue -f")

    stop, start = "systemctl stop postfix", "systemctl start postfix"


class Exim(Server):
    ROUTER = f"clients:\n  driver = accept\n  domains = client.example\n  transport = clients\n"
    TRANSPORT = f"clients:\n  driver = appendfile\n  directory = {BOX}\n  maildir_format\n  user = nobody\n  return_path_add\n  envelope_to_add\n"

    def set_up(self):
        shell("cd /etc/exim4; sed -i \"s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='internet'/; s/^dc_use_split_config=.*/dc_use_split_config='true'/; "
              "s/^dc_local_interfaces=.*/dc_local_interfaces='127.0.0.1'/; s/^dc_other_hostnames=.*/dc_other_hostnames='centre.example;client.example'/\" "
              "update-exim4.conf.conf; sed -i 's/^QUEUEINTERVAL=.*/QUEUEINTERVAL=5s/' /etc/default/exim4")
        for place, text in ("router/140_local_clients", self.ROUTER), ("transport/31_local_clients", self.TRANSPORT), ("retry/20_local", "* * F,1d,5s\n"):
            with open(f"/etc/exim4/conf.d/{place}", "w") as out:
                out.write(text)
        self.sample("exim.txt")
        shell("update-exim4.conf; systemctl restart exim4")

    def waiting(self):
        return int(shell("exim4 -bpc"))

    def flush(self):
        shell("exim4 -qff")

    stop, start = "systemctl stop exim4", "systemctl start exim4"


class Desk:
    def __init__(self):
        self.token = open(TOKEN).read().strip() if os.path.exists(TOKEN) else None
        self.connection = None

    def ask(self, method, path, body):
        """Asks over one connection, which is opened again if the desk was killed."""
        fields = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        fields |= {"If-Match": "*"} if method != "POST" else {"Idempotency-Key": random.randbytes(16).hex()}
        for _ in range(100):
            try:
                self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", 8080, timeout=60)
                self.connection.request(method, path, json.dumps(body), fields)
                answer = self.connection.getresponse()
                read = json.loads(answer.read())
                expect(answer.status < 300, f"{method} {path}: {answer.status} {read}")
                return read
            except (OSError, http.client.HTTPException):
                self.connection = None
                time.sleep(0.2)
        raise Wrong(f"{method} {path}: nobody answers")

    def rows(self, question, *values):
        db = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True, timeout=30)
        try:
            return db.execute(question, values).fetchall()
        finally:
            db.close()

    def kept(self, mail):
        """The message that a mail became; None if it has not come."""
        found = self.rows("SELECT s.id, s.ticket_id FROM mails m JOIN messages s ON s.id = m.message_id WHERE m.mail_id = ?", mail)
        expect(len(found) < 2, f"{mail} is kept {len(found)} times")
        return found[0] if found else None

    def answer(self, mail, text):
        """Answers a mail. Returns the ticket's number and the id of the answer."""
        message, ticket = self.kept(mail)
        self.ask("POST", f"/v1/tickets/{ticket}/reply", {"text": text, "last_seen_message_id": message, "then": "wait"})
        return self.rows("SELECT t.number, max(s.id) FROM tickets t JOIN messages s ON s.ticket_id = t.id WHERE t.id = ? AND s.author = 'user'", ticket)[0]

    def kill(self):
        shell("systemctl kill -s KILL --kill-who=main servicedesk")


def letter(n):
    """Mail number n in one of the forms that clients' programs write. Its first line names it."""
    text = f"Письмо {n}: когда будет готова машина?\n\n.\n..точки\nFrom начало строки\nконец\n"
    head = f"From: Клиент {n} <client{n}@client.example>\nTo: {DESK}\nMessage-ID: <mail-{n}@client.example>\nDate: Mon, 30 Nov 2026 10:00:00 +0300\n"
    form = n % 4
    if form < 2:
        charset = ("utf-8", "windows-1251")[form]
        head += f"MIME-Version: 1.0\nSubject: Вопрос {n}\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
        return head.encode() + text.encode(charset)
    mail = email.message.EmailMessage(policy=email.policy.SMTP.clone(linesep="\n"))
    for line in head.splitlines():
        name, value = line.split(": ", 1)
        mail[name] = value
    mail["Subject"] = f"Вопрос {n}"
    mail.set_content(text, cte="quoted-printable")
    if form == 3:
        mail.add_alternative(f"<p>{text}</p>", subtype="html")
        mail.add_attachment(random.Random(n).randbytes(20_000), maintype="image", subtype="jpeg", filename=f"фото {n}.jpg")
    return mail.as_bytes()


def send(mails, sender="client{}@client.example"):
    """Hands the mails, pairs of number and bytes, to the server: ten a connection, since Exim lays the eleventh aside."""
    mails = iter(mails)
    while ten := list(itertools.islice(mails, 10)):
        with smtplib.SMTP("127.0.0.1", timeout=120) as line:
            for n, mail in ten:
                line.sendmail(sender.format(n), [DESK], mail.replace(b"\n", b"\r\n"), ["BODY=8BITMIME"])


def box():
    """The mails that clients have got."""
    for file in glob.glob(f"{BOX}/new/*"):
        with open(file, "rb") as bytes:
            yield email.message_from_binary_file(bytes, policy=email.policy.default)


def clear_box():
    for file in glob.glob(f"{BOX}/new/*"):
        os.remove(file)


def edit_config(**keys):
    place = "/etc/servicedesk/servicedesk.json"
    with open(place) as file:
        config = json.load(file)
    with open(place, "w") as out:
        json.dump(config | keys, out, ensure_ascii=False)
    shell("systemctl restart servicedesk")


def set_up(server, desk):
    eventually(lambda: os.path.exists("/run/servicedesk/deliver.sock"), 20, "the desk does not start")
    shell(f"install -d -o nobody -g nogroup {BOX}; install -D -m 644 {SAMPLES}/deliver.json /etc/servicedesk/deliver.json")
    edit_config(mail_from="office@centre.example")
    as_desk("user add proof --role admin", "four horses are waiting")
    with open(TOKEN, "w") as out:
        out.write(as_desk("token create proof proof --unlimited"))
    desk.token = open(TOKEN).read().strip()
    # The samples speak of channel 3.
    for address in "one@centre.example", "two@centre.example", DESK:
        desk.ask("POST", "/v1/channels", {"kind": "email", "name": NAME, "address": address})
    desk.ask("PATCH", "/v1/channels/3", {"signature": SIGNATURE})
    server.set_up()
    main = shell("systemctl show servicedesk -p MainPID --value").strip()
    bound = dict(line.split(":\t", 1) for line in open(f"/proc/{main}/status").read().splitlines())
    expect(bound["NoNewPrivs"] == "1" and bound["Seccomp"] == "2" and int(bound["CapBnd"], 16) == 0, "the desk does not run as in the sample unit")
    return "no new privileges, no capabilities, filtered system calls"


def arrive(server, desk, count):
    count, ended, kills, failures = int(count), threading.Event(), [], []
    numbers = iter(range(count))
    lock = threading.Lock()

    def next_ten():
        while True:
            with lock:
                ten = list(itertools.islice(numbers, 10))
            if not ten:
                return
            yield from ten

    def sender():
        try:
            send((n, letter(n)) for n in next_ten())
        except Exception as error:
            failures.append(error)

    def killer():
        while not ended.wait(random.uniform(2, 5)):
            desk.kill()
            kills.append(time.monotonic())

    began = time.monotonic()
    threads = [threading.Thread(target=sender) for _ in range(4)]
    killing = threading.Thread(target=killer)
    for thread in [*threads, killing]:
        thread.start()
    for thread in threads:
        thread.join()
    eventually(lambda: len(kills) >= KILLS, 120, "the desk is not killed")
    ended.set()
    killing.join()
    if failures:
        raise failures[0]
    waited = server.waiting()
    server.until_empty()
    came = dict(desk.rows("SELECT m.mail_id, count(*) FROM mails m JOIN messages s ON s.id = m.message_id WHERE s.author = 'client' GROUP BY m.mail_id"))
    wanted = {f"mail-{n}@client.example": 1 for n in range(count)}
    missing, twice = sorted(wanted.keys() - came.keys()), [mail for mail, times in came.items() if times > 1]
    expect(came == wanted, f"{len(missing)} are missing: {missing[:5]}; {len(twice)} are there twice: {twice[:5]}")
    messages, = desk.rows("SELECT count(*), count(DISTINCT ticket_id) FROM messages WHERE author = 'client'")
    expect(messages == (count, count), f"{messages} messages and tickets")
    for mail, text in desk.rows("SELECT m.mail_id, s.text FROM mails m JOIN messages s ON s.id = m.message_id"):
        n = mail.split("@")[0].split("-")[1]
        expect(text.startswith(f"Письмо {n}: когда будет готова машина?") and ".\n..точки\nFrom начало строки\nконец" in text, f"mail {n} reads {text!r}")
    return f"{len(kills)} kills, after which {waited} mails still waited; {time.monotonic() - began:.0f} s"


def wait(server, desk):
    real = PROGRAM + ".real"
    os.rename(PROGRAM, real)
    try:
        send([(1, letter(1).replace(b"mail-1@", b"missing@"))])
        time.sleep(2)
        with open(PROGRAM, "w") as out:
            out.write("#!/bin/sh\nkill -9 $$\n")
        os.chmod(PROGRAM, 0o755)
        send([(2, letter(2).replace(b"mail-2@", b"killed@"))])
        time.sleep(2)
    finally:
        os.rename(real, PROGRAM)
    for mail in "missing@client.example", "killed@client.example":
        expect(not desk.kept(mail), f"{mail} cannot have come")
    server.flush()
    for mail in "missing@client.example", "killed@client.example":
        eventually(lambda: desk.kept(mail), 60, f"{mail} does not come")
    expect(not list(box()), "a mail came back")
    long = letter(0).replace(b"mail-0@", b"long@") + b"x" * 70 + (b"\n" + b"x" * 70) * 480_000 + b"\n"
    try:
        send([(3, long)])
    except smtplib.SMTPSenderRefused as error:
        return f"too long: {error.smtp_code} at once"
    except smtplib.SMTPDataError as error:
        return f"too long: {error.smtp_code} at once"
    report = eventually(lambda: next(box(), None), 120, "the mail that is too long does not come back")
    expect("the mail is longer than the desk takes" in str(report) and not desk.kept("long@client.example"), str(report)[:2_000])
    clear_box()
    return "too long: comes back"


def keep(server, desk):
    """A program in place of the desk's shows what the server hands over."""
    real, got = PROGRAM + ".real", "/var/tmp/handed-over"
    mail = letter(0).replace(b"mail-0@", b"bytes@") + b"\n\n" + b"x" * 900 + b"\n.\n\n"
    os.rename(PROGRAM, real)
    try:
        with open(PROGRAM, "w") as out:
            out.write(f"#!/bin/sh\ncat > {got}.tmp; mv {got}.tmp {got}\n")
        os.chmod(PROGRAM, 0o755)
        for sender in "client0@client.example", "":
            send([(0, mail)], sender)
            eventually(lambda: os.path.exists(got), 20, "nothing is handed over")
            handed = open(got, "rb").read()
            os.remove(got)
            head = handed[:-len(mail)]
            expect(handed.endswith(mail), f"the mail is altered: {handed[:2_000]}")
            expect(head.lower().startswith(f"return-path: <{sender}>\nreceived: ".encode()), f"before it stands {head}")
    finally:
        os.rename(real, PROGRAM)
    return f"after {head.count(b': ')} fields of the server's"


def leave(server, desk, count):
    count, text = int(count), "Готова в 15:00.\n\n.\n..точки\nFrom начало строки"
    answers = {f"client{n}@client.example": (n, *desk.answer(f"mail-{n}@client.example", text)) for n in range(count)}
    began = time.monotonic()
    eventually(lambda: desk.rows("SELECT count(*) FROM dispatches WHERE status = 'queued'") == [(0,)], 180, "answers still wait")
    seconds = time.monotonic() - began
    server.until_empty()
    states = dict(desk.rows("SELECT status, count(*) FROM dispatches GROUP BY status"))
    expect(states == {"sent": count}, f"{states}")
    seen = []
    for mail in box():
        to = mail["to"].addresses[0].addr_spec
        n, number, message = answers[to]
        seen.append(to)
        sent_id, = desk.rows("SELECT mail_id FROM mails WHERE message_id = ?", message)[0]
        read = {
            "From": mail["from"].addresses[0].addr_spec == DESK and mail["from"].addresses[0].display_name == NAME,
            "To": mail["to"].addresses[0].display_name == f"Клиент {n}",
            "Subject": mail["subject"] == f"Re: Вопрос {n} [{number}]",
            "Message-ID": mail["message-id"] == f"<{sent_id}>",
            "In-Reply-To": mail["in-reply-to"] == f"<mail-{n}@client.example>",
            "References": mail["references"].split()[-1] == f"<mail-{n}@client.example>",
            "Date": abs(mail["date"].datetime.timestamp() - time.time()) < 900,
            "envelope": mail["return-path"] == f"<{DESK}>",
            "no machine": mail["auto-submitted"] is None and mail["precedence"] is None,
            "text": mail.get_content().replace("\r\n", "\n").rstrip("\n") == f"{text}\n\n-- \n{SIGNATURE}",
            "no defect": not mail.defects and not any(field.defects for field in mail.values() if hasattr(field, "defects")),
        }
        expect(all(read.values()), f"{[name for name, holds in read.items() if not holds]} of {mail}")
    expect(sorted(seen) == sorted(answers), f"{len(seen)} mails to {len(set(seen))} of {count} clients")
    clear_box()
    return f"handed over in {seconds:.0f} s"


def fail(server, desk):
    """One recipient that nobody knows, between two that get their mail. The employee is told."""
    desk.ask("PUT", "/v1/me/notices", {"email": "employee@client.example", "failure": "mail", "language": "ru"})
    tickets, = desk.rows("SELECT count(*) FROM tickets")[0]
    addresses = ["before@client.example", "nobody-here@centre.example", "after@client.example"]
    for n, address in enumerate(addresses):
        send([(n, letter(0).replace(b"client0@client.example", address.encode()).replace(b"mail-0@client", f"fail-{n}@client".encode()))], address)
        eventually(lambda: desk.kept(f"fail-{n}@client.example"), 60, f"the mail of {address} does not come")
    answers = [desk.answer(f"fail-{n}@client.example", "Готова.")[1] for n in range(3)]
    look = lambda: [desk.rows("SELECT status, result FROM dispatches WHERE message_id = ?", message)[0] for message in answers]
    eventually(lambda: [status for status, _ in look()] == ["sent", "failed", "sent"], 90, f"{look()}")
    server.until_empty()
    now, = desk.rows("SELECT count(*) FROM tickets")[0]
    expect(now == tickets + 3, f"{now - tickets} tickets")
    delivery, = desk.rows("SELECT delivery FROM messages WHERE id = ?", answers[1])[0]
    expect(delivery == "failed", delivery)
    told = lambda: next((mail for mail in box() if mail["to"].addresses[0].addr_spec == "employee@client.example"), None)
    notice = eventually(told, 60, "the employee is not told")
    expect(len(list(box())) == 3, "the answers to the others do not arrive")
    number, = desk.rows("SELECT t.number FROM tickets t JOIN messages s ON s.ticket_id = t.id WHERE s.id = ?", answers[1])[0]
    fields = {"from": notice["from"].addresses[0].addr_spec} | {name: str(notice[name]) for name in ("return-path", "auto-submitted", "precedence", "x-auto-response-suppress")}
    expect(list(fields.values()) == ["office@centre.example", "<>", "auto-generated", "bulk", "All"], f"{fields}")
    expect(number in notice["subject"] + notice.get_content() and "nobody-here" not in notice.as_string(), notice.as_string())
    clear_box()
    return look()[1][1]


def pause(server, desk):
    shell(server.stop)
    try:
        message = desk.answer("fail-0@client.example", "И ещё одно.")[1]
        look = lambda: desk.rows("SELECT status, attempts, result FROM dispatches WHERE message_id = ?", message)[0]
        eventually(lambda: look()[1] == 1 and look()[2], 30, f"nothing was tried: {look()}")
        said = look()
        expect(said[0] == "queued", f"{said}")
    finally:
        shell(server.start)
    eventually(lambda: look()[0] == "sent", 120, f"{look()}")
    eventually(lambda: list(box()), 30, "the answer does not arrive")
    expect(len(list(box())) == 1, "it arrives twice")
    return said[2]


def check(server, desk):
    return as_desk("check").strip().splitlines()[-1]


STEPS = {step.__name__: step for step in (set_up, arrive, wait, keep, leave, fail, pause, check)}


if __name__ == "__main__":
    try:
        print(STEPS[sys.argv[2]]({"Postfix": Postfix, "Exim": Exim}[sys.argv[1]](), Desk(), *sys.argv[3:]) or "")
    except Wrong as wrong:
        sys.exit(f"{wrong}")

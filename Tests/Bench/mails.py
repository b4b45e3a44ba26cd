"""Mails of 30 KB beside Python's email, which parses the same ones; a mail of 25 MB beside `/healthz`."""
import email, email.message, email.policy, glob, os, random, socket, statistics, subprocess, threading, time
import served
from limits import say
from names import ADDED, COMPLAINTS, FIRST, LAST

MAILS, READ, LONG = 10_000, 1_000, 25 << 20
CONNECTIONS = 8


def run(o):
    """Limits: five times the rate of Python's email (policy default); 80 MiB more for a mail of 25 MB, `/healthz` within 20 ms (p99)."""
    path = os.path.join(o.folder, "mails.db")
    for old in glob.glob(path[:-3] + "*"):
        os.remove(old)
    token = served.staff(o.binary, path)
    server = served.Served(o.binary, path, cpu=0, variables={"SERVICEDESK_MAIL_OUT": ""})
    try:
        status, _, made = server.ask("POST", "/v1/channels", token, {"kind": "email", "name": "Почта", "address": "desk@centre.example"})
        if status != 201:
            raise RuntimeError(f"no channel: {status} {made}")
        target = f"/v1/channels/{made['channel']['id']}/messages"
        fields = f"Host: x\r\nAuthorization: Bearer {made['secret']}\r\nContent-Type: message/rfc822\r\n"
        head = lambda mail: f"POST {target} HTTP/1.1\r\n{fields}Content-Length: {len(mail)}\r\n\r\n".encode()
        return all([short(server, head), long(server, o.folder, target, made["secret"])])
    finally:
        server.stop()


def short(server, head):
    make = Writing(1)
    mails = [make.mail(n) for n in range(MAILS)]
    size = statistics.mean(map(len, mails)) / 1_000
    post(server, head, [make.mail(MAILS + n) for n in range(500)])  # the first ones warm up
    before, began = server.cpu_seconds(), time.perf_counter()
    post(server, head, mails)
    ours, seconds = (server.cpu_seconds() - before) / MAILS * 1e6, time.perf_counter() - began
    parsed, read = python(mails[:READ])
    print(f"     {MAILS:,} mails of {size:.0f} KB: {MAILS / seconds:,.0f} a second; CPU µs a mail: desk {ours:.0f}, Python's email {parsed:.0f} to parse, "
          f"{read:.0f} to parse and read")
    return say("mails, parsed and filed, beside Python's email that only parses", f"× {parsed / ours:.1f} ({read / ours:.1f} when it reads, too)",
               "× 5", parsed >= 5 * ours)


def post(server, head, mails):
    """Posts the mails over a few connections that stay open."""
    failures = []

    def send(part):
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line, line.makefile("rb") as answers:
                for mail in part:
                    line.sendall(head(mail) + mail)
                    status, length = answers.readline().split(b" ")[1], 0
                    while (field := answers.readline()) != b"\r\n":
                        if field.lower().startswith(b"content-length:"):
                            length = int(field.split(b":")[1])
                    body = answers.read(length)
                    if status != b"200":
                        raise RuntimeError(f"a mail was answered {status} {body[:300]}")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=send, args=(mails[n::CONNECTIONS],)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def python(mails):
    """CPU µs a mail of Python's email: to parse it, and to parse it and read what the desk reads."""
    def cost(work):
        before = time.process_time()
        for mail in mails:
            work(email.message_from_bytes(mail, policy=email.policy.default))
        return (time.process_time() - before) / len(mails) * 1e6
    return cost(lambda mail: None), cost(reading)


def reading(mail):
    fields = [mail[name] for name in ("subject", "from", "to", "cc", "date", "message-id", "in-reply-to", "references")]
    texts = [part.get_content() for part in (mail.get_body(["plain"]), mail.get_body(["html"])) if part]
    return fields, texts, [(part.get_filename(), part.get_content_type(), len(part.get_payload(decode=True))) for part in mail.iter_attachments()]


class Writing:
    """Mails as clients write them: text with a quotation, text and HTML with a photo, text with a document."""

    def __init__(self, seed):
        R = random.Random(seed)
        said = lambda: f"{R.choice(COMPLAINTS)}: {R.choice(ADDED)}, {R.choice(ADDED)}."
        self.texts = [" ".join(said() for _ in range(8)) for _ in range(50)]
        self.forms = [self.quoting(R), self.photo(R), self.document(R)]

    def mail(self, n):
        name, text = f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}", self.texts[n % len(self.texts)]
        head = email.message.EmailMessage(policy=email.policy.SMTP)
        head["From"], head["To"], head["Subject"] = f"{name} <client{n}@client.example>", "desk@centre.example", text[:60]
        head["Message-ID"], head["Date"] = f"<bench-{n}@client.example>", "Mon, 30 Nov 2026 10:00:00 +0300"
        return head.as_bytes().rstrip(b"\r\n") + b"\r\n" + self.forms[n % len(self.forms)]

    def quoting(self, R):
        mail = self.empty()
        old = "\n".join("> " + " ".join(R.choice(self.texts).split()[:10]) for _ in range(150))
        mail.set_content(f"{R.choice(self.texts)}\n\nпн, 30 нояб. 2026 г. в 09:00, Автоцентр <desk@centre.example>:\n{old}\n", charset="utf-8", cte="8bit")
        return mail.as_bytes()

    def photo(self, R):
        mail = self.empty()
        mail.set_content("\n".join(self.texts[:3]), cte="quoted-printable")
        mail.add_alternative("<html><body>" + "".join(f"<p style=\"margin:0\">{text}</p>" for text in self.texts[:3]) + "</body></html>", subtype="html", cte="base64")
        mail.add_attachment(R.randbytes(10_500), maintype="image", subtype="jpeg", filename="подвеска.jpg")
        return mail.as_bytes()

    def document(self, R):
        mail = self.empty()
        mail.set_content(self.texts[0], cte="base64")
        mail.add_attachment(R.randbytes(21_000), maintype="application", subtype="pdf", filename="заказ-наряд.pdf")
        return mail.as_bytes()

    def empty(self):
        return email.message.EmailMessage(policy=email.policy.SMTP)


def long(server, folder, target, secret):
    """Five long mails, one after another, while `/healthz` is asked 200 times a second."""
    file, times, most, good = os.path.join(folder, "long.eml"), [], 0, True
    for n in range(5):
        with open(file, "wb") as out:
            out.write(long_mail(n))
        resident = server.memory()[0]
        open(f"/proc/{server.pid}/clear_refs", "w").write("5")  # the peak begins anew
        fields = [word for field in ("Content-Type: message/rfc822", f"Authorization: Bearer {secret}", "Expect:") for word in ("-H", field)]
        line = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", f"http://127.0.0.1:{server.port}{target}", *fields, "--data-binary", f"@{file}"]
        curl = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        while curl.poll() is None:
            began = time.perf_counter()
            server.ask("GET", "/healthz")
            times.append((time.perf_counter() - began) * 1e3)
            time.sleep(0.005)
        if (status := curl.stdout.read()) != "200":
            raise RuntimeError(f"the long mail was answered {status}")
        peak = next(int(line.split()[1]) for line in open(f"/proc/{server.pid}/status") if line.startswith("VmHWM")) / 1024
        most = max(most, peak - resident)
    os.remove(file)
    times.sort()
    p99 = times[len(times) * 99 // 100]
    good &= say("a mail of 25 MB", f"{most:.0f} MiB more at its peak", "80 MiB", most <= 80)
    return say("/healthz beside it", f"p99 {p99:.1f} ms, at most {times[-1]:.1f} ms of {len(times)}", "p99 20 ms", p99 < 20) and good


def long_mail(n):
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Клиент <long{n}@client.example>", "desk@centre.example", "Видео стука"
    mail["Message-ID"] = f"<long-{n}-{time.time_ns()}@client.example>"
    mail.set_content("Слышно на десятой секунде.")
    mail.add_attachment(random.Random(n).randbytes(LONG // 78 * 57), maintype="video", subtype="mp4", filename="стук.mp4")
    return mail.as_bytes()

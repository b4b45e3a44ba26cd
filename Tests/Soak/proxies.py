"""Runs the sample configuration of each proxy in the real program, in front of a desk. Only ports, certificate and time limits are changed."""
import gzip, http.client, json, os, signal, socket, ssl, subprocess, time
import served
from writers import Wrong

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
WAIT = 3  # seconds until a proxy gives up on the desk


def sample(name, *changes):
    """The sample's text after all changes. Fails if a change finds nothing to replace."""
    text = open(os.path.join(ROOT, "config", name)).read()
    for old, new in changes:
        if old not in text:
            raise Wrong(f"{name} has no {old!r}")
        text = text.replace(old, new)
    return text


def nginx(place, port, desk):
    text = sample("nginx.conf", ("127.0.0.1:8080", f"127.0.0.1:{desk}"), ("listen 443 ", f"listen 127.0.0.1:{port} "),
                  ("/etc/ssl/desk.example.net.pem", f"{place}/both.pem"), ("/etc/ssl/desk.example.net.key", f"{place}/both.pem"),
                  ("proxy_read_timeout 60s", f"proxy_read_timeout {WAIT}s"))
    write(place, "site.conf", text)
    temp = "".join(f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    write(place, "nginx.conf", f"daemon off; pid {place}/nginx.pid; error_log {place}/log; events {{}}\nhttp {{ access_log off; {temp} include {place}/site.conf; }}")
    return ["nginx", "-c", f"{place}/nginx.conf"]


def haproxy(place, port, desk):
    text = sample("haproxy.cfg", ("127.0.0.1:8080", f"127.0.0.1:{desk}"), ("bind :443 ", f"bind 127.0.0.1:{port} "),
                  ("/etc/ssl/desk.example.net.pem", f"{place}/both.pem"), ("timeout server 60s", f"timeout server {WAIT}s"))
    write(place, "haproxy.cfg", text)
    return ["haproxy", "-q", "-f", f"{place}/haproxy.cfg"]


def caddy(place, port, desk):
    text = sample("Caddyfile", ("reverse_proxy 127.0.0.1:8080", f"reverse_proxy 127.0.0.1:{desk}"),
                  ("desk.example.net {", f"https://localhost:{port}, https://127.0.0.1:{port} {{\n\ttls {place}/both.pem {place}/both.pem"),
                  ("response_header_timeout 60s", f"response_header_timeout {WAIT}s"))
    write(place, "Caddyfile", "{\n\tadmin off\n\tauto_https off\n}\n" + text)
    return ["env", f"HOME={place}", f"XDG_DATA_HOME={place}", f"XDG_CONFIG_HOME={place}", "caddy", "run", "--config", f"{place}/Caddyfile", "--adapter", "caddyfile"]


def write(place, name, text):
    with open(os.path.join(place, name), "w") as out:
        out.write(text)


def expect(holds, what):
    if not holds:
        raise Wrong(what)


def run(binary, folder, report):
    database = os.path.join(folder, "proxied.db")
    desk = Desk(binary, database)
    # The card is long enough to be compressed.
    status, _, made = desk.server.ask("POST", "/v1/clients", desk.token, {"name": "Анна", "kind": "person", "comment": "длинная заметка " * 100})
    expect(status == 201, made)
    try:
        for make in nginx, haproxy, caddy:
            front = Front(make, folder, desk, made["id"])
            try:
                # If a proxy does not start, the others are still tried.
                if report(f"{front.name} starts with the sample", front.start):
                    front.run(report)
            finally:
                front.stop()
    finally:
        desk.server.stop()


class Desk:
    def __init__(self, binary, database):
        self.binary, self.database, self.port = binary, database, served.free_port()
        self.token = served.staff(binary, database)
        self.start()

    def start(self):
        self.server = served.Served(self.binary, self.database, port=self.port)


class Front:
    def __init__(self, make, folder, desk, client):
        self.make, self.name, self.desk, self.token, self.client = make, make.__name__, desk, desk.token, client
        self.place = os.path.join(folder, self.name)
        os.makedirs(self.place)
        key = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                              "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "-", "-out", "-"], capture_output=True, text=True, check=True)
        write(self.place, "both.pem", key.stdout)
        self.tls, self.process = ssl._create_unverified_context(), None

    def start(self):
        """Starts a server; chooses another port if something else took the first."""
        said = os.path.join(self.place, "said")
        for left in (2, 1, 0):
            self.port = served.free_port()
            with open(said, "w") as log:
                self.process = subprocess.Popen(self.make(self.place, self.port, self.desk.port), stdout=log, stderr=log)
            for _ in range(100):
                if self.process.poll() is not None:
                    break
                try:
                    return socket.create_connection(("127.0.0.1", self.port)).close()
                except OSError:
                    time.sleep(0.1)
            self.stop()
            words = open(said).read()
            # HAProxy prints nothing in quiet mode.
            if not left or words and "in use" not in words:
                raise Wrong(f"{self.name} does not start: {words[-800:]}")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()

    def connect(self, timeout=60):
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout, context=self.tls)

    def ask(self, method, path, body=None, headers=None, raw=False):
        connection = self.connect()
        try:
            fields = {"Authorization": f"Bearer {self.token}", **({"Content-Type": "application/json"} if body is not None else {}), **(headers or {})}
            connection.request(method, path, body, fields)
            answer = connection.getresponse()
            data = answer.read()
            if answer.headers.get("Content-Encoding") == "gzip":
                data = gzip.decompress(data)
            return answer.status, answer.headers, data if raw or not data else json.loads(data)
        finally:
            connection.close()

    def run(self, report):
        for name, body in [("compresses, and a change names what was read", self.change), ("hides the figures", self.figures),
                           ("passes each event on at once", self.stream), ("takes a long import at once", self.long_import), ("refuses a body that is too long in the desk's words", self.too_long),
                           ("tells of a desk that is late", self.late), ("tells of a desk that is gone", self.gone)]:
            report(f"{self.name} {name}", body)

    def change(self):
        path = f"/v1/clients/{self.client}"
        status, headers, _ = self.ask("GET", path, headers={"Accept-Encoding": "gzip"})
        expect(status == 200 and headers.get("Content-Encoding") == "gzip", f"{status} {headers}")
        tag = headers["ETag"]
        status, _, body = self.ask("PATCH", path, json.dumps({"name": f"Анна {self.name}"}), {"If-Match": tag})
        expect(status == 200, f"If-Match: {tag} is answered {status} {body}")
        status, _, body = self.ask("PATCH", path, json.dumps({"name": "Другая"}), {"If-Match": tag})
        expect(status == 412 and body["code"] == "stale", f"{status} {body}")
        return tag

    def figures(self):
        for path in "/metrics", "/metrics?a=b", "/%6detrics", "//metrics", "/metrics/", "/./metrics", "/v1/../metrics":
            status, _, body = self.ask("GET", path, raw=True)
            expect(status in (400, 404) and b"desk_" not in body, f"{path}: {status}")
        self.problem(self.ask("GET", "/metrics"), [404], "not_found")

    def stream(self):
        for coding in "identity", "gzip":
            connection = self.connect(timeout=5)
            began = time.monotonic()
            connection.request("GET", "/v1/events", headers={"Authorization": f"Bearer {self.token}", "Accept": "text/event-stream", "Accept-Encoding": coding})
            answer = connection.getresponse()
            expect(answer.status == 200 and not answer.headers.get("Content-Encoding"), f"{answer.status} {answer.headers}")
            text = b""
            while b"\n\n" not in text:
                text += answer.read1(4096)
            opened = time.monotonic() - began
            expect(text.startswith(b":") and b"retry: " in text, f"the stream opens with {text}")
            self.ask("POST", "/v1/clients", json.dumps({"name": "Пётр", "kind": "person"}))
            began = time.monotonic()
            while b"event: client.created" not in text:
                text += answer.read1(4096)
            expect(opened < 1 and time.monotonic() - began < 1, f"{coding}: held back")
            connection.close()

    def long_import(self):
        # Behind the second proxy each row gets a warning, because the clients of the first import have the same phones.
        table = "Код;Наименование;Телефон\n" + "".join(f"{self.name}{n};Клиент {n};+7903{n:07}\n" for n in range(30_000))
        began = time.monotonic()
        status, headers, body = self.ask("POST", "/v1/imports/clients", table.encode(), {"Content-Type": "text/csv", "Idempotency-Key": self.name})
        expect(status == 202 and body["state"] == "waiting" and time.monotonic() - began < WAIT, f"{status} {body}")
        status, again, _ = self.ask("POST", "/v1/imports/clients", table.encode(), {"Content-Type": "text/csv", "Idempotency-Key": self.name})
        expect(status == 202 and again["Location"] == headers["Location"], f"a retry is answered {status} {again}")
        states = []
        while not states or states[-1] not in ("done", "failed"):
            expect(time.monotonic() - began < 120, f"it does not end: {states[-5:]}")
            _, _, run = self.ask("GET", headers["Location"])
            states += [run["state"]] if states[-1:] != [run["state"]] else []
            time.sleep(0.05)
        expect(states[-1] == "done" and run["report"]["created"] == 30_000, f"{states} {run['problem']}")
        seconds = time.monotonic() - began
        status, headers, body = self.ask("POST", "/v1/imports/clients", table.encode(), {"Content-Type": "text/csv", "Idempotency-Key": self.name})
        expect(status == 200 and headers["Idempotency-Replayed"] == "true" and body["created"] == 30_000, f"{status}")
        return f"{', '.join(states)} in {seconds:.1f} s, {body['warned']} rows warned of"

    def problem(self, answer, statuses, code):
        status, headers, body = answer
        expect(status in statuses and headers["Content-Type"].startswith("application/problem+json"), f"{status} {headers} {body}")
        expect(body["status"] == status and body["code"] == code and body["type"] and body["title"] and body["detail"], f"{body}")

    def too_long(self):
        connection = self.connect()
        connection.putrequest("POST", "/v1/imports/clients")
        for field in ("Authorization", f"Bearer {self.token}"), ("Content-Type", "text/csv"), ("Content-Length", str(33_554_433)), ("Expect", "100-continue"):
            connection.putheader(*field)
        connection.endheaders()
        try:
            for _ in range(33):
                connection.send(b"a" * 1_048_576)
        except OSError:
            pass  # a response may arrive first
        answer = connection.getresponse()
        self.problem((answer.status, answer.headers, json.loads(answer.read())), [413], "content_too_large")
        connection.close()

    def late(self):
        self.desk.server.process.send_signal(signal.SIGSTOP)
        try:
            self.problem(self.ask("GET", f"/v1/clients/{self.client}"), [504], "gateway_timeout")
        finally:
            self.desk.server.process.send_signal(signal.SIGCONT)

    def gone(self):
        self.desk.server.stop()
        try:
            self.problem(self.ask("GET", f"/v1/clients/{self.client}"), [502, 503], "bad_gateway")
        finally:
            self.desk.start()

"""Web hooks over https, sent by the machine's curl and verified with the library of Standard Webhooks."""
import http.server, json, os, ssl, subprocess, threading, time
import served
from writers import Wrong

VERIFY = """
import json, sys
from standardwebhooks import Webhook
told = json.load(sys.stdin)
print(json.dumps(Webhook(told["secret"]).verify(told["body"], {k.lower(): v for k, v in told["headers"].items()})))
"""


def expect(holds, what):
    if not holds:
        raise Wrong(what)


class Receiver:
    """Responds to each message according to its path, and keeps the messages."""

    def __init__(self, pem):
        self.came = []
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.came.append((self.path, dict(self.headers), body))
                if self.path == "/slow":
                    time.sleep(3)
                status = {"/gone": 410, "/moved": 302}.get(self.path, 204)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0") if status != 204 else None
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def at(self, path):
        return [one for one in self.came if one[0] == path]


def certificate(place):
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                           "-addext", "subjectAltName=DNS:localhost", "-keyout", "-", "-out", "-"], capture_output=True, text=True, check=True)
    with open(place, "w") as out:
        out.write(made.stdout)
    return place


def eventually(look, what, seconds=20):
    end = time.monotonic() + seconds
    while not (found := look()):
        expect(time.monotonic() < end, what)
        time.sleep(0.05)
    return found


def run(binary, folder, tool, report):
    database = os.path.join(folder, "hooks.db")
    token = served.staff(binary, database)
    pem = certificate(os.path.join(folder, "hooks.pem"))
    receiver = Receiver(pem)
    for trusts in True, False:
        server = served.Served(binary, database, variables={"CURL_CA_BUNDLE": pem if trusts else "/etc/ssl/certs/ca-certificates.crt"})
        desk = Desk(server, token, receiver, tool)
        try:
            if trusts:
                report("standardwebhooks takes what comes by https", desk.verified)
                report("the list of processes shows no secret", desk.hidden)
                report("410 switches a hook off", desk.gone)
                report("a redirect is not followed", desk.moved)
                report("a certificate of another name is refused", desk.misnamed)
            else:
                report("a certificate that the machine does not trust is refused", desk.untrusted)
        finally:
            server.stop()


class Desk:
    def __init__(self, server, token, receiver, tool):
        self.server, self.token, self.receiver, self.tool = server, token, receiver, tool

    def hook(self, path, host="localhost"):
        status, _, made = self.server.ask("POST", "/v1/webhooks", self.token, {"url": f"https://{host}:{self.receiver.port}{path}", "types": ["client"]})
        expect(status == 201, made)
        self.id, self.secret = made["webhook"]["id"], made["secret"]
        status, _, made = self.server.ask("POST", "/v1/clients", self.token, {"name": "Пётр", "kind": "person"})
        expect(status == 201, made)

    def end(self):
        self.server.ask("DELETE", f"/v1/webhooks/{self.id}", self.token, headers={"If-Match": "*"})

    def delivery(self, word):
        def look():
            items = self.server.ask("GET", f"/v1/webhooks/{self.id}/deliveries", self.token)[2]["items"]
            return items[0] if items and items[0]["last_answer"] and word in items[0]["last_answer"] else None
        return eventually(look, f"no delivery says {word}: {self.server.ask('GET', f'/v1/webhooks/{self.id}/deliveries', self.token)[2]}")

    def verified(self):
        self.hook("/desk?x=1")
        expect(self.delivery("204")["status"] == "delivered", "not delivered")
        _, headers, body = self.receiver.at("/desk?x=1")[0]
        told = json.dumps({"secret": self.secret, "headers": headers, "body": body})
        done = subprocess.run([self.tool("python"), "-c", VERIFY], input=told, capture_output=True, text=True)
        expect(done.returncode == 0 and json.loads(done.stdout)["type"] == "client.created", done.stderr[-500:])
        forged = subprocess.run([self.tool("python"), "-c", VERIFY], input=told.replace("client.created", "client.erased"), capture_output=True, text=True)
        expect(forged.returncode != 0, "a changed body is taken")
        self.end()
        return headers["webhook-id"]

    def hidden(self):
        self.hook("/slow")
        eventually(lambda: self.receiver.at("/slow"), "nothing came")
        headers = self.receiver.at("/slow")[0][1]
        lines = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                lines.append(open(f"/proc/{name}/cmdline").read())
            except OSError:
                pass
        expect(any(line.split("\0")[0].endswith("curl") for line in lines), "no curl is running")
        for word in self.secret, headers["webhook-signature"], headers["X-Desk-Signature"], "/slow":
            expect(not any(word in line for line in lines), f"{word} is shown")
        self.delivery("204")
        self.end()

    def gone(self):
        self.hook("/gone")
        expect(self.delivery("410")["status"] == "given_up", "not given up")
        expect(self.server.ask("GET", f"/v1/webhooks/{self.id}", self.token)[2]["status"] == "disabled", "not switched off")
        told = self.server.ask("GET", "/v1/events?type=webhook.switched_off", self.token)[2]["items"]
        expect(told, "no event tells it")
        self.end()

    def moved(self):
        self.hook("/moved")
        expect(self.delivery("302")["status"] == "waiting", "taken for delivered")
        expect(not self.receiver.at("/elsewhere"), "followed")
        self.end()

    def misnamed(self):
        self.hook("/other", host="127.0.0.1")
        return self.refused("/other")

    def untrusted(self):
        self.hook("/untrusted")
        return self.refused("/untrusted")

    def refused(self, path):
        said = self.delivery("curl: (60)")["last_answer"]
        expect(not self.receiver.at(path), "sent all the same")
        self.end()
        return said

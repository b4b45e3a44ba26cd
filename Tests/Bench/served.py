"""A running servicedesk binary with its own database: started, used over HTTP, measured, stopped."""
import http.client, json, os, signal, socket, subprocess, time

CONFIG = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench.json")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def environment(database, port=0, **more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SERVICEDESK_")}
    ours = {"SERVICEDESK_CONFIG": CONFIG, "SERVICEDESK_DATABASE": database, "SERVICEDESK_PORT": str(port)}
    return {**kept, **ours, **more}


def command(binary, database, *words, input=None, check=True):
    """Runs one command of the binary and returns its output."""
    done = subprocess.run([binary, *words], env=environment(database), input=input, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done


def remove(database):
    """Removes a database and the files of contents beside it, with logs, locks and sockets."""
    for path in (database, database.removesuffix(".db") + "-files.db"):
        for rest in ("", "-wal", "-shm", ".log", ".sock", ".lock"):
            if os.path.exists(path + rest):
                os.remove(path + rest)


def staff(binary, database, role="admin", login=None):
    """Adds a user of the role and returns a token without a rate limit."""
    login = login or f"proof-{role}"
    command(binary, database, "user", "add", login, "--role", role, input="four horses are waiting\n")
    return command(binary, database, "token", "create", login, "proof", "--unlimited").stdout.strip()


class Served:
    """`cpu` pins the process; `preload` and `variables` go into its environment."""

    def __init__(self, binary, database, cpu=None, log=None, preload=None, variables=None, port=None):
        self.database, self.port = database, port or free_port()
        self.log = log or database + ".log"
        line = (["taskset", "-c", str(cpu)] if cpu is not None else []) + [binary, "serve"]
        env = environment(database, self.port, **(variables or {}))
        if preload:
            env["LD_PRELOAD"] = preload
        began = time.monotonic()
        with open(self.log, "ab") as out:
            self.process = subprocess.Popen(line, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        self.pid = self.process.pid
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - began > 30:
                raise RuntimeError(f"the server did not start: {open(self.log, errors='replace').read()[-2000:]}")
            time.sleep(0.001)
        self.startup = time.monotonic() - began

    def answers(self):
        try:
            return self.ask("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def ask(self, method, path, token=None, body=None, headers=None, timeout=30):
        """Sends one request on a new connection. Returns status, headers, and the body, as JSON if it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            return exchange(connection, method, path, token, body, headers)
        finally:
            connection.close()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def cpu_seconds(self):
        """User and system time of all threads, to the nanosecond (the clock ticks of /proc/stat are too coarse for two seconds)."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            try:
                total += int(open(f"/proc/{self.pid}/task/{task}/schedstat").read().split()[0])
            except OSError:
                pass
        return total / 1e9

    def memory(self):
        """Resident memory in MiB: all of it, and without mapped files."""
        found = {}
        for line in open(f"/proc/{self.pid}/status"):
            name, _, rest = line.partition(":")
            if name in ("VmRSS", "RssAnon"):
                found[name] = int(rest.split()[0]) / 1024
        return found["VmRSS"], found["RssAnon"]


def exchange(connection, method, path, token=None, body=None, headers=None):
    fields = dict(headers or {})
    if token:
        fields["Authorization"] = f"Bearer {token}"
    if body is not None and not isinstance(body, (bytes, str)):
        body = json.dumps(body, ensure_ascii=False).encode()
    if body is not None:
        fields.setdefault("Content-Type", "application/json")
    try:
        connection.request(method, path, body, fields)
        answer = connection.getresponse()
        data = answer.read()
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    if "json" in (answer.headers.get("Content-Type") or ""):
        data = json.loads(data)
    return answer.status, answer.headers, data

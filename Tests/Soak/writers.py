"""Connections that write at the same time. Each records the responses it got."""
import http.client, threading, time
from served import exchange


class Writers:
    """Writes on `count` connections until told to stop or the server is gone. Retries nothing; a change without a response is doubtful."""

    def __init__(self, served, token, deeds, count=16):
        self.served, self.token, self.deeds = served, token, deeds
        self.answered, self.doubtful, self.refused, self.lock = [], [], [], threading.Lock()
        self.stopping = False
        self.threads = [threading.Thread(target=self.write, daemon=True) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def write(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=10)
        while not self.stopping:
            deed = self.deeds.next()
            try:
                deed.note(*exchange(connection, "POST", deed.path, self.token, deed.body, {"Idempotency-Key": deed.key}))
            except (OSError, ValueError):
                with self.lock:
                    self.doubtful.append(deed)
                break
            with self.lock:
                (self.answered if deed.is_answered else self.refused).append(deed)
            if deed.is_answered:
                self.deeds.learn(deed)
            else:
                time.sleep(0.005)
        connection.close()

    def stop(self):
        self.stopping = True
        self.join()

    def join(self):
        for thread in self.threads:
            thread.join(30)


class Wrong(Exception):
    """Raised if the server broke a promise."""


def verify(served, token, answered, doubtful):
    """Checks that every answered change exists, and that every doubtful one exists once after a retry with its key."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    for deed in answered:
        there(connection, token, deed)
    for deed in doubtful:
        status, headers, answer = exchange(connection, "POST", deed.path, token, deed.body, {"Idempotency-Key": deed.key})
        # Retries of these may learn only that the change was done: a secret is shown once, and a worker's response is stored after its change.
        if status // 100 != 2 and not (status == 409 and deed.kind in ("token", "webhook", "user")):
            raise Wrong(f"the retry of a {deed.kind} was answered {status}: {answer}")
        deed.note(status, headers, answer)
        there(connection, token, deed)
    for deed in answered[:20]:
        status, headers, answer = exchange(connection, "POST", deed.path, token, deed.body, {"Idempotency-Key": deed.key})
        if deed.kind not in ("token", "webhook") and (status != deed.status or answer != deed.answer or headers.get("Idempotency-Replayed") != "true"):
            raise Wrong(f"a repeated {deed.kind} was not answered as before: {status} {answer}")
    connection.close()


def there(connection, token, deed):
    if deed.place:
        status, _, answer = exchange(connection, "GET", deed.place, token)
        if status != 200 or not str(answer).count(deed.mark):
            raise Wrong(f"the {deed.kind} {deed.mark} was answered {deed.status} and is not at {deed.place}: {status}")
    if deed.find:
        count, path = 0, deed.find
        while path:
            status, headers, answer = exchange(connection, "GET", path, token)
            if status != 200:
                raise Wrong(f"{path} answers {status}")
            count += str(answer).count(f"{deed.mark}") if deed.kind != "user" else sum(u["login"] == deed.mark for u in answer["items"])
            link = headers.get("Link")
            path = link.split(">")[0].lstrip("<") if link else None
        if count != 1:
            raise Wrong(f"the {deed.kind} {deed.mark} exists {count} times")

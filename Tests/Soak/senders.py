"""Files that are sent until the server is killed, and their hashes."""
import hashlib, http.client, random, threading
from served import exchange
from writers import Wrong


class Senders:
    """Sends files of a few bytes up to two megabytes, one after another on two connections; every other one comes in chunks."""

    def __init__(self, served, token, seed):
        self.served, self.token, self.kept, self.refused, self.lock = served, token, [], set(), threading.Lock()
        self.threads = [threading.Thread(target=self.send, args=(random.Random(seed + i),), daemon=True) for i in range(2)]
        for thread in self.threads:
            thread.start()

    def send(self, R):
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=10)
        while True:
            data = R.randbytes(R.choice([0, 10, 70_000, 262_144, 600_000, 2_000_000]))
            body = (data[i:i + 50_000] for i in range(0, len(data), 50_000)) if R.random() < 0.5 else data
            fields = {"Authorization": f"Bearer {self.token}", "Content-Type": "image/jpeg"}
            try:
                connection.request("POST", "/v1/files?name=photo.jpg", body, fields)
                answer = connection.getresponse()
                place, status = answer.headers.get("Location"), answer.status
                answer.read()
            except (OSError, http.client.HTTPException):
                return
            with self.lock:
                if status == 201:
                    self.kept.append((place, hashlib.sha256(data).hexdigest()))
                else:
                    self.refused.add(status)

    def join(self):
        for thread in self.threads:
            thread.join(30)
        if self.refused - {503}:
            raise Wrong(f"files were answered {sorted(self.refused)}")


def verify(served, token, kept):
    """Checks that each file that was answered is there to the byte."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    for place, sha256 in kept:
        status, headers, data = exchange(connection, "GET", place, token)
        if status != 200 or hashlib.sha256(data).hexdigest() != sha256 or headers["ETag"] != f'"{sha256}"':
            raise Wrong(f"{place} was answered with 201 and is {status} now, {len(data)} bytes")
    connection.close()

"""W6 with and without photos that are sent beside it, in turn: how much they raise its p99."""
import os, random, statistics, threading, time
import load, work

SIZE = 3_000_000
RATES = [200, 2_000]


class Sender:
    """Sends photos at a rate in MB an hour until it is stopped."""

    def __init__(self, server, token, rate):
        self.server, self.token, self.pause, self.sent, self.slowest = server, token, SIZE / 1e6 / rate * 3600, 0, 0.0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        # The first photo comes early, so that each sample has one.
        pause = random.uniform(0.5, 1.5)
        while not self.over.wait(pause):
            began = time.monotonic()
            status, _, answer = self.server.ask("POST", "/v1/files?name=photo.jpg", self.token, os.urandom(SIZE), {"Content-Type": "image/jpeg"})
            if status != 201:
                raise RuntimeError(f"a photo was answered {status}: {answer}")
            self.sent, self.slowest = self.sent + 1, max(self.slowest, time.monotonic() - began)
            pause = max(0, self.pause - (time.monotonic() - began))

    def stop(self):
        self.over.set()
        self.thread.join()


def run(o):
    server, token, requests = work.opened(o)
    good = True
    try:
        file = requests.file("W6")
        for rate in RATES:
            seconds = max(10, SIZE / 1e6 / rate * 3600)
            pairs, sent, slowest = [], 0, 0.0
            for _ in range(o.rounds):
                # Once each: the quietest of several would be compared with one as it comes.
                alone = load.sample(server, file, seconds, tries=1)
                sender = Sender(server, token, rate)
                beside = load.sample(server, file, seconds, warm=0, tries=1)
                sender.stop()
                sent, slowest = sent + sender.sent, max(slowest, sender.slowest)
                pairs.append((alone, beside))
                os.truncate(server.log, 0)
            ratio = statistics.median(beside["p99_ms"] / alone["p99_ms"] for alone, beside in pairs)
            p99 = [statistics.median(pair[i]["p99_ms"] for pair in pairs) for i in (0, 1)]
            print(f"{rate} MB an hour: W6 p99 {p99[0]:.2f} -> {p99[1]:.2f} ms, x {ratio:.2f} (at most 1.2 at 200); {sent} photos, the slowest took {slowest:.2f} s")
            good = good and (rate > 200 or ratio <= 1.2)
    finally:
        server.stop()
    return good

"""Sends three times what the server can do, without waiting for responses. It must keep serving, refuse quickly, and recover at once."""
import json, os, statistics, subprocess, threading, time
import load, work
from limits import say

HERE = os.path.dirname(os.path.abspath(__file__))


def driver(folder):
    source, built = os.path.join(HERE, "open.c"), os.path.join(folder, "open")
    if not os.path.exists(built) or os.path.getmtime(built) < os.path.getmtime(source):
        subprocess.run([os.environ.get("CC", "clang"), "-O2", "-o", built, source], check=True)
    return built


def run(o):
    verdicts = []
    for kind in ("W3", "W5"):
        server, _, requests = work.opened(o, "overload.db")
        try:
            if work.usable(requests, server, [kind]):
                verdicts += [one(o, kind, server, requests.file(kind), connections) for connections in (2_048, 8_192)]
                # Rates near the capacity. They are reported but not judged, because refusals take their part of the CPU.
                one(o, kind, server, requests.file(kind), 14_000)
        finally:
            server.stop()
    return all(verdicts)


def one(o, kind, server, file, connections, seconds=4):
    before = load.sample(server, file, o.seconds)
    resident = server.memory()[1]
    probe = Probe(server)
    line = ["taskset", "-c", "1", driver(o.folder), str(server.port), f"{3 * before['rate']:.0f}", str(seconds), str(connections), file]
    seen = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    grown = server.memory()[1] - resident
    health = probe.end()
    time.sleep(1)
    after = load.wrk(server, file, 1)
    os.truncate(server.log, 0)
    share = seen["served"] / before["rate"]
    print(f"     {kind}, {connections:,} connections: alone {before['rate']:,.0f}/s; at {3 * before['rate']:,.0f}/s: {seen}")
    good = [
        say(f"{kind} under overload, served", f"{share:.0%} of the unloaded rate", "at least 90 %", share >= 0.9),
        say(f"{kind} refusals", f"{seen['refused']:,}/s, p99 {seen['refused_p99']:.1f} ms", "within 50 ms", seen["refused_p99"] <= 50),
        say(f"{kind} waiting for an answer", f"p99 {seen['waited_p99']:.0f} ms", "within 2 s", seen["waited_p99"] <= 2_000),
        say(f"{kind} /healthz meanwhile", f"p99 {health:.1f} ms", "within 50 ms", health <= 50),
        say(f"{kind} memory", f"{grown:+.1f} MiB", "at most 64 MiB more", grown <= 64),
        say(f"{kind} a second later", f"p99 {after['p99'] / 1e3:.1f} ms, before {before['p99_ms']:.1f} ms", "within twice", after["p99"] / 1e3 <= 2 * before["p99_ms"]),
        say(f"{kind} other answers", f"{seen['other']} other, {seen['broken']} broken", "none", seen["other"] + seen["broken"] == 0),
        say(f"{kind} connections", f"{seen['connected']:,}", f"{connections:,}", seen["connected"] == connections),
    ]
    return all(good)


class Probe:
    """Asks /healthz fifty times a second on a connection of its own, as a load balancer would."""

    def __init__(self, server):
        import http.client
        self.connection, self.times, self.stopping = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10), [], False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopping:
            began = time.monotonic()
            self.connection.request("GET", "/healthz")
            self.connection.getresponse().read()
            self.times.append((time.monotonic() - began) * 1e3)
            time.sleep(0.02)

    def end(self):
        self.stopping = True
        self.thread.join()
        return statistics.quantiles(self.times, n=100, method="inclusive")[98]

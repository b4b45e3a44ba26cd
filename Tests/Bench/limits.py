"""Limits: memory by requests and idle connections, start-up by the size of the database, waiting by a slow disk."""
import os, resource, socket, time
import faulty, load, seed, served, work


def say(name, measured, wanted, good):
    print(f"{'ok  ' if good else 'MISS'} {name}: {measured} (wanted: {wanted})", flush=True)
    return good


def memory(o, requests_wanted=1_000_000):
    """A million requests add at most 8 MiB to the process's own memory, after a first 50,000 that fill the caches."""
    server, _, requests = work.opened(o, "memory.db")
    kinds = work.usable(requests, server, ["W1", "W2", "W4", "W3", "W6"])
    try:
        run_requests(server, requests, kinds, 50_000)
        before = server.memory()[1]
        run_requests(server, requests, kinds, requests_wanted)
        after = server.memory()[1]
    finally:
        server.stop()
    return say("memory over a million requests", f"{before:.1f} → {after:.1f} MiB of its own", "at most 8 MiB more", after - before <= 8)


def run_requests(server, requests, kinds, wanted):
    sent = 0
    while sent < wanted:
        for kind in kinds:
            sent += load.wrk(server, requests.file(kind), 2)["requests"]
            os.truncate(server.log, 0)


def idle(o, count=10_000):
    """10,000 idle connections keep the process under 64 MiB; it raises its own limit of open files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1_024, hard), hard))
    server, _, _ = work.opened(o, "idle.db")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before, held = server.memory()[0], []
    try:
        for n in range(count):
            held.append(socket.create_connection(("127.0.0.1", server.port), timeout=5))
        for s in held[:: max(1, count // 100)]:
            s.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        answered = sum(s.recv(4_096).startswith(b"HTTP/1.1 200") for s in held[:: max(1, count // 100)])
        after = server.memory()[0]
    finally:
        for s in held:
            s.close()
        server.stop()
    return say("10,000 idle connections", f"{before:.1f} → {after:.1f} MiB resident, {answered} of {min(count, 100)} asked answered",
               "under 64 MiB, all answer", after < 64 and answered == min(count, 100))


def start(o, rounds=5):
    """Start to first answer on the large database under 50 ms, idle resident memory under 20 MiB."""
    path = seed.copy(o.seeded, o.folder, "start.db")
    served.staff(o.binary, path)
    times, resident = [], 0
    for _ in range(rounds):
        server = served.Served(o.binary, path, cpu=0)
        times.append(server.startup * 1e3)
        time.sleep(0.3)
        resident, own = server.memory()
        server.stop()
    best = sorted(times)[len(times) // 2]
    good = say("start to first answer", f"{best:.0f} ms", "under 50 ms", best < 50)
    return say("idle memory", f"{resident:.1f} MiB resident, {own:.1f} its own", "under 20 MiB", resident < 20) and good


def slow(o):
    """With every sync delayed by 5 ms, W6 stays over 25,000 a second, and its reads are not delayed."""
    control = faulty.Control(o.folder)
    server, _, requests = work.opened(o, "slow.db", preload=faulty.library(o.folder), variables=control.variables)
    try:
        kinds = work.usable(requests, server, ["W6", "W4"])
        if "W6" not in kinds:
            return True
        quick = load.sample(server, requests.file("W6"), o.seconds)
        control.delay(5)
        slowed = load.sample(server, requests.file("W6"), o.seconds)
        reads = load.sample(server, requests.file("W4"), o.seconds)
        os.truncate(server.log, 0)
    finally:
        server.stop()
    print(f"     without the delay {quick['rate']:,.0f}/s, p50 {quick['p50_ms']:.2f} ms; W4 alone with it p99 {reads['p99_ms']:.2f} ms")
    return say("W6 with 5 ms a sync", f"{slowed['rate']:,.0f}/s, p50 {slowed['p50_ms']:.2f} ms", "25,000/s", slowed["rate"] > 25_000)


def overload(o):
    import overload as driver
    return driver.run(o)

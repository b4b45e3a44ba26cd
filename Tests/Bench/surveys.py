"""Surveys: results of 1,000,000 answers, the decision whom to ask, and the page that a client answers on."""
import http.client, os, random, socket, sqlite3, statistics, time
import answers, handovers, load, said, seed, served, work
from limits import say

SAMPLES, LINKS = 300, 16_384
PICTURE = {"Accept": "image/svg+xml"}


def run(o):
    good = measured(o)
    return handovers.run(o) and good


def measured(o):
    path = seed.copy(answers.database(o), o.folder, "surveys.db")
    open_again(path)
    token = served.staff(o.binary, path)
    server = served.Served(o.binary, path, cpu=0)
    try:
        return all([results(server, token), page(o, server, load.Requests(server, token, work.sizes(o.seeded)))])
    finally:
        server.stop()


def open_again(path):
    """Lets the links that nobody has answered be valid today, and answers of the last month be changed."""
    db = sqlite3.connect(path)
    now = time.time_ns() // 1_000_000
    db.execute("UPDATE survey_invitations SET expires_at = ? WHERE status = 'asked'", (now + 7 * seed.DAY,))
    db.execute("UPDATE survey_answers SET answered_at = ? WHERE invitation_id IN (SELECT id FROM survey_invitations WHERE status = 'answered' "
               "AND survey_id = 1 ORDER BY id DESC LIMIT ?)", (now, LINKS))
    db.commit()
    db.close()


# Results

def queries():
    """Each way to ask for results, of a survey with names and of an anonymous one."""
    for survey, kind in ((1, "with names"), (2, "anonymous")):
        path = f"/v1/surveys/{survey}/results"
        for by in ("month", "week"):
            for edition, form in enumerate(said.FORMS, 1):
                for place, question in enumerate(form, 1):
                    if question["kind"] != "text":
                        yield f"{kind}, edition {edition}, {question['kind']}, by {by}", f"{path}?edition={edition}&question={place}&by={by}", {}
            for picture in ("trend", "distribution", "funnel"):
                yield f"{kind}, picture of {picture}, by {by}", f"{path}?picture={picture}&by={by}", PICTURE
        yield kind, path, {}


def results(server, token):
    """Limit: p99 30 ms. The first answer is as large as every other one, so it is counted too."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    found = {}
    for name, path, headers in queries():
        times, before = [], server.cpu_seconds()
        for _ in range(SAMPLES):
            began = time.perf_counter()
            status, _, answer = served.exchange(connection, "GET", path, token, headers=headers)
            times.append((time.perf_counter() - began) * 1e3)
            if status != 200:
                raise RuntimeError(f"{path}: {status} {answer}")
        found[name] = sorted(times)[len(times) * 99 // 100], statistics.median(times), (server.cpu_seconds() - before) / SAMPLES * 1e3
    connection.close()
    print("\n| results | CPU ms | p50 ms | p99 ms |\n|---|---|---|---|")
    for name, (p99, p50, cpu) in found.items():
        print(f"| {name} | {cpu:.2f} | {p50:.2f} | {p99:.2f} |")
    worst = max(found, key=lambda name: found[name][0])
    return say("results of a survey", f"p99 {found[worst][0]:.1f} ms at most ({worst})", "p99 30 ms", found[worst][0] < 30)


# The page

# The edition of the questions and the condition of the links. Clients are mostly asked like the third edition does.
PAGES = {
    "a page that asks": (3, "survey_id = 1 AND status = 'asked'"),
    "an anonymous page": (3, "survey_id = 2 AND status = 'asked'"),
    "thanks": (3, "survey_id = 2 AND status = 'answered'"),
    "an answer that can be changed": (4, "survey_id = 1 AND status = 'answered' ORDER BY id DESC"),
    "six questions, one an index of three": (4, "survey_id = 2 AND status = 'asked'"),
}
LONG = list(PAGES)[3:]  # they may be longer


def page(o, server, requests):
    """Limits: twice the CPU time of one client (W2), 8 KB."""
    files = {name: links(server, name, *links_of) for name, links_of in PAGES.items()}
    samples = {name: [] for name in ["W2", *files]}
    for _ in range(o.rounds):
        for name, taken in samples.items():
            taken.append(load.sample(server, files.get(name) or requests.file("W2"), o.seconds))
            os.truncate(server.log, 0)
    client, good = work.middle(samples["W2"], "cpu_us"), True
    print("\n| | requests/s | p99 ms | CPU µs | × W2 | bytes | bad |\n|---|---|---|---|---|---|---|")
    for name, taken in samples.items():
        bad = sum(sample["bad"] + sample["broken"] for sample in taken)
        cost, size = work.middle(taken, "cpu_us"), work.middle(taken, "bytes")
        print(f"| {name} | {work.middle(taken, 'rate'):,.0f} | {work.middle(taken, 'p99_ms'):.2f} | {cost:.1f} | {cost / client:.2f} | {size:,.0f} | {bad} |")
        good &= bad == 0
    for name in files:
        times = statistics.median(sample["cpu_us"] / one["cpu_us"] for sample, one in zip(samples[name], samples["W2"]))
        size = max(sample["bytes"] for sample in samples[name])
        wanted = "× 2" if name in LONG else "× 2, 8,192 bytes"
        good &= say(f"{name}, beside W2", f"× {times:.2f}, {size:,.0f} bytes", wanted, times <= 2 and (name in LONG or size <= 8_192))
    return good


def links(server, name, edition, condition):
    """Writes requests down for pages of links."""
    db = sqlite3.connect(f"file:{server.database}?mode=ro", uri=True)
    ids = [row[0] for row in db.execute(f"SELECT id FROM survey_invitations WHERE edition = {edition} AND {condition} LIMIT {LINKS}")]
    db.close()
    random.Random(7).shuffle(ids)
    path = f"{server.database}.{list(PAGES).index(name)}.req"
    with open(path, "wb") as out:
        for id in ids:
            request = b"GET /s/" + answers.token(id) + b" HTTP/1.1\r\nHost: x\r\n\r\n"
            out.write(b"%d\n" % len(request) + request)
    return path

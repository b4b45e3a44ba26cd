"""Runs every search of the API, with and without results, over a catalogue of 200,000 parts."""
import http.client, sqlite3, statistics, threading, time
from urllib.parse import quote
import served, work
from limits import say
from names import MAKERS, PARTS

CATALOGUE = 200_000
LISTS = ["clients", "vehicles", "work-orders", "operations", "suppliers", "parts"]
# A word that does not occur, one whose parts occur everywhere, many words, digits, a part of a phone number, punctuation.
WORDS = ["абракадабра", "колододки", "масло фильтр свеча ремень насос", "000111222", "28-57", "bosch абракадабра", "!!!"]
# Searches that a trigram index cannot help: every text is scanned.
SHORT = ["ъы", "ъ"]


def run(o):
    """Limits: 100 ms; 500 ms for words too short for the parts' index; 10 ms for a client's card meanwhile."""
    server, token, _ = work.opened(o, "searches.db", before=catalogue)
    good = True
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for name, words, bar in [(name, WORDS, 100) for name in LISTS] + [(name, SHORT, 500 if name == "parts" else 100) for name in LISTS]:
            times = {word: statistics.median(ask(connection, f"/v1/{name}?q={quote(word)}", token) for _ in range(5)) for word in words}
            worst = max(times, key=times.get)
            good &= say(f"search, {name}", f"{times[worst]:.1f} ms at most ({worst})", f"{bar} ms", times[worst] <= bar)
        good &= beside(server, token)
    finally:
        server.stop()
    return good


def ask(connection, path, token):
    began = time.perf_counter()
    status, _, answer = served.exchange(connection, "GET", path, token)
    if status != 200:
        raise RuntimeError(f"{path}: {status} {answer}")
    return (time.perf_counter() - began) * 1e3


def beside(server, token):
    """Eight connections search for things that do not exist; a ninth reads a client's card."""
    stopping, cards = threading.Event(), []

    def search():
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        while not stopping.is_set():
            served.exchange(connection, "GET", f"/v1/parts?q={quote(WORDS[0])}", token)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(200):
        cards.append(ask(connection, "/v1/clients/1", token))
        time.sleep(0.005)
    stopping.set()
    for thread in threads:
        thread.join()
    middle = statistics.median(cards)
    return say("a client's card beside eight such searches", f"{middle:.1f} ms (p50)", "10 ms", middle <= 10)


def catalogue(path):
    """Adds parts up to 200,000."""
    db = sqlite3.connect(path)
    db.executescript(f"""
        PRAGMA synchronous = OFF;
        WITH RECURSIVE n(i) AS (SELECT (SELECT max(id) FROM parts) + 1 UNION ALL SELECT i + 1 FROM n WHERE i < {CATALOGUE})
        INSERT INTO parts (id, article, article_key, maker, maker_key, name, name_key, unit, price_minor, search_text, created_at)
          SELECT i, 10000000 + 37 * i, 10000000 + 37 * i, 'M', 'M', 'N', 'n', 'piece', 100, '', 0 FROM n;
    """)
    rows = [(MAKERS[i % len(MAKERS)], PARTS[i * 7 % len(PARTS)], i) for i, in db.execute("SELECT id FROM parts WHERE maker = 'M'")]
    db.executemany(
        "UPDATE parts SET maker = ?1, maker_key = upper(?1), name = ?2, name_key = ?4, search_text = article || ' ' || ?5 || ' ' || ?4 WHERE id = ?3",
        ((maker, name, i, name.lower(), maker.lower()) for maker, name, i in rows))
    db.execute("DELETE FROM parts_search")
    db.execute("INSERT INTO parts_search (rowid, search_text) SELECT id, search_text FROM parts")
    db.commit()
    db.close()

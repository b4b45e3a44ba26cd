"""kill -9 under concurrent writes, again and again on one database."""
import os, random, sqlite3, threading, time
import senders, served
from deeds import Deeds
from writers import Writers, Wrong, verify


class Kills:
    def __init__(self, binary, folder, rounds, seed):
        self.binary, self.folder, self.rounds = binary, folder, rounds
        self.database, self.random = os.path.join(folder, "kills.db"), random.Random(seed)
        self.name, self.kept, self.sent, self.port = f"k{seed % 46_656:x}", [], [], served.free_port()
        self.token = served.staff(binary, self.database)

    def run(self, report):
        for number in range(1, self.rounds + 1):
            report(f"kill round {number}", lambda: self.round(number))

    def round(self, number):
        server = served.Served(self.binary, self.database, port=self.port)
        deeds = Deeds(server.ask("GET", "/openapi.json")[2], f"{self.name}r{number}n")
        for deed in self.kept[-300:]:
            deeds.learn(deed)
        writers = Writers(server, self.token, deeds)
        sent = senders.Senders(server, self.token, self.random.randrange(1 << 30))
        backup = Backup(self, writers) if number % 4 == 1 else None
        time.sleep(self.random.uniform(0.2, 1.2))
        if backup:
            backup.thread.join()
        server.kill()
        writers.join()
        sent.join()
        unexpected = {d.status for d in writers.refused} - {503}
        if unexpected:
            raise Wrong(f"writes were answered {sorted(unexpected)}: {[d.answer for d in writers.refused][:2]}")
        served.command(self.binary, self.database, "check")
        server = served.Served(self.binary, self.database, port=self.port)
        try:
            verify(server, self.token, writers.answered + self.random.sample(self.kept, min(100, len(self.kept))), writers.doubtful)
            senders.verify(server, self.token, self.sent[-30:] + sent.kept)
            self.sent += sent.kept
        finally:
            server.stop()
        served.command(self.binary, self.database, "check")
        if backup:
            backup.prove()
        self.kept += writers.answered + writers.doubtful
        return f"{len(writers.answered)} answered, {len(writers.doubtful)} in doubt, {len(sent.kept)} files" + (", backed up and restored" if backup else "")


class Backup:
    """A backup that is taken while writes go on, and the changes that were answered before it began."""

    def __init__(self, kills, writers):
        self.kills, self.writers, self.failure = kills, writers, None
        self.file, self.before = os.path.join(kills.folder, "backup.db"), []
        self.thread = threading.Thread(target=self.take)
        self.thread.start()

    def take(self):
        time.sleep(0.1)
        served.remove(self.file)
        with self.writers.lock:
            self.before = list(self.writers.answered)
        try:
            served.command(self.kills.binary, self.kills.database, "backup", self.file)
        except RuntimeError as error:
            self.failure = error

    def prove(self):
        if self.failure:
            raise self.failure
        place = os.path.join(self.kills.folder, "restored.db")
        served.remove(place)
        served.command(self.kills.binary, place, "restore", self.file)
        served.command(self.kills.binary, place, "check")
        db = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
        logins = {row[0] for row in db.execute("SELECT login FROM users")}
        open_tokens = db.execute("SELECT count(*) FROM tokens WHERE revoked_at IS NULL").fetchone()[0]
        db.close()
        missing = [d.mark for d in self.before if d.kind == "user" and d.mark not in logins]
        if missing:
            raise Wrong(f"{len(missing)} users answered before the backup are not in it: {missing[:3]}")
        if open_tokens:
            raise Wrong(f"{open_tokens} tokens work after a restore")

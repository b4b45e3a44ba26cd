"""History of the measurements, as ratios to a fixed piece of work in the same run, since a slow hour slows both alike."""
import hashlib, json, os, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "history.jsonl")
LOOP = "import hashlib,time\nb=bytes(1<<20)\nt=time.process_time()\nx=0\nfor i in range(400000): x=(x*31+i)&0xffffffff\nfor _ in range(64): hashlib.sha256(b).digest()\nprint(time.process_time()-t)"


def calibrate(cpu=0, rounds=5):
    """CPU milliseconds of the fixed work on the server's core (a loop over integers, SHA-256 of 64 MiB): the least of a few rounds."""
    line = ["taskset", "-c", str(cpu), sys.executable, "-c", LOOP]
    return min(float(subprocess.run(line, capture_output=True, text=True, check=True).stdout) for _ in range(rounds)) * 1e3


def revision():
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def read(kind):
    if not os.path.exists(FILE):
        return []
    return [entry for entry in map(json.loads, open(FILE)) if entry["kind"] == kind]


def keep(kind, calibration, figures):
    """`figures`: name → CPU µs a request. Keeps them as measured and as ratios; returns each one's change against the median of the last five."""
    ratios = {name: round(value / calibration, 5) for name, value in figures.items()}
    past = read(kind)[-5:]
    entry = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "revision": revision(), "kind": kind,
             "calibration_ms": round(calibration, 2), "cpu_us": {n: round(v, 2) for n, v in figures.items()}, "ratio": ratios}
    with open(FILE, "a") as out:
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
    changes = {}
    for name, ratio in ratios.items():
        before = [e["ratio"][name] for e in past if name in e["ratio"]]
        changes[name] = ratio / statistics.median(before) if before else None
    return changes

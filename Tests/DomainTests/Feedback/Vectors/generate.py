"""Writes student_t.jsonl and figures.jsonl: quantiles of Student's t, and scores with 95 % intervals, answered by statistics packages.

    python3 -m venv /tmp/scores && /tmp/scores/bin/pip install scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6 pandas==2.3.3
    /tmp/scores/bin/python Tests/DomainTests/Feedback/Vectors/generate.py

Shares: statsmodels' proportion_confint(method="wilson"). Means: statsmodels' DescrStatsW.tconfint_mean over the answers one by one, and
scipy's t.interval, which must agree. Net promoters: the formula of Rocks (2016) in exact fractions, with scipy's normal quantile.
CSI: each person's index in exact fractions, then as a mean.
"""
import json, math, pathlib, random, warnings
from fractions import Fraction
import numpy
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
draw = random.Random(20261130)
SCALE = {"csat": (1, 5), "ces": (1, 7), "nps": (0, 10)}


def share(hits, n):
    low, high = proportion_confint(hits, n, method="wilson")
    # statsmodels leaves the bounds of none and all a hair off.
    return 100 * hits / n, 100 * (0 if hits == 0 else low), 100 * (1 if hits == n else high)


def mean(values):
    values = numpy.array([float(v) for v in values])
    if len(values) == 1:
        return values[0], None, None
    low, high = DescrStatsW(values).tconfint_mean()
    if values.std() > 0:
        other = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
        assert math.isclose(low, other[0], rel_tol=1e-9, abs_tol=1e-9) and math.isclose(high, other[1], rel_tol=1e-9, abs_tol=1e-9)
    return values.mean(), low, high


def net(below, between, above):
    n = below + between + above
    wide = Fraction(n + 3)
    minus, plus = (below + Fraction(3, 4)) / wide, (above + Fraction(3, 4)) / wide
    centre = plus - minus
    half = stats.norm.ppf(0.975) * math.sqrt((plus + minus - centre**2) / wide)
    score = float(100 * Fraction(above - below, n))
    return score, max(-100.0, 100 * (float(centre) - half)), min(100.0, 100 * (float(centre) + half))


def plain(*numbers):
    return [None if v is None else float(v) for v in numbers]


def of_counts(kind, counts):
    n = sum(counts.values())
    line = {"kind": kind, "counts": {str(k): v for k, v in counts.items()}, "n": n}
    count = lambda first, last: sum(v for k, v in counts.items() if first <= k <= last)
    if n == 0:
        line["score"] = [None, None, None]
    elif kind == "csat":
        line["score"] = plain(*share(count(4, 5), n))
    elif kind == "nps":
        line["score"] = plain(*net(count(0, 6), count(7, 8), count(9, 10)))
    else:
        line["score"] = plain(*mean([k for k, v in counts.items() for _ in range(v)]))
    if kind == "ces":
        line["share"] = plain(*share(count(5, 7), n)) if n else [None, None, None]
    return line


def drawn(kind, most):
    first, last = SCALE[kind]
    return {k: draw.choice([0, draw.randrange(most)]) for k in range(first, last + 1)}


def figures():
    for kind, (first, last) in SCALE.items():
        yield of_counts(kind, {})
        for k in range(first, last + 1):
            yield of_counts(kind, {k: 1})
        yield of_counts(kind, {last: 5})
        yield of_counts(kind, {first: 5})
        yield of_counts(kind, {first: 1, last: 1})
        for most in (2, 3, 5, 10, 30, 100, 1000, 20000):
            for _ in range(4):
                yield of_counts(kind, drawn(kind, most))
    names = ["speed", "quality", "price", "courtesy", "cleanliness"]
    for people in (0, 1, 2, 3, 5, 8, 13, 40, 200):
        for weights in (["1"], ["0.5", "0.5"], ["0.4", "0.35", "0.25"], ["0.125", "0.0625", "0.3125", "0.25", "0.25"], ["0.333333333", "0.333333333", "0.333333334"]):
            answers = [[draw.randint(1, 10) for _ in weights] for _ in range(people)]
            yield of_people(dict(zip(names, weights)), answers)
    yield of_people({"speed": "0.3", "price": "0.7"}, [[7, 7]] * 6)


def of_people(weights, answers):
    assert sum(map(Fraction, weights.values())) == 1
    indexes = [sum(Fraction(w) * a * 10 for w, a in zip(weights.values(), answer)) for answer in answers]
    score = plain(*mean(indexes)) if answers else [None, None, None]
    return {"kind": "csi", "weights": weights, "answers": answers, "n": len(answers), "score": score}


with open(HERE / "student_t.jsonl", "w") as file:
    for df in [*range(1, 201), 250, 500, 999, 1000, 1001, 1002, 1500, 5000, 10**4, 10**5, 10**6, 10**7, 10**9]:
        print(json.dumps({"df": df, "t": float(stats.t.ppf(0.975, df))}), file=file)
with open(HERE / "figures.jsonl", "w") as file:
    for line in figures():
        print(json.dumps(line), file=file)

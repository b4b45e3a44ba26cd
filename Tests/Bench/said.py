"""What clients are asked in the generated surveys, what had happened to them, and what they say."""
import json
from names import ADDED, COMPLAINTS

ADVISORS, MECHANICS = 12, 40
STAGES = "open estimating awaiting_approval approved in_repair parts".split()
WAYS = ["mail"] * 6 + ["messenger"] * 3 + ["phone", "program"]
WEIGHTS = {"time": 500_000_000, "price": 300_000_000, "care": 200_000_000}

text = lambda ru, en: {"ru": ru, "en": en}
NPS = {"kind": "nps", "text": text("Порекомендуете ли вы нас?", "Would you recommend us?")}
CSAT = {"kind": "csat", "text": text("Как вы оцениваете ремонт?", "How do you rate the repair?")}
CES = {"kind": "ces", "text": text("Записаться было легко.", "It was easy to book."),
       "labels": [text("Нет", "No"), text("Да", "Yes")]}
CSI = {"kind": "csi", "text": text("Как вы оцениваете визит?", "How do you rate the visit?"), "attributes": [
    {"name": name, "text": words, "weight": WEIGHTS[name] / 1e9} for name, words in
    {"time": text("Срок", "The time taken"), "price": text("Цена", "The price"), "care": text("Внимание", "The care")}.items()]}
CHOICE = {"kind": "choice", "text": text("Как вы нас нашли?", "How did you find us?"),
          "options": [text("Рядом", "Nearby"), text("Реклама", "Advertising"), text("Знакомые", "Friends")]}
WHY = {"kind": "text", "text": text("Почему?", "Why?")}
FORMS = [[NPS, WHY], [NPS, CSAT, WHY], [CSAT, NPS, CES, WHY], [NPS, CSAT, CES, CSI, CHOICE, WHY]]


class Story:
    """What had happened, and what the client said of it, as the tables have them."""

    def __init__(self, R, edition, visit, anonymous):
        self.way = R.choice([way for way in WAYS if way != "phone"] if anonymous else WAYS)
        late = R.random() < 0.25
        self.traits = [("asked_by", self.way)] + (self.visit(R, late) if visit else [])
        if anonymous:
            self.traits = [trait for trait in self.traits if trait[0] not in ("advisor", "mechanic")]
        self.lines = "\n".join(f"{name}={value}" for name, value in self.traits)
        entries = [self.entry(R, question, R.random() > (0.6 if late else 0.15)) for question in FORMS[edition]]
        if all(entry is None for entry in entries):
            entries[0] = 5
        self.entries = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        self.sums = [sum for place, pair in enumerate(zip(FORMS[edition], entries)) for sum in self.of(place, *pair)]

    def visit(self, R, late):
        told = [("channel", "visit"), ("order_kind", R.choices(["commercial", "warranty"], [85, 15])[0]), ("advisor", 1 + R.randrange(ADVISORS))]
        told += [("mechanic", 1 + ADVISORS + who) for who in sorted(R.sample(range(MECHANICS), R.choice([1, 1, 2])))]
        told += [("late", "late" if late else "on_time"), ("promise", R.choice(["as_given", "as_given", "moved_told", "moved_untold"]))]
        told += [("overran", R.choice(STAGES))] if late else []
        told += [("parts_wait", R.choice(["waited", "none"])), ("comeback", R.choices(["comeback", "first_visit"], [1, 15])[0])]
        return told + [("price", R.choice(["above_estimate", "within_estimate", "within_estimate"]))]

    def entry(self, R, question, good):
        kind = question["kind"]
        if R.random() < (0.8 if kind == "text" else 0.05):
            return None
        return {
            "nps": lambda: grade(R, 0, 10, good), "csat": lambda: grade(R, 1, 5, good), "ces": lambda: grade(R, 1, 7, good),
            "csi": lambda: [grade(R, 1, 10, good) for _ in WEIGHTS], "choice": lambda: R.randint(1, 3),
            "text": lambda: f"{R.choice(COMPLAINTS)}, {R.choice(ADDED)}",
        }[kind]()

    def of(self, place, question, entry):
        """The place of the question, the grade and the count of each sum that an entry adds to."""
        if entry is None or question["kind"] == "text":
            return []
        if question["kind"] != "csi":
            return [(place, entry, 1)]
        number = sum(weight * grade for weight, grade in zip(WEIGHTS.values(), entry))
        high, low = number >> 17, number & 131_071
        return [(place, (number + 500_000_000) // 1_000_000_000, 1), (place, -1, number), (place, -2, high * high), (place, -3, high * low), (place, -4, low * low)]


def grade(R, low, high, good):
    """Most answers are at the upper end; those of an unhappy client at any place."""
    return max(low, high - int(R.expovariate(0.8))) if good else R.randint(low, high)

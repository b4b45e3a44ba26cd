"""Changes that the soak sends, where each can be found afterwards, and a check that it exists once."""
import itertools, random, threading, uuid


class Deed:
    """One POST. `mark` occurs in nothing else, so its result can be found even if the response was lost."""

    def __init__(self, kind, path, body, mark, find):
        self.kind, self.path, self.body, self.mark, self.find = kind, path, body, mark, find
        self.key, self.status, self.answer, self.place = str(uuid.uuid4()), None, None, None

    @property
    def is_answered(self):
        return self.status is not None and self.status // 100 == 2

    def note(self, status, headers, answer):
        self.status, self.answer, self.place = status, answer, headers.get("Location")


class Deeds:
    """Makes changes of every kind that the server has routes for, also to things that earlier ones made."""

    def __init__(self, document, name):
        self.paths, self.name, self.lock = document["paths"], name, threading.Lock()
        self.number, self.random = itertools.count(1), random.Random(name)
        self.known = {"user": [], "client": [], "vehicle": [], "order": []}
        kinds = {"user": "/v1/users", "token": "/v1/tokens", "webhook": "/v1/webhooks", "client": "/v1/clients", "vehicle": "/v1/vehicles",
                 "order": "/v1/work-orders", "complaint": "/v1/work-orders/{id}/complaints"}
        self.kinds = [kind for kind, path in kinds.items() if "post" in self.paths.get(path, {})]

    def learn(self, deed):
        if deed.kind in self.known and isinstance(deed.answer, dict) and "id" in deed.answer:
            with self.lock:
                self.known[deed.kind].append(deed.answer)

    def next(self):
        with self.lock:
            mark = f"{self.name}{next(self.number)}x"
            kind = self.random.choice(self.kinds)
            return getattr(self, kind)(mark) or self.user(mark)

    def pick(self, kind):
        return self.random.choice(self.known[kind][-500:]) if self.known[kind] else None

    def user(self, mark):
        return Deed("user", "/v1/users", {"login": mark, "name": f"Человек {mark}", "role": "operator"}, mark, f"/v1/users?login={mark}")

    def token(self, mark):
        user = self.pick("user")
        return user and Deed("token", "/v1/tokens", {"user_id": user["id"], "name": mark}, mark, f"/v1/tokens?user_id={user['id']}&name={mark}")

    def webhook(self, mark):
        body = {"url": f"http://127.0.0.1:9/{mark}", "types": ["coverage"]}
        return Deed("webhook", "/v1/webhooks", body, mark, "/v1/webhooks?limit=200") if self.random.random() < 0.02 else None

    def client(self, mark):
        body = {"name": f"Клиент {mark}", "phones": [f"+79{self.random.randint(0, 999_999_999):09d}"]}
        return Deed("client", "/v1/clients", body, mark, f"/v1/clients?q={mark}")

    def vehicle(self, mark):
        client = self.pick("client")
        body = {"make": "LADA", "model": mark, "client_id": client and client["id"], "odometer_km": 1_000}
        return client and Deed("vehicle", "/v1/vehicles", body, mark, f"/v1/vehicles?client_id={client['id']}&limit=200")

    def order(self, mark):
        vehicle = self.pick("vehicle")
        if not vehicle:
            return None
        body = {"client_id": vehicle["client_id"], "vehicle_id": vehicle["id"], "odometer_km": 1_000, "complaints": [f"Стук {mark}"],
                "note": mark}
        return Deed("order", "/v1/work-orders", body, mark, None)

    def complaint(self, mark):
        order = self.pick("order")
        return order and Deed("complaint", f"/v1/work-orders/{order['id']}/complaints", {"text": f"Шум {mark}"}, mark, f"/v1/work-orders/{order['id']}")


def occurrences(value, mark):
    """The number of texts in a JSON response that hold the mark."""
    if isinstance(value, str):
        return int(mark in value)
    if isinstance(value, dict):
        return sum(occurrences(v, mark) for v in value.values())
    return sum(occurrences(v, mark) for v in value) if isinstance(value, list) else 0

"""A desk with clients who were asked, and what became of it."""
import json, os, time, uuid
import served
from looks import expect


def said(ru, en):
    return {"ru": ru, "en": en}


# A question of each kind but the index, as centres ask them.
VISIT = {
    "intro": said("Вы были у нас на ремонте. Пожалуйста, скажите, как всё прошло.", "Your car was repaired here. Please tell us how it went."),
    "questions": [
        {"kind": "csat", "text": said("Как вы оцениваете ремонт?", "How do you rate the repair?")},
        {"kind": "ces", "text": said("Записаться на ремонт было легко.", "It was easy to book the repair."),
         "labels": [said("Совсем не согласен", "Strongly disagree"), said("Полностью согласен", "Strongly agree")]},
        {"kind": "choice", "text": said("Почему вы выбрали нас?", "Why did you choose us?"),
         "options": [said("Близко к дому", "Close to home"), said("Цена", "The price"), said("Посоветовали знакомые", "Friends recommended it")]},
        {"kind": "text", "text": said("Что нам изменить?", "What should we change?")}],
    "review": {"url": "https://reviews.example/centre"}}
RECOMMENDATION = {"questions": [
    {"kind": "nps", "text": said("Порекомендуете ли вы нас знакомым?", "Would you recommend us to friends?")},
    {"kind": "text", "text": said("Почему?", "Why?")}]}
INDEX = {"questions": [
    {"kind": "csi", "text": said("Как вы оцениваете каждую часть визита?", "How do you rate each part of the visit?"), "attributes": [
        {"name": "speed", "text": said("Срок ремонта", "The time taken"), "weight": 0.5},
        {"name": "price", "text": said("Соответствие цены обещанной", "The price as promised"), "weight": 0.25},
        {"name": "staff", "text": said("Внимание сотрудников", "The attention of the staff"), "weight": 0.25}]},
    {"kind": "text", "text": said("Что нам изменить?", "What should we change?")}]}
GRADED = {"questions": [
    {"kind": "csat", "text": said("Как вы оцениваете общение с мастером-приёмщиком?", "How do you rate your talks with the service advisor?"),
     "labels": [said("Очень плохо", "Very bad"), said("Плохо", "Bad"), said("Средне", "Average"), said("Хорошо", "Good"), said("Очень хорошо", "Very good")]}]}


class Centre:
    def __init__(self, binary, folder):
        database = os.path.join(folder, "pages.db")
        self.token = served.staff(binary, database)
        self.server = served.Served(binary, database)
        self.address = f"http://127.0.0.1:{self.server.port}"

    def ask(self, method, path, body=None, token=None, **headers):
        return self.server.ask(method, path, token or self.token, body, headers)

    def get(self, path):
        status, _, answer = self.ask("GET", path)
        expect(status == 200, f"GET {path}: {status} {answer}")
        return answer

    def post(self, path, body=None, **headers):
        status, _, answer = self.ask("POST", path, body or {}, **{"Idempotency-Key": str(uuid.uuid4()), **headers})
        expect(status // 100 == 2, f"POST {path}: {status} {json.dumps(answer, ensure_ascii=False)}")
        return answer

    # Surveys

    def survey(self, form):
        """An active survey of everybody whose question was answered."""
        made = self.post("/v1/surveys", {"name": "Визит", "trigger": "ticket_resolved", "every": 1, "delay_minutes": 0, **form})
        self.post(f"/v1/surveys/{made['id']}/activate")
        return Survey(self, made["id"])

    def client(self, language="ru"):
        number = uuid.uuid4().hex[:10]
        client = self.post("/v1/clients", {"name": f"Клиент {number}", "emails": [f"{number}@example.org"], "language": language})
        self.post(f"/v1/clients/{client['id']}/consents", {"purpose": "survey", "given": True, "how": "анкета"})
        return client["id"]

    def helped(self, client):
        ticket = self.post("/v1/tickets", {"client_id": client, "channel_kind": "phone", "kind": "question", "subject": "Часы",
                                           "text": "Во сколько открываетесь?"})
        seen = ticket.get("last_client_message_id") or 0
        self.post(f"/v1/tickets/{ticket['id']}/reply", {"text": "С девяти", "last_seen_message_id": seen, "then": "resolve"})

    def requests(self):
        """The requests so far, as method and route. The log is written a little later than they are answered, so this one is waited for."""
        id = self.ask("GET", "/healthz")[1]["X-Request-Id"]
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with open(self.server.log, encoding="utf-8") as log:
                lines = [json.loads(line) for line in log if line.startswith("{") and line.endswith("\n")]
            found = [line for line in lines if "method" in line]
            if any(line.get("id") == id for line in found):  # a survey's page is logged without an id
                return [(line["method"], line["route"]) for line in found if line["route"] != "/healthz"]
            time.sleep(0.02)
        raise RuntimeError("the log lacks a request")

    def stop(self):
        self.server.stop()


class Survey:
    def __init__(self, centre, id):
        self.centre, self.id = centre, id

    def asked(self, language="ru"):
        """Asks another client."""
        client = self.centre.client(language)
        self.centre.helped(client)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for invitation in self.centre.get(f"/v1/surveys/{self.id}/invitations?limit=200")["items"]:
                if invitation["client_id"] == client:
                    return Invitation(self, invitation["id"], client)
            time.sleep(0.05)
        raise RuntimeError(f"nobody was asked: {self.centre.get(f'/v1/surveys/{self.id}/decisions')}")


class Invitation:
    def __init__(self, survey, id, client):
        self.survey, self.centre, self.id, self.client = survey, survey.centre, id, client
        link = self.centre.post(f"/v1/survey-invitations/{id}/link")["url"]
        self.token = link.rsplit("/", 1)[1]
        self.path = "/s/" + self.token
        self.url = self.centre.address + self.path

    @property
    def status(self):
        return self.centre.get(f"/v1/survey-invitations/{self.id}")["status"]

    @property
    def answers(self):
        """The answers that count: one, or none."""
        found = self.centre.get(f"/v1/surveys/{self.survey.id}/answers?limit=200")["items"]
        return [answer for answer in found if answer["invitation_id"] == self.id]

    def grade(self, question=1):
        """The only answer's grade."""
        answers = self.answers
        expect(len(answers) == 1, f"{len(answers)} answers instead of one")
        return next((item["grade"] for item in answers[0]["answers"] if item["question"] == question), None)

    def words(self, question):
        return next((item["text"] for item in self.answers[0]["answers"] if item["question"] == question), None)

    def revoke(self):
        version = self.centre.get(f"/v1/survey-invitations/{self.id}")["version"]
        self.centre.post(f"/v1/survey-invitations/{self.id}/revoke", **{"If-Match": f'"{version}"'})

"""The other pages that the desk serves: an offer to approve, a document to print, and `/docs`."""
import os, time
import looks
from browser import ENTER, SPACE, TAB
from looks import expect

PHONE, DESK = (320, False), (1280, True)


def run(desk, driver, pictures, report):
    estimate, document = visit(desk)
    for width, dark in PHONE, DESK:
        name = f"{width} px{', dark' if dark else ''}"
        report(f"the offer fits, is read and reached: {name}", lambda: offer(desk, driver, estimate, width, dark, pictures))
        report(f"a document fits and is read: {name}", lambda: printed(desk, driver, document, width, pictures))
        report(f"/docs fits and is read: {name}", lambda: docs(desk, driver, width, dark, pictures))
    report("the offer is answered by keyboard alone", lambda: approved(desk, driver, estimate))
    report("/docs finds what is typed", lambda: found(desk, driver))


def picture(browser, folder, what):
    if folder:
        browser.picture(os.path.join(folder, what + ".png"))


def visit(desk):
    """An estimate on offer, and an invoice with everything that a line can have."""
    def begin(number):
        body = {"client": {"name": "Анна Крылова", "phones": [f"+7903123450{number}"]}, "odometer_km": 120000, "complaints": ["Стучит справа"],
                "vehicle": {"make": "Mercedes-Benz", "model": "Sprinter 316 CDI", "plate": f"А12{number}ВС77"}}
        return desk.post("/v1/work-orders", body)["id"]

    def act(order, deed, body=None):
        return desk.post(f"/v1/work-orders/{order}/{deed}", body)

    def offered(order):
        act(order, "estimate")
        lines = []
        for words, hours in ("Замена переднего амортизатора с верхней опорой и пыльником, левая и правая сторона", 2.4), ("Развал-схождение", 1):
            lines.append(act(order, "lines", {"kind": "labour", "name": words, "quantity": hours, "unit_price_minor": 244000})["id"])
        act(order, "promise", {"promised_at": time.strftime("%Y-%m-%dT15:00:00Z", time.gmtime(time.time() + 14 * 86400)), "reason": "договорились"})
        estimate = act(order, "estimates", {"title": "Подвеска и рулевое управление"})["id"]
        act(order, "offer", {"estimate_ids": [estimate]})
        return estimate, lines

    estimate, _ = offered(begin(1))
    order = begin(2)
    approved, lines = offered(order)
    desk.post(f"/v1/estimates/{approved}/approve", {"how": "phone", "items": [{"line_id": line, "decision": "approved"} for line in lines]})
    act(order, "start")
    for line in lines:
        act(order, f"lines/{line}/done")
    act(order, "quality-checks", {"passed": True})
    act(order, "ready")
    document = act(order, "invoices")
    return estimate, document["documents"][0]["id"]


def offer(desk, driver, estimate, width, dark, pictures):
    link = desk.post(f"/v1/estimates/{estimate}/link")["url"]
    browser = driver.browser(width=width, dark=dark, script=False)
    browser.open(link)
    looks.all_of(browser)
    picture(browser, pictures, f"offer-{width}")
    browser.open(desk.address + "/a/" + "A" * 43)
    looks.fits(browser)
    looks.readable(browser)


def approved(desk, driver, estimate):
    link = desk.post(f"/v1/estimates/{estimate}/link")["url"]
    browser = driver.browser(script=False)
    browser.open(link)
    browser.leave(lambda: browser.press(TAB, SPACE, TAB, SPACE, TAB, ENTER))
    expect("Спасибо" in browser.text("h1"), browser.text())
    expect(desk.get(f"/v1/estimates/{estimate}")["status"] == "approved", "not approved")


def docs(desk, driver, width, dark, pictures):
    browser = driver.browser(width=width, height=900, dark=dark)
    browser.open(desk.address + "/docs")
    looks.titled(browser)
    expect(browser.first("#q").name == "Find:", "the search has no name")
    if width < 600:
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    looks.fits(browser)
    looks.readable(browser)
    if pictures:
        browser.run("document.querySelectorAll('details').forEach((d, i) => d.open = i < 2)")
        browser.view(os.path.join(pictures, f"docs-{width}.png"))


def found(desk, driver):
    browser = driver.browser(width=320)
    browser.open(desk.address + "/docs")
    count = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length"
    everything = [browser.run(count, kind) for kind in ("details[data-find]", "#codes tr[id]")]
    browser.first("#q").click()
    browser.type("approv")
    left = [browser.run(count, kind) for kind in ("details[data-find]", "#codes tr[id]")]
    expect(all(0 < some < all_ for some, all_ in zip(left, everything)), f"{left} of {everything} are found")


def printed(desk, driver, document, width, pictures):
    browser = driver.browser(width=width, script=False, dark=False)  # a browser of its own: it keeps the header
    browser.devtools("Network.enable")
    browser.devtools("Network.setExtraHTTPHeaders", headers={"Authorization": "Bearer " + desk.token})
    browser.open(f"{desk.address}/v1/documents/{document}/print")
    looks.fits(browser)
    looks.readable(browser)
    expect("Итого" in browser.text(), browser.text())
    picture(browser, pictures, f"document-{width}")

"""The page behind a survey's link, as clients use it: by finger and by keyboard, with scripts switched off."""
import os
from concurrent.futures import ThreadPoolExecutor
import centre, looks
from browser import ENTER, RIGHT, SPACE, TAB
from looks import expect

# Width, height, language, dark, and the reader's text size: 32 is 200 %.
WINDOWS = [(320, 640, "ru", False, 16), (390, 844, "en", True, 16), (320, 640, "ru", True, 32), (1280, 800, "ru", False, 16)]


def run(desk, driver, pictures, report):
    visit = desk.survey(centre.VISIT)
    for window in WINDOWS:
        report(f"the page fits, is read and reached: {name(window)}", lambda: looks_right(visit, driver, window, pictures))
    report("one tap answers, the rest is added later", lambda: one_tap(visit.asked(), driver))
    report("the keyboard alone answers everything", lambda: by_keyboard(visit.asked(), driver))
    report("opening has no effect: twice, HEAD, previews", lambda: opening(visit.asked(), driver))
    report("two windows give one answer", lambda: two_windows(visit.asked(), driver))
    report("a double tap gives one answer", lambda: double_tap(visit.asked(), driver))
    report("back and reload send nothing again", lambda: back(visit.asked(), driver))
    report("a text that is too long comes back with its fault", lambda: too_long(visit.asked(), driver))
    report("whoever wants no more surveys gets none", lambda: declining(visit, driver))
    report("a link that does not work says so, and nothing else", lambda: dead(visit, driver))
    report("the policy forbids nothing that the page needs", lambda: policy(visit.asked(), driver))
    desk.post(f"/v1/surveys/{visit.id}/end")
    for form, title in (centre.RECOMMENDATION, "0 to 10"), (centre.INDEX, "an index"), (centre.GRADED, "grades in words"):
        other = desk.survey(form)
        for window in WINDOWS[0], WINDOWS[2], WINDOWS[3]:
            report(f"{title} fits: {name(window)}", lambda: fits(other.asked(window[2]), driver, window, pictures, title))
        desk.post(f"/v1/surveys/{other.id}/end")


def name(window):
    width, _, language, dark, text = window
    return f"{width} px, {language}{', dark' if dark else ''}{', large text' if text > 16 else ''}"


def opened(driver, window):
    width, height, language, dark, text = window
    return driver.browser(width=width, height=height, language=language, dark=dark, text=text, script=False)


def phone(driver):
    return driver.browser(script=False)


def picture(browser, folder, what, window):
    if folder:
        browser.picture(os.path.join(folder, f"{what} {name(window)}.png".replace(", ", "-").replace(" ", "-")))


def looks_right(survey, driver, window, pictures):
    browser = opened(driver, window)
    invitation = survey.asked(window[2])
    browser.open(invitation.url)
    looks.all_of(browser)
    picture(browser, pictures, "ask", window)
    expect(browser.run("return document.documentElement.lang") == window[2], "another language than the client's")
    browser.follow("button[value='4']")
    looks.all_of(browser)
    picture(browser, pictures, "answered", window)
    browser.first("summary").click()
    browser.run("document.querySelector('textarea').value = 'w'.repeat(90)")
    looks.all_of(browser)
    picture(browser, pictures, "opened", window)
    browser.follow(".send")
    browser.first("summary").click()
    looks.all_of(browser)


def fits(invitation, driver, window, pictures, what):
    browser = opened(driver, window)
    browser.open(invitation.url)
    looks.all_of(browser)
    picture(browser, pictures, what, window)


def one_tap(invitation, driver):
    browser = phone(driver)
    browser.open(invitation.url)
    browser.follow("button[value='2']")
    expect("Спасибо" in browser.text("h1"), browser.text())
    expect(invitation.grade() == 2 and invitation.status == "answered", f"{invitation.answers}")
    browser.first("input[name=q2][value='6']").click()
    browser.first("textarea").click()
    browser.type("Звоните, когда срок меняется")
    browser.follow(".send")
    expect(invitation.grade() == 2 and invitation.grade(2) == 6, f"{invitation.answers}")
    expect(invitation.words(4) == "Звоните, когда срок меняется", f"{invitation.answers}")
    expect(browser.first("a").name.startswith("Оставить отзыв"), "a client who is not content is not invited to review")


def by_keyboard(invitation, driver):
    browser = phone(driver)
    browser.open(invitation.url)
    browser.leave(lambda: browser.press(TAB, TAB, TAB, TAB, ENTER))  # the fourth value
    expect(invitation.grade() == 4, f"{invitation.answers}")
    browser.press(TAB, SPACE, RIGHT, RIGHT, TAB, RIGHT, TAB)
    browser.type("да")
    browser.leave(lambda: browser.press(TAB, TAB, ENTER))  # past what changes the first answer, to the button
    found = invitation.grade(2), invitation.grade(3), invitation.words(4)
    expect(found == (3, 2, "да"), f"{found}")


PREVIEWS = ["TelegramBot (like TwitterBot)", "WhatsApp/2.23.20.0", "vkShare; +http://vk.com/dev/Share", "facebookexternalhit/1.1"]


def opening(invitation, driver):
    desk = invitation.centre
    before = desk.get("/v1/events?limit=1")["items"], desk.get(f"/v1/survey-invitations/{invitation.id}")
    browser = phone(driver)
    for _ in range(2):
        browser.open(invitation.url)
    for method, agent in [("HEAD", "curl/8.5.0")] + [("GET", agent) for agent in PREVIEWS]:
        status, _, _ = desk.server.ask(method, invitation.path + "?utm_source=messenger", headers={"User-Agent": agent})
        expect(status == 200, f"{method} by {agent}: {status}")
    after = desk.get("/v1/events?limit=1")["items"], desk.get(f"/v1/survey-invitations/{invitation.id}")
    expect(before == after and invitation.answers == [], f"something changed: {after}")


def two_windows(invitation, driver):
    browser = phone(driver)
    browser.open(invitation.url)
    here, there = browser.window()
    browser.turn_to(there)
    browser.open(invitation.url)
    browser.follow("button[value='5']")
    browser.turn_to(here)
    browser.follow("button[value='1']")
    expect("Вы уже ответили" in browser.text("h1") and "5 из 5" in browser.text().replace("\u00a0", " "), browser.text())
    looks.all_of(browser)
    expect(invitation.grade() == 5, "the first answer does not stand")
    browser.follow(".send")
    expect(invitation.grade() == 1, f"the change that the client asked for was not made: {invitation.answers}")
    browser.close(there, here)


def double_tap(invitation, driver):
    """Taps twice in the browser, where the second tap takes the place of the first, and sends two taps at once, as two lines may."""
    browser = phone(driver)
    browser.open(invitation.url)
    # By script: chromedriver may wait for ever for a touch that comes while the page is left.
    browser.leave(lambda: browser.run("const b = document.querySelector(\"button[value='3']\"); b.click(); b.click()"))
    expect("Спасибо" in browser.text("h1") and invitation.grade() == 3, browser.text())
    expect(invitation.answers[0]["amended_at"] is None, "the second tap changed the answer")
    other = invitation.survey.asked()
    ask = lambda _: other.centre.server.ask("POST", other.path, body="q1=5", headers={"Content-Type": "application/x-www-form-urlencoded"})
    with ThreadPoolExecutor(2) as taps:
        statuses = [answer[0] for answer in taps.map(ask, range(2))]
    expect(statuses == [303, 303] and other.grade() == 5, f"{statuses}")
    expect(other.answers[0]["amended_at"] is None, "one tap changed what the other had answered")


def back(invitation, driver):
    browser = phone(driver)
    browser.open(invitation.url)
    browser.follow("button[value='4']")
    answer = invitation.answers
    browser.reload()
    expect("Спасибо" in browser.text("h1"), "reload: " + browser.text())
    browser.back()
    if browser.url == invitation.url:
        expect("Спасибо" in browser.text("h1"), "back: " + browser.text())
    expect(invitation.answers == answer, "the answer changed")


def too_long(invitation, driver):
    browser = phone(driver)
    browser.open(invitation.url)
    browser.follow("button[value='4']")
    browser.run("const t = document.querySelector('textarea'); t.removeAttribute('maxlength'); t.value = 'ж'.repeat(2001)")
    browser.follow(".send")
    looks.all_of(browser)
    expect("2000" in browser.text(".fault[id]"), browser.text())
    expect(browser.run("return document.querySelector('textarea').value") == "ж" * 2001, "what was typed is lost")
    expect(invitation.words(4) is None and invitation.grade() == 4, f"{invitation.answers}")
    browser.run("document.querySelector('textarea').value = 'короче'")
    browser.follow(".send")
    expect(invitation.words(4) == "короче", f"{invitation.answers}")


def declining(survey, driver):
    invitation = survey.asked()
    browser = phone(driver)
    browser.open(invitation.url)
    browser.follow("footer button")
    expect("Больше не побеспокоим" in browser.text("h1"), browser.text())
    looks.fits(browser)
    looks.readable(browser)
    expect(invitation.answers == [] and invitation.status == "declined", invitation.status)
    survey.centre.helped(invitation.client)
    decision = survey.centre.get(f"/v1/surveys/{survey.id}/decisions?limit=1")["items"][0]
    expect(decision["reason"] == "no_consent", f"{decision}")


def dead(survey, driver):
    desk, browser = survey.centre, phone(driver)
    revoked = survey.asked()
    revoked.revoke()
    for url, status, title in (
            (revoked.path, 410, "Ссылка больше не действует"), ("/s/" + "A" * 43, 404, "Ничего не найдено"), ("/s/x", 404, "Ничего не найдено")):
        browser.open(desk.address + url)
        looks.fits(browser)
        looks.readable(browser)
        expect(browser.text("h1") == title, f"{url}: {browser.text()}")
        expect("ремонт" not in browser.text() and not browser.all(looks.CONTROLS), browser.text())
        found, _, page = desk.server.ask("GET", url, headers={"Accept-Language": "ru"})
        expect(found == status, f"{url}: {found}")
    guesses = [desk.server.ask("GET", "/s/" + guess, headers={"Accept-Language": "ru"})[2] for guess in ("B" * 43, "C" * 43)]
    expect(guesses[0] == guesses[1], "guesses are told apart")


def policy(invitation, driver):
    desk, browser = invitation.centre, phone(driver)
    log = {"type": "browser"}
    browser.ask("POST", "/se/log", log)  # what earlier pages left there
    before = len(desk.requests())
    browser.open(invitation.url)
    style = browser.run("return getComputedStyle(document.querySelector('div button')).minHeight")
    expect(style == "48px", f"the style is not used: {style}")
    browser.follow("button[value='4']")
    asked = desk.requests()[before:]
    expect(asked == [("GET", "/s/{token}"), ("POST", "/s/{token}"), ("GET", "/s/{token}")], f"{asked}")
    complaints = browser.ask("POST", "/se/log", log)
    expect(not complaints, f"the browser complains: {complaints}")

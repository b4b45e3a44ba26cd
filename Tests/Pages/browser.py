"""A headless Chromium, driven through chromedriver by W3C WebDriver over plain HTTP."""
import base64, json, os, shutil, socket, subprocess, tempfile, time, urllib.error, urllib.request

# Keys that are no characters (WebDriver, 17.4.2).
TAB, ENTER, SPACE, LEFT, RIGHT, SHIFT = "\ue004", "\ue007", " ", "\ue012", "\ue014", "\ue008"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Fault(RuntimeError):
    """What chromedriver refuses, by the error codes of WebDriver (6.6)."""


class Driver:
    """One chromedriver, with any number of browsers."""

    def __init__(self, folder):
        self.port = free_port()
        self.log = os.path.join(folder, "chromedriver.log")
        self.process = subprocess.Popen(
            ["chromedriver", f"--port={self.port}", f"--log-path={self.log}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.browsers = {}
        until = time.monotonic() + 20
        while True:
            try:
                if self.ask("GET", "/status")["ready"]:
                    return
            except (OSError, Fault):
                pass
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"chromedriver does not start: see {self.log}")
            time.sleep(0.05)

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json; charset=utf-8"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise Fault(f"{value['error']}: {value['message'].splitlines()[0]}") from None
        except TimeoutError:
            raise Fault(f"chromedriver does not answer {method} {path}") from None

    def browser(self, **settings):
        """A browser with these settings, on an empty page. One that was asked for before is used again, because each takes seconds to start."""
        key = tuple(sorted(settings.items()))
        try:
            self.browsers[key].open("about:blank")
        except (KeyError, Fault):  # the first of its kind, or one that hangs
            self.browsers[key] = Browser(self, **settings)
        return self.browsers[key]

    def stop(self):
        for browser in self.browsers.values():
            browser.quit()
        self.process.terminate()
        self.process.wait(10)


class Browser:
    """One window. Sizes are in CSS pixels. `script`: whether pages may run scripts."""

    def __init__(self, driver, width=390, height=844, language="ru", dark=False, script=True, text=16):
        self.driver, self.width = driver, width
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        arguments = [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--hide-scrollbars", f"--user-data-dir={self.profile}"]
        if os.getuid() == 0:
            arguments.append("--no-sandbox")  # Chromium's sandbox refuses to work for root.
        preferences = {
            "intl.accept_languages": language, "intl.selected_languages": language, "webkit.webprefs.default_font_size": text,
            "profile.default_content_setting_values.javascript": 1 if script else 2}
        options = {"binary": shutil.which("chromium"), "args": arguments, "prefs": preferences}
        made = driver.ask("POST", "/session", {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}})
        self.base = f"/session/{made['sessionId']}"
        # A window of Chromium is never as narrow as a telephone.
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def ask(self, method, path, body=None):
        return self.driver.ask(method, self.base + path, body)

    def devtools(self, command, **parameters):
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url):
        self.ask("POST", "/url", {"url": url})

    def back(self):
        self.ask("POST", "/back", {})

    def reload(self):
        self.ask("POST", "/refresh", {})

    @property
    def url(self):
        return self.ask("GET", "/url")

    @property
    def title(self):
        return self.ask("GET", "/title")

    def run(self, script, *arguments):
        """Runs the body of a function in the page and gives what it returns."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def all(self, selector):
        return [Element(self, found[ELEMENT]) for found in self.ask("POST", "/elements", {"using": "css selector", "value": selector})]

    def first(self, selector):
        found = self.all(selector)
        if not found:
            raise Fault(f"nothing on the page is {selector}")
        return found[0]

    def text(self, selector="body"):
        return self.first(selector).text

    def press(self, *keys):
        """Presses and releases keys one after another, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def type(self, words):
        self.press(*words)

    def follow(self, selector):
        """Clicks on what leads to another page, and waits for that page."""
        self.leave(self.first(selector).click)

    def leave(self, deed):
        """Does what leads to another page, and waits for that page: a click may return before the browser has gone anywhere."""
        self.run("document.documentElement.dataset.left = 1")
        deed()
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.run("return !document.documentElement.dataset.left && document.readyState === 'complete'"):
                return
            time.sleep(0.01)
        raise Fault("the page stays")

    def window(self):
        """Opens another window beside this one, and gives the handles of both."""
        here = self.ask("GET", "/window")
        return here, self.ask("POST", "/window/new", {"type": "tab"})["handle"]

    def turn_to(self, window):
        self.ask("POST", "/window", {"handle": window})

    def close(self, window, left):
        """Closes a window, and turns to one that is left."""
        self.turn_to(window)
        self.ask("DELETE", "/window")
        self.turn_to(left)

    def picture(self, path):
        """Writes a picture of the whole page."""
        size = self.devtools("Page.getLayoutMetrics")["cssContentSize"]
        shot = self.devtools(
            "Page.captureScreenshot", captureBeyondViewport=True,
            clip={"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1})
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def view(self, path):
        """Writes a picture of what the window shows."""
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.ask("GET", "/screenshot")))

    def quit(self):
        try:
            self.ask("DELETE", "")
        except (OSError, Fault):
            pass
        shutil.rmtree(self.profile, ignore_errors=True)


class Element:
    def __init__(self, browser, id):
        self.browser, self.path = browser, f"/element/{id}"
        # An argument of a script.
        self.reference = {ELEMENT: id}

    @property
    def text(self):
        return self.browser.ask("GET", self.path + "/text")

    @property
    def name(self):
        """The name that a screen reader says."""
        return self.browser.ask("GET", self.path + "/computedlabel")

    @property
    def role(self):
        return self.browser.ask("GET", self.path + "/computedrole")

    def click(self):
        self.browser.ask("POST", self.path + "/click", {})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

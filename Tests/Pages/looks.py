"""What every page must do, whatever it says: fit its window, be read, be used by finger and by keyboard."""
from browser import SHIFT, TAB


class Wrong(Exception):
    """A page that does not keep a promise."""


def expect(holds, what):
    if not holds:
        raise Wrong(what)


def all_of(browser):
    """Every check of a page that people answer on."""
    fits(browser)
    readable(browser)
    named(browser)
    reachable(browser)
    in_order(browser)
    loads_nothing(browser)


def fits(browser):
    """Nothing is scrolled sideways (WCAG 2.2, 1.4.10), except inside a part that has a scroll bar of its own."""
    wide = browser.run("""
      const scrolls = e => e && e !== document.documentElement && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
      const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > arguments[0] + 1 && !scrolls(e));
      return [document.documentElement.scrollWidth, out.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];""", browser.width)
    # The window's own width is not asked for: on a telephone it grows with what does not fit.
    expect(wide[0] <= browser.width and not wide[1], f"{wide[0]} px wide: {wide[1]}")


# Colours are blended as they lie on each other. Large text is 24 px, or 18.66 px in bold (WCAG 2.2, 1.4.3).
CONTRASTS = """
  const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n.length > 3 ? n[3] : 1]; };
  const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3])).concat(1);
  const canvas = matchMedia("(prefers-color-scheme: dark)").matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme)
    ? [18, 18, 18, 1] : [255, 255, 255, 1];
  const known = new Map([[null, canvas]]);
  const behind = e => { if (!known.has(e)) { const own = parse(getComputedStyle(e).backgroundColor);
    known.set(e, own[3] === 1 ? own : over(own, behind(e.parentElement))); } return known.get(e); };
  const light = c => { const p = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]; };
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
"""


def readable(browser):
    """Text against what lies behind it, by the styles that the browser computed."""
    faint, count = browser.run(CONTRASTS + """
      const faint = [];
      let count = 0;
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const e = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim() || /STYLE|SCRIPT/.test(e.tagName) || !e.checkVisibility()) continue;
        const s = getComputedStyle(e), size = parseFloat(s.fontSize), back = behind(e);
        const large = size >= 24 || size >= 18.66 && s.fontWeight >= 700;
        const found = contrast(over(parse(s.color), back), back);
        count++;
        if (found < (large ? 3 : 4.5)) faint.push(walk.currentNode.data.trim().slice(0, 40) + " " + found.toFixed(2));
      }
      return [faint.slice(0, 5), count];""")
    expect(not faint, f"hard to read: {faint}")
    expect(count > 0, "there is no text")
    vague = browser.run(CONTRASTS + """
      const edge = e => { const s = getComputedStyle(e), around = behind(e.parentElement);
        const line = parseFloat(s.borderTopWidth) > 0 ? contrast(over(parse(s.borderTopColor), around), around) : 1;
        return Math.max(line, contrast(behind(e), around)); };
      return [...document.querySelectorAll("textarea, input[type=text], select, div > button, .send, input[type=radio] + span")]
        .filter(e => e.checkVisibility() && edge(e) < 3).map(e => e.outerHTML.slice(0, 80)).slice(0, 3);""")
    expect(not vague, f"no edge is seen: {vague}")


CONTROLS = "a[href], button, input:not([type=hidden]), textarea, select, summary"


# Roles of the accessibility tree that have to have a name.
ROLES = {"button", "checkbox", "combobox", "DisclosureTriangle", "heading", "link", "radio", "searchbox", "spinbutton", "textbox"}


def named(browser):
    """Every control and every group says to a screen reader what it is."""
    tree = browser.devtools("Accessibility.getFullAXTree")["nodes"]
    found = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]]
    nameless = [role for role, name in found if role in ROLES and not name.strip()]
    expect(not nameless, f"without a name: {nameless}")
    controls = browser.run("return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length", CONTROLS)
    heard = sum(role in ROLES - {"heading"} for role, _ in found)
    expect(heard >= controls, f"a screen reader meets {heard} of {controls} controls")
    loose = browser.run("""
      return [...document.querySelectorAll("fieldset")].map(e => [e, e.firstElementChild])
        .filter(([e, first]) => !(first?.tagName === "LEGEND" && first.textContent.trim())).map(([e]) => e).map(e => e.outerHTML.slice(0, 80));""")
    expect(not loose, f"groups without a name: {loose}")
    titled(browser)


def titled(browser):
    said = browser.run("return [document.documentElement.lang, document.title, document.querySelectorAll('h1').length]")
    expect(said[0] and said[1] and said[2] == 1, f"language, title, headings: {said}")


def reachable(browser):
    """Targets are at least 44 by 44 CSS pixels (WCAG 2.2, 2.5.5) and do not lie on each other. A link within a sentence may be smaller."""
    small = browser.run("""
      const inSentence = e => e.tagName === "A" && getComputedStyle(e).display === "inline";
      return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility() && !inSentence(e)).map(e => {
        const r = (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect();
        return [Math.round(r.width * 10) / 10, Math.round(r.height * 10) / 10, e.outerHTML.slice(0, 60)];
      }).filter(r => r[0] < 44 || r[1] < 44);""", CONTROLS)
    expect(not small, f"too small: {small[:4]}")
    covered = browser.run("""
      return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).filter(e => {
        e.scrollIntoView({block: "center"});
        const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
        return !(top === e || e.contains(top));
      }).map(e => e.outerHTML.slice(0, 60));""", CONTROLS)
    expect(not covered, f"under something else: {covered[:4]}")


def in_order(browser):
    """Tab visits every control once, in the order of reading, and each shows the focus. Radio buttons of a name are one stop."""
    # Tab would go on from the last click, whatever has the focus, unless the focus was before everything.
    browser.run("const b = document.body; b.tabIndex = -1; b.focus(); b.removeAttribute('tabindex'); b.blur(); scrollTo(0, 0);")
    expected = browser.run("""
      const stops = [], seen = new Set();
      for (const e of document.querySelectorAll(arguments[0])) {
        if (!e.checkVisibility()) continue;
        if (e.type === "radio") { if (seen.has(e.name)) continue; seen.add(e.name); }
        stops.push((e.name || e.tagName) + (e.type === "radio" ? "" : e.value || e.textContent.slice(0, 40)));
      }
      return stops;""", CONTROLS)
    visited = []
    for _ in expected:
        browser.press(TAB)
        name, top, shown = browser.run("""
          const e = document.activeElement, s = getComputedStyle(getComputedStyle(e).opacity === "0" && e.nextElementSibling || e);
          return [(e.name || e.tagName) + (e.type === "radio" ? "" : e.value || e.textContent.slice(0, 40)), e.getBoundingClientRect().top + scrollY,
            s.outlineStyle === "auto" || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2];""")
        expect(shown, f"the focus on {name} is not seen")
        visited.append((name, top))
    expect([name for name, _ in visited] == expected, f"Tab visits {visited}, not {expected}")
    tops = [top for _, top in visited]
    expect(all(a <= b + 8 for a, b in zip(tops, tops[1:])), f"Tab jumps upwards: {visited}")


def loads_nothing(browser):
    """The page is all there is: no script, font, picture or style from anywhere."""
    loaded = browser.run("return performance.getEntriesByType('resource').map(e => e.name)")
    expect(not loaded, f"it loads {loaded}")

/// How the survey page looks. Sizes are in `rem`, so that they follow the reader's text size. Nothing moves.
enum SurveyPageStyle {
  /// Colours as `#rrggbb`. Text has a contrast of at least 4.5 with what lies behind it, lines and marks of 3 (WCAG 2.2, 1.4.3 and 1.4.11).
  struct Colours {
    /// Behind everything, and behind the sheet with the questions.
    let back, sheet: String
    let text, note, fault: String
    /// A value that can be chosen, the line round it, and a rule between parts that only adorns.
    let value, line, rule: String
    /// Links, focus, the button that sends, the chosen value; and the text on them.
    let strong, onStrong: String
  }

  static let light = Colours(
    back: "#f1f3f5", sheet: "#ffffff", text: "#1c2126", note: "#545d68", fault: "#a4152c", value: "#ffffff", line: "#6d7683",
    rule: "#d5dade",
    strong: "#1b4b8f", onStrong: "#ffffff")
  static let dark = Colours(
    back: "#101317", sheet: "#1a1e24", text: "#e9ecef", note: "#aab3bd", fault: "#ff9aa6", value: "#262b33", line: "#7f8996",
    rule: "#39414b",
    strong: "#9cc2ff", onStrong: "#0d1b2e")

  static let css = """
    :root{color-scheme:light dark;\(variables(light))}\
    @media(prefers-color-scheme:dark){:root{\(variables(dark))}}\
    *{box-sizing:border-box}\
    html{-webkit-text-size-adjust:100%}\
    body{margin:0 auto;max-width:40rem;background:var(--back);color:var(--text);font:1.0625rem/1.5 system-ui,sans-serif;\
    overflow-wrap:anywhere}\
    header,footer{padding:1rem;color:var(--note)}\
    main{padding:1.25rem 1rem 1.5rem;background:var(--sheet)}\
    h1,h2{margin:0 0 1rem;font-size:1.375rem;line-height:1.3}\
    h2{margin:1.5rem 0 1.25rem;padding-top:1.5rem;border-top:1px solid var(--rule);font-size:1.1875rem}\
    p{margin:0 0 1rem}\
    a{display:inline-block;padding:.6rem 0;color:var(--strong)}\
    fieldset{min-width:0;margin:0 0 1.75rem;padding:0;border:0}\
    legend,label{display:block;margin:0 0 .5rem;padding:0;font-weight:600}\
    fieldset fieldset{margin:0 0 1.25rem}\
    fieldset fieldset legend,div label{font-weight:400}\
    h1 label{margin:0}\
    .ends{display:flex;justify-content:space-between;gap:1rem;margin:0 0 .5rem;color:var(--note);font-size:.9375rem;line-height:1.35}\
    .ends span+span{text-align:end}\
    .row{--most:5;display:grid;gap:.25rem;\
    grid-template-columns:repeat(auto-fill,minmax(max(2.75rem,calc((100% - var(--most)*.25rem)/var(--most))),1fr))}\
    .of7{--most:4}\
    .of11{--most:6}\
    .list{display:grid;gap:.5rem}\
    div label{position:relative;margin:0}\
    input{position:absolute;z-index:1;left:0;top:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}\
    button,textarea{font:inherit}\
    div button,div span{position:relative;display:flex;align-items:center;justify-content:center;width:100%;min-height:3rem;\
    padding:.5rem .125rem;border:1px solid var(--line);border-radius:.5rem;background:var(--value);color:var(--text);cursor:pointer}\
    .list button,.list span{justify-content:flex-start;padding:.5rem 1rem;text-align:start}\
    div button:hover,label:hover span{border-color:var(--strong)}\
    div button:active,input:checked+span{background:var(--strong);border-color:var(--strong);color:var(--onStrong)}\
    input:checked+span{border-width:3px;font-weight:700}\
    :focus-visible,input:focus+span{outline:3px solid var(--strong);outline-offset:2px}\
    textarea{display:block;width:100%;margin:0 0 1.75rem;padding:.625rem .75rem;border:1px solid var(--line);border-radius:.5rem;\
    background:var(--value);color:var(--text);resize:vertical}\
    .send{width:100%;min-height:3rem;padding:.625rem 1rem;border:0;border-radius:.5rem;background:var(--strong);color:var(--onStrong);\
    font-weight:600;cursor:pointer}\
    details{margin:0 0 1.25rem}\
    summary{padding:.6rem 0;color:var(--strong);cursor:pointer}\
    .note{margin:1rem 0 0;color:var(--note);font-size:.9375rem}\
    .fault,.said{padding-inline-start:.75rem;border-inline-start:.25rem solid}\
    .fault{color:var(--fault)}\
    footer button{min-height:2.75rem;text-align:start;padding:.5rem 0;border:0;background:none;color:var(--note);\
    text-decoration:underline;cursor:pointer}\
    i{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
    @media(min-width:23em){.of7{--most:7}}\
    @media(min-width:40em){header{padding:2.5rem 2rem .75rem}main{padding:2rem;border-radius:.75rem}footer{padding:1rem 2rem}\
    .of10{--most:10}.of11{--most:11}}
    """

  static let markup = Markup(stringLiteral: css)

  private static func variables(_ c: Colours) -> String {
    "--back:\(c.back);--sheet:\(c.sheet);--text:\(c.text);--note:\(c.note);--fault:\(c.fault);--value:\(c.value);--line:\(c.line);"
      + "--rule:\(c.rule);--strong:\(c.strong);--onStrong:\(c.onStrong)"
  }

  /// The SHA-256 of the style in Base64. A changed style needs a new one.
  static let digest = "sha256-VNRyTMu34JR6qRhnbz3jPCQs6ccAhF+EvKGoib5V5lM="

  /// Headers that forbid to load, run, frame or report anything. Only the one style with this digest is used (CSP
  /// Level 3, 2.3.1). `Vary`, because a client whose language is not known is answered in the browser's.
  static let headers: [(name: StaticString, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src '\(digest)'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex"), ("Vary", "Accept-Language"),
  ]
}

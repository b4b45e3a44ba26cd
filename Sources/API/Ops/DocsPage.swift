internal import HTTP

/// `/docs`: the whole API for people, with the content of the OpenAPI document. It works without a script; a small one
/// adds a search.
enum DocsPage {
  static let policy: [(name: StaticString, value: String)] = [
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
  ]

  static func html(_ routes: [Route]) -> [UInt8] {
    Array(
      #"""
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Service Desk API</title>
      <style>
      :root{color-scheme:light dark;--line:#8884;--soft:#8881}
      body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;overflow-wrap:anywhere}
      h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.2rem 0 .2rem}
      details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:.3rem .7rem}summary{cursor:pointer}
      code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:var(--soft);padding:.6rem;border-radius:6px;overflow:auto}
      .m{display:inline-block;min-width:4.2rem;font-weight:600}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.15rem .6rem .15rem 0;vertical-align:top;border-bottom:1px solid var(--soft)}
      input{font:inherit;width:100%;max-width:26rem;padding:.3rem;box-sizing:border-box}
      :target{background:var(--line)}
      @media(max-width:40rem){tr:not([hidden]){display:block;padding:.35rem 0;border-bottom:1px solid var(--soft)}tr:first-child{display:none}
      td{display:inline;padding:0;border:0}td:first-child{display:block}td+td+td:not(:empty)::before{content:" · "}}
      </style></head><body>
      <h1>Service Desk API</h1>
      <p>For machines: <a href="/openapi.json">/openapi.json</a>. Below: <a href="#operations">operations</a>, <a href="#hooks">web hooks</a>, <a href="#shapes">shapes</a>, <a href="#rules">rules</a>, <a href="#errors">error codes</a>.</p>
      <p id="find" hidden><label>Find: <input id="q" placeholder="path, words…"></label></p>
      <h2 id="operations">Operations</h2>
      \#(operations(routes))
      <h2 id="hooks">Web hooks</h2>
      \#(hooks)
      <h2 id="shapes">Shapes</h2>
      \#(shapes(routes))
      <h2 id="rules">Rules</h2>
      \#(DeskRule.html)
      <h2 id="errors">Error codes</h2>
      <p>A refusal is a problem (RFC 9457): its <code>type</code> links here, <code>errors</code> names every fault or reason. Status 200 is no refusal: a warning, or a line of an import's report. «…» stands for what the message names.</p>
      <table id="codes"><tr><th>code</th><th>status</th><th>meaning</th></tr>
      \#(ErrorCode.all.map(\.html).joined(separator: "\n"))
      </table>
      <script>
      "use strict";
      document.getElementById("find").hidden=false;
      document.getElementById("q").addEventListener("input",e=>{const q=e.target.value.toLowerCase();
        document.querySelectorAll("details[data-find]").forEach(d=>{d.hidden=!d.dataset.find.includes(q)});
        document.querySelectorAll("#codes tr[id],section").forEach(r=>{r.hidden=!r.textContent.toLowerCase().includes(q)})});
      </script></body></html>
      """#.utf8)
  }

  private static func operations(_ routes: [Route]) -> String {
    var rooms: [String] = []
    for route in routes where !rooms.contains(route.room) { rooms.append(route.room) }
    return rooms.map { room in
      "<h3>\(escaped(room))</h3>\n" + routes.filter { $0.room == room }.map(operation).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static var hooks: String {
    "<p>\(escaped(HookHeader.told))</p>\n"
      + table(["header", "meaning"], HookHeader.all.map { ["<code>\($0.name)</code>", escaped($0.note)] })
      + "<p>Body: \(kind(EventJSON.event.schema))</p>"
  }

  static func escaped(_ text: String) -> String { ApprovalPage.escaped(text) }

  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let head = heads.map { "<th>\($0)</th>" }.joined()
    let lines = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }
    return "<table><tr>\(head)</tr>\n\(lines.joined(separator: "\n"))\n</table>"
  }
}

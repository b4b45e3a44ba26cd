/// `/docs`: renders `/openapi.json` in the browser, with no script from elsewhere.
enum DocsPage {
  static let policy: [(name: StaticString, value: String)] = [
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'")
  ]
  static let html = Array(text.utf8)

  /// There before any script has run, so that a problem's `type` leads to its code in whatever reads the page.
  private static let codes = ErrorCode.all.map(\.html).joined(separator: "\n")

  private static let text = #"""
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Service Desk API</title>
    <style>
    :root{color-scheme:light dark;--line:#8884;--soft:#8881}
    body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem}
    h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
    details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:.3rem .7rem}summary{cursor:pointer}
    code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:var(--soft);padding:.6rem;border-radius:6px;overflow:auto}
    .m{display:inline-block;min-width:4.2rem;font-weight:600}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.15rem .6rem .15rem 0;vertical-align:top;border-bottom:1px solid var(--soft)}
    input{font:inherit;width:100%;max-width:26rem;padding:.3rem;box-sizing:border-box}
    tr:target{background:var(--line)}
    </style></head><body>
    <h1>Service Desk API</h1>
    <p>Machine-readable: <a href="/openapi.json">/openapi.json</a>. Find: <input id="q" placeholder="path, words…"></p>
    <div id="out">Loading…</div>
    <h2 id="rules">Rules</h2>
    \#(DeskRule.html)
    <h2 id="errors">Error codes</h2>
    <p>A refusal is a problem (RFC 9457): its <code>type</code> links here, <code>errors</code> names every fault or reason. Status 200 is no refusal: a warning, or a line of an import's report. «…» stands for what the message names.</p>
    <table id="codes"><tr><th>code</th><th>status</th><th>meaning</th></tr>
    \#(codes)
    </table>
    <script>
    "use strict";
    const el=(tag,text,cls)=>{const e=document.createElement(tag);if(text!=null)e.textContent=text;if(cls)e.className=cls;return e};
    const name=r=>r.split("/").pop();
    const kind=s=>{if(!s)return"";if(s.$ref)return name(s.$ref);if(s.anyOf)return s.anyOf.map(kind).join(" or ");if(s.type==="array")return"list of "+kind(s.items);
      let t=s.format&&s.type==="string"?s.format:(Array.isArray(s.type)?s.type.join(" or "):s.type||"any");if(s.enum)t=s.enum.join(" | ");
      if(s.maxLength)t+=" ≤ "+s.maxLength;return t};
    const table=(rows,head)=>{const t=el("table"),h=el("tr");head.forEach(x=>h.append(el("th",x)));t.append(h);
      rows.forEach(r=>{const tr=el("tr");r.forEach((x,i)=>{const td=el("td");td.append(i?document.createTextNode(x):el("code",x));tr.append(td)});t.append(tr)});return t};
    const fields=(doc,schema,seen=[])=>{const box=el("div");const n=schema.$ref&&name(schema.$ref);const o=n?doc.components.schemas[n]:schema;if(!o||!o.properties)return box;
      box.append(table(Object.entries(o.properties).map(([k,v])=>[k,kind(v),(o.required||[]).includes(k)?"required":"",v.description||""]),["field","kind","",""]));
      const inner=new Set();JSON.stringify(o,(k,v)=>{if(k==="$ref")inner.add(name(v));return v});
      for(const i of inner)if(!seen.includes(i)&&i!==n){const d=el("details");d.append(el("summary",i));d.append(fields(doc,{$ref:"#/"+i},[...seen,n,i]));box.append(d)}
      return box};
    fetch("/openapi.json").then(r=>r.json()).then(doc=>{
      const out=document.getElementById("out");out.textContent="";const rooms={};
      for(const[path,ops]of Object.entries(doc.paths))for(const[m,op]of Object.entries(ops)){(rooms[op.tags[0]]??=[]).push([path,m,op])}
      for(const[room,list]of Object.entries(rooms)){const h=el("h2",room);out.append(h);
        for(const[path,m,op]of list){const d=el("details");d.dataset.find=(path+" "+op.summary).toLowerCase();const s=el("summary");
          s.append(el("span",m.toUpperCase(),"m"),el("code",path),document.createTextNode(" — "+op.summary));d.append(s);
          d.addEventListener("toggle",()=>{if(!d.open||d.dataset.done)return;d.dataset.done=1;
            if(op.description)d.append(el("p",op.description));
            if(op.parameters.length)d.append(table(op.parameters.map(p=>[p.name,p.in,kind(p.schema),(p.required?"required. ":"")+(p.description||"")]),["parameter","in","kind",""]));
            const body=op.requestBody?.content["application/json"],file=op.requestBody?.content["text/csv"];
            const sample=n=>encodeURIComponent(op.parameters.find(p=>p.name===n)?.example??1);
            const asked=op.parameters.filter(p=>p.in==="query"&&p.required).map(p=>p.name+"="+sample(p.name)).join("&");
            const target=location.origin+path.replace(/\{([^}]*)\}/g,(_,n)=>sample(n))+(asked?"?"+asked:"");
            let curl="curl -s"+(m==="get"?"":" -X "+m.toUpperCase())+(op.security?"":' -H "Authorization: Bearer $TOKEN"');
            if(op.parameters.some(p=>p.name==="If-Match"&&p.required))curl+=" -H 'If-Match: *'";
            if(op.parameters.some(p=>p.name==="Idempotency-Key"&&p.required))curl+=' -H "Idempotency-Key: $(uuidgen)"';
            if(body)curl+=" \\\n  -H 'Content-Type: application/json' -d '"+JSON.stringify(body.example??{})+"'";
            if(file)curl+=" \\\n  -H 'Content-Type: text/csv' --data-binary @table.csv";
            d.append(el("pre",curl+" \\\n  '"+target+"'"));
            if(op.requestBody?.description)op.requestBody.description.split("\n").forEach(x=>d.append(el("p",x)));
            if(body){d.append(el("b","Body"));d.append(fields(doc,body.schema))}
            for(const[code,r]of Object.entries(op.responses)){const c=r.content&&Object.values(r.content)[0];if(c&&code<300){d.append(el("b","Answer "+code));d.append(fields(doc,c.schema))}}
            d.append(el("p","Refusals: "+Object.keys(op.responses).filter(c=>c>=400).join(", ")))});
          out.append(d)}}
      if(location.hash.length>1)document.getElementById(location.hash.slice(1))?.scrollIntoView();
      document.getElementById("q").addEventListener("input",e=>{const q=e.target.value.toLowerCase();document.querySelectorAll("#out>details").forEach(d=>{d.hidden=!d.dataset.find.includes(q)});
        document.querySelectorAll("#codes tr[id]").forEach(r=>{r.hidden=!r.textContent.toLowerCase().includes(q)})});
    });
    </script></body></html>
    """#
}

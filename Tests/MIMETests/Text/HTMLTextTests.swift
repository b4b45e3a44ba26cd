import MIME
import Testing

private func text(_ html: String) -> String { HTMLText(html).text }

@Test func `blocks are lines, paragraphs are parted, white space is one blank`() {
  #expect(text("<p>one  \n two</p><p>three<br>four</p><div>five</div><div>six</div>") == "one two\n\nthree\nfour\n\nfive\nsix")
  #expect(text("<div>a</div><div><br></div><div>b</div>") == "a\n\nb")
  #expect(text("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>") == "a\nb")
  #expect(text("a<b>b</b> <i> c</i>") == "ab c")
  #expect(text("<pre>x\n  y</pre>z") == "x\n  y\nz")
}

@Test func `lists, tables and headings are read in order`() {
  #expect(text("<ul><li>a<li>b<ul><li>c</ul></ul><ol start=3><li>d</ol>") == "- a\n- b\n  - c\n3. d")
  #expect(text("<table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>") == "a b\nc d")
  #expect(text("<h1>Title</h1>text") == "Title\n\ntext")
}

@Test func `what a reader does not see is left out`() {
  #expect(
    text("<head><title>T</title><style>p{x:y}</style></head><script>if (a<b) '</p>'</script><!-- <p>c</p> -->seen<![endif]-->") == "seen")
  #expect(text("<div style='display: none; color:red'>preview<div>inner</div></div>seen") == "seen")
  #expect(text("a\u{200B}\u{AD}b&zwnj;&nbsp;&nbsp;c") == "ab c")
}

@Test func `references are decoded, also broken ones`() {
  #expect(text("&lt;&amp;&gt;&quot;&#39;&nbsp;&laquo;x&raquo;&mdash;&#1055;&#x420;&hellip;") == "<&>\"' «x»—ПР…")
  #expect(text("&#150;&#0;&#x110000;&#99999999999;") == "–\u{FFFD}\u{FFFD}\u{FFFD}")
  #expect(text("a & b &unknown; &amp x &copy=1 AT&T") == "a & b &unknown; & x &copy=1 AT&T")
}

@Test func `a link shows its address unless the words do`() {
  #expect(text("<a href='https://x.example/a?b=1&amp;c=2'>here</a>") == "here <https://x.example/a?b=1&c=2>")
  #expect(
    text("<a href='http://www.x.example/'>www.x.example</a>, <a href='https://x.example'>x.example</a>") == "www.x.example, x.example")
  #expect(text("<a href='mailto:a@b.c?subject=x'>a@b.c</a> <a href='mailto:a@b.c'>Anna</a>") == "a@b.c Anna <a@b.c>")
  #expect(text("<a href='javascript:x()'>press</a> <a name=x>y</a>") == "press y")
}

@Test func `a picture's other text stands for it`() {
  #expect(text("<img alt='😀' src=x> <img alt='a car' src=x><img src=x>") == "😀 [a car]")
}

@Test func `quotations are marked as in plain text`() {
  #expect(text("answer<blockquote>one<br>two<blockquote>deep</blockquote></blockquote>below") == "answer\n> one\n> two\n>> deep\nbelow")
  #expect(text("<blockquote><p>a</p><p>b</p></blockquote>") == "> a\n>\n> b")
}

@Test func `an element that mail programs put around a quotation is known`() {
  let page = HTMLText("<div>answer</div><div class=\"gmail_quote\">On Monday</div>")
  #expect(page.quotationStart == 6)
  #expect(HTMLText("<div id=divRplyFwdMsg>x").quotationStart == 0)
  #expect(HTMLText("<div class=other>x").quotationStart == nil)
}

@Test func `tags that break the rules do not swallow text`() {
  #expect(text("1 < 2 and 3 > 2 <") == "1 < 2 and 3 > 2 <")
  #expect(text("<a href=\"x>y</a> z") == "y z")
  #expect(text("a<!-- never closed b") == "a never closed b")
  #expect(text("<<p>x") == "<\n\nx")
  #expect(text("</div></blockquote></ul>x") == "x")
}

@Test func `a page of nothing but openings is read in linear time`() {
  for piece in [
    "<", "<a ", "<!--", "<a \"", "&", "&#", "<blockquote>", "<div style='display:none'>", "<script>", "<a href='http://x'>y", "<![",
    "<ul><li>", "<td>",
  ] {
    _ = text(String(repeating: piece, count: 10_000))
  }
}

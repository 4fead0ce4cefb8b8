-- Pages: what stands in them, that nothing in data can act, that nothing asks
-- the network.

local items_at = require "vane.show.items_at"
local markdown = require "vane.show.markdown"

local files = dofile "tests/data/files.lua"
local host = loadfile("tests/host/vane.lua", "t", _ENV)()

local marks = matrix.of({ "carbon", "ageing" }, { "MT", "LS" },
  { { 1, 4 }, { 2, na } })
local HOSTILE = { "<script>alert(1)</script>", "</script", "\"'><img src=x>",
  "]]>", "\1\27[31m", "\xFF" }


local function written(p)
  return files.saved(p, ".html")
end


-- The page without the programs it carries, and without its script, which is
-- this file.
local function visible(text)
  return (text:gsub("<script nonce.->.-</script>", "")
    :gsub("<h3 id=\"script\">The script[^<]*</h3><pre.->.-</pre>", ""))
end


local function html_of(text)
  local parts = {}
  for i, block in ipairs(markdown.blocks(text)) do
    parts[i] = block.html or ("h%d:%s"):format(block.level, block.heading)
  end
  return table.concat(parts, "|")
end


-- ---- Markdown ----

test("headings, paragraphs and lists are told apart", function()
  eq(html_of "# One\ntwo\nthree\n\n- a\n- b\n\n1. c\n2) d",
    "h1:One|<p>two\nthree</p>|<ul><li>a</li><li>b</li></ul>"
      .. "|<ol><li>c</li><li>d</li></ol>")
end)

test("words are set off, and code stays as it is", function()
  eq(html_of "a **b** *c* `**d** <e>`",
    "<p>a <strong>b</strong> <em>c</em> <code>**d** &lt;e&gt;</code></p>")
end)

test("quotes, tables and code between fences are told apart", function()
  eq(html_of "> so\n> they *say*\n\nafter",
    "<blockquote><p>so\nthey <em>say</em></p></blockquote>|<p>after</p>")
  eq(html_of "| a | b |\n|---|--:|\n| 1 | x\\|<y> |",
    '<div class="scroll" tabindex="0"><table><thead><tr><th>a</th><th>b</th></tr></thead>'
      .. "<tbody><tr><td>1</td><td>x|&lt;y&gt;</td></tr></tbody></table></div>")
  eq(html_of "|x|y|", "<p>|x|y|</p>")
  eq(html_of "a\n```lua\n# no <b>\n\n- heading\n```\nb",
    '<p>a</p>|<pre tabindex="0"><code># no &lt;b&gt;\n\n- heading</code></pre>|<p>b</p>')
  eq(html_of "```\nleft open", '<pre tabindex="0"><code>left open</code></pre>')
end)

test("a picture from elsewhere is named, not fetched", function()
  eq(html_of "![a <b>](http://x.org/p.png)", "<p>a &lt;b&gt; (http://x.org/p.png)</p>")
end)

test("links lead to the web, never to a script", function()
  eq(html_of "[a](https://x.org/?b&c)",
    '<p><a href="https://x.org/?b&amp;c">a</a></p>')
  eq(html_of "[a](javascript:b)", "<p>a (javascript:b)</p>")
  eq(html_of '[a](https://x"onclick="y)',
    '<p><a href="https://x&quot;onclick=&quot;y">a</a></p>')
end)

test("a text that is set in keeps its lists", function()
  eq(html_of "\n    # A\n\n    - b\n", "h1:A|<ul><li>b</li></ul>")
end)


-- ---- pages ----

test("a page has its items in order, and contents that lead to them",
  function()
    local text = written(page "Trends" { "# First", marks, "# First",
      chart.heat(marks, { title = "Marks" }), "After all." })
    local at = 0
    for _, part in ipairs { "<h1>Trends</h1>", '<a href="#first">First</a>',
      '<a href="#first-2">First</a>', '<h2 id="first">First', "<table",
      '<h2 id="first-2">First', "<figure", "After all.", 'id="record"' } do
      at = assert(text:find(part, at + 1, true), part)
    end
  end)

test("what data holds stays text", function()
  local f = frame { t = HOSTILE, x = { 1, 2, 3, 4, 5, 6 } }
  local m = matrix.of({ HOSTILE[1], "b" }, { HOSTILE[3], "y" },
    { { 1, 2 }, { 3, 4 } })
  local text = visible(written(page(HOSTILE[2]) { HOSTILE[1], f,
    chart.heat(m, { title = HOSTILE[3], notes = HOSTILE[1] }) }))
  local _, n_scripts = text:gsub("<script", "")
  eq(n_scripts, 1)  -- the data of the pictures
  assert(not text:find("<img", 1, true))
  assert(not text:find "[\1\27\xFF]")
  assert(text:find("&lt;script&gt;alert(1)&lt;/script&gt;", 1, true))
end)

test("scripts need a number that what stands on the page decides", function()
  local function number_in(text) return text:match "script%-src 'nonce%-(%x+)'" end
  local one = written(page "A" { "x" })
  assert(number_in(one) == one:match '<script nonce="(%x+)"')
  assert(number_in(one) ~= number_in(written(page "A" { "y" })))
  assert(not one:find "unsafe%-eval" and one:find("default-src 'none'", 1, true))
end)

test("nothing on a page is fetched", function()
  local text = visible(written(page "A" { chart.heat(marks) }))
  assert(not text:find "<link" and not text:find "%ssrc=" and not text:find "@import"
    and not text:find "url%(")
end)

test("a result brings its pictures, its text and its record", function()
  local dots = matrix.of({ "t" }, { "i" }, { { 1 } })
  local trends = megatrend { downstream = dots, upstream = dots }
  local text = visible(written(page "A" { trends }))
  assert(text:find('<h2 id="mega-trends">Mega trends</h2>', 1, true))
  assert(text:find("Areas of strong interdependency", 1, true))
  assert(text:find("fingerprint <code>" .. trends.provenance.inputs[1].fingerprint,
    1, true))
  assert(text:find("tests/show/test_page.lua", 1, true))
end)

test("a script far down in folders stands on its page", function()
  local folder <close> = host.folder()
  local deep = ("deep_down/"):rep(9)
  assert(os.execute("mkdir -p " .. host.quote(folder.path .. "/" .. deep)))
  folder:write(deep .. "x.lua", 'page "A" { "one" }:save "p.html"')
  assert(os.execute(("cd %s && %s %s"):format(host.quote(folder.path),
    host.quote(host.absolute()), deep .. "x.lua")))
  assert(folder:read("p.html"):find('<span id="L1">page &quot;A&quot;', 1, true))
end)

test("a picture alone is a page, too", function()
  local text = written(chart.heat(marks, { title = "Marks" }))
  assert(text:find("<h1>Marks</h1>", 1, true) and text:find("<figure", 1, true))
end)

test("runs bring their fan, trees of conditions their bars", function()
  local r = scenario.run { runs = 20, model = system { steps = 3,
    drivers = { jobs = { start = uniform(5, 15), noise = 1 } } } }
  local tree = cart(frame { x = { 1, 2, 3, 4 }, y = { 0, 0, 1, 1 } },
    { outcome = "y", prune = "none", leaf = 1 })
  local text = written(page "A" { r, tree })
  assert(text:find("Where drivers go", 1, true))
  assert(text:find("What tells outcomes apart", 1, true))
end)

test("invented data is called so at the top", function()
  local f = frame({ x = { 1 } }, { source = "synthetic_deals.csv" })
  local function warns(item)
    return visible(written(page "A" { item })):find("shows synthetic data", 1, true)
      ~= nil
  end
  eq(warns(f), true)
  eq(warns(frame { x = { 1 } }), false)
  local both = visible(written(page "A" { f, frame { x = { 1 } } }))
  assert(both:find("Some of what this page shows is synthetic", 1, true))
end)

test("figures and tables are counted, and say which line made them", function()
  local p = chart.heat(marks, { title = "Marks" }); local at = p.at
  local text = written(page "A" { p, marks, "Words.", p, { marks, caption = "Who acts" } })
  for _, label in ipairs { "Figure 1.", "Table 1.", "Figure 2.", "Table 2." } do
    assert(text:find("<b>" .. label .. "</b>", 1, true), label)
  end
  assert(text:find("Who acts.", 1, true))
  assert(at:find "^tests/show/test_page.lua:%d+$", at)
  local line = at:match ":(%d+)$"
  assert(text:find(('Made by <a href="#L%s">%s</a>'):format(line, at), 1, true))
  local listed = text:match(('<span id="L%s">(.-)</span>\n'):format(line))
  assert(listed:find("local p = chart.heat(marks", 1, true), listed)
end)

test("a table says which line made it, a text which line it stands on", function()
  local f = frame { x = { 1 } }
  local function add_up(given)
    local total = given:aggregate { total = "sum x" }
    return total
  end
  local text = written(page "A" {
    "# First", f, marks,
    "Second.", add_up(f),
  })
  local first = math.tointeger(text:match '<a aria%-label="[^"]*" class="line" href="#L(%d+)"')
  local function made_by(n)
    return text:match(("<b>Table %d.</b> <span class=\"at\">Made by <a href=\"#L(%%d+)\"")
      :format(n))
  end
  eq(f.at, "tests/show/test_page.lua:" .. first - 6)
  eq({ made_by(1), made_by(2), made_by(3) },
    { tostring(first - 6), marks.at:match "%d+$", tostring(first - 4) })
  assert(text:find(('href="#L%d" title="tests/show/test_page.lua:%d">%d</a><p>Second.</p>')
    :format(first + 1, first + 1, first + 1), 1, true))
end)

test("the items of a page are found in its script", function()
  local function lines(text, line) return table.concat(items_at(text, line or 1), " ") end
  eq(lines 'page "A" { 1,\n2; -- {,\n\n"\\"," }', "1 2 4")
  eq(lines 'x = page("a, b") {\n [[\n,{]], --[==[\n]]\n]==] f{ a = 1,\n b = 2 },\n g(1, 2) }',
    "2 5 7")
  eq(lines 'page "A" {\n title = 1, { caption = 2 },\n a == b,\n}:save "x"', "2 3")
  eq(lines('-- page "A" { 1 }\nlocal f = page "B"\nf { 1 }', 3), "")
  eq(lines 'page "A" (list)', "")
  eq(lines 'page "A" { "never closed', "1")
  eq(lines('x = 1', 7), "")
end)

test("a result's pictures say the line of the study", function()
  local dots = matrix.of({ "t" }, { "i" }, { { 1 } })
  local trends = megatrend { downstream = dots, upstream = dots }
  local text = written(page "A" { "# One", "Words.", trends })
  assert(text:find('Made by <a href="#L' .. trends.provenance.at:match "%d+$", 1, true))
  assert(not text:find('id="mega-trends"', 1, true))  -- it stands below "One"
end)

test("columns are told in words", function()
  local f = frame { q = { 0.012345 }, name = { "a" } }
  local text = written(page "A" { { f, columns = { q = "chance of a <false> find" } } })
  assert(text:find("<dt>q</dt><dd>chance of a &lt;false&gt; find</dd>", 1, true))
  assert(text:find('<td class="n" data-v="0.012345" title="0.012345">0.0123</td>', 1, true))
  raises('names no column of the table: "nam" (did you mean "name"?)', page "A",
    { { f, columns = { nam = "x" } } })
  raises('what column "q" holds should be said in a text', page "A",
    { { f, columns = { q = 1 } } })
  raises("'columns' is said of tables", page "A", { { chart.heat(marks), columns = {} } })
  raises("item 1 has a caption, but nothing below it", page "A", { { caption = "x" } })
  raises("item 1 is a text, which cannot stand on a page with a caption", page "A",
    { { "x", caption = "y" } })
end)

test("a page without pictures does not carry what draws them", function()
  local n = 0
  for script in written(page "A" { marks }):gmatch "<script[^>]*>(.-)</script>" do
    n = n + 1
    assert(#script < 10000, #script)  -- what draws them has 500,000
  end
  assert(n > 0)
end)

test("of long tables the rest is counted", function()
  local x = {}
  for i = 1, 620 do x[i] = i end
  local text = written(page "A" { frame { x = x } })
  assert(text:find("120 more rows are not shown", 1, true))
end)

test("what cannot stand on a page is said", function()
  raises("wants a title", page, 1)
  raises("item 2 is a function, which cannot stand on a page", page "A",
    { "x", print })
  raises("page: item 1 is nothing (nil)", page "A", { nil, "x" })
  raises('page: items have no names, found "caption"', page "A", { "x", caption = "y" })
  raises("should end in .html, .md, .pdf", function() page "A" { "x" }:save "x.doc" end)
  raises("there is no such folder", function()
    page "A" { "x" }:save "/nowhere/at/all.html"
  end)
end)

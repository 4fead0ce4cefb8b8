-- Pages as Markdown and as PDF, and what is left when a file cannot be written.

local host = loadfile("tests/host/vane.lua", "t", _ENV)()

local marks = matrix.of({ "carbon", "ageing" }, { "MT", "LS" }, { { 1, 4 }, { 2, na } })


local function has(program)
  return os.execute("command -v " .. program .. " >/dev/null 2>&1") == true
end


local function files_in(folder)
  local list = {}
  local pipe <close> = io.popen("ls -A " .. host.quote(folder.path))
  for name in pipe:lines() do list[#list + 1] = name end
  return list
end


-- The page as Markdown, without its script.
local function markdown_of(folder, items)
  page "Trends" (items):save(folder.path .. "/p.md")
  return folder:read("p.md"):gsub("### The script.*", "")
end


test("a page as Markdown has its pictures beside it", function()
  local folder <close> = host.folder()
  local text = markdown_of(folder, { "# What we asked\n\nWords **in bold**.\n\n- one\n- two",
    chart.heat(marks, { title = "Marks" }), chart.bar(frame { x = { 1, 2 }, n = { "a", "b" } },
      { value = "x", title = "Bars" }) })
  eq(files_in(folder), { "p-1.svg", "p-2.svg", "p.md" })
  assert(text:find("\n\n## What we asked\n\nWords **in bold**.\n\n- one\n- two\n\n"
    .. "![Marks](p-1.svg)\n\n**Figure 1.**", 1, true), text)
  assert(folder:read("p-2.svg"):find("<title>Bars</title>", 1, true))
  assert(text:find("## Where this comes from\n\nMade by vane", 1, true))
end)


test("quotes, tables and code of a text stay what they are", function()
  local folder <close> = host.folder()
  local text = markdown_of(folder, { "> so\n> it is\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    .. "```\n# no *heading*\n```" })
  assert(text:find("> so\n> it is\n", 1, true), text)
  assert(text:find("| a | b |\n|---|---|\n| 1 | 2 |\n", 1, true), text)
  assert(text:find("```\n# no *heading*\n```", 1, true), text)
end)


test("tables keep to their columns, whatever stands in them", function()
  local folder <close> = host.folder()
  local text = markdown_of(folder, { { frame { t = { "a|b", "c\nd", "<script>" },
    x = { 1.25, na, 10 } }, caption = "Things", columns = { x = "how much" } } })
  assert(text:find("**Table 1.** Things. Made by `tests/show/test_page_files.lua:", 1, true))
  assert(text:find([[

| t | x |
| --- | ---: |
| a\|b | 1.25 |
| c d | – |
| \<script\> | 10.00 |

- `x`: how much
]], 1, true), text)
end)


test("texts, tables and results say which line made them", function()
  local folder <close> = host.folder()
  folder:write("lib.lua", [[
local lib = {}
function lib.f()
  local f = frame { x = { 7 } }
  return f
end
return lib
]])
  folder:write("p.lua", [[
local lib = require "lib"
local dots = matrix.of({ "t" }, { "i" }, { { 1 } })
local f = lib.f()
page "A" {
  "# One",
  f, dots,
  "Two.",
  megatrend { downstream = dots,
    upstream = dots },
}:save "p.md"
]])
  assert(os.execute(("cd %s && %s %s"):format(host.quote(folder.path),
    host.quote(host.absolute()), "p.lua")))
  local text = folder:read "p.md"
  for _, part in ipairs { "<!-- p.lua:5 -->\n\n## One", "**Table 1.** Made by `./lib.lua:3`",
    "**Table 2.** Made by `p.lua:2`", "<!-- p.lua:7 -->\n\nTwo.", "Made by `p.lua:8`",
    "downstream: matrix, 1 rows", "made by `p.lua:2`", "### The script `p.lua`",
    "### The script `./lib.lua`" } do
    assert(text:find(part, 1, true), part .. "\n" .. text)
  end
end)


test("nothing from data is Markdown or HTML", function()
  local folder <close> = host.folder()
  local text = markdown_of(folder, { "5 < 6 <b>", { a = "```" },
    frame { ["[x](http://y)"] = { "*a*", "`b`", "_c_", "# d", "\\", "\27[31m", "\xFF" } } })
  assert(text:find("5 \\< 6 \\<b>", 1, true))
  assert(text:find('````\n{ a = "```" }\n````', 1, true))
  assert(text:find("\\[x\\](http://y)", 1, true))
  for _, cell in ipairs { "| \\*a\\* |", "| \\`b\\` |", "| \\_c\\_ |", "| \\# d |", "| \\\\ |" } do
    assert(text:find(cell, 1, true), cell)
  end
  assert(not text:find "[\27\xFF]")
end)


test("of long tables the rest is counted", function()
  local folder <close> = host.folder()
  local x = {}
  for i = 1, 130 do x[i] = i end
  local text = markdown_of(folder, { frame { x = x } })
  assert(text:find("30 more rows are not shown", 1, true))
  eq(select(2, text:gsub("\n| %d+ |", "")), 100)
end)


test("a file name with blanks is a link that leads there", function()
  local folder <close> = host.folder()
  page "A" { chart.heat(marks) }:save(folder.path .. "/my (page).md")
  eq(folder:read("my (page).md"):match "%]%((.-)%)\n", "my%20%28page%29-1.svg")
  assert(folder:read "my (page)-1.svg")
end)


test("when a file cannot be written, no new one is left", function()
  local folder <close> = host.folder()
  os.execute("mkdir " .. host.quote(folder.path .. "/p.md"))
  raises("it is a folder, not a file", function()
    page "A" { chart.heat(marks), chart.heat(marks) }:save(folder.path .. "/p.md")
  end)
  eq(files_in(folder), { "p.md" })
  raises("there is no such folder", function() page "A" { "x" }:save "/nowhere/p.md" end)
end)


test("where there is no room, the sentence says so", function()
  local folder <close> = host.folder()
  for _, ending in ipairs { "html", "md" } do
    local path = folder.path .. "/p." .. ending
    os.execute("ln -s /dev/full " .. host.quote(path))
    raises("there is no room for it", function() page "A" { "x" }:save(path) end)
  end
  local path = folder.path .. "/c.svg"
  os.execute("ln -s /dev/full " .. host.quote(path))
  raises("there is no room for it", function() chart.heat(marks):save(path) end)
end)


test("a page written twice is the second one", function()
  local folder <close> = host.folder()
  local path = folder.path .. "/p.html"
  page "First" { "x" }:save(path)
  page "Second" { "x" }:save(path)
  assert(folder:read("p.html"):find("<h1>Second</h1>", 1, true))
  eq(files_in(folder), { "p.html" })
end)


test("Chromium prints a page, where there is one", function()
  if not has "chromium" then skip "no chromium here" end
  local folder <close> = host.folder()
  local ok, problem = pcall(function()
    page "Trends" { "Two.", chart.heat(marks) }:save(folder.path .. "/p.pdf")
  end)
  if not ok and problem:find("could not print", 1, true) then
    skip "chromium does not start here"
  end
  assert(ok, problem)
  eq(files_in(folder), { "p.pdf" })
  local bytes = folder:read "p.pdf"
  eq(bytes:sub(1, 5), "%PDF-")
  assert(bytes:find "%%%%EOF%s*$" and #bytes > 5000)
end)


test("on a machine without a font nothing is written that shows boxes for letters", function()
  if not has "rsvg-convert" then skip "no rsvg-convert" end
  local folder <close> = host.folder()
  local fonts = folder:write("fonts.conf", '<?xml version="1.0"?><fontconfig></fontconfig>')
  folder:write("a.lua", ([[
    local p = chart.bar(frame { n = { "a" }, v = { 2 } }, { value = "v" })
    for _, ending in ipairs { "svg", "html", "png", "pdf" } do
      local _, problem = pcall(p.save, p, %q .. "/p." .. ending)
      print(ending, problem and problem:match "no font is installed here")
    end
    if %s then print(pcall(function() page "P" { p }:save(%q .. "/q.pdf") end)) end]]):format(
    folder.path, tostring(has "chromium"), folder.path))
  local out = host.run({ folder.path .. "/a.lua" },
    { before = "FONTCONFIG_FILE=" .. host.quote(fonts) })
  local boxes = "no font is installed here"
  eq(out:match "^(.-pdf[^\n]*)", ("svg\tnil\nhtml\tnil\npng\t%s\npdf\t%s"):format(boxes, boxes))
  eq(files_in(folder), { "a.lua", "fonts.conf", "p.html", "p.svg" })
  if not has "chromium" then skip "no chromium here" end
  if out:find("could not print", 1, true) then skip "chromium does not start here" end
  assert(out:find("q.pdf\" would show boxes", 1, true), out)
end)


test("without a browser, or rsvg-convert, the sentence says what to do", function()
  local folder <close> = host.folder()
  local script = folder:write("a.lua", [[
    local what, path = ...
    if what == "page" then page "A" { "x" }:save(path)
    else chart.heat(matrix.of({ "a" }, { "b" }, { { 1 } })):save(path) end]])
  local function said(what, name)
    local path = folder.path .. "/" .. name
    local _, err, status = host.run({ script, what, path }, { before = "PATH=/nowhere" })
    eq(status, 1)
    return err
  end
  assert(said("page", "p.pdf"):find("printed by Chromium, which is not here", 1, true))
  assert(said("chart", "c.png"):find("made by rsvg-convert, which is not here", 1, true))
  eq(files_in(folder), { "a.lua" })
end)

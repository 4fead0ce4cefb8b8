-- Conversations at the prompt, typed on a terminal.

local seat = require "sessions.seat"
local vane = require "host.vane"


-- A new prompt takes the terminal over first: what is typed earlier may be
-- lost.
local FRESH = { ["> "] = "\\e[?2004h> ", [". "] = "\\e[?2004h. " }


-- Plays: each entry is what is typed, or { what is seen }.
local function talk(steps, opts)
  local lines = { "see " .. FRESH["> "] }
  for _, step in ipairs(steps) do
    if type(step) == "table" then
      lines[#lines + 1] = "see " .. (FRESH[step[1]] or step[1])
    else
      lines[#lines + 1] = "type " .. step
    end
  end
  return seat.play(lines, opts)
end


test("the prompt greets, shows what an expression gives, and ends with Ctrl-D",
  function()
    local shown, status = talk { "1 + 1\\n", { "2" }, { "> " }, "\\cD" }
    eq(shown:match "^vane [%d.]+  Lua 5%.4[^\n]* help%(%)" ~= nil, true)
    eq(shown:find("> 1 + 1\n2\n> ", 1, true) ~= nil, true)
    eq(status, 0)
  end)


test("-q greets nobody", function()
  local shown = talk({ "\\cD" }, { words = "-q" })
  eq(shown, "> \n")
end)


test("quit, exit and their calls leave", function()
  for _, word in ipairs { "quit", "exit", "quit()", " exit () " } do
    local _, status = talk { word .. "\\n" }
    eq(status, 0)
  end
end)


test("an error is told without a place, and the session goes on", function()
  local shown = talk({ "x = 3\\n", { "> " }, "matirx\\n", { "> " },
    "x\\n", { "3" }, { "> " }, "\\cD" }, { words = "-q" })
  eq(shown, "> x = 3\n> matirx\nno such name 'matirx' (did you mean "
    .. "'matrix'?)\n> x\n3\n> \n")
end)


test("a chunk of several lines goes on behind dots", function()
  local shown = talk({ "for i = 1, 2 do\\n", { ". " }, "print(i)\\n", { ". " },
    "end\\n", { "1" }, { "2" }, { "> " }, "\\cD" }, { words = "-q" })
  eq(shown, "> for i = 1, 2 do\n. print(i)\n. end\n1\n2\n> \n")
end)


test("a quote that is not closed is told, not waited for", function()
  talk { 'x = "abc\\n', { "never closed" }, { "> " }, "\\cD" }
end)


test("Ctrl-D in the middle of a chunk tells what is missing", function()
  talk { "f = {\\n", { ". " }, "1\\n", { ". " }, "\\cD",
    { "the text ends before '}' closes the '{' of line 1" }, { "> " }, "\\cD" }
end)


test("a pasted block is one chunk, and its locals stay", function()
  local shown = talk({ "\\e[200~local a = 5\\nlocal b = a + 1\\e[201~\\n",
    { "kept" }, { "> " }, "a + b\\n", { "11" }, { "> " }, "\\cD" },
    { words = "-q" })
  eq(shown:find("'a' is kept; at the prompt 'local' can be left out", 1, true)
    ~= nil, true)
end)


test("values between the lines of a pasted block show", function()
  talk { "\\e[200~n = 20\\n= n + 1\\nfor i = 1, 1 do\\n  print(i + 6)\\nend\\nn * 4\\e[201~\\n",
    { "21" }, { "7" }, { "80" }, { "> " }, "\\cD" }
  -- what follows an error is left out
  talk { "\\e[200~n = 1\\nnosuch\\nn = 2\\e[201~\\n", { "no such name" }, { "> " },
    "n + 40\\n", { "41" }, { "> " }, "\\cD" }
end)


test("Ctrl-C clears a half-typed line", function()
  local shown = talk({ "x = 1 + ", { "x = 1 + " }, "\\cC", { "> " }, "2 + 2\\n", { "4" }, { "> " },
    "\\cD" }, { words = "-q" })
  eq(shown:find("> x = 1 + ^C\n> 2 + 2\n4\n", 1, true), 1)
end)


test("Ctrl-C drops all lines of a half-typed chunk", function()
  talk { "for i = 1, 3 do\\n", { ". " }, "prin", { "prin" }, "\\cC", { "> " }, "7 * 6\\n",
    { "42" }, { "> " }, "\\cD" }
end)


test("Ctrl-C while searching the history runs nothing", function()
  local shown = talk { "x = 1\\n", { "> " }, "x = x + 1\\n", { "> " },
    "\\cRx + 1", { "x + 1" }, "\\cC", { "> " }, "x\\n", { "2" }, { "> " },
    "\\cD" }
  eq(shown:find("\n2\n", 1, true) ~= nil, true)
end)


test("Ctrl-C stops a Lua loop and keeps the session", function()
  talk { "x = 6 print(x + 1) while true do end\\n", { "7" }, "\\cC",
    { "interrupted after" }, { "> " }, "x\\n", { "6" }, { "> " }, "\\cD" }
end)


test("Ctrl-C stops a native call and keeps the session", function()
  talk { "f = frame{ x = {1} }\\n", { "> " },
    'frame.sql("with recursive c(x) as (select 1 union all select x + 1 '
      .. 'from c) select count(*) from c", { f = f })\\n', { "f })" },
    "\\cC", { "interrupted after" }, { "> " }, "f.n_rows\\n", { "1" },
    { "> " }, "\\cD" }
end)


test("two Ctrl-C in a row do no harm", function()
  talk { "\\cC", { "> " }, "\\cC", { "> " }, "while true do end\\n",
    { "end" }, "\\cC", { "interrupted" }, { "> " }, "\\cC", { "> " },
    "1\\n", { "1" }, { "> " }, "\\cD" }
end)


test("what takes long says how long", function()
  local shown = talk { "local t = os.clock() repeat until os.clock() > t + .6\\n",
    { " s" }, { "> " }, "\\cD" }
  eq(shown:find "\n  %d%.%d s\n" ~= nil, true)
end)


test("? and help tell what a word does", function()
  talk { "?is_na\\n", { "is_na(x) -> true or false" }, { "> " },
    "?frame:head\\n", { "f:head(n) -> frame" }, { "> " },
    "frame.head?\\n", { "f:head(n) -> frame" }, { "> " },
    "?dataframe\\n", { "here: named columns of one length" }, { "> " },
    "help\\n", { "The words" }, { "> " },
    "help frame.head\\n", { "f:head(n) -> frame" }, { "> " }, "\\cD" }
end)


test("an empty line gives up what no line can make whole", function()
  talk { "f = frame.read path\\n", { ". " }, "\\n", { "a bracket or = is missing" }, { "> " },
    "\\cD" }
end)


test("letters of several bytes are edited whole", function()
  talk { 's = "\u{CE}\u{E9}\u{4E2D}\\c?"\\n', { "> " },
    "#s, utf8.len(s)\\n", { "4" }, { "2" }, { "> " }, "\\cD" }
end)


-- ---- completion ----

test("Tab completes names, members, options and file names", function()
  talk { "fra\\t.re\\t", { 'frame.read(' },
    '"tests/sessions/typ\\t', { 'typist.c"' },
    ", { del\\t", { "{ delim = " }, "\\cC", { "> " }, "\\cD" }
end)


test("Tab completes methods, also behind calls, and column names", function()
  talk { 'f = frame{ name = {"a"}, number = {1} }\\n', { "> " },
    'f:sort("-na\\t', { '-name"' }, '):he\\t1)\\n', { "head(1)" },
    { "frame 1 x 2" }, { "> " }, "f:a\\t\\t", { "aggregate(" },
    { "append(" }, "\\cC", { "> " }, "\\cD" }
end)


test("Tab completes words of help, and options that a help text lists in one line", function()
  talk { 'help "transp\\t', { 'transpose"' }, "\\cC", { "> " },
    "chart.bar(f, { sub\\t", { "subtitle = " }, "\\cC", { "> " }, "\\cD" }
end)


-- ---- history ----

local function history_of(folder)
  return folder:read ".local/state/vane/history":gsub("#%d+", "#")
end


test("what was typed is remembered, entries of several lines whole",
  function()
    local folder <close> = vane.folder()
    local home = { home = folder.path, words = "-q" }
    talk({ "x = 1\\n", { "> " }, "x = 1\\n", { "> " }, "f = {\\n", { ". " },
      "1 }\\n", { "> " }, "\\cD" }, home)
    eq(history_of(folder), "#\nx = 1\n#\nf = {\n1 }\n")
    local shown = talk({ "\\cP", { "1 }" }, "\\n", { "> " }, "f[1]\\n",
      { "1" }, { "> " }, "\\cD" }, home)
    eq(shown:find("1 }", 1, true) ~= nil, true)
  end)


test("the history has 5000 entries at most and is for its owner only",
  function()
    local folder <close> = vane.folder()
    local lines = {}
    for i = 1, 5100 do lines[i] = ("#%d\nx = {\n%d }"):format(i, i) end
    folder:write(".local/state/vane/history", table.concat(lines, "\n") .. "\n")
    talk({ "\\cD" }, { home = folder.path })
    local text = history_of(folder)
    local _, n = text:gsub("#\n", "")
    eq(n, 5000)
    eq(text:sub(1, 16), "#\nx = {\n101 }\n#\n")
    os.remove(folder.path .. "/.local/state/vane/history")
    talk({ "1\\n", { "> " }, "\\cD" }, { home = folder.path })
    local pipe <close> = io.popen(("stat -c %%a %s/.local/state/vane/history")
      :format(folder.path))
    eq(pipe:read "l", "600")
  end)


test("a history that cannot be written does not matter", function()
  talk({ "1 + 1\\n", { "2" }, { "> " }, "\\cD" },
    { before = "XDG_STATE_HOME=/dev/null/no" })
end)


-- ---- beginnings ----

test("the init file runs before the prompt, unless told not to", function()
  local folder <close> = vane.folder()
  folder:write(".config/vane/init.lua", "greeting = 'hello'")
  talk({ "greeting\\n", { "hello" }, { "> " }, "\\cD" },
    { home = folder.path })
  talk({ "greeting\\n", { "no such name" }, { "> " }, "\\cD" },
    { home = folder.path, words = "--no-init" })
end)


test("a fault in the init file is told, and the prompt comes", function()
  local folder <close> = vane.folder()
  local path = folder:write(".config/vane/init.lua", "\nx.y = 1")
  local shown = talk({ "1\\n", { "1" }, { "> " }, "\\cD" },
    { home = folder.path, words = "-q" })
  eq(shown:find(path .. ":2: no such name 'x'", 1, true), 1)
end)


test("-i keeps the names of a script", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua", "x = ... .. arg[1]")
  talk({ "x\\n", { "yesyes" }, { "> " }, "\\cD" },
    { words = "-i " .. script .. " yes" })
end)


test("-i gives the prompt also when the script failed", function()
  talk({ "x\\n", { "3" }, { "> " }, "\\cD" },
    { words = "-i -e 'x = 3' -e 'error(1)'" })
end)


test("piped in, -i reads line by line without an echo", function()
  local out, err, status = vane.run({ "-i" }, { stdin = "x = 2\nx *\n3\ny\nx" })
  eq(out, "6\n2\n")
  eq(err, "no such name 'y'\n")
  eq(status, 0)
end)


test("short stages that follow each other are told when all together are long", function()
  talk({ "m = function(x) os.execute 'sleep 0.15' return x.a end\\n", { "> " },
    "for i = 1, 9 do scenario.run { runs = 4, drivers = { a = uniform(0, 1) }, model = m } end\\n",
    { " runs done" }, { "> " }, "\\cD" }, { words = "-q" })
end)


test("long work says how far it has come, stops at Ctrl-C, and keeps what there "
  .. "is", function()
  local shown = talk({ "p = graph{ {'a','b'}, {'b','c'}, {'c','d'} }:potts()\\n",
    { "> " }, "n = p:null{ replicates = 100000, starts = 1000 }\\n",
    { " of 100000 done" }, { "Ctrl-C stops" }, "\\cC", { "interrupted" },
    { "> " }, "p.n_communities\\n", { "2" }, { "> " }, "\\cD" }, { words = "-q" })
  eq(shown:find "^> p = " ~= nil, true)
end)

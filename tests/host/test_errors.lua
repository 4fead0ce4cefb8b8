-- Failures as the analyst reads them: one sentence at the analyst's line.

local vane = require "host.vane"

local sentence = vane.sentence


local function says(code, wanted)
  test(("%q says: %s"):format(code, wanted), function()
    eq(sentence(code), wanted)
  end)
end


says("x = y", "no such name 'y'")
says("print(matirx)", "no such name 'matirx' (did you mean 'matrix'?)")
says("print(None)",
  "no such name 'None'; nothing is nil, and a missing value is na")
says("prnt(1)", "no such name 'prnt' (did you mean 'print'?)")
says("x = LS", "no such name 'LS'; a text is written \"LS\"")
says("x = melt", "no such name 'melt'; a text is written \"melt\", and help \"melt\" tells what "
  .. "it is called here")
says("frame{ x = {1} }:filter{}",
  'a frame has no field "filter"; "filter" (R) is "frame:where" here: keeps the rows that fit')
says("frame{ x = {1} }:events{ group = 'x', class = 'x' }.nothing",
  'an events has no field "nothing"; help "events" tells what it has')
says("frame{ x = {1} }:group{ 'x', mean = 'x' }",
  "group: wants names of columns only, found the field 'mean'")
says("frame{ x = {1} }:select({ 'x' }, 'y')",
  "select: wants names of columns or one list of them, found a text behind a list")
says("f = frame{ x = {1} } f:join(f, 'x')",
  "join: wants its options by name in braces, as in { by = ... }, found a text")
says("megatrend{ downstream = 'a.csv' }", "megatrend: option 'downstream' should be a matrix, a "
  .. 'frame or a table, found a text; matrix.read "a.csv" reads one')
says("frame = 1", "'frame' is a word of vane and cannot be given another "
  .. "meaning; choose another name, such as my_frame")
says("f = frame{ x = {1} } f.head(3)", "head: expected a frame in front, "
  .. "found a whole number; write it with a colon, as in x:head(...)")
says("f = frame{ x = {1} } return f()", "'f' is a frame and cannot be called")
says("math.flor(1)",
  "there is no function 'flor' here (did you mean 'math.floor'?)")
says("local t = {} t.x.y = 1", "'x' is nil, so it has no fields; is it "
  .. "misspelt, or did an earlier step give nothing?")
says("local t t = t .. 1", "'t' is nil and cannot be joined to a text; "
  .. "tostring(x) makes a text of anything")
says("return 'a' + 1", "a text cannot be calculated with; texts are joined "
  .. "with .. , and tonumber(x) reads a number")
says("for i in 3 do end", "for ... in wants pairs(t), ipairs(t) or a "
  .. "function, found a number; for i = 1, n do counts")
says("string.rep()", "rep: argument 1 should be a text, found nothing")
says("require 'nowhere'", "no module 'nowhere' beside the script, in "
  .. "VANE_PATH, or among the installed Lua modules")

says("if x = 1 then end", "= gives a value, == compares")
says("f:where(x = 1)", "named options stand in braces, as in "
  .. "f:where{ x = 1 }, and == compares")
says("if 1 != 2 then end", "'!' is no sign of Lua; 'not equal' is ~= , and "
  .. "'not' is written out")
says([[f:where{ "x" = 1 }]], "a name before = stands without quotes, as in { name = value }")
says([[frame{ x = {1} } { na = "-" }]], "a frame cannot be called; what stands behind it belongs "
  .. "into the brackets before, as in f(x, { name = value })")
says("frame.read(nil)",
  'read: the path should be a text, as in frame.read "data.csv", found nothing')
says("frame{ x = {1} }:with('y', 2)", "with: wants a table, as in { name = value }, found a text")
says("print f", "something is missing before f: a comma, a bracket or =")
says("f = frame.read path", "the text ends in the middle: show(x) shows a lone value, and "
  .. "between two a comma, a bracket or = is missing")
says("help(f:where)", "after x:name come its arguments in brackets, as in x:name(); the function "
  .. "itself is x.name")
says("x += 1", "there is no += or ++; write x = x + 1")
says("if a && b then end", "'and' is written out, not &&")
says("if a || b then end", "'or' is written out, not ||")
says("x = [1, 2]", "a list is written { 1, 2 }")
says([[f = frame.read("C:\data\x.csv")]], [[a backslash in quotes starts a ]]
  .. [[special letter, at "C:\d'; write / in paths, or [[C:\data\x.csv]].."]]")
says("print(\u{201C}a\u{201D})", "curly quotes or a long dash from a word "
  .. "processor stand here; write \" and -")
says("x =\u{A0}1", "an invisible space from a word processor stands here; "
  .. "type it anew")
says("x = {\n  1\n  2 }",
  "a comma, or the '}' of the '{' of line 1, is missing before 2")
says("if true then\n x = 1\n", "the text ends before 'end' closes the 'if' "
  .. "of line 1")

says("error()", "error was called without a message")
says("error { code = 1 }",
  "error was called with a table in place of a sentence: { code = 1 }")
says("error('as it is', 0)", "as it is")
says("error(setmetatable({}, { __tostring = function() return 'own' end }))",
  "own")
says("local function f() return f() + 1 end f()",
  "a function calls itself without end (stack overflow)")
says("coroutine.wrap(function() error 'inside' end)()", "inside")
says("return 1 // 0", "attempt to divide by zero")


test("an error has the analyst's file and line, not ours", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua",
    "local f = frame{ x = {1} }\n\nshow(f, { rowz = 1 })\n")
  local out, err, status = vane.run { script }
  eq(out, "")
  eq(err, script .. ":3: show: unknown option 'rowz' "
    .. "(did you mean 'rows'?)\n")
  eq(status, 1)
end)


test("--trace shows every call that led there", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua",
    "local function inner() x.y = 1 end\ninner()\n")
  local _, short = vane.run { script }
  eq(short, script .. ":1: no such name 'x'\n")
  local _, long = vane.run { "--trace", script }
  eq(long:sub(1, #short), short)
  eq(long:find("a.lua:2: in main chunk", 1, true) ~= nil, true)
end)


test("a fault in our own files is told at the analyst's line", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua",
    "local broken = require 'vane.base.broken'\n\nbroken()\n")
  local home = folder.path .. "/home"
  os.execute(("cp -r lua %s && printf 'return function()\\n  local t\\n"
    .. "  return t.x\\nend\\n' > %s/vane/base/broken.lua"):format(home, home))
  local _, err = vane.run({ script }, { before = "VANE_HOME=" .. home })
  eq(err, script .. ":3: 't' is nil, so it has no fields; is it misspelt, or did an "
    .. "earlier step give nothing? (a fault in vane itself, at "
    .. "base/broken.lua:3; please report it)\n")
end)


test("what is nested a million deep is refused, not a crash", function()
  local folder <close> = vane.folder()
  local deep = 1000000
  for _, pair in ipairs { { "(", ")" }, { "{", "}" }, { "-", "" } } do
    local script = folder:write("a.lua", "x = " .. pair[1]:rep(deep, " ")
      .. "1" .. pair[2]:rep(deep))
    local _, err, status = vane.run { script }
    eq(err, script .. ": this is nested too deep (C stack overflow)\n")
    eq(status, 1)
  end
  local out, err, status = vane.run { "-e",
    "t = {} for i = 1, 1000000 do t = {t} end", "-e", "t" }
  eq(out, "{ { { { {...} } } } }\n")
  eq(err, "")
  eq(status, 0)
end)


test("a function that catches its own endless calls comes to an end",
  function()
    local _, _, status = vane.run { "-e",
      "local function f() local ok, e = pcall(f) error(e, 0) end f()" }
    eq(status, 1)
  end)


test("an error in a message handler is an error", function()
  local out = vane.run { "-e",
    "print(xpcall(error, function() error 'again' end))" }
  eq(out:match "^false" ~= nil, true)
end)

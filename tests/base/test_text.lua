-- How plain values and tables read.

local files = dofile "tests/data/files.lua"
local fail = require "vane.base.fail"
local text = require "vane.base.text"


test("plain values read as they are", function()
  eq(text(3), "3")
  eq(text "a\nb", "a\nb")
  eq(text(nil), "nil")
  eq(text(na), "na")
end)

test("a number that is none has no sign, however it is printed", function()
  local none = 0 / 0
  eq({ text(none), text(-none), text { none, -none } }, { "nan", "nan", "{ nan, nan }" })
  eq({ tostring(none), tostring(-none), tostring(1 / 0), tostring(na) },
    { "nan", "nan", "inf", "na" })
  local pipe <close> = io.popen(("%s -e 'print(0/0, -(0/0), nil, 1.0)'"):format(
    files.program))
  eq(pipe:read "a", "nan\tnan\tnil\t1.0\n")
  raises("found nan, nan and 1", fail, "x: found %g, %s and %d", -none, none, 1)
end)

test("a short table stands on one line", function()
  eq(text {}, "{}")
  eq(text { 1, "a", true, { 2 } }, '{ 1, "a", true, { 2 } }')
  eq(text { b = 1, a = "x", ["two words"] = 2, [0] = 3 },
    '{ [0] = 3, a = "x", b = 1, ["two words"] = 2 }')
  eq(text { "line\nbreak" }, '{ "line\\nbreak" }')
end)

test("a long one has a line for each entry", function()
  local word = ("x"):rep(40)
  eq(text { word, { word, word } }, ('{\n  "%s",\n  {\n    "%s",\n    "%s"\n  }\n}')
    :format(word, word, word))
end)

test("nouns in a table say their first line", function()
  eq(text { f = frame { x = { 1 } } }, "{ f = frame 1 x 1 }")
  eq(text(frame { x = { 1 } }:row(1)), "{ x = 1 }")
  eq(text(frame { x = { 1 } }), "frame 1 x 1\n  x\n  1")
end)

test("a table in itself, or far down, is only hinted at", function()
  local t = { 1 }
  t.me = t
  eq(text(t), "{ 1, me = {...} }")
  local deep = {}
  for _ = 1, 1e5 do deep = { deep } end
  eq(text(deep), "{ { { { {...} } } } }")
end)

test("many entries are counted when fitting", function()
  local list = {}
  for i = 1, 30 do list[i] = i end
  eq(text(list, { rows = 2 }), "{\n  1,\n  2,\n  ... 28 more; show(x, {all=true})\n}")
  eq(#text(list, { all = true }) > 100, true)
end)

test("keys of every kind have an order", function()
  eq(text { [1.5] = 1, [true] = 2, [-1] = 3, a = 4 },
    "{ [-1] = 3, [1.5] = 1, a = 4, [true] = 2 }")
end)

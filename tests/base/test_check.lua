-- Declared fields: what an options table may hold.

local check = require "vane.base.check"

local fields = { n = { kind = "integer", least = 1 }, share = { kind = "number", least = 0,
  most = 1 }, low = { kind = { "number", "string" }, most = 9 },
  part = { kind = "number", above = 0, below = 1 },
  width = { kind = "number", above = 0, below = math.huge } }


test("numbers within their reach pass, texts in their place too", function()
  local opts = check("x", { n = 1, share = 1, low = "none" }, fields)
  eq({ opts.n, opts.share, opts.low }, { 1, 1, "none" })
  eq(check("x", { share = 0, low = 9 }, fields).low, 9)
  eq(check("x", { part = 0.5, width = 1e300 }, fields).width, 1e300)
end)


test("others are refused in one sentence", function()
  raises("x: option 'n' should be at least 1, found 0", check, "x", { n = 0 }, fields)
  raises("x: option 'share' should be from 0 to 1, found -0.5", check, "x",
    { share = -0.5 }, fields)
  raises("x: option 'share' should be from 0 to 1, found no number (NaN)", check, "x",
    { share = 0 / 0 }, fields)
  raises("x: option 'low' should be at most 9, found inf", check, "x",
    { low = math.huge }, fields)
  for _, part in ipairs { 0, 1, 0 / 0 } do
    raises("x: option 'part' should be above 0 and below 1, found", check, "x",
      { part = part }, fields)
  end
  raises("x: option 'width' should be above 0 and finite, found inf", check, "x",
    { width = math.huge }, fields)
end)

test("options of other programs are told by their names here", function()
  local f = frame { name = { "a" }, x = { 1 } }
  raises("unknown option 'label' (did you mean 'name'?)", chart.bar, f,
    { value = "x", label = "name" })
  raises("unknown option 'color' (did you mean 'group'?)", chart.bar, f,
    { value = "x", color = "name" })
  raises("unknown option 'gamma' (did you mean 'resolution'?)", function()
    graph { { "a", "b" } }:potts { gamma = 2 }
  end)
  raises("unknown option 'label'; known ones: directed", graph, { { "a", "b" }, label = "x" })
end)

test("a whole number is one however Lua holds it", function()
  local opts = check("x", { n = 6 / 2, share = 1.0, low = 2.0 }, fields)
  eq({ math.type(opts.n), opts.n }, { "integer", 3 })
  eq(math.type(opts.share), "float")
  raises("x: option 'n' should be a whole number, found a number", check, "x", { n = 2.5 },
    fields)
  raises("x: option 'n' should be a whole number, found a number", check, "x", { n = 2^63 },
    fields)
  eq(graph { { "a", "b" }, { "b", "c" } }:potts { exactly = 4 / 2, seed = 1e3 }.n_communities, 2)
end)

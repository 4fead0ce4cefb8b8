-- Units found by questions about codes, and read with their codes.

local random = loadfile("tests/data/random.lua", "t", _ENV)()

local codes = { "a", "b", "c", "d" }


-- Forty units, two coders, four codes at random; each unit's codes by coder.
local function drawn(seed)
  local number = random.numbers(seed)
  local function draw(n) return number(n) + 1 end
  local rows = { unit = {}, coder = {}, code = {} }
  local has = {}
  for unit = 1, 40 do
    has[unit] = { x = {}, y = {} }
    for _, coder in ipairs { "x", "y" } do
      local n = draw(5) - 1
      for _ = 1, math.max(n, 1) do
        local k, code = #rows.unit + 1, codes[draw(4)]
        rows.unit[k], rows.coder[k] = unit, coder
        rows.code[k] = n > 0 and code or na
        if n > 0 then has[unit][coder][code] = true end
      end
    end
  end
  return coding(frame(rows, { types = { code = "text" } })), has, draw
end


-- A question as a text, and as a function of a set of codes.
local function drawn_question(draw, depth)
  local kind = depth > 0 and draw(4) or 4
  if kind == 4 then
    local code = codes[draw(4)]
    return code, function(set) return set[code] == true end
  end
  local text, holds = drawn_question(draw, depth - 1)
  if kind == 3 then
    return "not (" .. text .. ")", function(set) return not holds(set) end
  end
  local other_text, other = drawn_question(draw, depth - 1)
  if kind == 1 then
    return ("(%s) and (%s)"):format(text, other_text),
      function(set) return holds(set) and other(set) end
  end
  return ("(%s) or (%s)"):format(text, other_text),
    function(set) return holds(set) or other(set) end
end


test("questions about codes find what trying every unit finds", function()
  local c, has, draw = drawn(3)
  for _ = 1, 60 do
    local text, holds = drawn_question(draw, 4)
    local wanted, of_x = {}, {}
    for unit = 1, 40 do
      local set = {}
      for _, own in pairs(has[unit]) do
        for code in pairs(own) do set[code] = true end
      end
      if holds(set) then wanted[#wanted + 1] = unit end
      if holds(has[unit].x) then of_x[#of_x + 1] = unit end
    end
    eq(c:units(text):column "unit", wanted)
    eq(c:units(text, { coder = "x" }):column "unit", of_x)
  end
end)

test("a text and a list ask the same", function()
  local c = drawn(4)
  eq(c:units "a and (b or c) and not d",
    c:units { "a", any = { "b", "c" }, none = "d" })
  eq(c:units("a", { any = { "b", "c" }, none = "d" }),
    c:units "a and (b or c) and not d")
end)

test("a code's name may hold words of the language", function()
  local c = coding(frame { unit = { 1, 2, 3 },
    code = { "research and development", "research", "development" } })
  eq(c:units "research and development":column "unit", { 1 })
  eq(c:units "(research) or (development)":column "unit", { 2, 3 })
  eq(c:units '"research and development" or research':column "unit", { 1, 2 })
end)

test("a code stands for those below it when that is asked", function()
  local c = coding(frame { unit = { 1, 2, 3, 4 },
    code = { "a", "a1", "a11", "b" } }, { codes = frame {
      code = { "a", "a1", "a11", "b" }, parent = { na, "a", "a1", na } } })
  eq(c:units "a":column "unit", { 1 })
  eq(c:units("a", { subcodes = true }):column "unit", { 1, 2, 3 })
  eq(c:units({ none = "a1", subcodes = true }):column "unit", { 1, 4 })
  raises("have no column \"parent\"", function()
    return coding(frame { unit = { 1 }, code = { "a" } })
      :units("a", { subcodes = true })
  end)
end)

test("codes in a circle below each other are each found once", function()
  local c = coding(frame { unit = { 1, 2 }, code = { "a", "b" } },
    { codes = frame { code = { "a", "b" }, parent = { "b", "a" } } })
  eq(c:units("a", { subcodes = true }):column "unit", { 1, 2 })
end)

test("columns of the units are conditions, as in where", function()
  local c = coding(frame { unit = { 1, 2, 3 }, code = { "a", "a", "b" },
    type = { "news", "blog", "news" }, date = { 2011, 2012, 2013 } })
  eq(c:units("a", { type = "news" }):column "unit", { 1 })
  eq(c:units { date = between(2012, 2013) }:column "unit", { 2, 3 })
  eq(c:units { "a", type = { "news", "blog" }, date = at_least(2012) }
    :column "unit", { 2 })
  raises("did you mean 'type'", c.units, c, { tipe = "news" })
end)

test("of units that nobody looked at nothing is known", function()
  local c = coding(frame({ { "unit", { 1, 2, 3 } }, { "coder", { "x", "x", na } },
    { "code", { "a", na, na } } }, { types = { code = "text" } }))
  eq(c:units():column "unit", { 1, 2, 3 })
  eq(c:units "not a":column "unit", { 2 })
  eq(c:units { coder = "x" }:column "unit", { 1, 2 })
end)

test("what is asked wrongly is said", function()
  local c = coding(frame { unit = { 1 }, code = { "digital" } })
  raises('no code is called "digitel" (did you mean "digital"?)', c.units, c,
    "digitel or x")
  raises("units: cannot read \"a and\"", c.units, c, "a and")
  raises("a code should be a text, found a whole number", c.units, c, { 3 })
end)


-- ---- reading them ----

local function printed(x, opts)
  local meta = getmetatable(x)
  return meta.show(x, opts)
end


test("passages show texts within their width, and who coded what", function()
  local c = coding(frame { unit = { "p", "p", "p", "q" },
    coder = { "ann", "bob", "ann", "ann" },
    code = { "skills", "skills", "big data", "skills" },
    source = { "s", "s", "s", "t" },
    text = { ("word "):rep(40), ("word "):rep(40), ("word "):rep(40), na } })
  local text = printed(c:passages "skills", { width = 60 })
  assert(text:find("2 of 2 units: skills", 1, true))
  assert(text:find("skills (ann, bob) | word", 1, true))
  assert(text:find("big data (ann)    | word", 1, true))
  assert(text:find("(its text is not known)", 1, true))
  local n = 0
  for line in text:gmatch "[^\n]+" do assert(#line <= 60, line) end
  for _ in text:gmatch "word" do n = n + 1 end
  eq(n, 40)
  eq(c:passages "skills":frame(), c:units "skills")
end)

test("of many passages the first are shown, and how many more there are",
  function()
    local units, all = {}, {}
    for i = 1, 25 do units[i], all[i] = i, "a" end
    local p = coding(frame { unit = units, code = all, text = all }):passages "a"
    assert(printed(p):find("... 15 more", 1, true))
    assert(printed(p, { rows = 20 }):find("... 5 more", 1, true))
    assert(not printed(p, { all = true }):find("more", 1, true))
    eq(p.n_units, 25)
  end)

test("passages take a frame of units, too", function()
  local c = coding(frame { unit = { 1, 2 }, code = { "a", "b" } })
  eq(c:passages(c:units "b"):frame():column "unit", { 2 })
  eq(c:passages(frame { a = { "a" }, b = { "a" } }):frame():column "unit", { 1 })
  raises("the frame should have the column unit", c.passages, c,
    frame { x = { 1 } })
end)

test("passages of a list with a gap are those before it", function()
  local c = coding(frame { unit = { 1, 1, 2 }, code = { "b", "a", "b" } })
  assert(tostring(c:passages { nil, "b" }):find("^2 of 2 units\n"))
  assert(tostring(c:passages { "a", "b" }):find("^1 of 2 units: a and b\n"))
end)

test("codes may stand one after the other", function()
  local c = coding(frame { unit = { 1, 1, 2 }, code = { "a", "b", "a" } })
  eq(c:units("a", "b"):column "unit", { 1 })
  eq(c:units("a", "b").n_rows, c:units { "a", "b" }.n_rows)
end)

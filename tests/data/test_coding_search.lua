-- Full-text search over units.

local random = loadfile("tests/data/random.lua", "t", _ENV)()


local function of(texts)
  local units, codes = {}, {}
  for i in ipairs(texts) do units[i], codes[i] = i, "a" end
  return coding(frame({ { "unit", units }, { "code", codes },
    { "text", texts } }, { types = { text = "text" } }))
end


local function found(texts, question)
  local units = of(texts):search(question):column "unit"
  table.sort(units)
  return units
end


local texts = { "Green hydrogen is made.", "Hydrogen, not so green", "grün",
  "Élan and ELAN", "e-mobility", na, "green is far away from what hydrogen is" }

test("words, phrases and beginnings of words", function()
  eq(found(texts, "green"), { 1, 2, 7 })
  eq(found(texts, "green hydrogen"), { 1 })
  eq(found(texts, "hydro*"), { 1, 2, 7 })
  eq(found(texts, "green hydro*"), { 1 })
  eq(found(texts, "grun"), { 3 })
  eq(found(texts, "élan"), { 4 })
  eq(found(texts, "e-mobility"), { 5 })
  eq(found(texts, '"e mobility"'), { 5 })
  eq(found(texts, "nothing"), {})
end)

test("and, or, not, near and parentheses", function()
  eq(found(texts, "green and hydrogen and not made"), { 2, 7 })
  eq(found(texts, "grün or (green and made)"), { 1, 3 })
  eq(found(texts, "green NEAR hydrogen"), { 1, 2, 7 })
  eq(found(texts, "green near/3 hydrogen"), { 1, 2 })
  eq(found(texts, "near(hydrogen, green, 0)"), { 1 })
  eq(found(texts, "green and not (made or far)"), { 2 })
  eq(found(texts, "green and not not made"), { 1 })
end)

test("questions with several signs find what looking at each text finds",
  function()
    local draw = random.numbers(7)
    local letters = { "a", "b", "c", "d" }
    local lines, has = {}, {}
    for i = 1, 50 do
      local words = {}
      has[i] = {}
      for k = 1, 1 + draw(4) do
        words[k] = letters[1 + draw(4)]
        has[i][words[k]] = true
      end
      lines[i] = table.concat(words, " ")
    end
    local c = of(lines)
    for _ = 1, 30 do
      local x, y, z = letters[1 + draw(4)], letters[1 + draw(4)],
        letters[1 + draw(4)]
      local wanted = {}
      for i = 1, 50 do
        if (has[i][x] or has[i][y]) and not has[i][z] then
          wanted[#wanted + 1] = i
        end
      end
      local units = c:search(("(%s or %s) and not %s"):format(x, y, z))
        :column "unit"
      table.sort(units)
      eq(units, wanted)
    end
  end)

-- BM25 as Robertson and Zaragoza (2009) have it, k1 = 1.2, b = 0.75.
test("the rank is BM25, best first", function()
  local lines = { "green green x x", "green x", "x y z", "u v w x y z", "k" }
  local lengths, times, n, total = { 4, 2, 3, 6, 1 }, { 2, 1 }, 2, 16
  local rows = of(lines):search "green"
  local rank = {}
  for row in rows:each() do rank[row.unit] = row.rank end
  for i, f in ipairs(times) do
    local weight = math.log((5 - n + 0.5) / (n + 0.5))
    local wanted = weight * f * 2.2
      / (f + 1.2 * (0.25 + 0.75 * lengths[i] / (total / 5)))
    near(rank[i], wanted, 1e-9)
  end
  assert(rows:get(1, "rank") >= rows:get(2, "rank"))
end)

test("what is known of the units and what was found is shown", function()
  local c = coding(frame { unit = { "p", "q" }, source = { "s", "t" },
    date = { 2011, 2012 }, code = { "a", "a" },
    text = { ("x "):rep(50) .. "green " .. ("y "):rep(50), "blue" } })
  local f = c:search("green", { words = 3 })
  eq(f.names, { "unit", "source", "date", "snippet", "rank" })
  eq({ f:get(1, "unit"), f:get(1, "source"), f:get(1, "date") },
    { "p", "s", 2011 })
  eq(f:get(1, "snippet"), "...x [green] y...")
end)

test("what cannot be asked is said", function()
  local c = of { "a" }
  local function bad(sentence, question, opts)
    raises(sentence, c.search, c, question, opts)
  end
  bad("search: cannot read \"green and\": a word is wanted here", "green and")
  bad("\"not\" should stand behind \"and\"", "not green")
  bad("\"not\" should stand behind \"and\"", "green or not blue")
  bad("\"not\" should stand behind \"and\"", "not green and not blue")
  bad("a * can only stand behind the last word", "gr*n")
  bad("a * can only stand behind the last word", "green* hydrogen")
  bad("holds no word to look for", "...")
  bad("holds no word to look for", "*")
  bad("'words' should be from 1 to 64", "a", { words = 65 })
  bad("wants a question", 3)
  local bare = coding(frame { unit = { 1 }, code = { "a" } })
  raises("the units have no texts", bare.search, bare, "a")
end)

test("quotes and signs in a question are nothing but words", function()
  local c = of { 'say "aha" now', "text : aha ^ now" }
  eq(c:search "«say \"aha\" now»":column "unit", { 1 })
  eq(c:search "text:":column "unit", { 2 })
  eq(c:search("^aha").n_rows, 2)
end)

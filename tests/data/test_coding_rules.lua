-- Codes given by rules: against trying every word by hand, and by known cases.

local files = dofile "tests/data/files.lua"
local random = loadfile("tests/data/random.lua", "t", _ENV)()


-- Whole numbers from 1 to n.
local function numbers(seed)
  local number = random.numbers(seed)
  return function(n) return number(n) + 1 end
end


-- A coding of texts that nobody has coded.
local function of(texts, languages)
  local units, none = {}, {}
  for i in ipairs(texts) do units[i], none[i] = i, na end
  local columns = { { "unit", units }, { "text", texts }, { "coder", none },
    { "code", none } }
  if languages then columns[5] = { "language", languages } end
  return coding(frame(columns, { types = { coder = "text", code = "text",
    text = "text" } }))
end


-- What a rule finds in one text.
local function found(text, rule, opts)
  local given = { rules = { it = rule } }
  for name, value in pairs(opts or {}) do given[name] = value end
  return of { text }:hits(given):column "found"
end


test("words are whole words, in capitals or not, with accents or not", function()
  eq(found("Digital, digitally; DIGITAL.", "digital"), { "Digital", "DIGITAL" })
  eq(found("Élan elan ÉLAN", "élan"), { "Élan", "elan", "ÉLAN" })
  eq(found("Élan elan ÉLAN", "élan", { accents = true }), { "Élan", "ÉLAN" })
  eq(found("It is IT", "IT", { case = true }), { "IT" })
  eq(found("Straße STRASSE", "strasse"), { "Straße", "STRASSE" })
  eq(found("e\u{301}lan", "élan", { accents = true }), { "e\u{301}lan" })
  eq(found("co\u{ad}operation", "cooperation"), { "co\u{ad}operation" })
end)

test("a star is any letters, or any word where it stands alone", function()
  eq(found("biotech fintech technology", "*tech"), { "biotech", "fintech" })
  eq(found("biotech fintech technology", "*tech*"),
    { "biotech", "fintech", "technology" })
  eq(found("abc abbc ac axbxc", "a*b*c"), { "abc", "abbc", "axbxc" })
  eq(found("from rags to riches", "from * to"), { "from rags to" })
end)

test("a phrase is words side by side, whatever stands between", function()
  eq(found("Big data, big -- data; big old data", "big data"),
    { "Big data", "big -- data" })
  eq(found("e-mobility and e mobility", "e-mobility"),
    { "e-mobility", "e mobility" })
  eq(found("data data data", "data data"), { "data data", "data data" })
end)

test("words are near in any order, and the narrowest places are shown",
  function()
    eq(found("green x x hydrogen", "green near/2 hydrogen"),
      { "green x x hydrogen" })
    eq(found("green x x x hydrogen", "green near/2 hydrogen"), {})
    eq(found("hydrogen is green", "green near/1 hydrogen"),
      { "hydrogen is green" })
    eq(found("green green hydrogen", "green near/2 hydrogen"),
      { "green hydrogen" })
    eq(found("a x b y c", "near(c, a, b, 3)"), { "a x b y c" })
    eq(found("a x b y c", "near(c, a, b, 2)"), {})
  end)

test("stems are of the language that is said", function()
  eq(found("policy policies police", "policy", { stems = "english" }),
    { "policy", "policies" })
  eq(found("industry industries", "=industry", { stems = "en" }), { "industry" })
  eq(found("Häuser Haus", "haus", { stems = "german" }), { "Häuser", "Haus" })
  local both = of({ "policy", "policy", "Häuser" }, { "en", "de", "DE" })
  eq(both:hits { rules = { h = "policies or haus" }, stems = true }
    :column "unit", { 1, 3 })
  raises('no stems of the language "klingon"', found, "x", "x",
    { stems = "klingon" })
  raises("wants a column \"language\"", found, "x", "x", { stems = true })
  raises("leave out 'case' or 'stems'", found, "x", "x",
    { stems = "english", case = true })
  local gap = of({ "x" }, { na })
  raises("unit 1 has no language", gap.hits, gap, { rules = { a = "x" },
    stems = true })
end)

test("patterns are PCRE2's, and know letters of all kinds", function()
  eq(found("€ 12 and €5", [[/€\s?\d+/]]), { "€ 12", "€5" })
  eq(found("Énorme énorme", "/énorme/"), { "Énorme", "énorme" })
  eq(found("Énorme énorme", "/énorme/", { case = true }), { "énorme" })
  eq(found("naïve cafés", [[/\b\w+s\b/]]), { "cafés" })
  eq(found("aaa", "/b*/"), {})
  eq(found("abc", "/(?=b)/"), {})
end)

test("places count letters, for words and for patterns", function()
  local text = "é😀ü Öl 中文 öl"
  for _, rule in ipairs { "öl", "/öl/" } do
    local hits = of { text }:hits { rules = { oil = rule } }
    eq(hits:column "start", { 4, 10 })
    eq(hits:column "finish", { 6, 12 })
  end
end)

test("what does not help a rule to hold is not shown", function()
  eq(found("x a", "x or (a and b)"), { "x" })
  eq(found("x a b", "x or (a and b)"), { "x", "a", "b" })
  eq(found("x c", "x and not d"), { "x" })
  eq(found("x d", "x and not d"), {})
  eq(found("x a", "x and not (c and not a)"), { "x" })
end)

test("a list of rules holds when one of them does", function()
  eq(found("cloudy data", { "cloud*", "big data" }), { "cloudy" })
end)


-- ---- by another route ----

local letters = { "a", "b", "c", "ab", "ba" }


-- A leaf as a text and as a function that lists where it stands among words:
-- { from, to }.
local function drawn_leaf(draw)
  local kind = draw(4)
  local x, y = letters[draw(5)], letters[draw(5)]
  local function places(fits_first, fits_second)
    return function(words)
      local list = {}
      for i, word in ipairs(words) do
        if fits_first(word) and (not fits_second
          or (words[i + 1] and fits_second(words[i + 1]))) then
          list[#list + 1] = { i, fits_second and i + 1 or i }
        end
      end
      return list
    end
  end
  local function is(wanted)
    return function(word) return word == wanted end
  end
  if kind == 1 then return x, places(is(x)) end
  if kind == 2 then return x .. " " .. y, places(is(x), is(y)) end
  if kind == 3 then
    return x .. "*", places(function(word) return word:sub(1, #x) == x end)
  end
  local n = draw(3) - 1
  return ("%s near/%d %s"):format(x, n, y), function(words)
    for i, word in ipairs(words) do
      for j, other in ipairs(words) do
        local first, last = math.min(i, j), math.max(i, j)
        if word == x and other == y and last - first - 1 <= n then
          return { true }
        end
      end
    end
    return {}
  end
end


local function drawn_rule(draw, depth)
  local kind = depth > 0 and draw(4) or 4
  if kind == 4 then
    local text, places = drawn_leaf(draw)
    return text, function(words) return #places(words) > 0 end
  end
  local text, holds = drawn_rule(draw, depth - 1)
  local other_text, other = drawn_rule(draw, depth - 1)
  if kind == 1 then
    return ("(%s) or (%s)"):format(text, other_text),
      function(words) return holds(words) or other(words) end
  end
  local turn = kind == 3 and "not " or ""
  return ("(%s) and %s(%s)"):format(text, turn, other_text), function(words)
    return holds(words) and other(words) == (kind == 2)
  end
end


test("rules hold where trying every word says so", function()
  local draw = numbers(11)
  local texts, words = {}, {}
  for i = 1, 60 do
    words[i] = {}
    for k = 1, draw(7) do words[i][k] = letters[draw(5)] end
    texts[i] = table.concat(words[i], " ")
  end
  local c = of(texts)
  local rules, holds = {}, {}
  for r = 1, 80 do
    local name = ("r%02d"):format(r)
    rules[name], holds[name] = drawn_rule(draw, 3)
  end
  local given = {}
  for row in c:autocode { rules = rules }:rows():each() do
    given[row.unit] = given[row.unit] or {}
    if not is_na(row.code) then given[row.unit][row.code] = true end
  end
  for i = 1, 60 do
    for name, f in pairs(holds) do
      if (given[i][name] == true) ~= f(words[i]) then
        error(("%s: \"%s\" on \"%s\""):format(name, rules[name], texts[i]))
      end
    end
  end
end)

test("a phrase is found wherever trying every word finds it", function()
  local draw = numbers(12)
  for _ = 1, 60 do
    local words, starts, at = {}, {}, 0
    for k = 1, draw(12) do
      words[k] = letters[draw(5)]
      starts[k] = at
      at = at + #words[k] + 1
    end
    local text, places = drawn_leaf(draw)
    if not text:find "near" then
      local wanted = {}
      for i, place in ipairs(places(words)) do wanted[i] = starts[place[1]] end
      eq(of { table.concat(words, " ") }:hits { rules = { x = text } }
        :column "start", wanted)
    end
  end
end)


-- ---- a coder like others ----

local study = coding(frame { unit = { 1, 2, 3, 4 }, coder = { "ann", "ann",
  "ann", "ann" }, code = { "digital", "skill", "digital", "other" },
  text = { "A digital age", "Skills", "Nothing", na } })

test("rules are one more coder, and agreement tells how far", function()
  local c = study:autocode { rules = { digital = "digital", skill = "skill*" } }
  eq(c:coders():column "coder", { "ann", "rules" })
  eq({ c.n_units, c.n_codes, c.n_nothing }, { 4, 3, 1 })
  eq(c:units { "digital", coder = "rules" }:column "unit", { 1 })
  -- of three units with a text two are coded alike
  eq(c:agreement { replicates = 0 }.disputed:column "unit", { "3" })
  eq(c:units():column "text", study:units():column "text")
end)

test("the same coder once more takes the place of the first", function()
  local first = study:autocode { rules = { digital = "digital" } }
  local again = first:autocode { rules = { skill = "skills" } }
  eq(again:rows():where { coder = "rules" }:column "code", { na, "skill", na })
  local two = first:autocode { rules = { skill = "skills" }, coder = "more" }
  eq(two.n_coders, 3)
  eq(two:rows():where { coder = "ann" }, study:rows())
end)

test("a scheme brings its rules, its order and its definitions", function()
  local c = study:autocode { scheme = { { "skill", rule = "skills",
    definition = "What people can do" }, { "age", rule = { "age", "ages" } },
    { "none" } } }
  eq(c:codes():column "code", { "skill", "age", "none", "digital", "other" })
  eq(c:codes():column "definition", { "What people can do", na, na, na, na })
  eq(c:units { "age" }:column "unit", { 1 })
  raises("has no column \"rule\"", study.autocode, study,
    { scheme = frame { code = { "a" } } })
  raises("wants either 'rules' or a 'scheme'", study.autocode, study, {})
end)

test("hits become selections of projects for exchange", function()
  local c
  files.with("Green steel is steel.\n\nNo more.\n\nSteel, green.\n",
    function(path) c = coding.texts(path) end, ".txt")
  local spans = c:autocode { rules = { steel = "steel", green = "green" },
    spans = true }
  eq(spans.n_units, 5)
  files.with("", function(path)
    eq(spans:write(path), nil)
    local back = coding.read(path)
    eq(back:rows(), spans:rows())
    eq(back:units():sort "start":column "text",
      { "Green", "steel", "steel", "Steel", "green" })
    eq(back:units():sort "start":column "start", { 0, 6, 15, 33, 40 })
  end, ".qdpx")
  raises("whose places in their sources are known", study.autocode, study,
    { rules = { a = "a" }, spans = true })
end)

test("keywords stand in their context", function()
  local c = of { "ä green ö", "green" }
  eq(c:in_context("green", { width = 3 }):column "before", { "ä ", "" })
  eq(c:in_context("green", { width = 2 }):column "after", { " ö", "" })
  eq(c:in_context("green", { width = 1 }):column "before", { " ", "" })
  raises("'width' should be from 1", c.in_context, c, "x", { width = 0 })
end)


-- ---- bad rules, bad texts ----

test("rules that cannot be are said, with their place", function()
  raises("the rule of \"it\": the pattern /a(b/ is wrong at letter 4", found,
    "x", "/a(b/")
  raises("is wrong at letter 3", found, "x", [[/\C/]])
  raises("would try too many ways", found, ("a"):rep(30000) .. "!",
    "/(a+)+$/")
  raises("parentheses are too deeply nested", found, "x",
    "/" .. ("("):rep(300) .. "/")
  raises("holds where nothing is found", found, "x", "not x")
  raises("holds where nothing is found", found, "x", "x or not y")
  raises("holds no word to look for", found, "x", "...")
  raises("begins or ends with a lone *", found, "x", "* x")
  raises("cannot read \"x and\"", found, "x", "x and")
  raises("should be a text or a list", found, "x", 3)
  raises("is empty", found, "x", {})
  raises("'rules' should say a rule for each code", study.hits, study,
    { rules = { "a" } })
  raises("unknown option 'stem' (did you mean 'stems'?)", found, "x", "x",
    { stem = "english" })
  local bare = coding(frame { unit = { 1 }, code = { "a" } })
  raises("the units have no texts", bare.autocode, bare, { rules = { a = "b" } })
end)

test("texts may be empty, missing, very long or of one letter", function()
  eq(of { "", na, "   ", "x" }:autocode { rules = { x = "x" } }:rows()
    :column "unit", { 1, 2, 3, 4 })
  eq(of { "", na, "   ", "x" }:autocode { rules = { x = "x" } }.n_nothing, 2)
  eq(#found(("word "):rep(300000) .. "end", "end"), 1)
  eq(#found(("x"):rep(1000000), "x*"), 1)
end)

test("very many rules are applied at once", function()
  local rules = {}
  for i = 1, 20000 do rules["c" .. i] = "w" .. i .. " or v" .. i .. "*" end
  local c = of { "w7 v19999x w20000 v" }:autocode { rules = rules }
  -- w7, w20000, and v1* v19* v199* v1999* v19999*
  eq({ c.n_codes, c.n_codings }, { 20000, 7 })
end)

test("a rule has no fields with names", function()
  local c = coding(frame({ { "unit", { 1 } }, { "text", { "a net" } }, { "code", { na } } },
    { types = { code = "text" } }))
  raises("found the field 'pattern'; a regular expression stands between slashes", c.autocode,
    c, { rules = { net = { pattern = "n.t" } } })
end)

-- Counting linkages in a file as it streams by: the same as in a frame of it,
-- by every route of reading, whatever the order of the rows and the state of
-- the file.

package.path = "tests/data/?.lua;tests/study/?.lua;" .. package.path
local native = require "vane.core.cooccur"
local files = require "files"
local random = require "random"
local brute = require "brute_cooccur"

local TWO = { { 2000, 2007 }, { 2007, 2014 } }


local function refuses(job, sentence)
  raises(sentence, job)
end

-- A count of a file that holds the text.
local function study(text, more, ending)
  local links
  files.with(text, function(path)
    local given = { file = path, group = "group", class = "class" }
    for name, value in pairs(more or {}) do given[name] = value end
    if given.group == false then given.group = nil end
    if given.periods then given.year = "year" end
    links = linkage.cooccur(given)
    assert(links.pairs)
  end, ending)
  return links
end


-- ---- a second route ----

local function some_rows(draw, separator)
  local list = {}
  for i = 1, draw(60) do
    local class = draw(9) > 0 and ("C" .. draw(7)) or nil
    if class and separator then
      for _ = 1, draw(4) do class = class .. separator .. "C" .. draw(7) end
    end
    list[i] = { draw(12) > 0 and ("g" .. draw(15)) or nil, class,
      draw(12) > 0 and 1998 + draw(20) or nil }
  end
  list[#list + 1] = { "g1", "C1", 2005 }  -- one at least lies in the periods
  return list
end


-- The rows as a file has them, in one of several styles.
local function text_of(draw, list)
  local quote = draw(3) == 0 and '"' or ""
  local blank = draw(3) == 0 and " " or ""
  local feed = draw(3) == 0 and "\r\n" or "\n"
  local lines = { "group,other,class,year" }
  for i, row in ipairs(list) do
    local function cell(value)
      return value and blank .. quote .. value .. quote .. blank or ""
    end
    lines[i + 1] = ("%s,%s,%s,%s"):format(cell(row[1]), draw(2) == 0 and '"a, b"' or "x",
      cell(row[2]), row[3] or "")
  end
  return table.concat(lines, feed) .. (draw(2) == 0 and feed or "")
end


local function same(links, wanted)
  local n, f = 0, links.pairs
  for i = 1, f.n_rows do
    local row = f:row(i)
    local pair = wanted[row.period][row.a .. " " .. row.b]
    near(row.count, pair.count, 1e-9)
  end
  for _, found in pairs(wanted) do
    for _ in pairs(found) do n = n + 1 end
  end
  eq(f.n_rows, n)
end


test("every count agrees with plain loops, and with the frame of the file", function()
  local draw = random.numbers(63)
  for _ = 1, 150 do
    local separator = draw(2) == 0 and ";" or nil
    local list = some_rows(draw, separator)
    if draw(2) == 0 then
      table.sort(list, function(a, b) return (a[1] or "") < (b[1] or "") end)
    end
    local text = text_of(draw, list)
    local opts = { periods = TWO, separator = separator, group = "group",
      weight = draw(2) == 0 and "fractional" or nil }
    local links = study(text, opts)
    same(links, brute(list, opts))
    files.with(text, function(path)
      local f = frame.read(path, { types = { group = "text", class = "text",
        year = "integer" } })
      opts.frame, opts.class, opts.year = f, "class", "year"
      local other = linkage.cooccur(opts)
      eq(other.pairs == links.pairs, true)
      eq(other.members == links.members, true)
      eq(other.left_out == links.left_out, true)
      eq(tostring(other):match "\n.*", tostring(links):match "\n.*")
    end)
  end
end)


-- ---- routes and damage ----

local function how(route, block, more)
  local opts = { group = "group", class = "class", year = "year", largest = 100,
    distinct = true, separator = ";", na = {}, delim = ",", route = route, block = block, shown = 2,
    periods = { { name = "p", from = 2000, to = 2007 }, { name = "q", from = 2007, to = 2014 } } }
  for name, value in pairs(more or {}) do opts[name] = value or nil end
  return opts
end


local function answer(path, route, block, more)
  local ok, tally = pcall(native.from_file, path, how(route, block, more), {}, {}, {})
  if not ok then return "refused: " .. tostring(tally) end
  local facts, parts = native.facts(tally), {}
  for _, name in ipairs { "n_rows", "n_groups", "n_members", "n_repeated", "n_spanning",
    "largest", "sorted" } do
    parts[#parts + 1] = name .. "=" .. tostring(facts[name])
  end
  local reasons = {}
  for name, value in pairs(facts.left_out) do reasons[#reasons + 1] = name .. "=" .. value end
  table.sort(reasons)
  local f = native.pairs(tally)
  for i = 1, f.n_rows do
    local row = f:row(i)
    parts[#parts + 1] = ("%s %s %s %.17g"):format(row.period, row.a, row.b, row.count)
  end
  return table.concat(parts, "\n") .. "\n" .. table.concat(reasons, "\n")
end


-- Fails unless all routes give the same at each size of blocks; of several
-- faults each size may meet another first.
local function agree(text, more)
  files.with(text, function(path)
    local wanted
    for _, block in ipairs { 64, 100, 500, 1000, 65536 } do
      local fastest, bytewise, parser = answer(path, 0, block, more),
        answer(path, 1, block, more), answer(path, 2, block, more)
      if fastest ~= parser or bytewise ~= parser then
        error(("%q at %d: %s\n-- parser:\n%s"):format(text, block, fastest, parser))
      end
      local found = parser:gsub("^refused.*", "refused")
      wanted = wanted or found
      if found ~= wanted then error(("%q at %d: %s\n-- before:\n%s"):format(text, block,
        found, wanted)) end
    end
  end)
end


local letters = { ",", ",", "\n", "\n", '"', '"', "\r", " ", "\t", "\0", "0", "1", "9", ";",
  "-", "a", "é", "\xfc", "#NV", "\r\n", '""', "2005", "g1", "C1" }

local function damaged(draw, text)
  for _ = 1, 1 + draw(4) do
    local at, cut = 1 + draw(#text), draw(3)
    text = text:sub(1, at) .. letters[1 + draw(#letters)] .. text:sub(at + 1 + cut)
  end
  return text
end

test("whole and damaged files are counted the same by every route", function()
  local draw = random.numbers(64)
  for _ = 1, 500 do
    local text = text_of(draw, some_rows(draw, ";"))
    agree(text)
    agree(damaged(draw, text))
  end
end)

-- ---- rows by the dozen ----

-- Names of classes of one to twelve bytes, and the styles of groups' names in
-- rising order.
local classes = { "A", "BC", "DEF", "G06F", "H04L9", "B60L15", "C07D403", "A61K0031",
  "H01M10/05", "Y02E 60/10x", "é", "Zürich" }
local styles = { "%d", "%08d", "EP%07d", "g%d", "patent number %05d", "%dA" }

-- Groups one after the other, most of them plain, as a database exports them;
-- `odd`: one cell in so many is not.
local function sorted_rows(draw, odd)
  local list, style = {}, styles[1 + draw(#styles)]
  local number, step = 1 + draw(2) * 9999000, 1 + draw(3)
  for _ = 1, 40 + draw(60) do
    number = number + 1 + draw(step)
    local name, year = style:format(number), 1999 + draw(17)
    for _ = 1, 1 + draw(draw(12) + 1) do
      local class = classes[1 + draw(1 + draw(#classes))]
      list[#list + 1] = { draw(odd) > 0 and name or nil, draw(odd) > 0 and class or nil,
        draw(odd) > 0 and year or draw(2) == 0 and 1999 + draw(17) or nil }
      if draw(3) == 0 then list[#list + 1] = list[#list] end
    end
  end
  list[#list + 1] = { style:format(number), "A", 2005 }
  return list
end


local function lines_of(list)
  local lines = { "group,class,year" }
  for i, row in ipairs(list) do
    lines[i + 1] = ("%s,%s,%s"):format(row[1] or "", row[2] or "", row[3] or "")
  end
  return table.concat(lines, "\n") .. "\n"
end


-- The block with the header goes to the parser, so blocks are small here.
test("rows taken by the dozen are counted as by plain loops", function()
  local draw = random.numbers(65)
  local named = { { name = "2000-2007", from = 2000, to = 2007 },
    { name = "2007-2014", from = 2007, to = 2014 } }
  for i = 1, 60 do
    local opts = { periods = TWO, group = "group", weight = i % 5 == 0 and "fractional" or nil }
    local list = sorted_rows(draw, i % 3 == 0 and 9 or 400)
    local tally, facts
    files.with(lines_of(list), function(path)
      tally = native.from_file(path, how(0, 64 + draw(1500), { separator = false,
        periods = named, fractional = opts.weight ~= nil }), {}, {}, {})
      facts = native.facts(tally)
    end)
    same({ pairs = native.pairs(tally) }, brute(list, opts))
    local years, found = {}, {}
    for _, row in ipairs(list) do
      local counts = row[1] and row[2] and row[3] and 2000 <= row[3] and row[3] <= 2014
      if counts then years[row[3]] = (years[row[3]] or 0) + 1 end
    end
    for k, year in ipairs(facts.years) do found[year] = facts.year_rows[k] end
    eq(found, years)
    eq(facts.n_rows, #list)
  end
end)

test("rows taken by the dozen are counted as one by one", function()
  local draw = random.numbers(66)
  for i = 1, 120 do
    local list = sorted_rows(draw, i % 2 == 0 and 12 or 300)
    local more = { separator = false }
    if i % 4 == 0 then more.largest = 7 + draw(4) end
    if i % 5 == 0 then more.distinct = false end
    if i % 6 == 0 then more.fractional = true end
    if i % 7 == 0 then more.year, more.periods = false, {} end
    if i % 3 == 0 then  -- groups that do not stand together
      for _ = 1, 1 + draw(2) do
        list[1 + draw(#list)] = list[1 + draw(#list)]
      end
    end
    local text = lines_of(list)
    agree(text, more)
    agree(damaged(draw, text), more)
  end
end)


test("among rows taken by the dozen the group that is too large is named", function()
  local list = { { "g099", "C", 2005 } }
  for i = 100, 300 do
    list[#list + 1] = { "g" .. i, "A", 2005 }
    list[#list + 1] = { "g" .. i, "B", 2005 }
    if i == 110 or i == 280 then list[#list + 1] = { "g" .. i, "C", 2005 } end
  end
  local function count(largest)
    files.with(lines_of(list), function(path)
      native.from_file(path, how(0, 1000, { separator = false, largest = largest }), {}, {}, {})
    end)
  end
  count(3)
  refuses(function() count(2) end, "group \"g110\": it has more than 2 members")
  table.remove(list, 24)
  refuses(function() count(2) end, "group \"g280\": it has more than 2 members")
end)


test("what frame.read refuses is refused in the same words", function()
  local good = "group,class,year\n1,A,2000\n"
  for _, bad in ipairs { "1,2\n", "1,2,3,4\n", '1,a"b,3\n', '1,"a\n', "\0", "" } do
    local text = bad == "" and "" or good .. bad .. (bad == "\0" and "" or "1,B,2000\n")
    files.with(text, function(path)
      local ok, read = pcall(frame.read, path)
      local counted, links = pcall(linkage.cooccur, { file = path, group = "group",
        class = "class" })
      eq({ ok, counted }, { false, false })
      eq(tostring(links):match "reading .*", tostring(read):match "reading .*")
    end)
  end
  refuses(function() study(good, { class = "clas" }) end,
    "there is no column \"clas\" (did you mean \"class\"?)")
  refuses(function() study("group,class,class\n1,A,B\n") end,
    "the name \"class\" stands twice")
  refuses(function() study("group,class\n1,\xfcber\n") end, "the bytes are not UTF-8")
  eq(study("group,class\n1,\xfcber\n1,a\n", { encoding = "latin1" }).pairs:get(1, "b"), "über")
  refuses(function() linkage.cooccur { file = "no.csv", group = "a", class = "b" } end,
    "reading \"no.csv\": there is no such file")
end)

test("a group of too many classes is named, with the file", function()
  local lines = { "group,class" }
  for i = 1, 1200 do lines[i + 1] = "P7,c" .. i end
  refuses(function() study(table.concat(lines, "\n")) end,
    "group \"P7\": it has more than 1000 members")
  local cell = table.concat(lines, ";", 2):gsub("P7,", "")
  refuses(function()
    study("class\n" .. cell, { group = false, separator = ";", delim = "," })
  end, "row 1: it has more than 1000 members")
end)


-- ---- what is read ----

test("groups that stand apart are found again, and this is said", function()
  local text = "group,class\np1,A\np2,A\np2,B\np1,B\np3,B\np3,A\n"
  local links = study(text)
  eq(links.pairs:get(1, "count"), 3)
  assert(tostring(links):find("read: 6 rows, not sorted by group, so they were sorted first",
    1, true))
  eq({ links.n_rows, links.n_groups }, { 6, 3 })
end)

test("packed files and pipes are read like files", function()
  local text = "group,class\np1,A\np1,B\np2,B\np2,A\n"
  files.with(text, function(path)
    assert(os.execute(("gzip -kf %s"):format(path)))
    local links = linkage.cooccur { file = path .. ".gz", group = "group", class = "class" }
    os.remove(path .. ".gz")
    eq(links.pairs:get(1, "count"), 2)
    local pipe = path .. ".pipe"
    for _, shuffled in ipairs { text, text .. "p1,C\n" } do
      files.put(path, shuffled)
      os.execute(("mkfifo %s; cat %s > %s &"):format(pipe, path, pipe))
      links = linkage.cooccur { file = pipe, group = "group", class = "class" }
      os.remove(pipe)
      eq(links.pairs:get(1, "count"), 2)
      eq(links.pairs.n_rows, shuffled == text and 1 or 3)
    end
  end)
end)

test("words for missing are missing in a file too", function()
  local text = "group,class\n1,A\n1,#N/A\n1,-\n#NV,B\n1,\"\"\n1,B\n"
  eq(study(text).n_members, 3)
  local links = study(text, { na = "-" })
  eq({ links.n_members, links.pairs.n_rows }, { 2, 1 })
  eq(links.left_out:column "n_rows", { 1, 3 })
end)

test("where chooses rows of a file as it does in a frame", function()
  local list = { "group,class,office,size,year" }
  local draw = random.numbers(59)
  for _ = 1, 200 do
    list[#list + 1] = ("%d,C%d,%s,%s,%d"):format(draw(30), draw(6),
      ({ "EP", "US", "JP", "" })[1 + draw(4)], draw(5) == 0 and "" or draw(9) / 2,
      1998 + draw(18))
  end
  files.with(table.concat(list, "\n"), function(path)
    local f = frame.read(path, { types = { size = "number" } })
    for _, where in ipairs { { office = "EP" }, { office = { "EP", "JP" } }, { office = na },
      { size = at_least(2) }, { size = below(1.5), office = "US" }, { size = 3 },
      { year = between(2003, 2009) }, { office = above "EP" }, { size = { na, 1 } },
      { office = at_most "JP", size = above(0) }, {} } do
      local options = { group = "group", class = "class", year = "year", periods = TWO,
        where = where }
      options.file = path
      local a = linkage.cooccur(options)
      options.file, options.frame = nil, f
      local b = linkage.cooccur(options)
      eq(a.pairs == b.pairs, true)
      eq(tostring(a), tostring(b))
      assert(next(where) == nil or a.left_out:get(1, "why") == "that 'where' leaves out")
    end
  end)
  refuses(function() study("group,class\n", { where = { offic = 1 } }) end,
    "there is no column \"offic\"")
  refuses(function() study("group,class\n", { where = { class = {} , group = print } }) end,
    "cannot be compared with a function")
end)

test("a file's name makes the result synthetic, and stands in its record", function()
  files.with("group,class\n1,A\n1,B\n", function(path)
    local links = linkage.cooccur { file = path, group = "group", class = "class" }
    local input = links.provenance.inputs[1]
    eq({ input.kind, input.n_rows, input.source }, { "file", 2, path:match "[^/]+$" })
    assert(tostring(links):find("SYNTHETIC DATA", 1, true))
  end, "_synthetic.csv")
end)

test("the fingerprint is that of the bytes, in whatever blocks they are read", function()
  local function fingerprint(text, block)
    local found
    files.with(text, function(path)
      found = native.facts(native.from_file(path, how(0, block), {}, {}, {})).fingerprint
    end)
    return found
  end
  local seen = {}
  for _, class in ipairs { "A", "B", "AB", "BA", "", "A " } do
    local text = "group,class,year\n" .. ("1," .. class .. ",2005\n"):rep(40)
    local one = fingerprint(text, 64)
    for _, block in ipairs { 65, 100, 1000, 65536 } do eq(fingerprint(text, block), one) end
    assert(not seen[one], class)
    seen[one] = true
  end
  -- Sorted anew from the first row on, its bytes count once.
  local shuffled = "group,class,year\n2,A,2005\n1,B,2005\n2,B,2005\n"
  eq(fingerprint(shuffled, 64), fingerprint(shuffled, 4096))
end)

test("options of reading belong to files", function()
  local f = frame { group = { 1 }, class = { "A" } }
  refuses(function() linkage.cooccur { frame = f, group = "group", class = "class", na = "-" } end,
    "'na' belongs to 'file'")
  refuses(function()
    linkage.cooccur { frame = f, file = "a", group = "group", class = "class" }
  end, "found both")
  refuses(function() study("group;class\n", { delim = ";;" }) end, "'delim' should be one sign")
end)

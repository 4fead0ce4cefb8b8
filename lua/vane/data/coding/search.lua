-- Full-text search over the units of a coding.

local core = require "vane.core.coding"
local native = require "vane.core.code_search"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local question = require "vane.base.question"

local methods = core.methods

-- The index of each coding, made when it is first searched.
local indexes = setmetatable({}, { __mode = "k" })


-- ---- questions as FTS5 writes them ----

local written


local function wrong(sentence, ...)
  fail("search: " .. sentence, ...)
end


-- Words side by side; a star may stand behind the last one.
local function phrase(tree)
  local text, star = tree.text:match "^(.-)(%*?)$"
  if text:find("*", 1, true) then
    wrong("in \"%s\" a * can only stand behind the last word; c:hits knows "
      .. "others", tree.text)
  end
  if not text:find "[%w\128-\255]" then
    wrong("\"%s\" holds no word to look for", tree.text)
  end
  return ('"%s"%s'):format(text:gsub('"', '""'), star)
end


local function near(tree)
  local parts = {}
  for i, part in ipairs(tree) do parts[i] = phrase(part) end
  return ("NEAR(%s, %d)"):format(table.concat(parts, " "), tree.within)
end


local function list(tree, joined)
  local parts = {}
  for i, part in ipairs(tree) do parts[i] = written(part) end
  return "(" .. table.concat(parts, joined) .. ")"
end


-- What should not be there is taken from what should.
local function all_but(tree)
  local wanted, unwanted = { op = "and" }, {}
  for _, part in ipairs(tree) do
    if part.op == "not" then unwanted[#unwanted + 1] = written(part[1])
    else wanted[#wanted + 1] = part end
  end
  if #wanted == 0 then return written(tree[1]) end
  local text = list(wanted, " AND ")
  for _, part in ipairs(unwanted) do text = ("(%s NOT %s)"):format(text, part) end
  return text
end


function written(tree)
  if tree.op == "words" then return phrase(tree) end
  if tree.op == "near" then return near(tree) end
  if tree.op == "or" then return list(tree, " OR ") end
  if tree.op == "and" then return all_but(tree) end
  wrong("\"not\" should stand behind \"and\", with something to be found in "
    .. "front, as in \"green and not blue\"")
end


-- ---- searching ----

local function index_of(c, units)
  if units.types.text ~= "text" then
    wrong("the units have no texts, which would be the column \"text\"")
  end
  indexes[c] = indexes[c] or native.open(units)
  return indexes[c]
end


--- c:search(question, { words = 16 }) -> frame
---   Units whose texts hold what is asked for, best first: unit, source and
---   date where they are known, a snippet of `words` words with what was
---   found in brackets, and rank (BM25; higher is better). Capitals and accents
---   make no difference. Asked is as in the rules of c:autocode, without
---   regular expressions:
---     green hydrogen            these words side by side
---     green and not blue        both conditions, in any place
---     hydro*                    words that begin so
---     green near hydrogen       at most 10 words between them; near/3: 3
---     near(green, "low carbon", 5)
---   The index stays in memory; the first search makes it.
---   Raises on a question that cannot be read, with the place.
---   Source: SQLite FTS5, sqlite.org/fts5.html; BM25 with k1 = 1.2, b = 0.75.
---
---   > f = frame{ unit = {1, 2}, code = {"a", "b"} }
---   > f = f:with{ text = {"Green hydrogen, soon", "Blue whales"} }
---   > coding(f):search("green near hydrogen"):select("unit", "snippet")
---   frame 1 x 2
---     unit  snippet
---        1  [Green] [hydrogen], soon
function methods.search(c, asked, given)
  core.meta.self(c, "search")
  local opts = check("search", given, {
    words = { kind = "integer", default = 16 } })
  if type(asked) ~= "string" then
    wrong("wants a question, as in c:search \"green near hydrogen\", found %s",
      check.found(asked))
  end
  local text = written(question.parse("search", asked, { nearness = true }))
  local units = c:units()
  local found = native.find(index_of(c, units), units, text, opts.words)
  local columns = { "unit" }
  for _, name in ipairs { "source", "date" } do
    if units.types[name] then columns[#columns + 1] = name end
  end
  if #columns == 1 then return found end
  return found:select "unit":join(units:select(columns), { by = "unit",
    kind = "left" }):with({ { "snippet", found:column "snippet" },
    { "rank", found:column "rank" } },
    { types = { snippet = "text", rank = "number" } })
end

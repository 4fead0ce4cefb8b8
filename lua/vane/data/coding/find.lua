-- Units of a coding by their codes: by lists of codes, by questions, by what
-- else is known of them.

local core = require "vane.core.coding"
local native = require "vane.core.coding_find"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local question = require "vane.base.question"

local methods = core.methods

local na = base.na


-- ---- codes below codes ----

-- Of each code those below it, as far down as they go.
local function codes_below(c)
  local codes, below = c:codes(), {}
  if not codes.types.parent then
    fail "units: the codes have no column \"parent\", so that none has subcodes"
  end
  for row in codes:each() do
    if row.parent ~= na then
      below[row.parent] = below[row.parent] or {}
      table.insert(below[row.parent], row.code)
    end
  end
  return below
end


-- The code and all below it; each once, also where they go in a circle.
local function family_of(code, below)
  local family, seen, at = { code }, { [code] = true }, 1
  while family[at] do
    for _, lower in ipairs(below[family[at]] or {}) do
      if not seen[lower] then family[#family + 1] = lower end
      seen[lower] = true
    end
    at = at + 1
  end
  return family
end


-- ---- what is asked ----

-- A list of codes, or one.
local function codes_in(codes, name)
  if codes == nil then return {} end
  if type(codes) == "string" then return { codes } end
  if type(codes) ~= "table" then
    fail("units: '%s' should be a list of codes, found %s", name,
      check.found(codes))
  end
  return codes
end


local function words(code)
  if type(code) ~= "string" then
    fail("units: a code should be a text, found %s", check.found(code))
  end
  return { op = "words", text = code }
end


-- All of these codes, any of those, none of the others: as a tree, or nil.
local function tree_of_lists(all, any, none)
  local tree = { op = "and" }
  for _, code in ipairs(all) do tree[#tree + 1] = words(code) end
  local choice = { op = "or" }
  for _, code in ipairs(any) do choice[#choice + 1] = words(code) end
  if #choice > 0 then tree[#tree + 1] = choice end
  for _, code in ipairs(none) do
    tree[#tree + 1] = { op = "not", words(code) }
  end
  return #tree > 0 and tree or nil
end


-- A text is a code's name, or a question about codes.
local function tree_of_text(c, asked)
  if c.n_codes > 0 and c:codes():where { code = asked }.n_rows > 0 then
    return words(asked)
  end
  return question.parse("units", asked)
end


-- The steps of a tree, and of each leaf its codes.
local function steps_of(c, tree, with_subcodes)
  local leaves, below = {}, with_subcodes and codes_below(c)
  local function leaf_of(leaf)
    leaves[#leaves + 1] = below and family_of(leaf.text, below) or { leaf.text }
    return #leaves - 1
  end
  return tree and question.steps(tree, leaf_of) or {}, leaves
end


-- ---- what else is asked ----

local own_options = { any = { kind = { "string", "table" } },
  none = { kind = { "string", "table" } }, coder = { kind = "string" },
  subcodes = { kind = "boolean", default = false } }


-- Options of the search, and conditions on columns of the units.
local function split_options(c, named)
  local fields, wanted = {}, {}
  if check.kind_of(named) ~= "table" or next(named) == nil then
    return check("units", named, own_options), wanted
  end
  local units = native.units(c, {}, {})
  for _, name in ipairs(units.names) do fields[name] = { kind = "any" } end
  for name, field in pairs(own_options) do fields[name] = field end
  local opts = check("units", named, fields)
  for _, name in ipairs(units.names) do
    if not own_options[name] then wanted[name] = opts[name] end
  end
  return opts, wanted
end


local function units_of_question(c, asked, given)
  local named, all = given or {}, {}
  if type(asked) ~= "string" then named, all = braced(asked) end
  local opts, wanted = split_options(c, named)
  local lists = tree_of_lists(all, codes_in(opts.any, "any"),
    codes_in(opts.none, "none"))
  local tree = lists
  if type(asked) == "string" then
    tree = tree_of_text(c, asked)
    if lists then tree = { op = "and", tree, lists } end
  end
  local steps, leaves = steps_of(c, tree, opts.subcodes)
  local found = native.units(c, steps, leaves, opts.coder)
  return next(wanted) and found:where(wanted) or found
end


-- ---- pairs ----

-- The units of each row of a frame with the columns a and b.
local function units_of_pairs(c, pairs_frame)
  local parts = {}
  for i = 1, pairs_frame.n_rows do
    local a, b = pairs_frame:get(i, "a"), pairs_frame:get(i, "b")
    local found = units_of_question(c, { a, b })
    local as, bs = {}, {}
    for k = 1, found.n_rows do as[k], bs[k] = a, b end
    parts[i] = frames.of({ "a", "b" }, { as, bs }, { a = "text", b = "text" })
    for _, name in ipairs(found.names) do
      parts[i] = parts[i]:with({ { name, found:column(name) } },
        { types = { [name] = found.types[name] } })
    end
  end
  if #parts == 0 then return native.units(c, {}, {}):head(0) end
  return parts[1]:append(table.unpack(parts, 2))
end


--- c:units{ code, code, ..., any =, none =, coder =, subcodes = } -> frame
--- c:units(code, code, ...) -> frame
--- c:units("digital and (green or funding) and not skills", { ... }) -> frame
--- c:units(frame) -> frame
---   The units that carry all of these codes, whoever gave them, with what is
---   known of each; all units when no code is named. A text asks by codes
---   joined with and, or, not and parentheses; names with such words or signs
---   in them stand in double quotes.
---   any, none  codes of which one at least should be there; or none should
---   coder      only what that coder said counts
---   subcodes   true: a code stands for those below it, too
---   All other options are columns of the units, as in f:where: type = "news",
---   date = between("2012-01-01", "2013-12-31").
---   Units that nobody has looked at are there only when no code is named. Of
---   a frame of pairs, such as c:cooccurrence gives (columns a and b), the
---   units of each pair.
---   Raises on a code or coder there is none of, and on a question that cannot
---   be read, with the place.
---
---   > codes = {"b", "a", "a", "b"}
---   > c = coding(frame{ unit = {1, 1, 2, 3}, code = codes })
---   > c:units{ "a", "b" }
---   frame 1 x 1
---     unit
---        1
---   > c:units{ "a", none = "b" }:get(1, "unit")
---   2
---   > c:units("b and not a"):get(1, "unit")
---   3
function methods.units(c, asked, given, ...)
  core.meta.self(c, "units")
  if type(given) == "string" then asked, given = { asked, given, ... }, nil end
  if check.kind_of(asked) == "frame" then
    if not (asked.types.a and asked.types.b) then
      fail "units: the frame should have the columns a and b"
    end
    return units_of_pairs(c, asked)
  end
  if asked == nil then asked = {} end
  if type(asked) ~= "table" and type(asked) ~= "string" then
    fail("units: wants codes, as in c:units{ \"a\", \"b\" }, or a frame of "
      .. "pairs, found %s", check.found(asked))
  end
  return units_of_question(c, asked, given)
end

-- The codebook of a store, which grows and changes while people code: every
-- version stays in the journal.

local core = require "vane.core.coding"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local fields = require "vane.data.store.fields"
local names = require "vane.data.store.names"
local open = require "vane.data.store.open"

local methods = core.methods

local na = base.na

local text = { kind = "string" }
local needed = { kind = "string", needed = true }
local text_or_na = { kind = { "string", "na" } }

local types = { definition = "text", colour = "text", parent = "text",
  codable = "logical" }


-- ---- one code ----

local function check_new(store, verb, name)
  if name == "" then fail("%s: a code needs a name", verb) end
  if store:cell("SELECT 1 FROM code WHERE name = :name", { name = name }) then
    fail("%s: there is a code called \"%s\" already", verb, name)
  end
end


-- A code below itself, however far down, would have no place in the tree.
local function check_parent(store, verb, id, parent)
  local below = store:cell("WITH RECURSIVE above(id) AS (SELECT :parent UNION "
    .. "SELECT code.parent FROM code JOIN above USING (id)) "
    .. "SELECT 1 FROM above WHERE id = :id", { parent = parent, id = id })
  if below then fail("%s: the code would stand below itself", verb) end
end


-- What was said of a code, by the columns of its table.
local function described(store, verb, opts)
  local values = {}
  for _, name in ipairs(check.keys(types)) do
    local value = opts[name]
    if value ~= nil and value ~= na then fields.need(store, "code", name, types[name]) end
    if name == "parent" and value ~= nil and value ~= na then
      value = names.id(store, verb, "code", value)
    end
    values[name] = value
  end
  return values
end


local function add_code(store, verb, name, opts)
  check_new(store, verb, name)
  local values = described(store, verb, opts)
  values.name = name
  return store:insert("code", values)
end


--- c:add_code{ code =, definition =, colour =, parent =, codable = }
---   A new code. `parent` is the code above it, `colour` a text such as
---   "#FF8800"; codable = false says that it only gathers others.
---   Raises when there is a code of that name, or none called as `parent`.
---
---   > c = coding.open ":memory:"
---   > c:add_code{ code = "society" }
---   > c:add_code{ code = "ageing", parent = "society" }
---   > c:codes()
---   frame 2 x 2   :memory:
---     code     parent
---     society  na
---     ageing   society
function methods.add_code(c, given)
  core.meta.self(c, "add_code")
  local store = open.of(c, "add_code")
  local opts = check("add_code", given, { code = needed, definition = text,
    colour = text, parent = text, codable = { kind = "boolean" } })
  store:change(("add code %s"):format(opts.code), function()
    add_code(store, "add_code", opts.code, opts)
  end)
end


--- c:change_code{ code =, name =, definition =, colour =, parent =, codable = }
---   A new version of a code: another name, definition, colour or place in the
---   tree; na takes one of them away. Its codings stay. c:history{ code = }
---   tells all versions.
---   Raises when there is no such code, or one of the new name.
---
---   > c = coding.open ":memory:"
---   > c:add_code{ code = "old", definition = "over 60" }
---   > c:change_code{ code = "old", name = "ageing" }
---   > c:history{ code = "ageing" }:select("did", "code", "definition")
---   frame 2 x 3   :memory:
---     did      code    definition
---     added    old     over 60
---     changed  ageing  over 60
function methods.change_code(c, given)
  core.meta.self(c, "change_code")
  local store = open.of(c, "change_code")
  local opts = check("change_code", given, { code = needed, name = text,
    definition = text_or_na, colour = text_or_na, parent = text_or_na,
    codable = { kind = { "boolean", "na" } } })
  store:change(("change code %s"):format(opts.code), function()
    local id = names.id(store, "change_code", "code", opts.code)
    local values = described(store, "change_code", opts)
    if opts.name ~= opts.code then values.name = opts.name end
    if values.name then check_new(store, "change_code", values.name) end
    if values.parent and values.parent ~= na then
      check_parent(store, "change_code", id, values.parent)
    end
    store:update("code", id, values)
  end)
end


-- ---- several codes ----

-- The code of that name, which is made where there is none.
local function code_for(store, verb, name, parent)
  local id = store:cell("SELECT id FROM code WHERE name = :name", { name = name })
  return id or add_code(store, verb, name, { parent = parent })
end


-- Codings of the units in the frame; those that have both codes keep one.
local OF_GIVEN = "unit IN (SELECT u.id FROM given g CROSS JOIN unit u "
  .. "ON u.name = +g.unit)"


-- Codings, notes and codes below one code become those of another.
local function move_all(store, from, into)
  local both = { from = from, into = into }
  local n = store:run("UPDATE OR IGNORE coding SET code = :into WHERE "
    .. "code = :from", both)
  store:run("UPDATE note SET code = :into WHERE code = :from", both)
  store:run("UPDATE code SET parent = (SELECT parent FROM code WHERE id = :from) "
    .. "WHERE id = :into AND parent = :from", both)
  store:run("UPDATE code SET parent = :into WHERE parent = :from", both)
  store:run("DELETE FROM code WHERE id = :from", { from = from })
  return n
end


--- c:merge_codes{ codes = list, into = name } -> integer
---   Makes one code of several: their codings become codings of `into`, which
---   may be one of them, another one, or new; codes below them stand below it.
---   Gives how many codings moved.
---   Raises when there is no such code.
---
---   > c = coding.open ":memory:"
---   > c:add(coding(frame{ unit = {1, 2}, code = {"elderly", "old"} }))
---   2
---   > c:merge_codes{ codes = {"elderly", "old"}, into = "ageing" }
---   2
---   > c:use()
---   frame 1 x 3   :memory:
---     code    units  coders
---     ageing      2       1
function methods.merge_codes(c, given)
  core.meta.self(c, "merge_codes")
  local store = open.of(c, "merge_codes")
  local opts = check("merge_codes", given, { into = needed,
    codes = { kind = { "string", "table", "frame" }, needed = true } })
  local codes = names.list("merge_codes", "code", opts.codes)
  local what = ("merge codes %s into %s"):format(table.concat(codes, ", "),
    opts.into)
  return store:change(what, function()
    local n = 0
    local into = code_for(store, "merge_codes", opts.into)
    for _, name in ipairs(codes) do
      local from = names.id(store, "merge_codes", "code", name)
      if from ~= into then n = n + move_all(store, from, into) end
    end
    return n
  end)
end


--- c:split_code{ code =, into =, units = } -> integer
---   Parts a code in two: its codings of those units (a list, or a frame such
---   as c:units gives) become codings of `into`, which is made beside it where
---   there is none. Gives how many codings moved.
---   Raises when there is no such code or unit.
---
---   > c = coding.open ":memory:"
---   > c:add(coding(frame{ unit = {1, 2}, code = {"work", "work"} }))
---   2
---   > c:split_code{ code = "work", into = "home office", units = { 2 } }
---   1
---   > c:units("home office"):get(1, "unit")
---   2
function methods.split_code(c, given)
  core.meta.self(c, "split_code")
  local store = open.of(c, "split_code")
  local opts = check("split_code", given, { code = needed, into = needed,
    units = { kind = { "string", "integer", "table", "frame" }, needed = true } })
  local units = names.list("split_code", "unit", opts.units)
  return store:change(("split code %s into %s"):format(opts.code, opts.into),
    function()
      local f = names.crossed { { "unit", units } }
      names.check(store, "split_code", "unit", f)
      local from = names.id(store, "split_code", "code", opts.code)
      local parent = store:cell("SELECT p.name FROM code c JOIN code p ON "
        .. "p.id = c.parent WHERE c.id = :from", { from = from })
      local into = code_for(store, "split_code", opts.into, parent)
      local n = store:run("UPDATE OR IGNORE coding SET code = :into WHERE "
        .. "code = :from AND " .. OF_GIVEN, { from = from, into = into }, f)
      store:run("DELETE FROM coding WHERE code = :from AND " .. OF_GIVEN,
        { from = from }, f)
      return n
    end)
end

-- Registers of a store: trends, drivers, weak signals and wild cards, with the
-- units that are the evidence for them, so that scenarios can cite paragraphs.

local core = require "vane.core.coding"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local fields = require "vane.data.store.fields"
local names = require "vane.data.store.names"
local open = require "vane.data.store.open"
local same = require "vane.data.coding.same"

local methods = core.methods

local na = base.na

local WORD = "register"

local text = { kind = "string" }
local units = { kind = { "string", "integer", "table", "frame" } }

local options = {
  kind = { one_of = { "trend", "driver", "weak signal", "wild card" } },
  name = { kind = "string", needed = true },
  state = { one_of = { "open", "confirmed", "rejected" } },
  text = text, date = { kind = { "string", "integer" } },
  strength = { kind = { "string", "number" } }, part_of = text,
  descriptor = text, variant = text, evidence = units, without = units,
}

-- What stands in the table as it was said.
local plain = { "kind", "state", "text", "date", "strength", "descriptor",
  "variant" }


-- ---- entering ----

-- Numbers and words for how strong something is cannot be compared.
local function check_strength(store, value)
  local other = type(value) == "number" and "text" or "real', 'integer"
  if store:cell(("SELECT 1 FROM entry WHERE typeof(strength) IN ('%s')")
    :format(other)) then
    fail("%s: 'strength' is said by %s here, found %s", WORD,
      type(value) == "number" and "words" or "numbers", check.found(value))
  end
end


local function values_of(store, opts)
  local values = {}
  for _, name in ipairs(plain) do values[name] = opts[name] end
  values.date = opts.date and tostring(opts.date)
  if opts.strength then check_strength(store, opts.strength) end
  if opts.part_of then
    values.part_of = names.id(store, WORD, "entry", opts.part_of)
  end
  return values
end


local function add_entry(store, opts)
  local values = values_of(store, opts)
  if not opts.kind then
    fail("%s: \"%s\" is new and needs a 'kind': %s", WORD, opts.name,
      table.concat(options.kind.one_of, ", "))
  end
  values.name, values.state = opts.name, opts.state or "open"
  return store:insert("entry", values)
end


local function change_entry(store, id, opts)
  local values = values_of(store, opts)
  if values.part_of == id then fail("%s: nothing is part of itself", WORD) end
  store:update("entry", id, values)
end


-- Runs a statement for the units that an option names.
local function with_units(store, id, given, statement)
  if given == nil then return end
  local list = names.list(WORD, "unit", given)
  if #list == 0 then return end
  local f = names.crossed { { "unit", list } }
  names.check(store, WORD, "unit", f)
  store:run(statement, { id = id }, f)
end


local function enter(store, opts)
  if opts.name == "" then fail("%s: an entry needs a name", WORD) end
  local id = store:cell("SELECT id FROM entry WHERE name = :name",
    { name = opts.name })
  if id then change_entry(store, id, opts) else id = add_entry(store, opts) end
  with_units(store, id, opts.evidence, "INSERT OR IGNORE INTO evidence(entry, "
    .. "unit) SELECT :id, u.id FROM given g CROSS JOIN unit u ON u.name = +g.unit")
  with_units(store, id, opts.without, "DELETE FROM evidence WHERE entry = :id "
    .. "AND unit IN (SELECT u.id FROM given g CROSS JOIN unit u ON "
    .. "u.name = +g.unit)")
end


-- ---- many at once ----

-- The units of each entry, of a frame with a row for each.
local function units_by_name(links)
  local by_name = {}
  if links == nil then return by_name end
  if check.kind_of(links) ~= "frame" or not (links.types.name and links.types.unit)
  then
    fail("%s: the evidence should be a frame with the columns name and unit, "
      .. "found %s", WORD, check.found(links))
  end
  for row in links:each() do
    local list = by_name[row.name] or {}
    by_name[row.name] = list
    if row.unit ~= na then list[#list + 1] = row.unit end
  end
  return by_name
end


-- What a row says of an entry.
local function row_of(f, i)
  local given = {}
  for name in pairs(options) do
    local cell = na
    if f.types[name] then cell = f:get(i, name) end
    if cell ~= na then given[name] = cell end
  end
  if given.date then given.date = tostring(given.date) end
  return given
end


-- Entries may be part of later ones, so that this is said last.
local function enter_rows(store, f, links)
  local by_name, parts = units_by_name(links), {}
  for i = 1, f.n_rows do
    local given = row_of(f, i)
    parts[i], given.part_of = { name = given.name, part_of = given.part_of }, nil
    given.evidence = by_name[given.name or na]
    enter(store, check(WORD, given, options))
  end
  for _, part in ipairs(parts) do
    if part.part_of then enter(store, check(WORD, part, options)) end
  end
end


-- Entries of another store; of those that are here already only the evidence
-- is new. Its units are called otherwise here.
local function copy(store, other, unit_here)
  local f = open.of(other, "add"):ask "SELECT name FROM entry"
  local known, links = {}, other:evidence()
  for _, name in ipairs(f:column "name") do
    known[name] = store:cell("SELECT 1 FROM entry WHERE name = :name",
      { name = name }) ~= nil
  end
  local all = other:registers()
  enter_rows(store, all:where(function(row) return not known[row.name] end),
    same.renamed(links, "unit", unit_here))
  enter_rows(store, all:where(function(row) return known[row.name] end)
    :select "name", same.renamed(links, "unit", unit_here))
end


--- c:register{ kind =, name =, text =, date =, strength =, evidence =, ... }
--- c:register(frame, evidence)
---   Enters a trend, driver, weak signal or wild card, or changes what was said
---   of the one with that name: what is given replaces what was there, evidence
---   joins it.
---   kind      "trend", "driver", "weak signal", "wild card"
---   text      what it says; date, a year or a text; strength, a word or number
---   state     "open" (from the start), "confirmed" or "rejected"
---   part_of   the name of another entry, such as the trend a signal speaks for
---   descriptor, variant  of a cross-impact model, as x:signals wants them
---   evidence  the units that show it: names, or a frame with a column unit,
---             such as c:units gives; `without` takes units away
---   A frame has a row for each entry with these columns, and `evidence` a row
---   for each of its units (columns name, unit): what c:registers() and
---   c:evidence() give comes back that way, from CSV files too.
---   Raises when there is no such unit or entry, or a new one has no kind.
---
---   > c = coding.open ":memory:"
---   > c:add(coding(frame{ unit = {"p1", "p2"}, code = {"care", "work"} }))
---   2
---   > c:register{ kind = "trend", name = "Ageing" }
---   > signal = { kind = "weak signal", name = "Robots", strength = "weak" }
---   > signal.part_of, signal.evidence = "Ageing", c:units "care"
---   > c:register(signal)
---   > c:registers():select("kind", "name", "part_of", "strength", "units")
---   frame 2 x 5   :memory:
---     kind         name    part_of  strength  units
---     trend        Ageing  na       na            0
---     weak signal  Robots  Ageing   weak          1
function methods.register(c, given, evidence)
  core.meta.self(c, WORD)
  local store = open.of(c, WORD)
  if check.kind_of(given) == "frame" then
    if not given.types.name then fail("%s: the frame has no column \"name\"", WORD) end
    store:change(("register %d entries"):format(given.n_rows), function()
      enter_rows(store, given, evidence)
    end)
  else
    local opts = check(WORD, given, options)
    store:change("register " .. opts.name, function() enter(store, opts) end)
  end
end


-- ---- asking ----

local registered = { kind = "text", name = "text", state = "text", text = "text",
  date = "text", part_of = "text", descriptor = "text", variant = "text",
  units = "integer", sources = "integer", types = "integer" }


--- c:registers{ kind =, state =, part_of = } -> frame
---   What stands in the registers, in the order it was entered: kind, name,
---   text, date, strength, state, part_of, descriptor, variant, and on how much
---   evidence it rests: units, sources, types (of sources). Of those of one
---   kind, state or entry only these.
---
---   > c = coding.open ":memory:"
---   > c:register{ kind = "wild card", name = "Blackout", text = "No power." }
---   > c:register{ kind = "trend", name = "Ageing" }
---   > c:registers{ kind = "wild card" }:select("name", "text", "state")
---   frame 1 x 3   :memory:
---     name      text       state
---     Blackout  No power.  open
function methods.registers(c, given)
  core.meta.self(c, "registers")
  local store = open.of(c, "registers")
  local opts = check("registers", given, { kind = options.kind,
    state = options.state, part_of = text })
  return store:ask([[
    SELECT e.kind, e.name, e.text, e.date, e.strength, e.state,
      p.name AS part_of, e.descriptor, e.variant, count(u.id) AS units,
      count(DISTINCT u.source) AS sources, count(DISTINCT u.type) AS types
    FROM entry e LEFT JOIN entry p ON p.id = e.part_of
      LEFT JOIN evidence v ON v.entry = e.id LEFT JOIN unit u ON u.id = v.unit
    WHERE (:kind IS NULL OR e.kind = :kind)
      AND (:state IS NULL OR e.state = :state)
      AND (:part_of IS NULL OR p.name = :part_of)
    GROUP BY e.id ORDER BY e.id]], { kind = opts.kind or na,
    state = opts.state or na, part_of = opts.part_of or na }, nil, registered)
end


--- c:evidence(name) -> frame
---   The units that are the evidence for an entry of the registers, or for all:
---   name, kind, unit, source, date, type, text (as far as they are known). A
---   scenario cites them: scenario "Care" { evidence = c:evidence "Robots" }.
---   Raises when there is no such entry.
---
---   > c = coding.open ":memory:"
---   > c:add_unit{ unit = "p1", source = "report", text = "Robots lift." }
---   > c:register{ kind = "trend", name = "Robots", evidence = "p1" }
---   > c:evidence "Robots"
---   frame 1 x 5   :memory:
---     name    kind   unit  source  text
---     Robots  trend  p1    report  Robots lift.
function methods.evidence(c, name)
  core.meta.self(c, "evidence")
  local store = open.of(c, "evidence")
  local id = name ~= nil and names.id(store, "evidence", "entry", name) or na
  local select, join, types = "", "", {}
  for row in fields.known(store, "unit"):each() do types[row.name] = row.type end
  if types.source then
    select, join = ", s.name AS source", " LEFT JOIN source s ON s.id = u.source"
  end
  for _, column in ipairs { "date", "type", "text" } do
    if types[column] then select = select .. ", u." .. column end
  end
  types.name, types.kind = "text", "text"
  return store:ask(("SELECT e.name, e.kind, u.name AS unit%s FROM evidence v "
    .. "JOIN entry e ON e.id = v.entry JOIN unit u ON u.id = v.unit%s "
    .. "WHERE :id IS NULL OR e.id = :id ORDER BY e.id, v.id"):format(select, join),
    { id = id }, nil, types)
end


return copy

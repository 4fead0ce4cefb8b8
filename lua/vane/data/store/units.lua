-- Sources, units and coders of a store: adding them, and saying more of them.

local core = require "vane.core.coding"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local fields = require "vane.data.store.fields"
local names = require "vane.data.store.names"
local open = require "vane.data.store.open"

local methods = core.methods

local text = { kind = "string" }
local name_kind = { kind = { "string", "integer" } }
local any = { kind = { "string", "number", "boolean" } }

local type_names = { string = "text", float = "number", integer = "integer",
  boolean = "logical" }


local function type_of(value)
  return type_names[math.type(value) or type(value)]
end


-- ---- units ----

local function source_id(store, name)
  if name == nil then return nil end
  fields.need(store, "unit", "source", type_of(name))
  store:run("INSERT OR IGNORE INTO source(name) VALUES(:name)", { name = name })
  return store:cell("SELECT id FROM source WHERE name = :name", { name = name })
end


-- What the other units of a source say of it holds for a new one, too.
local function add_what_is_known(store, id, source)
  for _, name in ipairs { "date", "type", "language", "actor", "source_guid" } do
    store:run(("UPDATE unit SET %s = (SELECT o.%s FROM unit o WHERE "
      .. "o.source = :source AND o.%s IS NOT NULL LIMIT 1) "
      .. "WHERE id = :id AND %s IS NULL"):format(name, name, name, name),
      { id = id, source = source })
  end
end


local unit_options = { unit = { kind = name_kind.kind, needed = true },
  source = name_kind, text = text, date = any, type = text, language = text,
  actor = text, kind = text, memo = text, start = { kind = "integer" },
  finish = { kind = "integer" } }


local function add_unit(store, opts)
  local values = { name = opts.unit }
  if store:cell("SELECT 1 FROM unit WHERE name = :name", values) then
    fail("add_unit: there is a unit called \"%s\" already", opts.unit)
  end
  fields.need(store, "unit", "unit", type_of(opts.unit))
  values.source = source_id(store, opts.source)
  for _, name in ipairs(check.keys(fields.tables.unit)) do
    if opts[name] ~= nil then
      fields.need(store, "unit", name, type_of(opts[name]))
      values[name] = opts[name]
    end
  end
  local id = store:insert("unit", values)
  if values.source then add_what_is_known(store, id, values.source) end
end


--- c:add_unit{ unit =, source =, text =, date =, type =, ... }
---   A new unit, such as a paragraph, that nobody has coded yet; its source is
---   made where there is none of that name. What is known of that source (date,
---   type, language, actor) holds for the unit, too, unless said otherwise.
---   Whole texts and folders come by c:add(coding.texts(path)).
---   unit, source  texts or whole numbers
---   text, date, type, language, actor, kind, memo, start, finish  or nothing
---   Raises when there is a unit of that name.
---
---   > c = coding.open ":memory:"
---   > c:add_unit{ unit = "p1", source = "report", date = 2014 }
---   > c:add_unit{ unit = "p2", source = "report" }
---   > c:units()
---   frame 2 x 3   :memory:
---     unit  source  date
---     p1    report  2014
---     p2    report  2014
function methods.add_unit(c, given)
  core.meta.self(c, "add_unit")
  local store = open.of(c, "add_unit")
  local opts = check("add_unit", given, unit_options)
  store:change(("add unit %s"):format(opts.unit), function()
    add_unit(store, opts)
  end)
end


-- ---- more about units ----

-- Which units the rows of a frame tell of.
local of_rows = {
  unit = "unit.name = +g.%s",
  source = "unit.source = (SELECT s.id FROM source s WHERE s.name = +g.%s)",
}


local function describe(store, f, by)
  local given, place = fields.numbered(f)
  local whose = of_rows[by]:format(place[by])
  for _, name in ipairs(f.names) do
    if name == "source" and by == "unit" then
      fail "describe: a unit cannot be moved to another source"
    end
    if name ~= by and fields.has_values(f, name) then
      local id = fields.need(store, "unit", name, f.types[name])
      if fields.tables.unit[name] then
        store:run(("UPDATE unit SET %s = g.%s FROM given g WHERE %s AND "
          .. "g.%s IS NOT NULL"):format(fields.quoted(name), place[name], whose,
          place[name]), nil, given)
      else
        store:run(("INSERT INTO detail(field, unit, value) SELECT %d, unit.id, "
          .. "g.%s FROM given g JOIN unit ON %s WHERE g.%s IS NOT NULL "
          .. "ON CONFLICT(unit, field) DO UPDATE SET value = excluded.value")
          :format(id, place[name], whose, place[name]), nil, given)
      end
    end
  end
end


--- c:describe(frame, { by = "source" })
---   Says more of sources, or by = "unit" of units: a frame with a row for
---   each, named in the column `by`, and columns such as date, type, language,
---   actor, or any others. What a cell says replaces what was there; missing
---   cells leave it. (c:join gives another coding and leaves the store alone.)
---   Raises when the store has no such source or unit.
---
---   > c = coding.open ":memory:"
---   > c:add_unit{ unit = "p1", source = "report" }
---   > c:describe(frame{ source = {"report"}, type = {"policy paper"} })
---   > c:sources():get(1, "type")
---   policy paper
function methods.describe(c, f, given)
  core.meta.self(c, "describe")
  local store = open.of(c, "describe")
  local opts = check("describe", given, {
    by = { one_of = { "source", "unit" }, default = "source" } })
  if check.kind_of(f) ~= "frame" or not f.types[opts.by] then
    fail("describe: wants a frame with a column \"%s\", found %s", opts.by,
      check.found(f))
  end
  store:change("describe " .. opts.by .. "s", function()
    names.check(store, "describe", opts.by, f:select(opts.by))
    describe(store, f, opts.by)
  end)
end


-- ---- coders ----

--- c:add_coder{ coder = }
---   A new coder, for whom c:code{ coder = } may say what they coded. Whoever
---   opened the study need not be added.
---   Raises when there is a coder of that name.
---
---   > c = coding.open ":memory:"
---   > c:add_coder{ coder = "bob" }
---   > c:coders():column "coder"
---   { "bob" }
function methods.add_coder(c, given)
  core.meta.self(c, "add_coder")
  local store = open.of(c, "add_coder")
  local opts = check("add_coder", given, {
    coder = { kind = "string", needed = true } })
  if opts.coder == "" then fail "add_coder: a coder needs a name" end
  store:change("add coder " .. opts.coder, function()
    if store:run("INSERT OR IGNORE INTO coder(name) VALUES(:name)",
      { name = opts.coder }) == 0 then
      fail("add_coder: there is a coder called \"%s\" already", opts.coder)
    end
  end)
end

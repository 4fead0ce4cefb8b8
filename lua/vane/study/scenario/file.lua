-- Scenarios as rows, scenario, field and item, and as files.

local check = require "vane.base.check"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local field_list = require "vane.study.scenario.fields"
local frame = require "vane.data.frame"
local text = require "vane.study.scenario.text"
local text_file = require "vane.core.text_file"

local file = {}

local BETWEEN = "|"  -- a descriptor and its variant, as in cross-impact files
local COLUMNS = { "scenario", "field", "item" }


-- ---- writing ----

-- A row for each variant and each entry of a field.
function file.frame(list)
  local c = { scenario = {}, field = {}, item = {} }
  local function add(s, field, item)
    local k = #c.item + 1
    c.scenario[k], c.field[k], c.item[k] = s.name, field, item
  end
  for _, s in ipairs(list) do
    add(s, "horizon", s.horizon)
    for _, name in ipairs(s.descriptors) do
      add(s, "variants", name .. BETWEEN .. s.variants[name])
    end
    for _, field in ipairs(field_list) do
      local value = s[field.name]
      if field.kind ~= "string" then
        for _, entry in ipairs(value) do add(s, field.name, entry) end
      elseif not base.is_na(value) then
        add(s, field.name, value)
      end
    end
  end
  return frame({ { "scenario", c.scenario }, { "field", c.field },
    { "item", c.item } }, { types = { scenario = "text", field = "text",
    item = "text" } })
end


-- What each scenario has of each descriptor; "" where it says nothing.
function file.side_by_side(list)
  local names, known = {}, {}
  for _, s in ipairs(list) do
    for _, name in ipairs(s.descriptors) do
      if not known[name] then names[#names + 1], known[name] = name, true end
    end
  end
  local columns, types = { { "descriptor", names } }, { descriptor = "text" }
  for k, s in ipairs(list) do
    local cells = {}
    for i, name in ipairs(names) do cells[i] = s.variants[name] or base.na end
    columns[k + 1] = { s.name, cells }
    types[s.name] = "text"
  end
  return frame(columns, { types = types })
end


-- A document (.md) or rows (.csv).
function file.save(path, list)
  if type(path) ~= "string" then
    fail("save: wants a path in quotes, found %s", check.found(path))
  end
  local ending = path:lower():match "%.%w+$"
  if ending == ".md" then
    text_file.write(path, text.markdown(list, file.side_by_side(list)))
  elseif ending == ".csv" then
    file.frame(list):write(path)
  else
    fail("save: a scenario is written as .md or .csv, found \"%s\"", path)
  end
end


-- ---- reading ----

-- The three columns as texts, whatever they look like.
local function rows_of(path)
  local types, found = {}, frame.read(path).types
  for _, name in ipairs(COLUMNS) do
    types[name] = "text"
    if not found[name] then
      fail("scenario.read: %s has no column \"%s\"; scenarios have the columns "
        .. "scenario, field and item", path, name)
    end
  end
  return frame.read(path, { types = types })
end


local function add_item(fields, field, item)
  if field == "story" or field == "horizon" then
    fields[field] = item
  else
    fields[field] = fields[field] or {}
    table.insert(fields[field], item)
  end
end


-- { { name =, fields = }, ... } in the order of their first rows.
function file.read(path)
  if type(path) ~= "string" then
    fail("scenario.read: wants a path in quotes, found %s", check.found(path))
  end
  local f, list, known = rows_of(path), {}, {}
  for i = 1, f.n_rows do
    local row = f:row(i)
    for _, name in ipairs(COLUMNS) do
      if base.is_na(row[name]) then
        fail("scenario.read: row %d of %s has no %s", i, path, name)
      end
    end
    if not known[row.scenario] then
      known[row.scenario] = { name = row.scenario, fields = {} }
      list[#list + 1] = known[row.scenario]
    end
    add_item(known[row.scenario].fields, row.field, row.item)
  end
  return list
end


return file

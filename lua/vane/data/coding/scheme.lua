-- Schemes of codes: from tables and files, and looked over.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"

local na = base.na

local WORD = "coding.scheme"

local MANY = 5  -- names of a circle in a sentence


-- ---- Lua tables ----

local fields = { definition = { kind = "string" }, colour = { kind = "string" },
  rule = { kind = { "string", "table" } }, guid = { kind = "string" } }


-- A list of rules, any of which may hold, as one text.
local function one_rule(rule)
  if type(rule) ~= "table" then return rule or na end
  local parts = {}
  for i, part in ipairs(rule) do parts[i] = "(" .. tostring(part) .. ")" end
  return table.concat(parts, " or ")
end


local function add_code(columns, code, parent, depth)
  local name = type(code) == "table" and code[1] or code
  if type(name) ~= "string" then
    fail("%s: a code should begin with its name, as in { \"digital\" }, found "
      .. "%s", WORD, check.found(name))
  end
  if depth > 50 then fail("%s: codes stand more than 50 deep", WORD) end
  local named = braced(type(code) == "table" and code or {})
  local about = check(("%s: the code \"%s\""):format(WORD, name), named, fields)
  local n = #columns.code + 1
  columns.code[n], columns.parent[n] = name, parent or na
  columns.definition[n] = about.definition or na
  columns.colour[n], columns.rule[n] = about.colour or na, one_rule(about.rule)
  columns.guid[n] = about.guid or na
  for i = 2, type(code) == "table" and #code or 1 do
    add_code(columns, code[i], name, depth + 1)
  end
end


local order = { "code", "parent", "definition", "colour", "rule", "guid" }


local function from_table(given)
  local columns, list, types = {}, {}, {}
  for _, name in ipairs(order) do columns[name], types[name] = {}, "text" end
  for _, code in ipairs(given) do add_code(columns, code, nil, 1) end
  for _, name in ipairs(#given == 0 and check.keys(given) or {}) do
    add_code(columns, { name, rule = given[name] }, nil, 1)
  end
  for i, name in ipairs(order) do list[i] = columns[name] end
  local f = frames.of(order, list, types)
  for i = 2, #order do
    if f:aggregate { n = "count " .. order[i] }:get(1, "n") == 0 then
      f = f:drop(order[i])
    end
  end
  return f
end


-- ---- looking it over ----

local function check_names(f)
  local row_of = {}
  for i, name in ipairs(f:column "code") do
    if name == na then fail("%s: row %d names no code", WORD, i) end
    if row_of[name] then
      fail("%s: the code \"%s\" stands twice, in rows %d and %d", WORD, name,
        row_of[name], i)
    end
    row_of[name] = i
  end
  return row_of
end


local function fail_circle(parents, row_of, row, names)
  local circle, at = {}, row
  repeat
    circle[#circle + 1] = ('"%s"'):format(names[at])
    at = row_of[parents[at]]
  until at == row or #circle == MANY
  fail("%s: the codes %s%s stand below each other in a circle", WORD,
    table.concat(circle, ", "), at == row and "" or ", ...")
end


-- Every way up ends at a code without a parent; ways seen before are not
-- gone again.
local function check_parents(f, row_of)
  local names, parents, seen = f:column "code", f:column "parent", {}
  for i, parent in ipairs(parents) do
    if parent ~= na and not row_of[parent] then
      local near = base.nearest(parent, names)
      fail("%s: the parent \"%s\" of \"%s\" is no code%s", WORD, parent,
        names[i], near and (" (did you mean \"%s\"?)"):format(near) or "")
    end
  end
  for i = 1, #names do
    local at = i
    while at and not seen[at] do
      seen[at] = i
      at = row_of[parents[at]]
    end
    if at and seen[at] == i then fail_circle(parents, row_of, at, names) end
  end
end


local function check_colours(f)
  for row in f:select("code", "colour"):each() do
    local colour = row.colour
    if colour ~= na and not (colour:find "^#%x%x%x$"
      or colour:find "^#%x%x%x%x%x%x$") then
      fail("%s: the colour of \"%s\" should be written as #0af or #00aaff, "
        .. "found \"%s\"", WORD, row.code, colour)
    end
  end
end


-- A column without any value is read as one of numbers.
local function with_texts(f)
  for _, name in ipairs(order) do
    if f.types[name] and f.types[name] ~= "text" then
      local cells = f:column(name)
      for i, cell in ipairs(cells) do
        cells[i] = cell ~= na and tostring(cell) or na
      end
      f = f:with({ { name, cells } }, { types = { [name] = "text" } })
    end
  end
  return f
end


local function from_file(path)
  if path:lower():find "%.qdc$" then
    return require "vane.data.refi".read(path).codes
  end
  return frame.read(path)
end


return function(given)
  local kind = check.kind_of(given)
  local f = kind == "frame" and given or kind == "coding" and given:codes()
    or kind == "string" and from_file(given)
    or kind == "table" and from_table(given)
    or fail("%s: wants a frame, a path or a table of codes, found %s", WORD,
      check.found(given))
  if not f.types.code then
    fail("%s: no column is called \"code\"", WORD)
  end
  f = with_texts(f)
  local row_of = check_names(f)
  if f.types.parent then check_parents(f, row_of) end
  if f.types.colour then check_colours(f) end
  return f
end

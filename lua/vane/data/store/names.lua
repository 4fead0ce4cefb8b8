-- Units, codes and coders as verbs are told them: one name, a list of names,
-- or a frame with a column of them; and which of them a store knows.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local names = {}

-- What makes one that there is none of.
local makers = {
  unit = "c:add_unit{ unit = %q } makes one",
  code = "c:add_code{ code = %q } makes one",
  coder = "c:add_coder{ coder = %q } makes one",
}

local most_near = 10000  -- names that are looked through for the nearest


local function check_name(verb, of, name)
  local whole = of == "unit" or of == "source"
  if type(name) == "string" and name ~= "" then return name end
  if whole and math.type(name) == "integer" then return name end
  return fail("%s: a %s should be named by a text%s, found %s", verb, of,
    whole and " or a whole number" or "", check.found(name))
end


-- The names that stand for the option `of`.
function names.list(verb, of, given)
  if check.kind_of(given) == "frame" then
    if not given.types[of] then
      fail("%s: the frame has no column \"%s\"", verb, of)
    end
    return given:unique(of):column(of)
  end
  local list = type(given) == "table" and given or { given }
  for _, name in ipairs(list) do check_name(verb, of, name) end
  return list
end


-- A frame of every one of a list with every one of the others:
-- { { "unit", list }, { "code", list } }.
function names.crossed(columns)
  local labels, lists, types, n = {}, {}, {}, 1
  for i, column in ipairs(columns) do
    labels[i], n = column[1], n * #column[2]
    types[column[1]] = math.type(column[2][1]) == "integer" and "integer" or "text"
  end
  local every = n
  for i, column in ipairs(columns) do
    local list = column[2]
    every, lists[i] = every // math.max(1, #list), {}
    for k = 0, n - 1 do lists[i][k + 1] = list[k // every % #list + 1] end
  end
  return frames.of(labels, lists, types)
end


local function nearest(store, of, name)
  local known = store:ask(("SELECT name FROM %s LIMIT %d"):format(of, most_near))
  return known.types.name == "text" and type(name) == "string"
    and base.nearest(name, known:column "name")
end


-- Raises on the first name in a column of the frame that the store has none of.
function names.check(store, verb, of, f)
  local name = store:cell(("SELECT g.%s FROM given g WHERE NOT EXISTS "
    .. "(SELECT 1 FROM %s t WHERE t.name = +g.%s) LIMIT 1"):format(of, of, of),
    nil, f)
  if name == nil then return end
  local near = nearest(store, of, name)
  fail("%s: no %s is called \"%s\"%s", verb, of, name,
    near and (" (did you mean \"%s\"?)"):format(near)
    or makers[of] and "; " .. makers[of]:format(name) or "")
end


-- The number of one that there is.
function names.id(store, verb, of, name)
  check_name(verb, of, name)
  names.check(store, verb, of, frames.of({ of }, { { name } }))
  return store:cell(("SELECT id FROM %s WHERE name = :name"):format(of),
    { name = name })
end


-- The coder that was named, or whoever opened the store, who is one from the
-- first coding on.
function names.coder(store, verb, name)
  if name and name ~= store.who then
    names.id(store, verb, "coder", name)
    return name
  end
  store:run("INSERT OR IGNORE INTO coder(name) VALUES(:name)",
    { name = store.who })
  return store.who
end


-- "p1", or "12 units" where there are several.
function names.said(of, list)
  return #list == 1 and tostring(list[1]) or ("%d %ss"):format(#list, of)
end


return names

-- periods(word, given) -> list of { name =, from =, to = }
-- The periods an analyst declares, both years inclusive, in order of their
-- first year: { { 2000, 2007 }, { 2007, 2014 } }, or with names,
-- { before = { 2000, 2007 }, after = { 2007, 2014 } }. Two may share a year. One
-- may be said as { from = 2000, to = 2007, name = "before" } or "2000-2007", too.

local check = require "vane.base.check"
local fail = require "vane.base.fail"


local function whole(year)
  return type(year) == "number" and math.tointeger(year) or nil
end


-- The first year, the last one and the name of a period, as far as it says so.
local function said(given)
  if type(given) == "string" then
    local from, to = given:match "^(%d+)%s*%-%s*(%d+)$"
    return math.tointeger(from), math.tointeger(to)
  end
  if type(given) ~= "table" or #given ~= 0 and #given ~= 2 then return nil end
  for key in pairs(given) do
    if key ~= 1 and key ~= 2 and key ~= "from" and key ~= "to" and key ~= "name" then
      return nil
    end
  end
  return whole(given[1] or given.from), whole(given[2] or given.to), given.name
end


local function one(word, key, given)
  local where = type(key) == "string" and ("period \"%s\""):format(key)
    or ("period %s"):format(tostring(key))
  local from, to, name = said(given)
  if not from or not to then
    fail("%s: %s should be { first year, last year }, as in { 2000, 2007 }",
      word, where)
  end
  if from > to then
    fail("%s: %s ends before it begins (%d to %d)", word, where, from, to)
  end
  name = name or type(key) == "string" and key or ("%d-%d"):format(from, to)
  return { name = tostring(name), from = from, to = to }
end


local function refuse_twins(word, list)
  local seen = {}
  for _, period in ipairs(list) do
    if seen[period.name] then
      fail("%s: the period \"%s\" stands twice", word, period.name)
    end
    seen[period.name] = true
  end
end


return function(word, given)
  local list = {}
  for _, key in ipairs(check.keys(given)) do
    list[#list + 1] = one(word, key, given[key])
  end
  if #list == 0 then
    fail("%s: 'periods' should name at least one, as in { { 2000, 2007 } }",
      word)
  end
  refuse_twins(word, list)
  table.sort(list, function(a, b)
    if a.from ~= b.from then return a.from < b.from end
    return a.to < b.to
  end)
  return list
end

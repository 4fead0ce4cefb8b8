-- periods(word, given) -> list of { name =, from =, to = }
-- The periods an analyst declares, both years inclusive, in order of their
-- first year: { { 2000, 2007 }, { 2007, 2014 } }, or with names,
-- { before = { 2000, 2007 }, after = { 2007, 2014 } }. Two may share a year.

local check = require "vane.base.check"
local fail = require "vane.base.fail"


local function one(word, key, given)
  local where = type(key) == "string" and ("period \"%s\""):format(key)
    or ("period %s"):format(tostring(key))
  if type(given) ~= "table" or #given ~= 2
    or math.type(given[1]) ~= "integer" or math.type(given[2]) ~= "integer" then
    fail("%s: %s should be { first year, last year }, as in { 2000, 2007 }",
      word, where)
  end
  local from, to = given[1], given[2]
  if from > to then
    fail("%s: %s ends before it begins (%d to %d)", word, where, from, to)
  end
  local name = type(key) == "string" and key or ("%d-%d"):format(from, to)
  return { name = name, from = from, to = to }
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

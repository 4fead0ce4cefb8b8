-- Conditions on a cell, for where: below(3), between("a", "f") ...

local check = require "vane.base.check"
local entries = require "vane.base.entries"
local fail = require "vane.base.fail"

local meta = { __name = "condition" }


function meta.__tostring(c)
  local words = c.kind:gsub("_", " ")
  return words .. " " .. table.concat(c.values, " and ")
end


local function check_bound(kind, x)
  local is_number = type(x) == "number" and x == x
  if is_number or type(x) == "string" then return end
  fail("%s: wants a number or a text (a date as \"2014-12-31\"), found %s",
    kind, x ~= x and "a number that is none (NaN)" or check.found(x))
end


local function condition(kind, ...)
  local values = { ... }
  for i = 1, select("#", ...) do check_bound(kind, values[i]) end
  return setmetatable({ kind = kind, values = values }, meta)
end


local words = {}


--- below(x) -> condition
---   For where: cells lower than x. Texts compare by their bytes, dates are
---   written as "2014-12-31"; a missing cell satisfies no such condition.
---
---   > frame{ x = {1, 2, na} }:where{ x = below(2) }:column("x")[1]
---   1
---   > below(2)
---   below 2
function words.below(x)
  return condition("below", x)
end


--- above(x) -> condition
---   For where: cells greater than x; help(below) tells more.
---
---   > frame{ x = {1, 2, na} }:where{ x = above(1) }:column("x")[1]
---   2
function words.above(x)
  return condition("above", x)
end


--- at_least(x) -> condition
---   For where: cells equal to x or greater; help(below) tells more.
---
---   > frame{ x = {1, 2, na} }:where{ x = at_least(1) }.n_rows
---   2
function words.at_least(x)
  return condition("at_least", x)
end


--- at_most(x) -> condition
---   For where: cells equal to x or lower; help(below) tells more.
---
---   > frame{ x = {1, 2, na} }:where{ x = at_most(2) }.n_rows
---   2
function words.at_most(x)
  return condition("at_most", x)
end


--- between(a, b) -> condition
---   For where: cells from a to b, both included; help(below) tells more.
---   Raises when a is greater than b.
---
---   > frame{ x = {1, 2, 3} }:where{ x = between(2, 3) }.n_rows
---   2
function words.between(a, b)
  local both = condition("between", a, b)
  if type(a) ~= type(b) then
    fail("between: wants two numbers or two texts, found %s and %s",
      check.found(a), check.found(b))
  end
  if a > b then
    fail("between: wants the lower bound first, found %s and then %s",
      tostring(a), tostring(b))
  end
  return both
end


local function is_condition(x)
  return getmetatable(x) == meta
end


-- What { name = wanted } asks of a cell: the kind and its values.
local function kind_and_values(wanted)
  if is_condition(wanted) then return wanted.kind, wanted.values end
  if type(wanted) == "table" then return "one_of", wanted end
  return "one_of", { wanted }
end


-- The fields of where{ name = wanted, ... } as three lists: names, kinds,
-- lists of values.
local function parts(word, fields)
  local names, wanted = entries(word, fields)
  local kinds, values = {}, {}
  for i in ipairs(names) do
    kinds[i], values[i] = kind_and_values(wanted[i])
  end
  return names, kinds, values
end


return { words = words, is_condition = is_condition, parts = parts }

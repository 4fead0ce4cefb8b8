-- The steps from one version of NUTS to another: what became of each code,
-- with the shares of its population or area.

local base = require "vane.core.base"
local fail = require "vane.base.fail"

local is_na = base.is_na


-- ---- reading ----

local function versions_of(rows)
  local seen, list = {}, {}
  for _, column in ipairs { "from_version", "to_version" } do
    for _, version in ipairs(rows:unique(column):column(column)) do
      if not seen[version] then list[#list + 1] = version end
      seen[version] = true
    end
  end
  table.sort(list)
  return list
end


local function place_of(list, version, word, option)
  for i, known in ipairs(list) do
    if known == version then return i end
  end
  fail("%s: '%s' should be a version that the recoding knows (%s), found %s",
    word, option, table.concat(list, ", "), tostring(version))
end


-- One step, turned round when it goes back: code -> { { to, weight }, ... }.
local function read_step(rows, weight, backwards)
  local from = rows:column(backwards and "to_code" or "from_code")
  local to = rows:column(backwards and "from_code" or "to_code")
  local weights, step = rows:column(weight), {}
  for i, code in ipairs(from) do
    step[code] = step[code] or {}
    table.insert(step[code], { to[i], weights[i] })
  end
  return step
end


-- A step that goes nowhere, of the codes that a version has.
local function stay(by, version)
  local step = {}
  for _, ends in ipairs { { "from_version", "from_code" }, { "to_version", "to_code" } } do
    for _, code in ipairs(by:where { [ends[1]] = version }:column(ends[2])) do
      step[code] = { { code } }
    end
  end
  return { to = version, of = step }
end


-- The steps from one version to the other, in order.
local function steps(opts, word)
  local versions = versions_of(opts.by)
  local a = place_of(versions, opts.from, word, "from")
  local b = place_of(versions, opts.to, word, "to")
  if a == b then return { stay(opts.by, opts.from) } end
  local list = {}
  local direction = a < b and 1 or -1
  for i = a, b - direction, direction do
    local low, high = versions[math.min(i, i + direction)],
      versions[math.max(i, i + direction)]
    local rows = opts.by:where { from_version = low, to_version = high }
    list[#list + 1] = { to = versions[i + direction],
      of = read_step(rows, opts.weight, direction < 0) }
  end
  return list
end


-- ---- following a code ----

-- Shares of the parts, without those below `least`, which are noise of the
-- borders; nil when a part has no weight.
local function shares(parts, least)
  if #parts == 1 then return { { parts[1][1], 1 } } end
  local sum, kept, list = 0, 0, {}
  for _, part in ipairs(parts) do
    if is_na(part[2]) then return nil end
    sum = sum + part[2]
  end
  for _, part in ipairs(parts) do
    if part[2] >= least * sum and part[2] > 0 then
      list[#list + 1] = { part[1], part[2] }
      kept = kept + part[2]
    end
  end
  for _, part in ipairs(list) do part[2] = part[2] / kept end
  return #list > 0 and list or nil
end


local function follow_step(found, step, least)
  local into = { order = {} }
  for _, code in ipairs(found.order) do
    local parts = step.of[code]
    local list = parts and shares(parts, least)
    if not list then
      return nil, ("not known what %s is in %s"):format(code, step.to), parts
    end
    for _, part in ipairs(list) do
      local to, weight = part[1], part[2] * found[code]
      if not into[to] then into.order[#into.order + 1] = to end
      into[to] = (into[to] or 0) + weight
    end
  end
  return into
end


-- What a code becomes: { order = { code, ... }, [code] = weight }, or nil and
-- why not.
local function follow(list, code, least)
  local found = { order = { code }, [code] = 1 }
  for _, step in ipairs(list) do
    local into, why, parts = follow_step(found, step, least)
    if not into then
      return nil, parts and ("parts of %s have no weights"):format(code) or why
    end
    found = into
  end
  return found
end


return { steps = steps, follow = follow }

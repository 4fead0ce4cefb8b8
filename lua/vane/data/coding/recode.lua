-- A coding under another scheme of codes.

local core = require "vane.core.coding"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local made = require "vane.data.coding.made"
local plain_rows = require "vane.data.plain_rows"
local scheme = require "vane.data.coding.scheme"

local methods = core.methods

local na = base.na


-- ---- the mapping ----

-- What coding.changes says of codes that are renamed or gone.
local function of_changes(f)
  local mapping = {}
  if not (f.types.change and f.types.before and f.types.after) then
    fail "recode: the frame should be one that coding.changes gives"
  end
  for row in f:each() do
    if row.change == "renamed" then mapping[row.before] = row.after end
    if row.change == "removed" then mapping[row.before] = na end
  end
  return mapping
end


local function check_target(code, target)
  if type(target) ~= "string" and target ~= na then
    fail("recode: \"%s\" should become a code, a list of codes or na, found %s",
      code, check.found(target))
  end
end


-- Of each code the list of those it becomes.
local function targets_of(c, mapping)
  local names, of = c:codes():column "code", {}
  for _, name in ipairs(names) do of[name] = { name } end
  for code, target in pairs(mapping) do
    if not of[code] then
      local near = type(code) == "string" and base.nearest(code, names)
      fail("recode: no code is called \"%s\"%s", tostring(code),
        near and (" (did you mean \"%s\"?)"):format(near) or "")
    end
    local list = type(target) == "table" and #target > 0 and target or { target }
    of[code] = {}
    for _, one in ipairs(list) do
      check_target(code, one)
      if one ~= na then table.insert(of[code], one) end
    end
  end
  return of
end


-- ---- codes and rows ----

-- The first code that one of those above a code has become; na at the top.
local function new_parent(row, rows, targets)
  local seen, parent = {}, row.parent
  while parent and parent ~= na and not seen[parent] do
    seen[parent] = true
    local target = (targets[parent] or {})[1]
    if target then return target end
    parent = rows[parent] and rows[parent].parent
  end
  return na
end


-- The codes under their new names: what is known of a code stays with the
-- first that has its new name.
local function new_codes(c, targets)
  local codes, rows = c:codes(), {}
  local list = plain_rows(codes)
  for _, row in ipairs(list) do rows[row.code] = row end
  local lists, n, taken = {}, 0, {}
  for j in ipairs(codes.names) do lists[j] = {} end
  for _, row in ipairs(list) do
    for _, target in ipairs(targets[row.code]) do
      if not taken[target] then
        local about = rows[target] or row
        n, taken[target] = n + 1, true
        for j, name in ipairs(codes.names) do lists[j][n] = about[name] end
        lists[1][n] = target
        if codes.types.parent then
          local at = codes.names[2] == "parent" and 2
          for j, name in ipairs(codes.names) do
            if name == "parent" then at = j end
          end
          local parent = new_parent(about, rows, targets)
          lists[at][n] = parent ~= target and parent or na
        end
      end
    end
  end
  return frames.of(codes.names, lists, codes.types)
end


-- A row for each code and what it becomes; none for what is dropped.
local function mapping_frame(targets)
  local before, after, n = {}, {}, 0
  for _, code in ipairs(check.keys(targets)) do
    for _, target in ipairs(targets[code]) do
      n = n + 1
      before[n], after[n] = code, target
    end
  end
  return frames.of({ "code", "becomes" }, { before, after },
    { code = "text", becomes = "text" })
end


-- Who has lost all codes of a unit still has looked at it.
local function new_rows(c, targets)
  local rows = c:rows()
  local coded = rows:join(mapping_frame(targets),
    { by = "code", kind = "inner", many = true })
    :drop "code":rename { becomes = "code" }:select("unit", "coder", "code")
  local looked = rows:unique("unit", "coder")
    :join(coded:unique("unit", "coder"), { by = { "unit", "coder" },
      kind = "anti" })
  return coded:append(looked:with({ { "code", function() return na end } },
    { types = { code = "text" } }))
end


--- c:recode({ old = "new", ... }, { scheme = }) -> coding
--- c:recode(changes, { scheme = }) -> coding
---   The coding with other codes: one becomes another, several become one, one
---   becomes several ({ ict = { "hardware", "software" } }), or is dropped
---   (na). Whoever loses all codes of a unit has still looked at it. Codes
---   below a dropped one stand below the next one above. Of a frame that
---   coding.changes gives, codes that are renamed or removed count.
---   scheme  the scheme that the coding has then, see coding.scheme
---   Raises on a code there is none of, and when a code that is used is not in
---   the scheme.
---
---   > f = frame{ unit = {1, 2, 3}, code = {"ict", "web", "old"} }
---   > coding(f):recode{ ict = "digital", web = "digital", old = na }
---   coding 3 units, 1 code, 1 coder, 2 codings
---     coded with nothing: 1
---     code     units  coders
---     digital      2       1
function methods.recode(c, mapping, given)
  core.meta.self(c, "recode")
  local opts = check("recode", given, {
    scheme = { kind = { "frame", "table", "string", "coding" } } })
  if check.kind_of(mapping) == "frame" then mapping = of_changes(mapping) end
  if type(mapping) ~= "table" then
    fail("recode: wants what each code becomes, as in { old = \"new\" }, found "
      .. "%s", check.found(mapping))
  end
  local targets = targets_of(c, mapping)
  local codes = opts.scheme and scheme(opts.scheme) or new_codes(c, targets)
  local rows = made.with_units(c, new_rows(c, targets))
  return made.of(rows, codes, c:coders(), c)
end

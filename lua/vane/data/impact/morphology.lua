-- Morphological fields: variants of several descriptors, and which of them go
-- together, pair by pair.

local base = require "vane.core.base"
local scenarios = require "vane.core.scenarios"
local search = require "vane.core.consistent"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local making = require "vane.data.impact.making"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local files = require "vane.data.impact.files"
local judgements = require "vane.data.impact.judgements"
local rules = require "vane.data.impact.rules"

local MOST = 1000000  -- scenarios listed unless a limit is said


-- ---- ratings ----

local function owner_of(label)
  return label:match "^(.-)|"
end


-- The rating of two variants, which may stand in either half or in both.
local function rating(cells, k, l, labels)
  local here, there = cells[k][l], cells[l][k]
  if base.is_na(here) then return there end
  if not base.is_na(there) and here ~= there then
    fail("morphology: \"%s\" and \"%s\" are rated %g one way round and %g the "
      .. "other; a pair has one rating", labels[k], labels[l], here, there)
  end
  return here
end


-- Both halves alike; what a descriptor says about itself is left out.
local function symmetric(x)
  local cells, labels, both = x:matrix():cells(), x.labels, {}
  for k in ipairs(labels) do both[k] = {} end
  for k, a in ipairs(labels) do
    for l = k, #labels do
      local same = owner_of(a) == owner_of(labels[l])
      local value = same and 0 or rating(cells, k, l, labels)
      both[k][l], both[l][k] = value, value
    end
  end
  return both
end


-- Rows that a list leaves out are not rated.
local function list_of(descriptors, pairs_)
  local rated = {}
  for i, a in ipairs(descriptors) do
    for j, b in ipairs(descriptors) do
      for k = 2, i ~= j and #a or 0 do
        for l = 2, #b do
          rated[#rated + 1] = { a[1] .. "|" .. a[k], b[1] .. "|" .. b[l], base.na }
        end
      end
    end
  end
  for _, row in ipairs(judgements.rows(pairs_)) do
    rated[#rated + 1] = row
  end
  return rated
end


local function field_of(descriptors, opts)
  if opts.file then
    if #descriptors > 0 or opts.pairs then
      fail "morphology: takes a 'file' or descriptors with 'pairs', found both"
    end
    return files.read(opts.file)
  end
  for i in ipairs(descriptors) do
    if type(descriptors[i]) ~= "table" then
      fail("morphology: descriptor %d should be written { name, variant, "
        .. "variant, ... }, found %s", i, check.found(descriptors[i]))
    end
  end
  return making.of_judgements(descriptors, list_of(descriptors, opts.pairs or {}))
end


-- ---- exclusions ----

-- The places of pairs rated at or below what is excluded, added to the rules'.
local function exclude(cells, labels, excluded, forbidden)
  local n = 0
  for k, a in ipairs(labels) do
    for l = k + 1, #labels do
      local value = cells[k][l]
      if owner_of(a) ~= owner_of(labels[l]) and not base.is_na(value)
        and value <= excluded then
        forbidden[#forbidden + 1], forbidden[#forbidden + 2] = k, l
        n = n + 1
      end
    end
  end
  return n
end


-- ---- the field ----

local function text_of(r, opts)
  local lines = { ("%s of %s configurations are possible; %d of %d pairs are "
    .. "excluded, %d are not rated"):format(tostring(r.count),
    tostring(r.field.n_configurations), r.n_excluded, r.n_pairs, r.n_unrated) }
  if not r.complete then
    lines[2] = "  the search was cut short: incomplete"
  end
  if r.scenarios.n_rows > 0 then
    lines[#lines + 1] = grid.frame(r.scenarios, opts)
  end
  return table.concat(lines, "\n")
end


-- How many configurations the rules leave: without ratings islands that no
-- exclusion joins are counted apart and multiplied.
local function count_of(lists, domains, forbidden, time)
  local _, count, complete = search.find(making.of_judgements(lists, {}), 0,
    domains, forbidden, 0, time, false)
  return count, complete
end


local function count_pairs(cells, labels)
  local n, n_unrated = 0, 0
  for k, a in ipairs(labels) do
    for l = k + 1, #labels do
      if owner_of(a) ~= owner_of(labels[l]) then
        n = n + 1
        n_unrated = n_unrated + (base.is_na(cells[k][l]) and 1 or 0)
      end
    end
  end
  return n, n_unrated
end


local fields = {
  pairs = { kind = { "table", "frame" } }, file = { kind = "string" },
  excluded = { kind = "number" }, partial = { kind = "number" },
  top = { kind = "integer", least = 1 },
  limit = { kind = "integer", default = MOST, least = 1 },
  time = { kind = "number", above = 0, below = math.huge },
}

for name, field in pairs(rules.options) do fields[name] = field end


local function solved(field, lists, opts, domains, forbidden, n_excluded)
  local time = opts.time or 0
  local count, counted = count_of(lists, domains, forbidden, time)
  local f, listed = scenarios.pairs(field, opts.partial or -math.huge, domains,
    forbidden, opts.top and 0 or opts.limit, time, opts.top or 0)
  local n_pairs, n_unrated = count_pairs(field:matrix():cells(), field.labels)
  f = f:sort "-total"
  local function select(_, wanted) return field:select(f, wanted) end
  return result("morphology", {
    methods = { select = select, pictures = result.pictures },
    fields = { scenarios = f, count = count, complete = counted and listed,
      n_pairs = n_pairs, n_excluded = n_excluded, n_unrated = n_unrated,
      field = field },
    text = text_of,
    next = { "scenarios" },
    provenance = provenance("morphology", { field = field:matrix(),
      excluded = opts.excluded, partial = opts.partial, top = opts.top,
      limit = opts.limit, time = opts.time }),
  })
end


--- impact.morphology{ {name, variant, ...}, ..., pairs = list, excluded = ,
---   partial = , top = , limit = , time = , force = , forbid = , imply = }
---   -> result
--- impact.morphology{ file = path, ... } -> result
---   A morphological field (Zwicky's box): which combinations of variants are
---   possible when pairs of them were rated for how well they go together, on
---   any scale, higher being better. `pairs` is a list of { "A|variant",
---   "B|variant", rating } or a frame of such columns; a `file` is a
---   table with a row and a column for each variant, as of impact.read, rated
---   in either half or alike in both. Pairs that are not rated exclude
---   nothing. Pairs rated `excluded` or below never stand together (field
---   anomaly relaxation); those rated `partial` or below are counted. Other
---   rules and limits are those of x:consistent.
---   .scenarios   frame: the descriptors, total (sum of the ratings), mean (of
---                those rated), worst, partial (how many at or below it), id,
---                label; the highest total first
---   .count       how many are possible (a text of digits beyond 2^63 - 1)
---   .complete    false when a search was cut short
---   .n_pairs, .n_excluded, .n_unrated   pairs of variants, and of these
---   .field       the ratings as an impact, the same in both halves
---   r:select{} chooses a few (see x:select). Raises when a pair has two
---   ratings, and where x:consistent would.
---   Source: Zwicky 1969; Rhyne 1995; Ritchey 2011.
---
---   > a, b = { "A", "x", "y" }, { "B", "x", "y" }
---   > rated = { { "A|x", "B|x", 5 }, { "A|x", "B|y", 1 } }
---   > rated[3] = { "A|y", "B|y", 3 }
---   > r = impact.morphology{ a, b, pairs = rated, excluded = 1 }
---   > r.count, r.n_excluded, r.n_unrated
---   3
---   1
---   1
---   > r.scenarios:select("A", "B", "total")
---   frame 3 x 3
---     A  B  total
---     x  x      5
---     y  y      3
---     y  x      0
local function morphology(given)
  if type(given) ~= "table" then
    fail("morphology: wants a list of descriptors with pairs, found %s",
      check.found(given))
  end
  local named, descriptors = braced(given)
  local opts = check("morphology", named, fields)
  local x = field_of(descriptors, opts)
  local cells, lists = symmetric(x), making.lists(x)
  local domains, forbidden = rules.of(x, opts)
  local n_excluded = opts.excluded
    and exclude(cells, x.labels, opts.excluded, forbidden) or 0
  return solved(making.of_cells(lists, cells, x.source), lists, opts, domains,
    forbidden, n_excluded)
end


return morphology

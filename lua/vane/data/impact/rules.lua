-- What an analyst rules out or in when scenarios are looked for: forced
-- variants, pairs that never stand together, and what follows from what.

local core = require "vane.core.impact"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local search = require "vane.core.consistent"

local rules = {}

local ANY = 2.0 ^ 60  -- an inconsistency that no scenario exceeds

rules.options = {
  force  = { kind = "table" },
  forbid = { kind = "table" },
  imply  = { kind = "table" },
}


-- One variant's name stands for a list of one.
local function list_of(word, descriptor, variants)
  if type(variants) == "string" then return { variants } end
  if type(variants) ~= "table" or #variants == 0 then
    fail("%s: \"%s\" should have a variant or a list of variants, found %s",
      word, tostring(descriptor), check.found(variants))
  end
  return variants
end


-- The places of the variants in { Descriptor = "variant" or {variants} }.
local function places(x, word, choice)
  if type(choice) ~= "table" then
    fail("%s: wants variants by descriptor, as in { Trade = \"free\" }, "
      .. "found %s", word, check.found(choice))
  end
  local found = {}
  for _, descriptor in ipairs(check.keys(choice)) do
    if type(descriptor) ~= "string" then
      fail("%s: wants variants by descriptor, as in { Trade = \"free\" }", word)
    end
    local group = { descriptor = descriptor }
    for _, variant in ipairs(list_of(word, descriptor, choice[descriptor])) do
      group[#group + 1] = core.native.place(x, descriptor, variant, word)
    end
    found[#found + 1] = group
  end
  return found
end


-- true for each variant that may be taken.
local function domains(x, force)
  local open, n = {}, 0
  local forced = {}
  for _, group in ipairs(places(x, "force", force or {})) do
    forced[group.descriptor] = {}
    for _, place in ipairs(group) do forced[group.descriptor][place] = true end
  end
  for _, descriptor in ipairs(x.descriptors) do
    for _ = 1, #x:variants(descriptor) do
      n = n + 1
      open[n] = not forced[descriptor] or forced[descriptor][n] == true
    end
  end
  return open
end


local function add_forbidden(pairs_, x, choice, i)
  local groups = places(x, "forbid", choice)
  if #groups ~= 2 then
    fail("forbid: entry %d should name two descriptors, as in "
      .. "{ Trade = \"free\", Growth = \"low\" }, found %d", i, #groups)
  end
  for _, a in ipairs(groups[1]) do
    for _, b in ipairs(groups[2]) do
      pairs_[#pairs_ + 1], pairs_[#pairs_ + 2] = a, b
    end
  end
end


-- All other variants of the descriptor of group `kept`.
local function others(x, kept)
  local list, is_kept = {}, {}
  for _, place in ipairs(kept) do is_kept[place] = true end
  for _, variant in ipairs(x:variants(kept.descriptor)) do
    local place = core.native.place(x, kept.descriptor, variant, "imply")
    if not is_kept[place] then list[#list + 1] = place end
  end
  return list
end


-- When one holds then the other does: it forbids all the others.
local function add_implied(pairs_, x, entry, i)
  if type(entry) ~= "table" or #entry ~= 2 then
    fail("imply: entry %d should be written { { Trade = \"free\" }, "
      .. "{ Growth = \"high\" } }", i)
  end
  local when, what = places(x, "imply", entry[1]), places(x, "imply", entry[2])
  if #when ~= 1 or #what == 0 then
    fail("imply: entry %d should begin with one descriptor, found %d", i, #when)
  end
  for _, group in ipairs(what) do
    for _, a in ipairs(when[1]) do
      for _, b in ipairs(others(x, group)) do
        pairs_[#pairs_ + 1], pairs_[#pairs_ + 2] = a, b
      end
    end
  end
end


--- true for each variant that a scenario may hold, and the places of the
-- pairs that none may, one after the other.
function rules.of(x, opts)
  local forbidden = {}
  for i, choice in ipairs(opts.forbid or {}) do
    add_forbidden(forbidden, x, choice, i)
  end
  for i, entry in ipairs(opts.imply or {}) do
    add_implied(forbidden, x, entry, i)
  end
  return domains(x, opts.force), forbidden
end


--- Whether no scenario at all keeps to them, however inconsistent; not looked
-- into for longer than a second, which only strange rules take.
function rules.contradict(x, open, forbidden)
  if #forbidden == 0 then return false end
  local _, count, complete = search.find(x, ANY, open, forbidden, 1, 1, false)
  return complete and count == 0
end


return rules

-- Regions by whose address they count: the inventors', where work is done, or
-- the applicants', where firms have their seat.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local lines = require "vane.study.lines"
local provenance = require "vane.base.provenance"
local read = require "vane.study.nuts.read"
local result = require "vane.base.result"

local WORD = "nuts.bases"

local options = {
  frame = { kind = "frame", needed = true },
  inventor = { kind = "string", needed = true },
  applicant = { kind = "string", needed = true },
  value = { kind = "string" },
}


local function check_options(given)
  local opts = check(WORD, given, options)
  for _, option in ipairs { "inventor", "applicant" } do
    read.check_column(WORD, opts.frame, opts[option], option, read.codes)
  end
  if opts.inventor == opts.applicant then
    fail("%s: 'inventor' and 'applicant' are both \"%s\"; they should be two "
      .. "columns", WORD, opts.inventor)
  end
  if opts.frame.types[opts.inventor] ~= opts.frame.types[opts.applicant] then
    fail("%s: 'inventor' and 'applicant' should be columns of one type", WORD)
  end
  if opts.value then
    read.check_column(WORD, opts.frame, opts.value, "value", read.numbers)
  end
  return opts
end


-- ---- counting ----

-- One row for each pair of regions: how much it stands for.
local function pairs_of(s)
  local opts = s.opts
  return opts.frame:group(opts.inventor, opts.applicant):aggregate {
    ["n of rows"] = opts.value and "sum " .. opts.value or "count" }
end


local function add(s, side, region, n)
  local at = s.regions[region]
  if not at then
    at = { region = region, inventor = 0, applicant = 0, both = 0 }
    s.regions[region], s.list[#s.list + 1] = at, at
  end
  at[side] = at[side] + n
end


local function count(s)
  s.regions, s.list, s.total, s.same, s.missing = {}, {}, 0, 0, 0
  local rows = pairs_of(s)
  local a, b = rows:column(s.opts.inventor), rows:column(s.opts.applicant)
  for i, n in ipairs(rows:column "n of rows") do
    if base.is_na(a[i]) or base.is_na(b[i]) or base.is_na(n) then
      s.missing = s.missing + (base.is_na(n) and 0 or n)
    else
      add(s, "inventor", a[i], n)
      add(s, "applicant", b[i], n)
      if a[i] == b[i] then add(s, "both", a[i], n) end
      s.total, s.same = s.total + n, s.same + (a[i] == b[i] and n or 0)
    end
  end
  if s.total == 0 then
    fail("%s: no row has both regions%s", WORD, s.opts.value and " and a value"
      or "")
  end
end


-- ---- tables ----

local function regions(s)
  for _, at in ipairs(s.list) do
    at.share_inventor = at.inventor / s.total
    at.share_applicant = at.applicant / s.total
    at.difference = at.share_applicant - at.share_inventor
    at.size = math.abs(at.difference)
  end
  local numbers = {}
  local names = { "region", "inventor", "applicant", "both", "share_inventor",
    "share_applicant", "difference", "size" }
  for _, name in ipairs(names) do numbers[name] = "number" end
  numbers.region = s.opts.frame.types[s.opts.inventor]
  if not s.opts.value then
    for _, name in ipairs { "inventor", "applicant", "both" } do
      numbers[name] = "integer"
    end
  end
  return read.table_of(s.list, names, numbers, s.opts.frame.source)
    :sort("-size", "region"):drop "size"
end


-- Half the sum of all differences: the part that would have to move.
local function moved(s)
  local sum = 0
  for _, at in ipairs(s.list) do sum = sum + math.abs(at.inventor - at.applicant) end
  return sum / 2 / s.total
end


local function text_of(s, f, opts)
  local list = {}
  local words = { ("%d regions, %.15g in all"):format(#s.list, s.total),
    s.opts.frame.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, WORD .. ":", words, "  ")
  list[#list + 1] = ("  in the same region: %.3g %%; shares of regions differ by "
    .. "%.3g %% in all"):format(100 * f.same, 100 * f.moved)
  if s.missing > 0 then
    list[#list + 1] = ("  left out: %.15g without one of the regions"):format(
      s.missing)
  end
  lines.part(list, "largest differences", f.regions, f.regions.names, opts)
  lines.sentences(list, { "headquarters draw applicants; inventors are where the "
    .. "work is done" })
  return table.concat(list, "\n")
end


local methods = { pictures = result.pictures }

local fields = {
  regions = "frame, a row for each region: by inventor, by applicant, shares",
  same = "share of the rows whose inventor and applicant are in one region",
  moved = "share that lies in another region by the other basis, net",
}


--- nuts.bases{ frame =, inventor =, applicant =, value = } -> bases result
---   How much the regions of inventors and of applicants differ, over the rows
---   that have both.
---   frame      a row for each patent and inventor, or share of one
---   inventor, applicant  columns of regions
---   value      a column of numbers that are added up; else rows are counted
---
---   Gives .regions (inventor, applicant, both, their shares and the
---   difference, the largest first), .same and .moved, half the sum of all
---   differences of shares. Rows without one of the regions are left out.
---   Raises when no row has both.
---
---   > at, of = {"AT1", "AT1", "DE2"}, {"AT1", "DE2", "DE2"}
---   > f = frame{ at = at, of = of }
---   > nuts.bases{ frame = f, inventor = "at", applicant = "of" }.moved
---   0.33333333333333
local function make(given)
  local opts = check_options(given)
  local s = { opts = opts }
  count(s)
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  local f = { regions = regions(s), same = s.same / s.total, moved = moved(s) }
  return result("bases", {
    fields = f, methods = methods, next = { "regions" },
    text = function(_, how) return text_of(s, f, how) end,
    provenance = record,
  })
end


return { make = make, fields = fields, methods = methods }

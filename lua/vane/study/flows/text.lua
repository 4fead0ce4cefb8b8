-- How a study of flows reads: what was counted, the strongest flows, the
-- sectors, what to keep in mind; and its overview and caveats.

local condition = require "vane.data.condition".words
local lines = require "vane.study.lines"
local typed = require "vane.study.typed"

local counted = lines.counted

local text = {}


-- ---- overview and caveats ----

local function percent(x)
  return ("%.3g %%"):format(100 * x)
end


local function arrow(s)
  return s.symmetric and " - " or " to "
end


-- "DI to MT 12 %, ...": the three strongest of the last period.
local function composition(s, f)
  local parts = {}
  for row in f.strongest:head(3):each() do
    parts[#parts + 1] = ("%s%s%s %s"):format(row.from, arrow(s), row.to,
      percent(row.share))
  end
  return #parts > 0 and table.concat(parts, ", ")
    or "nothing goes from one sector to another"
end


local function trend(s, f)
  local parts = {}
  for i, period in ipairs(s.periods) do
    parts[i] = ("%d in %s"):format(period.n_flows, period.name)
  end
  if #parts > 1 then return table.concat(parts, ", ") end
  return ("%s; one period, so no trend"):format(counted(f.n_flows, "flow"))
end


local short = { ["inside a region"] = "inside regions",
  ["between regions"] = "between them", ["a region is missing"] = "unknown" }


local function geography(s, f)
  if not f.regions then return "no region is named" end
  local last, parts = f.regions:where { period = s.periods[#s.periods].name }, {}
  for row in last:sort "-place":each() do
    parts[#parts + 1] = ("%s %s"):format(short[row.place], percent(row.share))
  end
  return table.concat(parts, ", ")
end


function text.overview(s, f)
  local aspects = { "composition", "strength and trend", "geography" }
  local findings = { composition(s, f), trend(s, f), geography(s, f) }
  return typed({ { "aspect", aspects }, { "finding", findings } }, {},
    s.source)
end


local function shared_years(s)
  local n = 0
  for i = 2, #s.periods do
    n = n + math.max(0, s.periods[i - 1].to - s.periods[i].from + 1)
  end
  return s.opts.periods and n or 0
end


function text.caveats(s, f, has_growth)
  local list = {}
  local function say(sentence, ...)
    list[#list + 1] = select("#", ...) > 0 and sentence:format(...) or sentence
  end
  if s.level.none then
    say "nothing was dropped: flows inside a sector are among the others"
  else
    say("the coarser the classification, the more is dropped and the fewer "
      .. "flows are left: %d of %d here", f.n_flows, f.n_flows + f.dropped)
  end
  if f.n_no_value and f.n_no_value > 0 then
    say("%d of %s have no value: sums are of the others", f.n_no_value,
      counted(f.n_flows, "flow"))
  end
  if s.n_repeated > 0 then
    say("%s another in every column; each counts", s.n_repeated == 1
      and "1 row repeats" or s.n_repeated .. " rows repeat")
  end
  if s.is_apart then
    say("rows of a group stand apart in the file, so it was read as a whole; sorted "
      .. "by group it streams by")
  end
  if shared_years(s) > 0 then
    say "periods share years, whose rows count in both"
  end
  if s.n_groups and has_growth then
    say "growth takes the pairs of a group for separate ones, which they are not"
  end
  if s.n_groups and s.opts.weight == "full" then
    say "a group of n participants makes n (n - 1) / 2 pairs, so large ones weigh more"
  end
  for _, sentence in ipairs(s.opts.caveats or {}) do say(sentence) end
  return list
end


-- ---- the text ----

local function headline(list, s, f)
  local words = { ("%s, %s"):format(counted(f.n_sectors, "sector"),
    counted(f.n_flows, s.n_groups and "pair" or "flow")) }
  if s.n_groups then
    words[2] = ("of %s in %s"):format(counted(s.n_members, "participant"),
      counted(s.n_groups, "group"))
  end
  if s.opts.periods then
    local names = {}
    for i, period in ipairs(s.periods) do names[i] = period.name end
    words[#words + 1] = table.concat(names, ", ")
  end
  words[#words + 1] = s.source
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, "linkage.flows:", words, "  ")
end


local function dropped_line(list, s, f)
  if s.level.none then return end
  list[#list + 1] = ("  dropped: %s inside one sector (level: %s)"):format(
    counted(f.dropped, s.n_groups and "pair" or "row"), s.level.name)
end


function text.of(s, f, opts)
  local list = {}
  headline(list, s, f)
  dropped_line(list, s, f)
  lines.left_out(list, s.left_out)
  local value = s.opts.value and "value" or nil
  local last = s.opts.periods and ", " .. s.periods[#s.periods].name or ""
  lines.part(list, "strongest flows" .. last, f.strongest,
    { "from", "to", "count", "share", value }, opts)
  local by = s.symmetric and "-ties" or "-out"
  lines.part(list, "sectors", f.sectors:sort(by), f.sectors.names, opts)
  if f.types then
    lines.part(list, "types" .. last, f.types:where {
      period = s.periods[#s.periods].name, count = condition.above(0) }
      :sort "-count", { "type", "count", "share", value }, opts)
  end
  lines.sentences(list, f.caveats)
  return table.concat(list, "\n")
end


return text

-- How a study of concentration reads: what was counted, the most concentrated
-- classes and regions, the surest excesses, what to keep in mind.

local condition = require "vane.data.condition".words
local lines_of = require "vane.study.lines"

local flow, part = lines_of.flow, lines_of.part

local ENOUGH = 10


local function headline(lines, s, r)
  local size = ("%s x %s, %.15g in all"):format(lines_of.counted(r.n_regions, "region"),
    lines_of.counted(r.n_classes, "class", "classes"), r.total)
  local words = { size }
  if s.opts.periods then words[2] = s.periods[#s.periods].name end
  words[#words + 1] = r.values.source
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  flow(lines, "concentration:", words, "  ")
end


local function left_out_lines(lines, s)
  for _, entry in ipairs(s.left_out) do
    lines[#lines + 1] = ("  left out: %d %s %s"):format(entry.n,
      entry.n == 1 and "row" or "rows", entry.why)
  end
end


local function index_columns(s, f)
  local columns = { f.names[1], "total", "hhi" }
  local more = s.opts.record and { "hhi_low", "hhi_high" }
    or { s.whole and "hhi_unbiased" or "hhi_normalised" }
  table.move(more, 1, #more, #columns + 1, columns)
  return table.move({ "entropy", "gini", "top_" .. s.opts.top[1] }, 1, 3,
    #columns + 1, columns)
end


local function excess_part(lines, s, r, opts)
  local title = "highest location quotients (no limits: no counts)"
  local columns = { r.excess.names[1], r.excess.names[2], "value", "expected",
    "lq" }
  local more = {}
  if s.whole then
    more = { "shrunk", "shrunk_low" }
  elseif s.opts.record then
    more = { "low", "high" }
  end
  if #more > 0 then
    title = ("location quotients, surest excess first (limits of %.4g %%)")
      :format(100 * s.opts.level)
  end
  table.move(more, 1, #more, #columns + 1, columns)
  columns[#columns + 1] = "few"
  part(lines, title, r.excess, columns, opts)
end


local function movers_part(lines, s, r, opts)
  local names = r.movers.names
  local columns = { names[1], names[2], "share_before", "share_after", "change" }
  local limits = s.whole and { "low", "high" } or {}
  table.move(limits, 1, #limits, #columns + 1, columns)
  part(lines, ("share of a class, %s to %s%s"):format(s.before.name,
    s.after.name, s.whole and ", surest change first" or ""), r.movers, columns,
    opts)
end


-- The most concentrated lines; of counts and records those of some size, for
-- what is in one cell alone is one event, more often than not.
local function lines_part(lines, s, title, f, opts)
  local size = s.opts.record and "n_records" or s.whole and "total"
  local of = size and f:where { [size] = condition.at_least(ENOUGH) } or f
  if of.n_rows < f.n_rows then
    title = ("%s of %d %s or more"):format(title, ENOUGH,
      s.opts.record and "records" or "in all")
  end
  part(lines, title, of:sort(s.whole and "-hhi_unbiased" or "-hhi"),
    index_columns(s, f), opts)
end


return function(s, r, opts)
  local lines = {}
  headline(lines, s, r)
  left_out_lines(lines, s)
  lines_part(lines, s, "most concentrated classes (over regions)", r.classes,
    opts)
  if not s.one_class then
    lines_part(lines, s, "most specialised regions (over classes)", r.regions,
      opts)
    excess_part(lines, s, r, opts)
    if s.before then movers_part(lines, s, r, opts) end
  end
  lines_of.sentences(lines, r.caveats)
  return table.concat(lines, "\n")
end

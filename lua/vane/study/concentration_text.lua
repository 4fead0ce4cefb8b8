-- How a study of concentration reads: what was counted, the most concentrated
-- classes and regions, the surest excesses, what to keep in mind.

local lines_of = require "vane.study.lines"

local flow, part = lines_of.flow, lines_of.part


local function headline(lines, s, r)
  local size = ("%d regions x %d %s, %.15g in all"):format(r.n_regions,
    r.n_classes, r.n_classes == 1 and "class" or "classes", r.total)
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
  local unit = s.whole and "hhi_unbiased" or "hhi_normalised"
  return { f.names[1], "total", "hhi", unit, "entropy", "gini",
    "top_" .. s.opts.top[1] }
end


local function excess_part(lines, s, r, opts)
  local names = r.excess.names
  if not s.whole then
    part(lines, "highest location quotients (no limits: no counts)", r.excess,
      { names[1], names[2], "value", "expected", "lq", "few" }, opts)
    return
  end
  local title = ("more than expected, surest first (limits of %.4g %%)"):
    format(100 * s.opts.level)
  part(lines, title, r.excess, { names[1], names[2], "value", "expected", "lq",
    "shrunk", "shrunk_low", "few" }, opts)
end


return function(s, r, opts)
  local lines = {}
  headline(lines, s, r)
  left_out_lines(lines, s)
  local by = s.whole and "-hhi_unbiased" or "-hhi"
  part(lines, "most concentrated classes (over regions)", r.classes:sort(by),
    index_columns(s, r.classes), opts)
  if not s.one_class then
    part(lines, "most specialised regions (over classes)", r.regions:sort(by),
      index_columns(s, r.regions), opts)
    excess_part(lines, s, r, opts)
  end
  lines_of.sentences(lines, r.caveats)
  return table.concat(lines, "\n")
end

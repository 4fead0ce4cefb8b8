-- How a study of concentration reads: what was counted, the most concentrated
-- classes and regions, the surest excesses, what to keep in mind.

local base = require "vane.core.base"
local grid = require "vane.base.grid"

local WIDE = 78
local FEW = 5  -- rows of each table


-- The words one after the other on lines of at most WIDE columns, the later
-- ones set in.
local function flow(lines, first, words, gap)
  local line = first
  for _, word in ipairs(words) do
    local longer = line .. (line == first and " " or gap) .. word
    if line ~= first and base.width(longer) > WIDE then
      lines[#lines + 1], longer = line, "    " .. word
    end
    line = longer
  end
  lines[#lines + 1] = line
end


local function headline(lines, s, r)
  local size = ("%d regions x %d %s, %.15g in all"):format(r.n_regions,
    r.n_classes, r.n_classes == 1 and "class" or "classes", r.total)
  local words = { size }
  if s.opts.periods then words[2] = s.periods[#s.periods].name end
  words[#words + 1] = r.values.source
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  flow(lines, "concentration:", words, "  ")
end


-- The first rows of some columns under a line that says what they are.
local function part(lines, title, f, columns, opts)
  if f.n_rows == 0 then return end
  lines[#lines + 1] = "  " .. title
  lines[#lines + 1] = grid.frame(f:select(columns):head(FEW),
    { width = opts and opts.width or WIDE })
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


local function caveat_lines(lines, caveats)
  for _, sentence in ipairs(caveats) do
    local words = {}
    for word in sentence:gmatch "%S+" do words[#words + 1] = word end
    flow(lines, "  -", words, " ")
  end
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
  caveat_lines(lines, r.caveats)
  return table.concat(lines, "\n")
end

-- What runs say of themselves: what went in, and how outcomes spread.

local grid = require "vane.base.grid"
local lines = require "vane.study.lines"
local sample = require "vane.core.sample"

local WIDE = 78
local FEW = 12
local SHARES = { 0.05, 0.5, 0.95 }


local function rows_of(s)
  local columns = { { "future" }, { "lever" }, { "outcome" }, { "mean" }, { "q05" },
    { "q50" }, { "q95" } }
  for _, column in ipairs(columns) do column[2] = {} end
  local n = 0
  for i, lever in ipairs(s.levers) do
    for k, future in ipairs(s.futures) do
      for _, outcome in ipairs(s.outcomes) do
        n = n + 1
        local mean, q = sample.spread(s.tables[i][k], outcome.name, SHARES)
        for c, value in ipairs { future.name or "", lever.name or "", outcome.name,
          mean, table.unpack(q) } do
          columns[c][2][n] = type(value) == "number" and ("%.5g"):format(value)
            or value
        end
      end
    end
  end
  return columns, n
end


local function headline(s)
  local words = {}
  if s.system then words[1] = ("%d steps"):format(s.system.steps) end
  words[#words + 1] = lines.counted(#s.drawn, "uncertain input")
  if #s.drawn > 0 then words[#words] = words[#words] .. " (" .. s.opts.sampling .. ")" end
  if s.futures[1].name then words[#words + 1] = lines.counted(#s.futures, "future") end
  if s.levers[1].name then
    words[#words + 1] = lines.counted(#s.levers - 1, "lever") .. " and none"
  end
  words[#words + 1] = "seed " .. s.opts.seed
  return ("scenario.run: %s, %s"):format(lines.counted(s.opts.runs, "run"),
    table.concat(words, ", "))
end


return function(s, opts)
  local columns, n = rows_of(s)
  local headers, lists = {}, {}
  for _, column in ipairs(columns) do
    local kept = (column[1] ~= "future" or s.futures[1].name)
      and (column[1] ~= "lever" or s.levers[1].name)
    if kept then
      headers[#headers + 1] = column[1]
      lists[#lists + 1] = table.move(column[2], 1, math.min(n, FEW), 1, {})
    end
  end
  local into = { headline(s) }
  into[2] = grid.columns(headers, lists, { width = opts and opts.width or WIDE })
  if n > FEW then into[3] = ("  ... %d more rows"):format(n - FEW) end
  return table.concat(into, "\n")
end

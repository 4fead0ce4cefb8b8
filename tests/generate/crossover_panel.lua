-- Makes datasets/crossover/synthetic_panel.csv: twelve invented experts mark
-- the 60 sub-trends of figure 7 against the eight parameters. Nothing in it
-- comes from the report but the names; no effect is planted for any of them.
--
--   vane tests/generate/crossover_panel.lua datasets/crossover/synthetic_panel.csv

local random = require "vane.core.random"
local drawing = loadfile("tests/generate/drawing.lua", "t", _ENV)()

local SEED = 20140101
local N_EXPERTS = 12
local STRONG, VERY_STRONG = 0.9, 1.5  -- from this much of a cell on, 1 and 2
local SKIPPED = 0.04                  -- of the cells an expert sees

local rows = frame.read "datasets/crossover/subtrends_fig7.csv"
local parameters = frame.read "datasets/crossover/parameters.csv":column "id"
local ids, industries = rows:column "row_id", rows:column "industry_id"

local stream = 0


-- n numbers around 0, of a stream of their own.
local function around_zero(n)
  stream = stream + 1
  return drawing.around_zero(SEED, stream, n)
end


local n_cells = #ids * #parameters
local of_parameter = around_zero(#parameters)
local of_row = around_zero(#ids)
local of_cell = around_zero(n_cells)


-- What an expert marks: the cell's own strength, the expert's leniency and
-- an opinion of the moment.
local function marks_of(leniency)
  local opinion, marks = around_zero(n_cells), {}
  stream = stream + 1
  local seen = random.units(SEED, stream, n_cells)
  for k = 1, n_cells do
    local row, parameter = (k - 1) // #parameters + 1, (k - 1) % #parameters + 1
    local strength = 0.7 + 0.6 * of_parameter[parameter] + 0.5 * of_row[row]
      + 1.2 * of_cell[k] + leniency + 0.4 * opinion[k]
    marks[k] = strength >= VERY_STRONG and 2 or strength >= STRONG and 1 or 0
    if seen[k] < SKIPPED then marks[k] = na end
  end
  return marks
end


local columns = { { "expert", {} }, { "row_id", {} } }
for j, parameter in ipairs(parameters) do columns[j + 2] = { parameter, {} } end

local leniencies = around_zero(N_EXPERTS)
for e = 1, N_EXPERTS do
  local marks = marks_of(0.4 * leniencies[e])
  for i, id in ipairs(ids) do
    -- the last two know logistics and the creative industries only
    local knows = e <= 10 or industries[i] == "LS" or industries[i] == "CI"
    if knows then
      local k = #columns[1][2] + 1
      columns[1][2][k], columns[2][2][k] = ("expert %02d"):format(e), id
      for j = 1, #parameters do
        columns[j + 2][2][k] = marks[(i - 1) * #parameters + j]
      end
    end
  end
end

frame(columns):write(arg[1])

-- Makes datasets/megatrends/synthetic_panel.csv: twenty invented experts score
-- the twelve trends against the ten industries, 0 to 4, both ways. The scores
-- scatter around the dots of figures 3 and 4, so that the panel has something
-- to agree on; no expert of the report scored anything here.
--
--   vane tests/generate/megatrend_panel.lua datasets/megatrends/synthetic_panel.csv

local random = require "vane.core.random"
local drawing = loadfile("tests/generate/drawing.lua", "t", _ENV)()

local SEED = 20140102
local N_EXPERTS = 20
local MARKED, UNMARKED = 3.1, 1.2  -- what experts give on average
local SKIPPED = 0.03               -- of the cells, by every third expert

local id = { rows = "megatrend_id" }
local dots = {
  downstream = matrix.read("datasets/megatrends/downstream.csv", id),
  upstream = matrix.read("datasets/megatrends/upstream.csv", id),
}
local trends, industries = dots.downstream.rows, dots.downstream.cols

local stream = 0


-- n numbers around 0, of a stream of their own.
local function around_zero(n)
  stream = stream + 1
  return drawing.around_zero(SEED, stream, n)
end


local function score_of(dot, leniency, opinion)
  local score = (dot == 1 and MARKED or UNMARKED) + leniency + 1.4 * opinion
  return math.tointeger(math.max(0, math.min(4, math.floor(score + 0.5))))
end


local columns = { { "expert", {} }, { "direction", {} }, { "trend", {} } }
for j, industry in ipairs(industries) do columns[j + 3] = { industry, {} } end

local leniencies = around_zero(N_EXPERTS)
for e = 1, N_EXPERTS do
  for _, direction in ipairs { "downstream", "upstream" } do
    local n = #trends * #industries
    local opinions = around_zero(n)
    stream = stream + 1
    local seen = random.units(SEED, stream, n)
    for i, trend in ipairs(trends) do
      local k = #columns[1][2] + 1
      columns[1][2][k] = ("expert %02d"):format(e)
      columns[2][2][k], columns[3][2][k] = direction, trend
      for j, industry in ipairs(industries) do
        local at = (i - 1) * #industries + j
        local skipped = e % 3 == 0 and seen[at] < SKIPPED
        columns[j + 3][2][k] = skipped and na or score_of(
          dots[direction]:get(trend, industry), 0.4 * leniencies[e], opinions[at])
      end
    end
  end
end

frame(columns):write(arg[1])

-- The report's own data: its two matrices, their folder, and
-- study(more), the assessment of them with more options.

local folder = "datasets/megatrends/"
local down = matrix.read(folder .. "downstream.csv", { rows = "megatrend_id" })
local up = matrix.read(folder .. "upstream.csv", { rows = "megatrend_id" })
local listed = frame.read(folder .. "aosi_published.csv")


local function study(more)
  local opts = { downstream = down, upstream = up, published = listed }
  for name, value in pairs(more or {}) do opts[name] = value end
  return megatrend(opts)
end


return { folder = folder, down = down, up = up, study = study }

-- Larger networks whose best known values are kept beside the project.
local FOLDER = "../shared/known-answers/networks/"

local function exists(path)
  local file = io.open(path)
  return file and file:close()
end

local function expected(wanted)
  local rows = {}
  for row in frame.read(FOLDER .. "expected.csv"):each() do
    if row.graph == wanted then rows[#rows + 1] = row end
  end
  return rows
end

local function check_row(g, row)
  local value = tonumber(row.value)
  if row.quantity == "codelength_bits_two_level_best" then
    eq(g:mapequation { trials = 5 }.codelength <= value + 1e-6, true)
  elseif row.quantity == "modularity_best" then
    local p = g:potts {
      resolution = tonumber(row.parameters:match "gamma=([%d.]+)"),
      at_most = math.tointeger(tonumber(row.parameters:match "at most (%d+)")) }
    eq(p.modularity >= value - 1e-6, true)
  elseif row.quantity == "codelength_bits_one_module" then
    near(g:potts { exactly = 1, starts = 1 }.codelength, value, 1e-9)
  end
end

for _, name in ipairs { "football", "netscience_gc", "pp500" } do
  test("the best known communities are found: " .. name, function()
    if not exists(FOLDER .. "expected.csv") then
      skip("there is no " .. FOLDER)
    end
    local g = frame.read(FOLDER .. "graphs/" .. name .. ".csv"):graph {
      from = "source", to = "target" }
    for _, row in ipairs(expected(name)) do check_row(g, row) end
  end)
end

-- ScenarioWizard's solutions: .sl, a line for each scenario of a matrix that
-- stands in another file. Its numbers are weight, consistency value,
-- inconsistency and total impact score, then a comment.

local base = require "vane.core.base"
local fail = require "vane.base.fail"
local text_file = require "vane.core.text_file"

local sl = {}

local PROGRAM = "$ ScenarioWizard 3.0"
local TITLE = "Solution set"


-- ---- reading ----

-- The numbers of the variants, counted from 1 in each descriptor.
local function variants_of(path, i, text, counts)
  local list = {}
  for word in text:gmatch "%S+" do list[#list + 1] = math.tointeger(word) or 0 end
  if #list ~= #counts then
    fail("reading %s: line %d has %d variants, but the matrix has %d "
      .. "descriptors", path, i, #list, #counts)
  end
  for d, k in ipairs(list) do
    if k < 1 or k > counts[d] then
      fail("reading %s: line %d, variant %d should be a number from 1 to %d",
        path, i, d, counts[d])
    end
  end
  return list
end


local function solution_of(path, i, line, counts)
  local variants, rest = line:match '^%s*"([^"]*)",(.*)$'
  local numbers, comment = (rest or ""):match '^([^"]*),"(.*)"%s*$'
  local values = {}
  for cell in ((numbers or "") .. ","):gmatch "([^,]*)," do
    values[#values + 1] = tonumber(cell)
  end
  if #values ~= 4 then
    fail("reading %s: line %d should be \"variants\",weight,consistency,"
      .. "inconsistency,total,\"comment\", found %q", path, i, line)
  end
  return { variants = variants_of(path, i, variants, counts),
    weight = values[1], consistency = values[2], inconsistency = values[3],
    total_impact = values[4], comment = comment }
end


--- The solutions in a file, each a table; `counts` says how many variants each
-- descriptor has.
function sl.read(path, counts, encoding)
  local text = text_file.read(path, encoding):gsub("\r\n?", "\n")
  local solutions, i = {}, 0
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    i = i + 1
    if i == 2 and line:match "^%s*(.-)%s*$" ~= TITLE then
      fail("reading %s: this is no list of ScenarioWizard's solutions: \"%s\" "
        .. "was expected in line 2, found %q", path, TITLE, line)
    end
    if i > 3 and line:find "%S" then
      solutions[#solutions + 1] = solution_of(path, i, line, counts)
    end
  end
  if i < 3 then fail("reading %s: this is no list of solutions", path) end
  return solutions
end


-- ---- writing ----

local function number(value)
  local whole = math.tointeger(value)
  return whole and ("%d"):format(whole) or ("%.10g"):format(value)
end


--- Writes the rows of a frame of scenarios; places(row) gives the numbers of
-- its variants, weight(row) its weight.
function sl.write(path, scenarios, places, weight)
  local lines = { PROGRAM, TITLE, (" %d "):format(scenarios.n_rows), "" }
  for row in scenarios:each() do
    local lead = base.is_na(row.consistency) and 0 or row.consistency
    local comment = tostring(rawget(row, "comment") or ""):gsub('[\r\n"]+', " ")
    lines[#lines + 1] = ('" %s",%s,%s,%s,%s,"%s"'):format(
      table.concat(places(row), " "), number(weight(row)), number(lead),
      number(row.inconsistency), number(row.total_impact), comment)
  end
  text_file.write(path, table.concat(lines, "\n") .. "\n")
end


return sl

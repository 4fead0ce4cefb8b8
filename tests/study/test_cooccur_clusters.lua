-- Growth whose clusters (applicants) are drawn anew, from rows of a frame, of a
-- file that streams by, and of one whose groups stand apart: all say the same.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local random = require "random"

local TWO = { { 2000, 2007 }, { 2007, 2014 } }
local HEAD = "patent,ipc,year,firm,office\n"


-- Lines of patents, their rows together; some name no firm.
local function lines_of(draw, n, classes)
  local list = {}
  for patent = 1, n do
    local year = 2000 + draw(15)
    local firm = draw(5) == 0 and "" or "firm " .. draw(12)
    for _ = 1, 1 + draw(4) do
      list[#list + 1] = ("p%04d,%s,%s,%s,%s"):format(patent, classes(draw), year, firm,
        draw(4) == 0 and "US" or "EP")
    end
  end
  return list
end


local function shuffled(draw, list)
  local other = table.move(list, 1, #list, 1, {})
  for i = #other, 2, -1 do
    local j = 1 + draw(i)
    other[i], other[j] = other[j], other[i]
  end
  return other
end


local function study(source, more)
  local given = { group = "patent", class = "ipc", year = "year", periods = TWO,
    cluster = "firm", replicates = 99 }
  for _, options in ipairs { source, more } do
    for name, value in pairs(options) do given[name] = value end
  end
  return linkage.cooccur(given)
end


local function of_file(lines, more)
  local growth
  files.with(HEAD .. table.concat(lines, "\n") .. "\n", function(path)
    growth = study({ file = path }, more).growth
  end)
  return growth
end


local function of_frame(lines, more)
  local growth
  files.with(HEAD .. table.concat(lines, "\n") .. "\n", function(path)
    growth = study({ frame = frame.read(path) }, more).growth
  end)
  return growth
end


local WAYS = {
  { function(draw) return "C" .. draw(6) end, {} },
  { function(draw) return "C" .. draw(6) end, { where = { office = "EP" }, least = 3 } },
  { function(draw) return "C" .. draw(5) .. "; C" .. draw(9) end, { separator = ";" } },
  { function(draw) return "H0" .. draw(4) .. "L 1/0" .. draw(3) end, { level = "class" } },
}

test("streamed, scattered and held rows make the same growth", function()
  local draw = random.numbers(12)
  for _, way in ipairs(WAYS) do
    local lines, more = lines_of(draw, 150, way[1]), way[2]
    local streamed = of_file(lines, more)
    eq(streamed.n_rows > 5, true)
    eq(streamed == of_frame(lines, more), true)
    local apart = shuffled(draw, lines)  -- the first firm of a group may be another
    eq(of_file(apart, more) == of_frame(apart, more), true)
  end
end)

-- Of each pair, which firms have it in either period, a group alone where it
-- names none.
test("the clusters of a pair are those that have it, counted by hand", function()
  local draw = random.numbers(5)
  local lines = lines_of(draw, 120, WAYS[1][1])
  local classes, firm = {}, {}
  for _, line in ipairs(lines) do
    local patent, class, year, who = line:match "^(.-),(.-),(.-),(.-),"
    local side = tonumber(year) < 2007 and 0 or tonumber(year) > 2007 and 1
    if side then
      local key = patent .. side
      classes[key] = classes[key] or {}
      classes[key][class] = true
      firm[key] = firm[key] or who ~= "" and who or nil
    end
  end
  local growth = of_file(lines, {})
  assert(growth.n_rows > 5, growth.n_rows)
  for row in growth:each() do
    local seen, n = {}, 0
    for key, has in pairs(classes) do
      local who = firm[key] or key
      if has[row.a] and has[row.b] and not seen[who] then seen[who], n = true, n + 1 end
    end
    eq({ row.a, row.b, row.clusters }, { row.a, row.b, n })
  end
end)

test("years that are written as dates fall into periods as in the counts", function()
  local lines = {}
  for i = 1, 40 do
    lines[i] = ("p%d,A;B,%s,firm %d,EP"):format(1000 + i,
      i <= 10 and "30.06.2003" or "2011-06-30", i)
  end
  local row = of_file(lines, { separator = ";" }):row(1)
  eq({ row.n_before, row.n_after, row.clusters }, { 10, 30, 40 })
end)

test("of two clusters limits are wide, but numbers", function()
  local lines = {}
  for i = 1, 40 do
    lines[i] = ("p%d,%s,%d,firm %d,EP"):format(1000 + i, i % 3 == 0 and "A;C" or "A;B",
      i <= 20 and 2003 or 2011, i % 2)
  end
  local growth = of_file(lines, { separator = ";", replicates = 999 })
  eq(growth.n_rows, 2)
  for row in growth:each() do assert(row.low < row.rate and row.rate < row.high) end
end)

test("a file that changes between counting and drawing is refused", function()
  files.with(HEAD .. "1,A;B,2001,x,EP\n2,A;B,2011,x,EP\n", function(path)
    local links = study({ file = path }, { separator = ";" })
    files.put(path, HEAD .. "1,A;B,2001,x,EP\n2,A;B,2011,y,EP\n")
    raises("changed since it was counted", function() return links.growth end)
    files.put(path, HEAD .. "1,A;B,2001,x,EP\n2,A;C,2011,x,EP\n")
    raises("the rows are not those that were counted", function() return links.growth end)
  end)
end)

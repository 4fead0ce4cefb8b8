-- How tables write numbers.

local cells = require "vane.show.cells"


local function texts(list)
  return cells.columns(frame { x = list }, #list)[1].texts
end


local function exact(list)
  return cells.columns(frame { x = list }, #list)[1].exact
end


test("a column has one number of decimals, three digits of which matter", function()
  eq(texts { 0.66667, 1, 0.5 }, { "0.667", "1.000", "0.500" })
  eq(texts { 63.47, 17.78, 15.07 }, { "63.5", "17.8", "15.1" })
  eq(texts { 0.25, 0.5 }, { "0.25", "0.50" })
  eq(texts { 2.0, 10.0 }, { "2", "10" })
  eq(texts { 1, 2000 }, { "1", "2000" })
end)

test("what would read as 0 says what it is below", function()
  eq(texts { 1.5e-30, 0.0079 }, { "<0.0001", "0.0079" })
  eq(texts { -1.5e-30, 0.0079 }, { ">-0.0001", "0.0079" })
  eq(texts { 0.0, 0.0079 }, { "0.0000", "0.0079" })
end)

test("numbers of many sizes each stand by themselves", function()
  eq(texts { 394412.3, 0.01662, -48340.2, 7.0 }, { "394412", "0.0166", "-48340", "7" })
end)

test("missing cells are dashes, in any column", function()
  eq(texts { 1, na }, { "1", "–" })
  eq(texts { "a", na }, { "a", "–" })
end)

test("behind a rounded number stands the number, and only there", function()
  eq(exact { 0.123456, 0.5 }, { "0.123456" })
  eq(exact { 1, 2 }, {})
end)

test("no number reads as another: half of the last decimal is the most", function()
  local random = math.random
  math.randomseed(1)
  for _ = 1, 200 do
    local list = {}
    for i = 1, 5 do list[i] = (random() - 0.5) * 10.0 ^ random(-6, 8) end
    local column = cells.columns(frame { x = list }, 5)[1]
    for i, text in ipairs(column.texts) do
      local shown = tonumber((text:gsub("[<>]", "")))
      local decimals = #(text:match "%.(%d+)$" or "")
      local room = text:find "[<>]" and 1 or 0.5
      assert(math.abs(shown - list[i]) <= room * 10.0 ^ -decimals * 1.0001, text)
    end
  end
end)

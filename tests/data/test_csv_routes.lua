-- A table is read in blocks, plain rows many bytes at a time and others by
-- the parser. Whatever the way and the size of the blocks, the answer is the
-- same, for good tables and for damaged ones.

package.path = "tests/data/?.lua;" .. package.path
local core = require "vane.core.csv"
local files = require "files"
local random = require "random"

local parser = 2
local others = { 0, 1, 16, 32 }  -- the fastest; so many bytes at a time


local function options(route, block)
  return { na = {}, typed = {}, types = {}, delim = ",", route = route, block = block }
end


-- All that a reading gives: names, types, cells with their kinds, or the
-- sentence that says why not.
local function answer(path, opts)
  local ok, f, notes = pcall(core.read, path, opts)
  if not ok then return "refused: " .. f end
  local parts = { f.n_rows .. " rows" }
  for _, name in ipairs(f.names) do
    parts[#parts + 1] = ("%q %s"):format(name, f.types[name])
    for _, value in ipairs(f:column(name)) do
      parts[#parts + 1] = is_na(value) and "na"
        or math.type(value) == "float" and ("%a"):format(value) or ("%q"):format(value)
    end
  end
  return table.concat(parts, "\n"), table.concat(notes, "\n")
end


-- Fails unless all routes agree at each size of blocks. Sizes agree on the
-- frame; of several faults, or of what to note, each may see another first.
local function agree(text)
  files.with(text, function(path)
    local wanted
    for _, block in ipairs { 64, 80, 100, 1000, 262144 } do
      local right, noted = answer(path, options(parser, block))
      for _, route in ipairs(others) do
        local found, notes = answer(path, options(route, block))
        if found ~= right or notes ~= noted then
          error(("%q at %d by %d: %s\n-- parser:\n%s"):format(text, block, route, found, right))
        end
      end
      local found = right:gsub("^refused.*", "refused")
      wanted = wanted or found
      if found ~= wanted then
        error(("%q at %d: %s\n-- before:\n%s"):format(text, block, found, wanted))
      end
    end
  end)
end


local function table_of(rows)
  return "id,name,x,day,ok\n" .. table.concat(rows, "\n") .. "\n"
end


test("plain, quoted and ragged tables are read the same by every route", function()
  local plain, mixed = {}, {}
  for i = 1, 200 do
    plain[i] = ("%d,name %d,%d.%d,2014-01-%02d,TRUE"):format(i, i % 7, i, i % 10, i % 28 + 1)
    mixed[i] = i % 9 == 0 and ('%d,"a, ""%d""\nb",,,'):format(i, i) or plain[i]
  end
  agree(table_of(plain))
  agree(table_of(mixed))
  agree((table_of(plain):gsub("\n", "\r\n")))
  agree((table_of(mixed):gsub("\n", "\r\n")))
  agree((table_of(plain):gsub("\n", "\r")))
  agree((table_of(plain):gsub(",", " ,\t")))
  for _, fault in ipairs { "1,2", "1,2,3,4,5,6", "1,2,3,4,5,,", "", '1,a"b,3,,', '1,"a',
    "\0", "x,y,z,u,v", "007,,,,", "1,2,3,4,5\r", "M\xfcller,\xfc,,,", ",,,,", "1,NA,NaN,,",
    "1,,1e5,,", "9007199254740993,,-2,,", " , , , , ", '"",,"","",""', "#NV,#NV,#NV,#NV,#NV",
    "1,,2,01/02/2014,x" } do
    for _, place in ipairs { 1, 60, 200 } do
      local kept = plain[place]
      plain[place] = fault
      agree(table_of(plain))
      plain[place] = kept
    end
  end
end)

test("tables of one column are read the same by every route", function()
  agree "x\n1\n\n2\n\n\n3\n"
  agree("x\r\n" .. ("12\r\n\r\n"):rep(100))
  agree("x\n" .. ("12\n  \n"):rep(100) .. "1.5")
end)


-- Bytes that matter to a table more often than others.
local letters = { ",", ",", "\n", "\n", '"', '"', "\r", " ", "\t", "\0", "0", "1", "9", ".",
  "-", "e", "a", "é", "\xfc", "/", "%", "N", "NA", "NaN", "#NV", "\r\n", "''", '""', "2014-12-31",
  "TRUE", "1.234" }

local function damaged(draw, text)
  for _ = 1, 1 + draw(4) do
    local at, cut = 1 + draw(#text), draw(3)
    text = text:sub(1, at) .. letters[1 + draw(#letters)] .. text:sub(at + 1 + cut)
  end
  return text
end

-- Rows of the same few kinds of cells in each column, some missing.
local function some_table(draw)
  local kinds = {
    function() return tostring(draw(1000)) end,
    function() return ("%d.%d"):format(draw(100), draw(1000)) end,
    function() return ("20%02d-%02d-%02d"):format(draw(30), 1 + draw(12), 1 + draw(28)) end,
    function() return draw(2) == 0 and "TRUE" or "FALSE" end,
    function() return ("abcdefghijkl"):sub(1, draw(12)) end,
    function() return ('"%s"'):format(("ab,\n"):rep(draw(3))) end,
    function() return ('"%d,%d"'):format(draw(2000), draw(2000)) end,
    function() return ('"%d.%03d,%d"'):format(1 + draw(9), draw(1000), draw(9)) end,
    function() return ("%d/%d/2014"):format(1 + draw(14), 1 + draw(14)) end,
    function() return "NA" end,
    function() return '""' end,
    function() return ("%d %%"):format(draw(100)) end,
    function() return ("%02d"):format(draw(40)) end,
  }
  local n_cols, rows, column = 1 + draw(4), {}, {}
  for j = 1, n_cols do column[j] = kinds[1 + draw(#kinds)] end
  for i = 0, draw(30) do
    local cells = {}
    for j = 1, n_cols do
      cells[j] = i == 0 and ("c%d"):format(j) or draw(6) == 0 and "" or column[j]()
    end
    rows[#rows + 1] = table.concat(cells, ",")
  end
  return table.concat(rows, draw(3) == 0 and "\r\n" or "\n") .. (draw(2) == 0 and "\n" or "")
end

test("damaged tables are read the same by every route", function()
  local draw = random.numbers(2014)
  for _ = 1, 1500 do
    local text = some_table(draw)
    agree(text)
    agree(damaged(draw, text))
  end
end)

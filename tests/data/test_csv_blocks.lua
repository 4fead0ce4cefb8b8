-- A file read some rows at a time: together they are the frame of the file,
-- whatever its style and however many rows a block has.

package.path = "tests/data/?.lua;" .. package.path
local csv = require "vane.data.csv"
local files = require "files"
local random = require "random"

local TYPES = { name = "text", year = "integer", x = "number" }


local function all_blocks(path, types, opts, n_rows)
  local usual, all, sizes = csv.block_rows, nil, {}
  csv.block_rows = n_rows
  local ok, n = pcall(csv.blocks, path, types, opts or {}, function(f)
    all = all and all:append(f) or f
    sizes[#sizes + 1] = f.n_rows
  end)
  csv.block_rows = usual
  if not ok then error(n, 0) end
  return all, sizes, n
end


-- A table in one of several styles.
local function text_of(draw, n)
  local quote = draw(2) == 0 and '"' or ""
  local feed = draw(3) == 0 and "\r\n" or "\n"
  local lines = { "other,name,year,x" }
  for i = 1, n do
    local function cell(text) return draw(8) == 0 and "" or quote .. text .. quote end
    lines[i + 1] = table.concat({ draw(2) == 0 and '"a, b"' or "c", cell("n" .. draw(9)),
      cell(tostring(1990 + draw(30))), cell(draw(100) / 8 .. "") }, ",")
  end
  return table.concat(lines, feed) .. (draw(2) == 0 and feed or "")
end


test("blocks together are the columns of the file", function()
  local draw = random.numbers(81)
  for round = 1, 60 do
    local n = round < 4 and round - 1 or draw(300)
    files.with(text_of(draw, n), function(path)
      local whole = frame.read(path, { types = TYPES }):select { "name", "x", "year" }
      for _, n_rows in ipairs { 1, 10, 100000 } do
        local found, _, n_read = all_blocks(path, TYPES, nil, n_rows)
        eq(n_read, n)
        eq(found == whole, true)
      end
    end)
  end
end)

test("a block has about as many rows as wanted", function()
  files.with("name\n" .. ("a\n"):rep(100000), function(path)
    local f, sizes = all_blocks(path, { name = "text" }, nil, 30000)
    eq(f.n_rows, 100000)
    eq(#sizes >= 3 and #sizes <= 5, true)
  end)
end)

test("an error in between ends the reading and is told as it is", function()
  files.with("name,year\n" .. ("a,2000\n"):rep(50), function(path)
    local n, problem = 0, { "kept" }
    local ok, told = pcall(csv.blocks, path, { name = "text" }, {}, function()
      n = n + 1
      error(problem)
    end)
    eq({ ok, n, told == problem }, { false, 1, true })
    raises('there is no column "yea" (did you mean "year"?)', all_blocks, path,
      { yea = "integer" }, nil, 10)
  end)
  files.with("name,name\na,b\n", function(path)
    raises('"name" stands twice', all_blocks, path, { name = "text" }, nil, 10)
    eq(csv.names(path, {}), { name = true })
  end)
end)

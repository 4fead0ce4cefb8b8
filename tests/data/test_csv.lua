package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local with = files.with


-- The frame read from a text.
local function read(text, opts)
  local f
  with(text, function(path) f = frame.read(path, opts) end)
  return f
end


local function refused(part, text, opts)
  with(text, function(path) raises(part, frame.read, path, opts) end)
end


test("a table's columns take the type that all their cells have", function()
  local f = read [[
id,name,share,day,open
1,Anna,0.5,2014-12-31,TRUE
2,"B, C",,2015-01-01,false
]]
  eq(f.types, { id = "integer", name = "text", share = "number", day = "date",
    open = "logical" })
  eq(f:column "name", { "Anna", "B, C" })
  eq(f:get(1, "day"), "2014-12-31")
  eq(is_na(f:get(2, "share")), true)
end)

test("codes keep their zeros, also when the first comes last", function()
  local rows = { "code" }
  for i = 1, 60000 do rows[#rows + 1] = tostring(100000 + i) end
  rows[#rows + 1] = "0012"
  local f
  local said = files.said(function() f = read(table.concat(rows, "\n")) end)
  eq(said:match 'column "code".*',
    'column "code" is text, because line 60002 holds "0012"; the file was read again\n')
  eq(f.types.code, "text")
  eq(f:get(1, "code"), "100001")
  eq(f:get(60001, "code"), "0012")
end)

test("rows that are not equally long are named with their line", function()
  refused('row 2 (line 3) has 1 cells, but there are 2 columns', "a,b\n1,2\n3\n")
  refused('row 1 (line 2) has a cell "3" in column 3', "a,b\n1,2,3\n")
end)

test("a quote that is never closed is named with the line it opened", function()
  refused("line 3: the quote that opens here is never closed", 'a,b\n1,2\n3,"x\n\n')
end)

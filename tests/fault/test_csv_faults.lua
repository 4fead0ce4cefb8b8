-- Every request for memory refused in turn while a table is read or written:
-- the work is done or there is "not enough memory", and nothing is lost.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local text = "code,n,share,day,ok,name,none\n"
  .. '1,1,0.5,2014-12-31,TRUE,"a, b",\n'
  .. ('7,2,"1,5",2015-01-01,FALSE,"%s",\n'):format(("long "):rep(3000))
  .. "0012,,NA,#NV,,c,\n"

files.with(text, function(path)
  refuse("reading a table", 150, function()
    files.said(frame.read, path, { types = { share = "text" }, na = "-" })
  end)
  refuse("reading a table twice", 60, function()
    files.said(frame.read, path, { types = { share = "text" }, encoding = "latin1" })
  end)
  refuse("failing to read", 40, function()
    pcall(frame.read, path, { types = { name = "number" } })
  end)
  local f = frame.read(path, { types = { share = "text" }, na = "NA" })
  refuse("writing a table", 20, function() f:write(path) end)
  refuse("packing a table", 20, function() f:write(path .. ".gz") end)
  os.remove(path .. ".gz")
  test("reading and writing end when they are stopped", function()
    stops(function() frame.read(path) end)
    stops(function() f:write(path) end)
    eq(files.bytes(path):match "^code,n,share", "code,n,share")
  end)
end)

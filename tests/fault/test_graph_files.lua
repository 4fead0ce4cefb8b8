local files = loadfile("tests/data/files.lua", "t", _ENV)()
local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()
local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

local about = frame { { "node", { "a", "b" } }, { "x", { 1.5, 2 } } }
local g = graph { { "a", "b", 2 }, nodes = about }
local path = os.tmpname()

for _, format in ipairs { "graphml", "gml", "pajek", "csv", "gexf", "dot", "json" } do
  refuse("writing " .. format, 160, function()
    files.said(g.write, g, path, { format = format })
  end)
  test("writing " .. format .. " can be interrupted", function()
    stops(function() g:write(path, { format = format }) end)
  end)
end

for _, format in ipairs { "graphml", "gml", "pajek", "csv" } do
  g:write(path, { format = format })
  local kept = path .. "." .. format
  files.put(kept, files.bytes(path))
  refuse("reading " .. format, 300, function()
    return graph.read(kept, { format = format })
  end)
  test("reading " .. format .. " can be interrupted", function()
    stops(function() graph.read(kept, { format = format }) end)
  end)
  os.remove(kept)
end

os.remove(path)

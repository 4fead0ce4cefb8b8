-- Files of graphs that live as long as one test.

local files = loadfile("tests/data/files.lua", "t", _ENV)()

local graph_file = {}


-- f(path) with the path of a file that may be made there.
function graph_file.at_path(ending, f)
  local name = os.tmpname()
  local path = name .. ending
  local ok, found = pcall(f, path)
  os.remove(path)
  os.remove(name)
  return ok and found or not ok and error(found, 0)
end


-- The graph in a file of that text.
function graph_file.read(text, ending, opts)
  return graph_file.at_path(ending, function(path)
    files.put(path, text)
    return graph.read(path, opts)
  end)
end


-- The text of the graph's file.
function graph_file.written(g, ending, opts)
  return graph_file.at_path(ending, function(path)
    g:write(path, opts)
    return files.bytes(path)
  end)
end


function graph_file.there_and_back(g, ending, opts)
  return graph_file.at_path(ending, function(path)
    g:write(path)
    return graph.read(path, opts)
  end)
end


return graph_file

-- Files of graphs that live as long as one test.

local files = loadfile("tests/data/files.lua", "t", _ENV)()

local graph_file = {}


-- The graph in a file of that text.
function graph_file.read(text, ending, opts)
  return files.with(text, function(path) return graph.read(path, opts) end, ending)
end


-- The text of the graph's file.
function graph_file.written(g, ending, opts)
  return files.at(ending, function(path)
    g:write(path, opts)
    return files.bytes(path)
  end)
end


function graph_file.there_and_back(g, ending, opts)
  return files.at(ending, function(path)
    g:write(path)
    return graph.read(path, opts)
  end)
end


return graph_file

-- subject(noun, opts) -> noun, opts
-- What a word is about, and its options without it: the two as they are given,
-- or one table that holds both, as in chart.bar{ frame = f, value = "n" }, where
-- the noun stands by its kind or first.

local kinds = { "frame", "matrix", "graph", "space", "result", "tree", "roadmap", 1 }


return function(noun, opts)
  if opts ~= nil or type(noun) ~= "table" or getmetatable(noun) ~= nil then
    return noun, opts
  end
  for _, name in ipairs(kinds) do
    if noun[name] ~= nil then
      local rest = {}
      for option, value in pairs(noun) do rest[option] = value end
      rest[name] = nil
      return noun[name], rest
    end
  end
  return noun, opts
end

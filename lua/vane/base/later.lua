-- A table of words some of which are read from their files only when they
-- are first named, so that the program starts at once.

-- words: name -> value; later: name -> module.
return function(words, later)
  local function read(t, name)
    local module = later[name]
    if not module then return nil end
    later[name] = nil
    rawset(t, name, require(module))
    return rawget(t, name)
  end
  local function read_all(t)
    while next(later) do read(t, (next(later))) end
    return next, t, nil
  end
  return setmetatable(words, { __index = read, __pairs = read_all })
end

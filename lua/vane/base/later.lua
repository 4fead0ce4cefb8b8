-- Words and verbs that are read from their files only when they are first
-- named, so that the program starts at once.

local later = {}

local verbs = {}  -- modules of verbs that may not have been read yet


-- methods.name, whose module puts the real one there when it is read.
function later.verb(methods, name, module)
  verbs[#verbs + 1] = module
  methods[name] = function(...)
    require(module)
    return methods[name](...)
  end
end


-- A table of words; modules: name -> module of those not yet in it. Going
-- through it reads all of them, and all verbs.
function later.words(words, modules)
  local function read(t, name)
    local module = modules[name]
    if not module then return nil end
    modules[name] = nil
    rawset(t, name, require(module))
    return rawget(t, name)
  end
  local function read_all(t)
    while next(modules) do read(t, (next(modules))) end
    for _, module in ipairs(verbs) do require(module) end
    return next, t, nil
  end
  return setmetatable(words, { __index = read, __pairs = read_all })
end


return later

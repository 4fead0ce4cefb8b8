-- Makes a public noun from its native module: a table of functions that can
-- itself be called, and that knows its methods and fields for help,
-- completion and printing.

local base = require "vane.core.base"
local check = require "vane.base.check"
local elsewhere = require "vane.base.elsewhere"
local fail = require "vane.base.fail"


local function no_such_function(noun, key)
  local known = check.keys(noun)
  local near = base.nearest(tostring(key), known)
  local meta = getmetatable(noun)
  if meta.methods[key] then
    fail("%s.%s: write it with a colon after a %s, as in x:%s(...)",
      meta.noun, key, meta.noun, key)
  end
  local said = elsewhere(tostring(key))
  fail("%s has no function '%s'%s", meta.noun, tostring(key),
    said and "; " .. said or near and (" (did you mean '%s'?)"):format(near) or "")
end


-- `core` is the native module, `make` what calling the noun does. A study is
-- said in the same way: `what` is then "study".
return function(name, core, make, what)
  local noun = {}
  for key, value in pairs(core) do
    if type(value) == "function" then noun[key] = value end
  end
  return setmetatable(noun, {
    noun = name,
    methods = core.methods,
    fields = core.fields,
    make = make,
    __index = no_such_function,
    __tostring = function()
      return ("%s, a %s; help(%s) tells what it can do"):format(name,
        what or "noun", name)
    end,
    -- No tail call: progress reads the word from this one.
    __call = function(_, ...) return (make(...)) end,
  })
end

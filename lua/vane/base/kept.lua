-- kept(noun, call) -> of, keep
-- What a result keeps behind itself for the verbs that go on from it:
-- keep(result, state) gives the result, of(result, verb) its state, or raises
-- a sentence that says how `call` is written, as in r:path{ ... }.

local check = require "vane.base.check"
local fail = require "vane.base.fail"

return function(noun, call)
  local states = setmetatable({}, { __mode = "k" })  -- by result

  local function of(r, verb)
    return states[r] or fail("%s: expected a %s result in front, found %s; "
      .. "write it with a colon, as in r:%s%s", verb, noun, check.found(r), verb,
      call)
  end

  local function keep(r, state)
    states[r] = state
    return r
  end

  return of, keep
end

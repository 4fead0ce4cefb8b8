-- Bytes with something wrong in them, the same ones in every run.
--
--   local spoil = spoiler(seed, { "<", ">", "&amp;" })
--   spoil(bytes)  -> bytes with one to three things taken out, doubled, put in
--   spoil.random(n) -> a whole number from 1 to n

return function(seed, pieces)
  local spoil = {}
  local state = seed


  function spoil.random(n)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 33) % n + 1
  end


  local random = spoil.random

  local function once(bytes)
    local at = random(#bytes + 1)
    local upto = at + random(8) - 2
    local kind = random(5)
    local before = bytes:sub(1, at - 1)
    if kind == 1 then return before .. bytes:sub(upto + 1) end
    if kind == 2 then
      local from = random(#bytes + 1)
      return before .. bytes:sub(from, from + random(80)) .. bytes:sub(at)
    end
    local piece = kind == 3 and string.char(random(256) - 1)
      or pieces[random(#pieces)]
    return before .. piece .. bytes:sub(kind == 4 and at or upto + 1)
  end


  return setmetatable(spoil, { __call = function(_, bytes)
    for _ = 1, random(3) do bytes = once(bytes) end
    return bytes
  end })
end

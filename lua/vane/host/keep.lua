-- `local x = 1` at the prompt: each chunk stands alone, so its locals would
-- be lost with it. They are made names of the session, and that is said once.

local ink = require "vane.host.ink"

local is_told = false


local function tell(name)
  if is_told then return end
  is_told = true
  io.stderr:write(ink.faint(("  '%s' is kept; at the prompt 'local' can be "
    .. "left out"):format(name)), "\n")
end


-- Called by the chunk as its last act, while its locals stand.
local function keep_locals(environment)
  local i = 1
  while true do
    local name, value = debug.getlocal(3, i)
    if not name then return end
    if name:find "^[%a_]" and value ~= nil then
      environment[name] = value
      tell(name)
    end
    i = i + 1
  end
end


-- The chunk that keeps its locals, or nil where there are none to keep (or
-- where it ends with return).
return function(text, name, environment)
  if not text:find "%f[%w_]local%f[^%w_]" then return nil end
  local chunk = load(text .. "\n;(...)()", name, "t", environment)
  if not chunk then return nil end
  return function() return chunk(function() keep_locals(environment) end) end
end

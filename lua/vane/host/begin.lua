-- Gets the analyst's environment ready for a script or the prompt: `arg`,
-- and modules and texts that are loaded into that same environment.

local modules = require "vane.host.modules"
local session = require "vane.host.session"


local function folder_of(script)
  if not script or script == "-" then return "." end
  return script:match("^(.*)/[^/]*$") or "."
end


-- `arg` as Lua has it: arg[0] is the script, arg[1] its first argument.
return function(environment, arg)
  rawset(environment, "arg", arg)
  modules(environment, folder_of(arg[0]))
  session.begin(environment)
end

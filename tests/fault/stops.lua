-- stops(job): as if Ctrl-C had been pressed, the job ends as interrupted.

local stop = require "vane.core.base".stop

return function(job)
  stop(true)
  local ok, problem = pcall(job)
  stop(false)
  eq({ ok, problem }, { false, "interrupted" })
end

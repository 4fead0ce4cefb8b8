-- refuse(name, requests, job, step): does the job with the first, the second,
-- ... request for memory refused (in builds that can refuse), or with every
-- step-th one of a long job. It must end in its answer or in a sentence about
-- memory, never in a crash or a leak.

local base = require "vane.core.base"

return function(name, requests, job, step)
  test(name .. " survives any refused request for memory", function()
    for n = 1, requests, step or 1 do
      base.refuse_after(n)
      local ok, problem = pcall(job)
      base.refuse_after(0)
      if not ok then
        assert(tostring(problem):find("not enough memory", 1, true), problem)
      end
    end
  end)
end

-- A whole small job, from the start of the program to the written file, with
-- requests for memory refused one at a time: it ends in its answer or in a
-- sentence about memory, and leaves no half-written file. FAULT_STEP=1 tries
-- every request; else one in some hundred is tried.

local base = require "vane.core.base"
local vane = require "host.vane"

local STEP = tonumber(os.getenv "FAULT_STEP") or 331

local JOB = [[
local id = { rows = "trend" }
local m = megatrend {
  downstream = matrix.read("down.csv", id),
  upstream   = matrix.read("up.csv", id),
}
print(m)
m.audit:write "audit.csv"
]]

local MARKS = "trend,x,y\nfirst,1,0\nsecond,1,1\n"


-- Whether this build can refuse a request: Lua asks again when one of its own
-- is refused, so more than one is tried.
local function can_refuse()
  for n = 1, 40 do
    base.refuse_after(n)
    local ok = pcall(matrix.of, { "a" }, { "x" }, { { 1 } })
    base.refuse_after(0)
    if not ok then return true end
  end
  return false
end


local function files_in(folder)
  local pipe <close> = io.popen("ls -A " .. folder.path)
  return pipe:read "a"
end


-- Runs the job with the n-th request refused; false when it had fewer.
local function try(folder, n)
  os.remove(folder.path .. "/audit.csv")
  local command = ("cd %s && VANE_REFUSE=%d %s job.lua >out 2>err"):format(
    folder.path, n, vane.absolute())
  local _, how, status = os.execute(command)
  local said = folder:read "err"
  if how ~= "exit" or status > 1 or said:find "Sanitizer" then
    error(("request %d: %s %d\n%s"):format(n, how, status, said), 0)
  end
  if status == 1 and not said:find "not enough memory" then
    error(("request %d: %s"):format(n, said), 0)
  end
  local left = files_in(folder):gsub("audit%.csv\n", "")
  eq(left, "down.csv\nerr\njob.lua\nout\nup.csv\n")
  return status
end


test("a job with a request for memory refused ends in a sentence", function()
  if not can_refuse() then skip "this build refuses no memory" end
  local folder <close> = vane.folder()
  folder:write("job.lua", JOB)
  folder:write("down.csv", MARKS)
  folder:write("up.csv", MARKS)
  eq(try(folder, 0), 0)
  local whole = folder:read "audit.csv"
  local n_failed = 0
  for n = 1, 20000, STEP do n_failed = n_failed + try(folder, n) end
  eq(n_failed > 0, true)
  eq(try(folder, 1e9), 0)
  eq(folder:read "audit.csv", whole)
end)

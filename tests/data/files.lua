-- Files that live as long as one test: made with text in them, or only named.

local files = {}

-- The program that runs the tests.
files.program = io.open("/proc/self/cmdline", "rb"):read "a":match "^%Z+"


function files.put(path, text)
  local out <close> = assert(io.open(path, "wb"))
  out:write(text)
end


function files.bytes(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end


-- f(path) with a file that holds the text; its name has that ending.
function files.with(text, f, ending)
  local name = os.tmpname()
  local path = name .. (ending or ".csv")
  files.put(path, text)
  local ok, problem = xpcall(f, debug.traceback, path)
  os.remove(path)
  os.remove(name)
  if not ok then error(problem, 0) end
end


-- What is said on stderr while f runs.
function files.said(f, ...)
  local heard, stderr = {}, io.stderr
  local function write(_, ...) heard[#heard + 1] = table.concat { ... } end
  rawset(io, "stderr", { write = write })
  local ok, problem = pcall(f, ...)
  rawset(io, "stderr", stderr)
  if not ok then error(problem, 0) end
  return table.concat(heard)
end


return files

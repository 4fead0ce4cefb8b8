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


-- What f(path) gives, with a path of that ending where nothing stands yet;
-- nothing stands there afterwards.
function files.at(ending, f)
  local name = os.tmpname()
  local path = name .. ending
  local ok, found = xpcall(f, debug.traceback, path)
  os.remove(path)
  os.remove(name)
  if not ok then error(found, 0) end
  return found
end


-- The same with a file that holds the text.
function files.with(text, f, ending)
  return files.at(ending or ".csv", function(path)
    files.put(path, text)
    return f(path)
  end)
end


-- What stands in the file that a page, picture or table is saved as.
function files.saved(what, ending)
  return files.at(ending, function(path)
    what:save(path)
    return files.bytes(path)
  end)
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

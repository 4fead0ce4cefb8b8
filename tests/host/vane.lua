-- Runs the program itself, as a shell would, and says what came of it.

local vane = { program = arg[-1] }


local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end


function vane.quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end


-- A new folder, removed when the variable that holds it goes out of scope.
function vane.folder()
  local pipe = assert(io.popen "mktemp -d")
  local folder = { path = pipe:read "l" }
  pipe:close()
  function folder.write(_, name, text)
    local path = folder.path .. "/" .. name
    os.execute("mkdir -p " .. vane.quote(path:match "^(.*)/"))
    local file <close> = assert(io.open(path, "wb"))
    file:write(text)
    return path
  end
  function folder.read(_, name) return read(folder.path .. "/" .. name) end
  return setmetatable(folder, { __close = function()
    os.execute("rm -rf " .. vane.quote(folder.path))
  end })
end


-- The program by a path that holds in every folder.
function vane.absolute()
  if not vane.program:find "/" or vane.program:find "^/" then
    return vane.program
  end
  local pipe <close> = assert(io.popen "pwd")
  return pipe:read "l" .. "/" .. vane.program
end


-- vane.run({"-e", "1 + 1"}, { stdin =, before = "NAME=value" })
--   -> what stood on standard output, on standard error, the exit status
function vane.run(words, opts)
  opts = opts or {}
  local folder <close> = vane.folder()
  folder:write("in", opts.stdin or "")
  local parts = { opts.before or "", vane.program }
  for _, word in ipairs(words) do parts[#parts + 1] = vane.quote(word) end
  local at = folder.path
  local command = ("%s <%s/in >%s/out 2>%s/err"):format(
    table.concat(parts, " "), at, at, at)
  local _, how, status = os.execute(command)
  eq(how, "exit")
  return folder:read "out", folder:read "err", status
end


-- The sentence that a text fails with, without its place.
function vane.sentence(code)
  local _, problem, status = vane.run { "-e", code }
  eq(status, 1)
  return (problem:gsub("^%-e:%d+: ", ""):gsub("\n$", ""))
end


return vane

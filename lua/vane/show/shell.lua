-- Other programs that pictures and pages are handed to.

local fail = require "vane.base.fail"

local shell = {}


-- A text as one word of a command.
function shell.quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end


function shell.has(program)
  return os.execute(("command -v %s >/dev/null 2>&1"):format(program)) == true
end


-- A new folder { path = }, which goes with all it holds when it is closed.
function shell.folder()
  local pipe = io.popen "mktemp -d 2>/dev/null"
  local path = pipe and pipe:read "l"
  if pipe then pipe:close() end
  if not path or path == "" then
    fail "save: no folder could be made for the files on the way; is there room in /tmp?"
  end
  return setmetatable({ path = path }, { __close = function()
    os.execute("rm -rf " .. shell.quoted(path))
  end })
end


return shell

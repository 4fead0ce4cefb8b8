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


-- Raises when a program that knew no font drew boxes for letters: a PDF holds
-- the fonts of what is written in it.
function shell.check_letters(pdf, path)
  if pdf:find("/FontFile", 1, true) or pdf:find("/Type3", 1, true) then return end
  fail("save: no font is installed here, so that \"%s\" would show boxes for letters; "
    .. "install one (Debian's package fonts-dejavu-core), or save an .svg or .html", path)
end


-- The bytes of a file, or nil.
function shell.bytes_of(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local bytes = file:read "a"
  file:close()
  return bytes
end


return shell

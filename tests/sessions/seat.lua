-- A seat at a terminal: plays a session at the prompt and gives what was to
-- be seen. See tests/sessions/typist.c for the lines of a play.

local vane = require "host.vane"

local seat = {}


-- What stays of a terminal's output when its orders are carried out, as far
-- as tests need it.
local function plain(text)
  return (text:gsub("\r\n", "\n"):gsub("\27%[[%d;?]*%a", ""):gsub("\a", "")
    :gsub("\r", ""))
end


-- The program that types, built beside vane, or nil.
local function typist()
  local path = vane.absolute():gsub("[^/]*$", "tests/typist")
  local file = io.open(path)
  return file and file:close() and path
end


-- seat.play(lines, { words =, home =, before = }) -> shown, status
--   `words`: vane's own arguments, `home`: the home folder, `before`: more
--   of the environment.
function seat.play(lines, opts)
  opts = opts or {}
  local program = typist()
  if not program then skip "no tests/typist: run make test" end
  local folder <close> = vane.folder()
  folder:write("play", table.concat(lines, "\n") .. "\n")
  local home = opts.home or folder.path
  local command = ("env -u XDG_STATE_HOME -u XDG_CONFIG_HOME HOME=%s "
    .. "TERM=xterm NO_COLOR=1 LC_ALL=C.UTF-8 %s %s %s %s <%s/play >%s/out 2>%s/err")
    :format(home, opts.before or "", program, vane.absolute(), opts.words or "",
      folder.path, folder.path, folder.path)
  local _, _, status = os.execute(command)
  if status == 77 then skip "no pseudo-terminal can be opened here" end
  local problem = folder:read "err"
  local shown = plain(folder:read "out")
  if problem ~= "" then error(problem .. "in\n" .. shown, 2) end
  return shown, status
end


return seat

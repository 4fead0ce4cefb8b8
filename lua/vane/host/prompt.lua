-- The prompt: reads a chunk, runs it, shows what it gives, until Ctrl-D.

local base = require "vane.core.base"
local host = require "vane.core.host"
local complete = require "vane.host.complete"
local ink = require "vane.host.ink"
local session = require "vane.host.session"

local N_REMEMBERED = 5000
local SLOW = 0.5  -- seconds from which on the time is told


local function say(text)
  io.stdout:flush()
  io.stderr:write(text, "\n")
end


-- A folder by the XDG rules: $XDG_STATE_HOME, else ~/.local/state.
local function xdg_folder(variable, fallback)
  local folder = os.getenv(variable)
  if not folder or folder == "" then
    folder = (os.getenv "HOME" or ".") .. "/" .. fallback
  end
  return folder .. "/vane"
end


-- Readline wants what takes no room marked.
local function marked(text)
  return (text:gsub("\27%[%d*m", "\1%0\2"))
end


-- Reads lines until they are a whole: the text; or nil, and true when Ctrl-C
-- dropped it. What is incomplete when the input ends is taken as it is.
local function read_chunk()
  local text = nil
  repeat
    complete.typed_before(text)
    local line, dropped = host.read(marked(ink.green(text and ". " or "> ")))
    if not line then return not dropped and text or nil, dropped end
    text = text and text .. "\n" .. line or line
  until not session.is_incomplete(text)
  return text
end


-- What is typed for people, not for Lua.
local function meant(text)
  local bare = text:match "^%s*(%a+)%s*%(?%s*%)?%s*$"
  if bare == "quit" or bare == "exit" then return "leave" end
  if bare == "help" then return "help()" end
  local asked = text:match "^%s*%?%s*(.-)%s*$" or text:match "^%s*([%w_.:]+)%?%s*$"
    or text:match "^%s*help%s+([%a_][%w_.:]*)%s*$"
  if asked then return session.question(asked) end
  return text
end


local function run(text)
  local start = host.clock()
  local fine = true
  for _, part in ipairs(session.parts(text)) do
    fine = fine and host.run(session.evaluate, part, "=prompt", true)
  end
  local seconds = host.clock() - start
  if fine and seconds > SLOW then
    say(ink.faint(("  %.1f s"):format(seconds)))
  end
end


local function loop()
  while true do
    local text, dropped = read_chunk()
    if not text and not dropped then return end
    if text and text:find "%S" then
      host.remember((text:gsub("%s+$", "")))
      local code = meant(text)
      if code == "leave" then return end
      run(code)
    end
  end
end


local function run_init_file()
  local path = xdg_folder("XDG_CONFIG_HOME", ".config") .. "/init.lua"
  local file = io.open(path)
  if not file then return end
  file:close()
  host.run(session.run_file, path)
end


local function open_history()
  local folder = xdg_folder("XDG_STATE_HOME", ".local/state")
  pcall(base.make_folder, folder)  -- without one there is no history
  host.open_history(folder .. "/history", N_REMEMBERED)
end


return function(is_quiet, no_init)
  local is_typed = host.is_typed()
  if is_typed and not is_quiet then
    say(host.title .. "     help() for a start, Ctrl-D to leave\n")
  end
  if is_typed then
    open_history()
    host.complete_with(complete.at_cursor)
  end
  if not no_init then run_init_file() end
  loop()
end

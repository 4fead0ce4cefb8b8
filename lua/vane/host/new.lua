-- vane new STUDY FOLDER: an empty form, a filled example, and a script that
-- runs on it, to start a study of one's own from.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local session = require "vane.host.session"

local studies = {
  megatrend = { "form_downstream.csv", "form_upstream.csv",
    "example_downstream.csv", "example_upstream.csv", "megatrend.lua" },
  crossover = { "form.csv", "example.csv", "crossover.lua" },
}


local function forms_of(study)
  local here = assert(package.searchpath("vane.host.new", package.path))
  return here:gsub("host/new%.lua$", "forms/" .. study .. "/")
end


-- What is wrong with the words of the command, or nil.
local function wrong_words(study, folder, ...)
  if not studies[study] then
    local known = check.keys(studies)
    local near = base.nearest(study, known)
    return ('there is no study "%s"%s'):format(study,
      near and (' (did you mean "%s"?)'):format(near)
      or "; there are " .. table.concat(known, ", "))
  end
  if not folder or ... then
    return ("wants a study and a folder, as in: vane new %s my-study"):format(
      study)
  end
end


local function refuse_what_is_there(files, folder)
  for _, name in ipairs(files) do
    local file = io.open(folder .. "/" .. name)
    if file then
      file:close()
      fail('new: "%s/%s" is already there; name another folder', folder, name)
    end
  end
end


local function copy(from, to)
  local source <close> = assert(io.open(from, "rb"))
  local target, problem = io.open(to, "wb")
  local done = target and target:write((source:read "a"))
  if target then done = target:close() and done end
  if not done then
    os.remove(to)
    fail('new: cannot write "%s": %s', to, problem or "the disk may be full")
  end
end


-- A word of a command line, in quotes where a shell wants them.
local function quoted(word)
  if not word:find "[^%w_./-]" then return word end
  return "'" .. word:gsub("'", "'\\''") .. "'"
end


-- This program, as it is called from any folder.
local function program()
  local called = session.names().arg[-1]
  local is_near = called:find "^[^/].*/"
  return is_near and (os.getenv "PWD" or ".") .. "/" .. called or called
end


local function write(study, folder)
  local files, forms = studies[study], forms_of(study)
  refuse_what_is_there(files, folder)
  base.make_folder(folder)
  for _, name in ipairs(files) do
    copy(forms .. name, folder .. "/" .. name)
    print(folder .. "/" .. name)
  end
  print(("start with: cd %s && %s %s.lua"):format(quoted(folder),
    quoted(program()), study))
end


-- False: the words of the command were wrong, and it was said.
local function start(study, ...)
  if not study then
    print("studies: " .. table.concat(check.keys(studies), ", ")
      .. "\nwrite one with: vane new STUDY FOLDER")
    return true
  end
  local problem = wrong_words(study, ...)
  if problem then
    io.stderr:write("vane: new: ", problem, "\n")
    return false
  end
  write(study, (...))
  return true
end


return setmetatable({ studies = check.keys(studies) }, {
  __call = function(_, ...) return start(...) end,
})

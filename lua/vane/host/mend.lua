-- Makes one sentence of a failure, at the analyst's own line: what Lua says
-- in its own terms is said in the analyst's, with the mend where one is known.

local ink = require "vane.host.ink"
local text_of = require "vane.base.text"
local typical = require "vane.host.typical"


-- "file.lua:12: " of the message, and the rest.
local function split(text)
  local place, rest = text:match("^([^\n:]+:%d+: )(.*)$")
  return place or "", rest or text
end


-- A typed line has no place; one of several typed together has its number.
local function place_text(place)
  local typed = place:match("^prompt:(%d+): $")
  if not typed then return place end
  return typed == "1" and "" or ("line %s: "):format(typed)
end


local function sentence_of(value)
  if type(value) == "string" then return value end
  if value == nil then return "error was called without a message" end
  local meta = getmetatable(value)
  if type(meta) == "table" and meta.__tostring then return tostring(value) end
  return "error was called with a " .. type(value) .. " in place of a "
    .. "sentence: " .. text_of(value)
end


-- A message that Lua placed into one of our own files: a wrong argument came
-- from the analyst, anything else is our fault.
local function from_ours(failure, rest)
  local said = typical(rest)
  if rest:find "^bad argument" then return said end
  local file = failure.place:match("vane/([^/]+/[^/]+%.lua:%d+): $")
  return ("%s (a fault in vane itself, at %s; please report it)")
    :format(said, file or failure.place)
end


local function at_place(failure)
  local text = sentence_of(failure.value)
  local place = failure.place
  if place and text:sub(1, #place) == place then
    local rest = text:sub(#place + 1)
    if failure.ours then return failure.where, from_ours(failure, rest) end
    return place, typical(rest)
  end
  local found, rest = split(text)
  if found == "" then found = failure.where end
  return found, typical(rest)
end


local function of_text(text)
  local place, rest = split(text)
  if place == "" then place = "vane: " end
  return place, typical(rest)
end


-- failure: what core/host/run.c gathered, or a message that came without a
-- running call. seconds: how long it ran, when it was interrupted.
return function(failure, seconds)
  if type(failure) ~= "table" then failure = { text = tostring(failure) } end
  local place, sentence
  if seconds then
    place = failure.where or ""
    sentence = ("interrupted after %.1f s"):format(seconds)
  elseif failure.text then
    place, sentence = of_text(failure.text)
  else
    place, sentence = at_place(failure)
  end
  local trace = failure.trace and "\n" .. failure.trace or ""
  return ink.bold(place_text(place)) .. sentence .. trace
end

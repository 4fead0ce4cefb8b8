-- make reference: the manual page, a reference to read, and definitions for
-- the Lua language server, all from the help texts.

local texts = require "vane.host.texts"


local function write(path, lines)
  local file <close> = assert(io.open(path, "w"))
  assert(file:write(table.concat(lines, "\n"), "\n"))
end


local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "a"
end


local function text_of(entry)
  local text = entry.text or "(see its functions)"
  return (text:gsub("\n+$", ""))
end


local function markdown(entries)
  local lines = { "# The words of vane", "" }
  for _, entry in ipairs(entries) do
    lines[#lines + 1] = ("## %s\n\n```\n%s\n```\n"):format(entry.name, text_of(entry))
  end
  return lines
end


-- Text as roff takes it: no backslash, no dot or quote first in a line.
local function roff(text)
  return (text:gsub("\\", "\\e"):gsub("%-", "\\-"):gsub("\n([.'])", "\n\\&%1")
    :gsub("^([.'])", "\\&%1"))
end


local function manual(entries, version, usage)
  local lines = {
    '.TH VANE 1 "" "' .. version .. '" "User Commands"',
    ".SH NAME", "vane \\- mega trends, expert panels and networks in short Lua scripts",
    ".SH SYNOPSIS AND OPTIONS", ".nf", roff(usage), ".fi", ".SH WORDS",
  }
  for _, entry in ipairs(entries) do
    lines[#lines + 1] = (".SS %s\n.nf\n%s\n.fi"):format(roff(entry.name), roff(text_of(entry)))
  end
  return lines
end


local function remark(entry)
  return (text_of(entry):gsub("[^\n]+", "--- %0"):gsub("\n\n", "\n---\n"))
end


local function fields_of(entries, noun)
  local lines = {}
  for _, entry in ipairs(entries) do
    local name = entry.kind == "field" and entry.name:match("^" .. noun .. "[.:]([%a_][%w_]*)$")
    if name then
      lines[#lines + 1] = ("---@field %s any %s"):format(name, text_of(entry):match "[^\n]*")
    end
  end
  return lines
end


-- A word, its functions and methods, as declarations without a body.
local function declared(entries, entry)
  if entry.kind == "module" then
    local fields = table.concat(fields_of(entries, entry.name), "\n")
    return ("%s\n---@class %s\n%s\n---@overload fun(...): %s\n%s = {}"):format(
      remark(entry), entry.name, fields, entry.name, entry.name):gsub("\n\n", "\n")
  elseif entry.kind == "function" or entry.kind == "method" then
    return ("%s\nfunction %s(...) end"):format(remark(entry), entry.name)
  elseif entry.kind == "value" then
    return ("%s\n---@type any\n%s = nil"):format(remark(entry), entry.name)
  end
end


local function definitions(entries)
  local lines = { "---@meta", "" }
  for _, entry in ipairs(entries) do
    local text = declared(entries, entry)
    if text then lines[#lines + 1] = text .. "\n" end
  end
  return lines
end


-- Writes reference.md, vane.1 and vane.d.lua into the folder.
return function(environment, program, folder)
  local entries = texts.entries(getmetatable(environment).words)
  local version = output_of(program .. " --version"):match "[^\n]+"
  write(folder .. "/reference.md", markdown(entries))
  write(folder .. "/vane.1", manual(entries, version, output_of(program .. " --help")))
  write(folder .. "/vane.d.lua", definitions(entries))
end

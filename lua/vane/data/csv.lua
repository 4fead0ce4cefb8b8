-- Tables of text: options checked and put into words for the native reader.

local core = require "vane.core.csv"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"

local csv = {}


local function one_letter(name, value)
  if value and (#value ~= 1 or value:find '["\r\n%z]') then
    fail("read: option '%s' should be one letter, as in %s = \";\", found %q",
      name, name, value)
  end
end


-- A text, a number or a list of them, as a list of texts.
local function words(value)
  local list = {}
  for i, word in ipairs(type(value) == "table" and value or { value }) do
    if type(word) ~= "string" and type(word) ~= "number" then
      fail("read: option 'na' should be a text or a list of texts, found a %s",
        check.kind_of(word))
    end
    list[i] = tostring(word)
  end
  return list
end


local function split_types(types)
  local names, kinds = {}, {}
  for name, kind in pairs(types or {}) do
    if type(name) ~= "string" or type(kind) ~= "string" then
      fail "read: option 'types' wants types by column name, as in types = { code = \"text\" }"
    end
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do kinds[i] = types[name] end
  return names, kinds
end


local options = {
  delim    = { kind = "string" },
  decimal  = { one_of = { ".", "," } },
  na       = { kind = { "string", "number", "table" } },
  types    = { kind = "table" },
  dates    = { one_of = { "dmy", "mdy" } },
  encoding = { one_of = { "utf-8", "windows-1252", "latin1" } },
  header   = { kind = "boolean", default = true },
}


-- The frame of a CSV file; help stands at frame.read.
function csv.read(path, given)
  local opts = check("read", given, options)
  one_letter("delim", opts.delim)
  local typed, types = split_types(opts.types)
  local frame, notes = core.read(path, {
    delim = opts.delim, decimal = opts.decimal, dates = opts.dates,
    na = words(opts.na), typed = typed, types = types,
    encoding = opts.encoding, no_header = not opts.header,
  })
  for _, sentence in ipairs(notes) do
    note(("%s: %s"):format(path, sentence))
  end
  return frame
end


return csv

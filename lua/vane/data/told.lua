-- What an analyst may tell every reader of tables: words for missing, types
-- by column name, decimal marks and the order of dates.

local check = require "vane.base.check"
local fail = require "vane.base.fail"

local told = {}

told.options = {
  decimal = { one_of = { ".", "," } },
  na      = { kind = { "string", "number", "table" } },
  types   = { kind = "table" },
  dates   = { one_of = { "dmy", "mdy" } },
}


-- A text, a number or a list of them, as a list of texts.
function told.words(value)
  local list = {}
  for i, word in ipairs(type(value) == "table" and value or { value }) do
    if type(word) ~= "string" and type(word) ~= "number" then
      fail("read: option 'na' should be a text or a list of texts, found %s",
        check.found(word))
    end
    list[i] = tostring(word)
  end
  return list
end


local function split_types(types)
  local names, kinds = check.keys(types or {}), {}
  for i, name in ipairs(names) do
    if type(name) ~= "string" or type(types[name]) ~= "string" then
      fail "read: option 'types' wants types by column name, as in types = { code = \"text\" }"
    end
    kinds[i] = types[name]
  end
  return names, kinds
end


-- Checks the options of one reader and those of all; gives them as the
-- native readers take them.
function told.check(given, own)
  local fields = {}
  for name, field in pairs(told.options) do fields[name] = field end
  for name, field in pairs(own) do fields[name] = field end
  local opts = check("read", given, fields)
  opts.na = told.words(opts.na)
  opts.typed, opts.types = split_types(opts.types)
  return opts
end


return told

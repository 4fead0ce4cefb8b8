-- At which level of a classification two sectors are the same: that of the
-- sectors themselves, coarser columns, or the first digits of their codes.

local check = require "vane.base.check"
local fail = require "vane.base.fail"

local WORD = "linkage.flows"


-- "acquirer_macro" for "acquirer_sector" and "macro", whichever of the names
-- that suggest themselves the frame has.
local function named_after(f, column, level)
  local stem = column:match "^(.*)_[^_]*$"
  local names = { column .. "_" .. level, stem and stem .. "_" .. level, level }
  for _, name in ipairs(names) do
    if f.types[name] then return name end
  end
  fail("%s: the level \"%s\" should have a column beside \"%s\", such as "
    .. "\"%s\", or be told as { column, column }", WORD, level, column,
    names[2] or names[1])
end


local function check_column(f, name)
  local type = type(name) == "string" and f.types[name]
  if type ~= "text" and type ~= "integer" then
    fail("%s: 'level' should name columns of texts or whole numbers, found %s",
      WORD, type and ("\"%s\" of type %s"):format(name, type)
      or ("\"%s\""):format(tostring(name)))
  end
  return name
end


local function by_columns(f, opts, level)
  local n_wanted = opts.group and 1 or 2
  if #level ~= n_wanted then
    fail("%s: 'level' should name %s", WORD, opts.group
      and "the participants' column, as in { \"macro\" }"
      or "two columns, as in { \"acquirer_macro\", \"target_macro\" }")
  end
  return { name = table.concat(level, ", "), from = check_column(f, level[1]),
    to = check_column(f, level[n_wanted]) }
end


local function by_digits(n)
  if n < 1 then
    fail("%s: 'level' should be 1 digit or more, found %d", WORD, n)
  end
  return { name = n == 1 and "1 digit" or n .. " digits", digits = n }
end


-- What `level` says: a name, and the columns of both ends or the digits; a
-- level without either compares the sectors themselves.
local function level_of(f, opts, level)
  if level == false then return { name = "none", none = true } end
  if level == nil then return { name = "sector" } end
  if math.type(level) == "integer" then return by_digits(level) end
  if type(level) == "table" then return by_columns(f, opts, level) end
  if type(level) ~= "string" then
    fail("%s: 'level' should be the name of a level, a number of digits, two "
      .. "columns, or false, found %s", WORD, check.found(level))
  end
  local from, to = opts.from or opts.member, opts.to or opts.member
  return { name = level, from = check_column(f, named_after(f, from, level)),
    to = check_column(f, named_after(f, to, level)) }
end


return level_of

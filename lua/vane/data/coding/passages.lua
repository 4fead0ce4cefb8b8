-- Units of a coding to be read: their texts, with the codes in the margin.

local core = require "vane.core.coding"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
require "vane.data.coding.find"

local methods = core.methods

local na = base.na

local FEW = 10          -- passages that are printed
local WIDE = 78
local WIDEST_CODE = 30  -- columns of the margin
local NARROWEST = 20    -- columns of the text


-- ---- lines ----

-- Words in lines of at most `width` columns; a longer word has its own line.
local function wrapped(text, width)
  local lines, line = {}, ""
  for word in grid.plain(text):gsub("\\n", " "):gmatch "%S+" do
    local longer = line == "" and word or line .. " " .. word
    if line ~= "" and base.width(longer) > width then
      lines[#lines + 1], line = line, word
    else
      line = longer
    end
  end
  lines[#lines + 1] = line
  return lines
end


local function padded(text, width)
  return text .. (" "):rep(width - base.width(text))
end


-- The codes of each unit as { "code (coders)", ... }.
local function margins_of(c, units)
  local rows = c:rows():join(units:select "unit", { by = "unit", kind = "inner" })
  local coders_of, codes_of = {}, {}
  for row in rows:sort("unit", "code", "coder"):each() do
    local coders, codes = coders_of[row.unit] or {}, codes_of[row.unit] or {}
    coders_of[row.unit], codes_of[row.unit] = coders, codes
    if row.code ~= na then
      if not coders[row.code] then codes[#codes + 1] = row.code end
      coders[row.code] = coders[row.code] or {}
      table.insert(coders[row.code], row.coder)
    end
  end
  for unit, codes in pairs(codes_of) do
    for i, code in ipairs(codes) do
      codes[i] = ("%s (%s)"):format(code,
        table.concat(coders_of[unit][code], ", "))
    end
  end
  return codes_of
end


local function margin_width(margins)
  local width = 0
  for _, codes in pairs(margins) do
    for _, code in ipairs(codes) do width = math.max(width, base.width(code)) end
  end
  return math.min(width, WIDEST_CODE)
end


-- "report.md 0003   2014-05-31   news   A / B"
local function title_of(row)
  local parts = { tostring(row.unit) }
  for _, column in ipairs { "source", "date", "type", "heading" } do
    local said = rawget(row, column)
    if said ~= nil and said ~= na
      and not tostring(row.unit):find(tostring(said), 1, true) then
      parts[#parts + 1] = grid.plain(tostring(said))
    end
  end
  return table.concat(parts, "   ")
end


local function add_passage(lines, row, codes, margin, width)
  local left = {}
  for _, code in ipairs(codes or {}) do
    for i, part in ipairs(wrapped(code, margin)) do
      left[#left + 1] = i == 1 and part or " " .. part
    end
  end
  local text = rawget(row, "text")
  local right = wrapped(text ~= nil and text ~= na and text
    or "(its text is not known)", width - margin - 5)
  lines[#lines + 1] = ""
  lines[#lines + 1] = title_of(row)
  for i = 1, math.max(#left, #right) do
    local text_line = right[i] and " " .. right[i] or ""
    lines[#lines + 1] = ("  %s |%s"):format(padded(left[i] or "", margin),
      text_line)
  end
end


-- ---- all of them ----

local function said_of(asked)
  if type(asked) == "string" then return ": " .. asked end
  local codes = {}
  for i, code in ipairs(type(asked) == "table" and asked or {}) do codes[i] = code end
  return #codes > 0 and ": " .. table.concat(codes, " and ") or ""
end


local function text_of(c, units, asked, opts)
  local width, rows = grid.room(opts)
  local n = math.min(units.n_rows, opts and opts.all and units.n_rows
    or opts and opts.rows or math.min(FEW, rows or FEW))
  local shown = units:head(n)
  local margins = margins_of(c, shown)
  local margin = margin_width(margins)
  width = math.max(math.min(width or WIDE, WIDE), margin + 5 + NARROWEST)
  local lines = { ("%d of %d units%s"):format(units.n_rows, c.n_units,
    said_of(asked)) }
  for row in shown:each() do
    add_passage(lines, row, margins[row.unit], margin, width)
  end
  if units.n_rows > n then
    lines[#lines + 1] = ("\n  ... %d more; show(x, {all=true}), or :frame()")
      :format(units.n_rows - n)
  end
  return table.concat(lines, "\n")
end


--- c:passages(question, { ... }) -> passages
---   The units that c:units finds, to be read: it prints their texts, the
---   first ten when not said otherwise, with their codes and who gave them in
---   the margin. :frame() gives all of them. A frame of units is taken, too.
---
---   > f = frame{ unit = {1, 1, 2}, code = {"b", "a", "b"} }
---   > f = f:with{ text = {"Rain again.", "Rain again.", "Snow."} }
---   > coding(f):passages("a and b"):frame():get(1, "text")
---   Rain again.
function methods.passages(c, asked, given)
  core.meta.self(c, "passages")
  local units = asked
  if check.kind_of(asked) ~= "frame" or (asked.types.a and asked.types.b) then
    units = methods.units(c, asked, given)
  elseif not asked.types.unit then
    fail "passages: the frame should have the column unit"
  end
  return result("passages", {
    fields = { units = units, n_units = units.n_rows },
    methods = { frame = function() return units end,
      pictures = result.pictures },
    provenance = provenance("passages", { units = units }),
    text = function(_, how) return text_of(c, units, asked, how) end,
  })
end

-- The cross-impact matrix, made pleasant: descriptors, their variants, and
-- the judgements how variants promote or restrict each other.

local core = require "vane.core.impact"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local matrix = require "vane.data.matrix"
local noun = require "vane.base.noun"
local panel = require "vane.data.impact_panel"
local scw = require "vane.data.impact_scw"
require "vane.data.impact_check"
require "vane.data.impact_explain"
require "vane.data.impact_follow"
require "vane.data.impact_solve"
require "vane.data.impact_structure"

local methods, native = core.methods, core.native

local BETWEEN = "|"

-- What a .scw file held beside the judgements, for writing it back.
local kept_of = setmetatable({}, { __mode = "k" })


-- ---- making ----

local function check_name(what, name)
  if type(name) ~= "string" or name == "" or name:find(BETWEEN, 1, true) then
    fail("impact: %s should be a name without \"%s\", found %s", what, BETWEEN,
      type(name) == "string" and ("%q"):format(name) or check.found(name))
  end
end


-- Raises unless entry i is a name followed by its variants.
local function check_descriptor(i, descriptor)
  if type(descriptor) ~= "table" then
    fail("impact: descriptor %d should be written { name, variant, variant, "
      .. "... }, found %s", i, check.found(descriptor))
  end
  check_name(("descriptor %d"):format(i), descriptor[1])
  if #descriptor < 2 then
    fail("impact: the descriptor \"%s\" has no variants; write them behind "
      .. "its name", descriptor[1])
  end
  for k = 2, #descriptor do
    check_name(("variant %d of \"%s\""):format(k - 1, descriptor[1]),
      descriptor[k])
  end
end


-- "Descriptor|Variant" of all variants, in their order.
local function labels_of(descriptors)
  local labels, known = {}, {}
  for i, descriptor in ipairs(descriptors) do
    check_descriptor(i, descriptor)
    for k = 2, #descriptor do
      local label = descriptor[1] .. BETWEEN .. descriptor[k]
      if known[label] then
        fail("impact: the variant \"%s\" stands twice", label)
      end
      known[label] = true
      labels[#labels + 1] = label
    end
  end
  return labels
end


local function of_cells(labels, cells, source)
  return native.from_matrix(matrix { rows = labels, cols = labels,
    cells = cells, source = source }, BETWEEN)
end


local function zeros(n)
  local cells = {}
  for i = 1, n do
    cells[i] = {}
    for j = 1, n do cells[i][j] = 0 end
  end
  return cells
end


-- Three columns of the judgements: a frame's first, or a list's entries.
local function judgement_rows(given)
  if check.kind_of(given) ~= "frame" then return given end
  local rows = {}
  local from, to, value = given:column(given.names[1]),
    given:column(given.names[2]), given:column(given.names[3])
  for i = 1, given.n_rows do rows[i] = { from[i], to[i], value[i] } end
  return rows
end


local function place_of(places, labels, label, i)
  if places[label] then return places[label] end
  local near = require "vane.core.base".nearest(tostring(label), labels)
  fail("impact: judgement %d is about \"%s\", which is no variant%s", i,
    tostring(label), near and (" (did you mean \"%s\"?)"):format(near) or "")
end


local function fill(cells, labels, judgements)
  local places = {}
  for i, label in ipairs(labels) do places[label] = i end
  for i, row in ipairs(judgement_rows(judgements)) do
    if type(row) ~= "table" or #row ~= 3 then
      fail("impact: judgement %d should be written { \"Descriptor|variant\", "
        .. "\"Descriptor|variant\", number }", i)
    end
    cells[place_of(places, labels, row[1], i)]
      [place_of(places, labels, row[2], i)] = row[3]
  end
end


--- impact{ {name, variant, variant, ...}, ..., judgements = list } -> impact
---   A cross-impact matrix: each descriptor with its variants, in their
---   order, and how far the variant in front promotes (above 0) or restricts
---   (below 0) the other, mostly from -3 to 3; what is not listed is 0.
---   `judgements` is a list of { "Descriptor|variant", "Descriptor|variant",
---   number } or a frame of three such columns; na is a judgement not made
---   yet. `source` says where they come from.
---   A variant may promote itself, which makes its descriptor slow to change.
---   Raises on a name that stands twice, on a descriptor without variants and
---   on one with more than 64.
---   Source: Weimer-Jehle 2006, cross-impact balances.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > impact{ t, g, judgements = { { "Trade|free", "Growth|high", 2 } } }
---   impact 2 descriptors, 4 variants, 4 configurations
---     Trade   free, closed
---     Growth  high, low
local function make(given)
  if type(given) ~= "table" then
    fail("impact: wants a list of descriptors, as in impact{ { \"Trade\", "
      .. "\"free\", \"closed\" }, ... }, found %s", check.found(given))
  end
  local named, descriptors = {}, {}
  for key, value in pairs(given) do
    if math.type(key) ~= "integer" then named[key] = value end
  end
  for i, value in ipairs(given) do descriptors[i] = value end
  local opts = check("impact", named, {
    judgements = { kind = { "table", "frame" }, default = {} },
    source = { kind = "string" },
  })
  local labels = labels_of(descriptors)
  local cells = zeros(#labels)
  fill(cells, labels, opts.judgements)
  return of_cells(labels, cells, opts.source)
end


local impact = noun("impact", core, make)


-- ---- files ----

local function read_scw(path, encoding)
  local descriptors, cells, kept = scw.read(path, encoding)
  local x = of_cells(labels_of(descriptors), cells, path:match "[^/]*$")
  kept_of[x] = kept
  return x
end


local function read_table(path, separator, encoding)
  local f = require "vane.data.frame".read(path, { encoding = encoding })
  if f.n_cols < 2 then
    fail("impact.read: %s has %d columns; a cross-impact matrix has the "
      .. "variants in its first column and one column for each", path, f.n_cols)
  end
  return native.from_matrix(matrix.from_frame(f, { rows = f.names[1] }),
    separator)
end


--- impact.read(path, { separator = "|", encoding = , panel = }) -> impact
---   A cross-impact matrix from a file. A table (.csv, .xlsx) has a row and a
---   column for each variant, called "Descriptor|Variant" (or with another
---   `separator`); its first column holds the names of the rows, an empty
---   cell is a judgement not made yet. ScenarioWizard's .scw is read, too;
---   `encoding` is "windows-1252" where its names are not in UTF-8. `panel`
---   is a frame, or the path of one, of what each expert judged, with columns
---   expert, from and to (each "Descriptor|Variant") and judgement; then
---   x:ensemble{ spread = "panel" } can draw experts anew.
---   Raises on a file that is neither, with the line where it goes wrong.
---
---   > file = "tests/data/fixtures/small.scw"
---   > impact.read(file).n_configurations
---   4
function impact.read(path, given)
  if type(path) ~= "string" then
    fail("impact.read: wants a path in quotes, found %s", check.found(path))
  end
  local opts = check("impact.read", given, {
    separator = { kind = "string", default = BETWEEN },
    encoding = { kind = "string" },
    panel = panel.option,
  })
  local x = path:lower():match "%.scw$" and read_scw(path, opts.encoding)
    or read_table(path, opts.separator, opts.encoding)
  if opts.panel then panel.keep(x, panel.frame(opts.panel)) end
  return x
end


-- { { name, variant, ... }, ... }
local function descriptors_of(x)
  local list = {}
  for i, name in ipairs(x.descriptors) do
    list[i] = { name, table.unpack(x:variants(name)) }
  end
  return list
end


--- x:write(path)
---   The judgements as a file: .scw for ScenarioWizard, which knows whole
---   numbers only, else a table of variants by variants (.csv). What a .scw
---   file held beside the judgements (texts, colours, comments) is written
---   back. The file is whole or not there at all.
---   Raises where the file cannot be written.
---
---   > x = impact{ { "Trade", "free", "closed" }, { "Growth", "high", "low" } }
---   > x:write "build/small.csv"
---   > impact.read "build/small.csv" == x
---   true
function methods.write(x, path)
  core.meta.self(x, "write")
  if type(path) ~= "string" then
    fail("write: wants a path in quotes, found %s", check.found(path))
  end
  if path:lower():match "%.scw$" then
    scw.write(path, descriptors_of(x), x:matrix():cells(), kept_of[x])
  else
    x:matrix():frame():write(path)
  end
end


-- ---- printing ----

local function counted(n, one, many)
  return ("%s %s"):format(n, n == 1 and one or many)
end


-- 59049, or 1.9e30 of a long row of digits.
local function short(count)
  local digits = tostring(count)
  if #digits <= 12 then return digits end
  return ("%s.%se%d"):format(digits:sub(1, 1), digits:sub(2, 2), #digits - 1)
end


local function text_of(x, opts)
  local line = ("impact %s, %s, %s"):format(
    counted(x.n_descriptors, "descriptor", "descriptors"),
    counted(x.n_variants, "variant", "variants"),
    counted(short(x.n_configurations), "configuration", "configurations"))
  if x.source then line = line .. "   " .. x.source end
  local lines, columns = { line }, { {}, {} }
  if panel.size(x) then
    lines[2] = ("  a panel of %d experts beside it"):format(panel.size(x))
  end
  if x.n_missing > 0 then
    lines[#lines + 1] = ("  %s"):format(counted(x.n_missing,
      "judgement is not made yet and counts as 0",
      "judgements are not made yet and count as 0"))
  end
  for i, name in ipairs(x.descriptors) do
    columns[1][i], columns[2][i] = name, table.concat(x:variants(name), ", ")
  end
  lines[#lines + 1] = grid.columns({ "", "" }, columns, opts):gsub("^%s*\n", "")
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(x) return text_of(x) end

return impact

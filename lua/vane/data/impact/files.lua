-- Cross-impact matrices and their scenarios in files: what is read, what is
-- written, and what a format has no place for.

local base = require "vane.core.base"
local core = require "vane.core.impact"
local scenarios_core = require "vane.core.scenarios"
local beside = require "vane.data.impact.beside"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local judgements = require "vane.data.impact.judgements"
local making = require "vane.data.impact.making"
local matrix = require "vane.data.matrix"
local note = require "vane.base.note"
local panel = require "vane.data.impact.panel"
local scenario_of = require "vane.data.impact.scenario"
local scw = require "vane.data.impact.scw"
local sl = require "vane.data.impact.sl"
local table_file = require "vane.data.table_file"

local files = {}

local methods, native, self = core.methods, core.native, core.meta.self

local BETWEEN = "|"


-- ---- reading ----

local function read_scw(path, encoding)
  local descriptors, cells, kept = scw.read(path, encoding)
  local x = making.of_cells(descriptors, cells, path:match "[^/]*$")
  beside.of(x).scw = kept
  beside.keep_texts(x, kept.texts)
  return x
end


-- A list of judgements: the variants are those that it names.
local function read_list(f, separator)
  for _, name in ipairs(f.names) do
    if name == "expert" then
      fail("impact.read: %s is what a panel said; give it beside the matrix, as "
        .. "in impact.read(path, { panel = %q })", f.source, f.source)
    end
  end
  local descriptors = judgements.descriptors(f, separator)
  local list = judgements.rows(f)
  judgements.refuse_two(list)
  for _, row in ipairs(list) do
    for k = 1, 2 do
      local from, to = row[k]:find(separator, 1, true)
      row[k] = row[k]:sub(1, from - 1) .. BETWEEN .. row[k]:sub(to + 1)
    end
  end
  return making.of_judgements(descriptors, list, f.source)
end


-- The corner of a matrix has no name, which needs no saying.
local function read_rows(path, encoding)
  local f, notes = table_file(path, { encoding = encoding })
  for _, sentence in ipairs(notes) do
    if not sentence:find "^column 1 has no name" then
      note(("%s: %s"):format(path, sentence))
    end
  end
  return f
end


-- Raises at the first cell that is no judgement.
local function refuse_texts(f, path)
  local labels = f:column(f.names[1])
  for j = 2, f.n_cols do
    for i, cell in ipairs(f:column(f.names[j])) do
      if not (tonumber(cell) or base.is_na(cell)) then
        fail("impact.read: %s: the judgement of \"%s\" on \"%s\" should be a "
          .. "number, found %s", path, tostring(labels[i]), f.names[j],
          type(cell) == "string" and ("%q"):format(cell) or tostring(cell))
      end
    end
  end
end


-- The sign that stands once in each label, between two names; or nil.
local function sign_in(labels)
  for _, sign in ipairs { "|", "-", ":", "/", "." } do
    local fits = #labels > 0
    for _, label in ipairs(labels) do
      local before, behind = tostring(label):match("^(.-)%" .. sign .. "(.*)$")
      fits = fits and before and before ~= "" and behind ~= ""
        and not behind:find(sign, 1, true)
    end
    if fits then return sign end
  end
end


local function refuse_labels(f, path, separator)
  local labels = f:column(f.names[1])
  for _, label in ipairs(labels) do
    if not tostring(label):find(separator, 1, true) then
      local sign = sign_in(labels)
      fail("impact.read: %s: \"%s\" should be called \"Descriptor%sVariant\"%s",
        path, tostring(label), separator,
        sign and ("; separator = %q reads these names"):format(sign) or "")
    end
  end
end


local function read_table(path, separator, encoding)
  local f = read_rows(path, encoding)
  if judgements.are_in(f) then return read_list(f, separator) end
  if f.n_cols < 2 then
    fail("impact.read: %s has %d columns; a cross-impact matrix has the "
      .. "variants in its first column and one column for each", path, f.n_cols)
  end
  refuse_labels(f, path, separator)
  refuse_texts(f, path)
  return native.from_matrix(matrix.from_frame(f, { rows = f.names[1] }),
    separator)
end


local function read_any(path, separator, encoding)
  local ending = path:lower():match "%.(%w+)$"
  if ending == "sl" then
    fail("impact.read: %s holds solutions; read its matrix first, then "
      .. "x:solutions(%q)", path, path)
  end
  if ending == "scw" then return read_scw(path, encoding) end
  return read_table(path, separator, encoding)
end


--- impact.read(path, { separator = "|", encoding = , panel = }) -> impact
---   A cross-impact matrix from a file. A table (.csv, .xlsx) has a row and a
---   column for each variant, called "Descriptor|Variant" (or with another
---   `separator`); its first column holds the names of the rows, an empty
---   cell is a judgement not made yet. A table with the columns from, to and
---   judgement (and confidence) is a list of judgements, as x:judgements gives
---   it. ScenarioWizard's .scw is read, too; `encoding` is "windows-1252"
---   where its names are not in UTF-8. `panel` is a frame, or the path of one,
---   of what each expert judged, with columns expert, from and to (each
---   "Descriptor|Variant") and judgement; then x:ensemble{ spread = "panel" }
---   can draw experts anew.
---   Raises on a file that is neither, with the line where it goes wrong.
---
---   > file = "tests/data/fixtures/small.scw"
---   > impact.read(file).n_configurations
---   4
function files.read(path, given)
  if type(path) ~= "string" then
    fail("impact.read: wants a path in quotes, found %s", check.found(path))
  end
  local opts = check("impact.read", given, {
    separator = { kind = "string", default = BETWEEN },
    encoding = { kind = "string" },
    panel = panel.option,
  })
  local x = read_any(path, opts.separator, opts.encoding)
  if opts.panel then panel.keep(x, panel.frame(opts.panel)) end
  return x
end


-- How many variants each descriptor has.
local function counts_of(x)
  local counts = {}
  for i, name in ipairs(x.descriptors) do counts[i] = #x:variants(name) end
  return counts
end


--- x:solutions(path, { encoding = }) -> frame
---   The scenarios in a file of ScenarioWizard's solutions (.sl) that were
---   found for this matrix: the columns of x:consistent{}.scenarios, worked
---   out anew, then `weight` and `comment` as the file has them. Says so where
---   the file's own numbers differ from those that the matrix gives.
---   Raises on a file of another kind, or for other descriptors.
---
---   > x = impact.read "tests/data/fixtures/small.scw"
---   > x:write "build/small.sl"
---   > x:solutions("build/small.sl"):select("Trade", "Growth", "weight")
---   frame 2 x 3   small.scw
---     Trade   Growth  weight
---     free    high         1
---     closed  low          1
function methods.solutions(x, path, given)
  self(x, "solutions")
  if type(path) ~= "string" then
    fail("solutions: wants a path in quotes, found %s", check.found(path))
  end
  local opts = check("solutions", given, { encoding = { kind = "string" } })
  local places, c = {}, { weight = {}, comment = {} }
  local solutions = sl.read(path, counts_of(x), opts.encoding)
  for s, solution in ipairs(solutions) do
    for _, k in ipairs(solution.variants) do places[#places + 1] = k end
    c.weight[s], c.comment[s] = solution.weight, solution.comment
  end
  local f, n_other = scenarios_core.given(x, places), 0
  for s, solution in ipairs(solutions) do
    local row = f:row(s)
    if row.inconsistency ~= solution.inconsistency
      or row.total_impact ~= solution.total_impact then n_other = n_other + 1 end
  end
  if n_other > 0 then
    note(("solutions: the numbers of %d of %d scenarios in %s are not those "
      .. "that this matrix gives"):format(n_other, #solutions, path))
  end
  return f:with({ { "weight", c.weight }, { "comment", c.comment } },
    { types = { weight = "number", comment = "text" } })
end


-- ---- writing ----

-- Says what stands beside x and finds no place in the file.
local function say_losses(x, path, held)
  local kept, lost = beside.of(x), {}
  if kept.confidence then lost[1] = "confidence (x:judgements() keeps it)" end
  if kept.panel then lost[#lost + 1] = "the panel (x:panel() keeps it)" end
  if kept.texts and not held.texts then
    lost[#lost + 1] = "texts (x:texts() keeps them)"
  end
  if #lost > 0 then
    note(("writing %s: this format has no place for %s"):format(path,
      table.concat(lost, ", ")))
  end
end


-- The weight of each scenario's basin, by its id.
local function weights_of(x)
  local weights, f = {}, x:basins {}
  local ids = f:column "id"
  for i, weight in ipairs(f:column "weight") do weights[ids[i]] = weight end
  return weights
end


-- The frame of scenarios to write, with all the columns that are needed.
local function scenarios_of(x, scenarios)
  if scenarios == nil then scenarios = x:consistent {}.scenarios end
  local kind = check.kind_of(scenarios)
  if type(scenarios) == "table" and kind ~= "table" then
    scenarios = scenarios.scenarios
  end
  if check.kind_of(scenarios) ~= "frame" then
    fail("write: wants a frame of scenarios, or what x:consistent{} gave, found "
      .. "%s", check.found(scenarios))
  end
  for _, name in ipairs(x.descriptors) do scenarios:column(name) end
  for _, name in ipairs { "consistency", "inconsistency", "total_impact" } do
    scenarios:column(name)
  end
  return scenarios
end


local function write_solutions(x, path, given)
  local scenarios, known, weights = scenarios_of(x, given), false, nil
  for _, name in ipairs(scenarios.names) do known = known or name == "weight" end
  if not known then weights = weights_of(x) end
  sl.write(path, scenarios, function(row)
    return scenario_of.variants(x, "write", row)
  end, function(row)
    return tonumber(known and row.weight or not known and weights[row.id]) or 0
  end)
end


--- x:write(path)
--- x:write("futures.sl", scenarios)
---   The judgements as a file: .scw for ScenarioWizard, which knows whole
---   numbers only, else a table of variants by variants (.csv). What a .scw
---   file held beside the judgements (texts, colours, comments) is written
---   back; what a format has no place for is said, and where it can be kept.
---   An .sl file is a list of scenarios for ScenarioWizard: those of a frame
---   or of x:consistent{}, which are looked for when none are given; its
---   weights are those of the frame, else of x:basins{}.
---   The file is whole or not there at all.
---   Raises where the file cannot be written, and on judgements that are not
---   whole or not made yet where ScenarioWizard's files have no way to say so.
---
---   > x = impact{ { "Trade", "free", "closed" }, { "Growth", "high", "low" } }
---   > x:write "build/small.csv"
---   > impact.read "build/small.csv" == x
---   true
function methods.write(x, path, scenarios)
  self(x, "write")
  if type(path) ~= "string" then
    fail("write: wants a path in quotes, found %s", check.found(path))
  end
  local ending = path:lower():match "%.(%w+)$"
  if ending == "sl" then return write_solutions(x, path, scenarios) end
  if ending == "scw" then
    if x.n_missing > 0 then
      fail("writing %s: %d judgements are not made yet, which ScenarioWizard "
        .. "cannot say; x:form{} lists them, a .csv keeps them open", path,
        x.n_missing)
    end
    local kept = beside.of(x)
    scw.write(path, making.lists(x), x:matrix():cells(), kept.scw, kept.texts)
  else
    x:matrix():frame():write(path)
  end
  say_losses(x, path, { texts = ending == "scw" })
end


return files

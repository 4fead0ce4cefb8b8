-- Codings put together: with more about their sources, and with each other.

local core = require "vane.core.coding"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local beside = require "vane.data.coding.beside"
local made = require "vane.data.coding.made"
local note = require "vane.base.note"
local same = require "vane.data.coding.same"
local tell = require "vane.data.coding.tell"

local methods = core.methods


-- ---- more about sources or units ----

--- c:join(frame, { by = "source" }) -> coding
---   The coding with more known of its sources: a frame with a row for each, or
---   the path of a table (.csv, .xlsx), named in the column `by`, and columns
---   such as date, type, language, actor. With `by = "unit"` the same of units.
---   A column that is there already is replaced. Sources without a row have
---   missing cells; a sentence says how many there are.
---   Raises when the column is not in both, a source has two rows, or none of
---   the sources is in the frame.
---
---   > f = frame{ unit = {1, 2}, source = {"s", "t"}, code = {"a", "b"} }
---   > c = coding(f)
---   > more = frame{ source = {"s", "t"}, type = {"blog", "news"} }
---   > c:join(more):sources()
---   frame 2 x 2
---     source  type
---     s       blog
---     t       news
function methods.join(c, more, given)
  core.meta.self(c, "join")
  local opts = check("join", given, {
    by = { one_of = { "source", "unit" }, default = "source" } })
  local by = opts.by
  if type(more) == "string" then more = frame.read(more) end
  if check.kind_of(more) ~= "frame" then
    fail("join: wants a frame with a row for each %s, or the path of a table, "
      .. "found %s", by, check.found(more))
  end
  local rows = made.rows_of(c)
  if not (rows.types[by] and more.types[by]) then
    fail("join: the column \"%s\" is not in both, the coding and the frame", by)
  end
  local alone = rows:unique(by):join(more, { by = by, kind = "anti" }).n_rows
  local all = rows:unique(by).n_rows
  if alone == all then
    fail("join: no %s of the coding is named in the frame", by)
  end
  if alone > 0 then
    note(("join: %d of %d %ss have no row in the frame"):format(alone, all, by))
  end
  for _, name in ipairs(more.names) do
    if name ~= by and rows.types[name] then rows = rows:drop(name) end
  end
  return made.of(rows:join(more, { by = by, kind = "left" }), c:codes(),
    c:coders(), c)
end


-- ---- two codings ----

-- The entries of both tables; what the second one says counts.
local function both(first, second)
  local all = {}
  for _, t in ipairs { first or {}, second or {} } do
    for key, value in pairs(t) do all[key] = value end
  end
  return all
end


-- The coding with its units called otherwise.
local function with_units_called(c, names)
  local called = made.of(same.renamed(made.rows_of(c), "unit", names), c:codes(),
    c:coders(), c)
  beside.stamps[called] = same.renamed(c:stamps(), "unit", names)
  beside.extras[called] = same.renamed(c:extras(), "unit", names)
  return called
end


-- Two codings with both their units called by texts, where those of one are
-- numbers within the sources that units of the other are called by.
local function called_alike(c, other)
  local kind, other_kind = c:units().types.unit, other:units().types.unit
  if kind == other_kind then return c, other end
  if kind == "integer" and same.numbered_within(c, other) then
    return with_units_called(c, same.texts(c)), other
  elseif other_kind == "integer" and same.numbered_within(other, c) then
    return c, with_units_called(other, same.texts(other))
  end
  return c, other
end


--- c:merge(other) -> coding
---   Two codings of the same material as one: projects that coders made apart,
---   or tables. Sources with the same text are the same, whatever each calls
---   them; without texts those of the same name are. Selections of the same
---   place in the same source are one unit, and so are units of the same name
---   where no places are known; one of another source than the one that has its
---   name here is called by both, "report p1"; where numbers name units of two
---   sources all units are. Codes and coders of the same name are the same.
---   Raises when a column of both holds different kinds of values.
---
---   > f = frame{ unit = {1, 2}, coder = {"x", "x"}, code = {"a", "b"} }
---   > g = frame{ unit = {1, 3}, coder = {"y", "y"}, code = {"a", "a"} }
---   > coding(f):merge(coding(g))
---   coding 3 units, 2 codes, 2 coders, 4 codings
---     units that 2 coders looked at: 1
---     code  units  coders
---     a         2       2
---     b         1       1
function methods.merge(c, other)
  core.meta.self(c, "merge")
  if check.kind_of(other) ~= "coding" then
    fail("merge: wants another coding, found %s", check.found(other))
  end
  c, other = called_alike(c, other)
  local source_here, unit_here = same.names(c, other)
  local rows = same.renamed(made.rows_of(other), "source", source_here)
  local merged = made.of(
    made.both(made.rows_of(c), same.renamed(rows, "unit", unit_here)),
    made.both_names(c:codes(), other:codes(), "code"),
    made.both_names(c:coders(), other:coders(), "coder"), c)
  local contents = {}
  for name, content in pairs(beside.contents[other] or {}) do
    contents[source_here[name] or name] = content
  end
  tell.within("merge", merged)
  beside.contents[merged] = both(contents, beside.contents[c])
  beside.losses[merged] = nil
  beside.stamps[merged] = c:stamps():append(same.renamed(other:stamps(), "unit",
    unit_here))
  beside.extras[merged] = c:extras():append(same.renamed(same.renamed(
    other:extras(), "unit", unit_here), "source", source_here))
  beside.files[merged] = both(beside.files[other], beside.files[c])
  return merged
end


--- c:merge_units() -> coding
---   The coding in which units at the same place of the same source, with the
---   same text, are one, called as the first of them. Programs differ in
---   whether they make a selection for each coding, or one for all codings of a
---   place; of the former c:cooccurrence and c:agreement see only after this
---   what goes together. Without places (columns source, start, finish) all
---   units stay.
---
---   > at = { start = {0, 0, 9}, finish = {8, 8, 12}, source = {1, 1, 1} }
---   > at.unit, at.code = {"p1", "p1 (2)", "p2"}, {"care", "work", "care"}
---   > c = coding(frame(at))
---   > c:merge_units():units{ "care", "work" }:column "unit"
---   { "p1" }
function methods.merge_units(c)
  core.meta.self(c, "merge_units")
  return with_units_called(c, (same.places(c)))
end

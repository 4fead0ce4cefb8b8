-- Codings put together: with more about their sources, and with each other.

local core = require "vane.core.coding"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local kept = require "vane.data.coding_kept"
local note = require "vane.base.note"
local same = require "vane.data.coding_same"

local methods, native = core.methods, core.native

local na = base.na


-- A row for each coding, with all that is known of its unit.
local function full_rows(c)
  local rows, about = c:rows(), c:units()
  if about.n_cols < 2 then return rows end
  return rows:join(about, { by = "unit", kind = "left" })
end


local function remade(rows, codes, coders, like)
  local c = native.from_rows(rows, "unit",
    rows.types.source and "source" or nil, "coder", "code", codes, coders)
  kept.losses[c], kept.contents[c] = kept.losses[like], kept.contents[like]
  kept.stamps[c] = kept.stamps[like]
  return c
end


-- ---- more about sources or units ----

--- c:join(frame, { by = "source" }) -> coding
---   The coding with more known of its sources: a frame with a row for each,
---   named in the column `by`, and columns such as date, type, language,
---   actor. With `by = "unit"` the same of units. A column that is there
---   already is replaced. Sources without a row have missing cells; a sentence
---   says how many there are.
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
  if check.kind_of(more) ~= "frame" then
    fail("join: wants a frame with a row for each %s, found %s", by,
      check.found(more))
  end
  local rows = full_rows(c)
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
  return remade(rows:join(more, { by = by, kind = "left" }), c:codes(),
    c:coders(), c)
end


-- ---- two codings ----

-- The frame with exactly these columns, missing where it has none.
local function aligned(f, names, types)
  for _, name in ipairs(names) do
    if not f.types[name] then
      local cells = {}
      for i = 1, f.n_rows do cells[i] = na end
      f = f:with({ { name, cells } }, { types = { [name] = types[name] } })
    elseif f.types[name] ~= types[name] then
      fail("merge: the column \"%s\" is %s in one coding and %s in the other",
        name, types[name], f.types[name])
    end
  end
  return f:select(names)
end


local function both(a, b)
  local names, types = {}, {}
  for _, f in ipairs { a, b } do
    for _, name in ipairs(f.names) do
      if not types[name] then
        names[#names + 1], types[name] = name, f.types[name]
      end
    end
  end
  return aligned(a, names, types):append(aligned(b, names, types))
end


-- The codes (or coders) of both; what one says of a name comes first.
local function joined_names(a, b, column)
  return both(a, b:join(a:select(column), { by = column, kind = "anti" }))
end


--- c:merge(other) -> coding
---   Two codings of the same material as one: projects that coders made apart,
---   or tables. Sources with the same text are the same, whatever each calls
---   them; without texts those of the same name are. Selections of the same
---   place in the same source are one unit, and so are units of the same name
---   where no places are known. Codes and coders of the same name are the same.
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
  local source_here, unit_here = same.names(c, other)
  local rows = same.renamed(full_rows(other), "source", source_here)
  local made = remade(both(full_rows(c), same.renamed(rows, "unit", unit_here)),
    joined_names(c:codes(), other:codes(), "code"),
    joined_names(c:coders(), other:coders(), "coder"), c)
  local contents = {}
  for name, content in pairs(kept.contents[other] or {}) do
    contents[source_here[name] or name] = content
  end
  for name, content in pairs(kept.contents[c] or {}) do
    contents[name] = content
  end
  kept.contents[made], kept.losses[made] = contents, nil
  kept.stamps[made] = c:stamps():append(same.renamed(other:stamps(), "unit",
    unit_here))
  return made
end


-- The tables in which ratings are kept, and the columns they are in.

local core = require "vane.core.reliability"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local frames = require "vane.core.frame"

local WORD = "agreement"

-- What columns are called that need not be said.
local usual = {
  unit = { "unit", "segment", "paragraph", "subject", "item", "case", "id",
    "document", "doc" },
  coder = { "coder", "rater", "judge", "expert", "observer", "annotator" },
  value = { "value", "category", "code", "rating", "score", "label" },
  code = { "code", "category", "value" },
  start = { "start", "begin", "from" },
  finish = { "end", "finish", "to" },
}


-- ---- columns ----

local function usual_column(f, opts, role)
  if opts[role] then return opts[role] end
  for _, name in ipairs(usual[role]) do
    if f.types[name] then return name end
  end
end


-- What a table is whose columns are called as nobody calls coders, or nil.
local function shape_of(f)
  local function has(role) return usual_column(f, {}, role) ~= nil end
  if not has "coder" then return nil end
  if has "start" and has "finish" then return "intervals" end
  return has "unit" and has "value" and "long" or nil
end


-- The column with the units' names, if there is one: said, called so, or the
-- only column of texts, in front of columns of numbers.
local function unit_column(f, opts)
  local known = usual_column(f, opts, "unit")
  if known or f.n_cols < 2 or f.types[f.names[1]] ~= "text" then return known end
  for j = 2, f.n_cols do
    local type = f.types[f.names[j]]
    if type ~= "integer" and type ~= "number" then return nil end
  end
  return f.names[1]
end


local function column(f, opts, role)
  return usual_column(f, opts, role)
    or fail("%s: no column is called \"%s\"; say which one it is, as in "
      .. "{ %s = \"...\" }", WORD, usual[role][1], role)
end


-- All columns but those with the units' names and their clusters.
local function others(f, unit, cluster)
  local names = {}
  for _, name in ipairs(f.names) do
    if name ~= unit and name ~= cluster then names[#names + 1] = name end
  end
  return names
end


-- ---- ratings ----

local readers = {}


-- An empty cell of sets is the empty set unless said otherwise.
local function empty_is_said(opts)
  local sets = opts.level == "jaccard" or opts.level == "masi"
    or opts.level == "masi_product"
  return sets and opts.blank ~= "missing"
end


function readers.wide(f, opts)
  local unit = unit_column(f, opts)
  return core.wide(f, unit, opts.coders or others(f, unit, opts.cluster),
    opts.categories, empty_is_said(opts), opts.cluster)
end


-- One row for each unit and coder: their codes, joined to a set.
local function joined(f, unit, coder, value, cluster)
  local set_of, units, coders, sets, clusters = {}, {}, {}, {}, {}
  local us, cs, vs = f:column(unit), f:column(coder), f:column(value)
  local of = cluster and f:column(cluster)
  for i = 1, f.n_rows do
    if us[i] ~= base.na and cs[i] ~= base.na then
      local key = tostring(us[i]) .. "\0" .. tostring(cs[i])
      local set = set_of[key]
      if not set then
        local row = #units + 1
        set, units[row], coders[row] = {}, us[i], cs[i]
        set_of[key], sets[row], clusters[row] = set, set, of and of[i] or nil
      end
      if vs[i] ~= base.na then set[#set + 1] = tostring(vs[i]) end
    end
  end
  for row, set in ipairs(sets) do sets[row] = table.concat(set, "|") end
  local names, columns = { "unit", "coder", "value" }, { units, coders, sets }
  if of then names[4], columns[4] = "cluster", clusters end
  return frames.of(names, columns, { value = "text",
    cluster = of and f.types[cluster] or nil })
end


function readers.long(f, opts)
  local unit, coder = column(f, opts, "unit"), column(f, opts, "coder")
  local value, cluster = column(f, opts, "value"), opts.cluster
  if empty_is_said(opts) then
    f = joined(f, unit, coder, value, cluster)
    unit, coder, value, cluster = table.unpack(f.names)
  end
  return core.long(f, unit, coder, value, opts.categories, false, cluster)
end


function readers.contingency(f, opts)
  return core.contingency(f, opts.unit or f.names[1]
    or fail("%s: the table has no columns", WORD))
end


function readers.counts(f, opts)
  local unit = unit_column(f, opts)
  return core.counts(f, unit, opts.categories or others(f, unit, opts.cluster),
    opts.cluster)
end


return { ratings = readers, column = column, shape_of = shape_of,
  empty_is_said = empty_is_said }

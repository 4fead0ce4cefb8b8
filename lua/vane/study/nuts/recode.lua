-- Regions of one version of NUTS said in another: renamed codes one by one,
-- split regions by the shares of their population.

local check = require "vane.base.check"
local frame = require "vane.data.frame"
local lines = require "vane.study.lines"
local provenance = require "vane.base.provenance"
local read = require "vane.study.nuts.read"
local result = require "vane.base.result"
local spread = require "vane.study.spread"
local steps = require "vane.study.nuts.steps"

local WORD = "nuts.recode"

local options = {
  frame = { kind = "frame", needed = true },
  column = { kind = "string", needed = true },
  from = { kind = "integer", needed = true },
  to = { kind = "integer", needed = true },
  by = { kind = "frame", needed = true },
  weight = { one_of = { "pop2011", "pop2021", "area_km2" }, default = "pop2011" },
  value = { kind = { "string", "table" } },
  into = { kind = "string" },
  least = { kind = "number", default = 0.001, least = 0, below = 1 },
}


-- What became of each code; a table of one step, as the Joint Research Centre
-- publishes them, is that between the versions asked for.
local function steps_of(opts)
  local has = opts.by.types
  if not has.from_code or has.from_version or has.to_version then return opts.by end
  local low, high = math.min(opts.from, opts.to), math.max(opts.from, opts.to)
  return opts.by:with { from_version = low, to_version = high }
end


local function check_options(given)
  local opts = check(WORD, given, options)
  opts.by = steps_of(opts)
  if type(opts.value) == "string" then opts.value = { opts.value } end
  opts.into = opts.into or ("%s_%d"):format(opts.column, opts.to)
  read.check_column(WORD, opts.frame, opts.column, "column", read.texts)
  for _, name in ipairs(opts.value or {}) do
    read.check_column(WORD, opts.frame, name, "value", read.numbers)
  end
  read.check_table(WORD, opts.by, "by", { "from_version", "to_version",
    "from_code", "to_code", opts.weight }, { from_version = "integer",
    to_version = "integer", from_code = "text", to_code = "text" })
  read.check_column(WORD, opts.by, opts.weight, "weight", read.numbers)
  read.refuse_taken(WORD, opts.frame, { opts.into, "weight" })
  return opts
end


-- ---- what became of each code ----

local function kind_of(code, found, n_sources)
  if #found.order > 1 then return "split" end
  local to = found.order[1]
  if n_sources[to] > 1 then return "merged" end
  return to == code and "same" or "renamed"
end


local function follow_all(s)
  local list, n_missing = read.occurrences(s.opts.frame, s.opts.column)
  local way = steps.steps(s.opts, WORD)
  s.codes, s.unresolved, s.n_missing = {}, {}, n_missing
  for _, entry in ipairs(list) do
    if read.is_nowhere(entry.code) then
      entry.found = { order = { entry.code }, [entry.code] = 1 }
      entry.kind = "no region"
    else
      entry.found, entry.why = steps.follow(way, entry.code, s.opts.least)
    end
    local into = entry.found and s.codes or s.unresolved
    into[#into + 1] = entry
  end
end


-- How many of the codes at hand end in each new one.
local function name_kinds(s)
  local n_sources = {}
  for _, entry in ipairs(s.codes) do
    for _, to in ipairs(entry.found.order) do
      n_sources[to] = (n_sources[to] or 0) + 1
    end
  end
  for _, entry in ipairs(s.codes) do
    entry.kind = entry.kind or kind_of(entry.code, entry.found, n_sources)
  end
end


-- ---- tables ----

local function map_of(s)
  local codes, to, weights = {}, {}, {}
  for _, entry in ipairs(s.codes) do
    for _, target in ipairs(entry.found.order) do
      local k = #codes + 1
      codes[k], to[k], weights[k] = entry.code, target, entry.found[target]
    end
  end
  return frame({ { "code", codes }, { s.opts.into, to }, { "weight", weights } },
    { types = { code = "text", [s.opts.into] = "text", weight = "number" },
      source = s.opts.by.source })
end


-- A row for each code and what it became.
local function changes(s)
  local list = {}
  for _, entry in ipairs(s.codes) do
    for _, target in ipairs(entry.found.order) do
      list[#list + 1] = { code = entry.code, kind = entry.kind, to = target,
        weight = entry.found[target], n = entry.n }
    end
  end
  return read.table_of(list, { "code", "kind", "to", "weight", { "n_rows", "n" } },
    { code = "text", kind = "text", to = "text", weight = "number",
      n_rows = "integer" }, s.opts.frame.source)
end


local function unresolved(s)
  return read.table_of(s.unresolved, { "code", { "n_rows", "n" }, "why" },
    { code = "text", n_rows = "integer", why = "text" }, s.opts.frame.source)
    :sort("-n_rows", "code")
end


local function sum_rows(list, kind)
  local n = 0
  for _, entry in ipairs(list) do
    if not kind or entry.kind == kind then n = n + entry.n end
  end
  return n
end


-- ---- the text ----

local KINDS = { "same", "renamed", "merged", "split", "no region" }


local function kind_line(s, f)
  local parts = {}
  for _, kind in ipairs(KINDS) do
    local n = f.changes:where { kind = kind }:unique "code".n_rows
    if n > 0 then parts[#parts + 1] = ("%d %s"):format(n, kind) end
  end
  return ("  codes: %s, %d unresolved"):format(table.concat(parts, ", "),
    #s.unresolved)
end


local function caveats(s, f)
  local list = {}
  if f.n_unresolved > 0 then
    list[1] = ("%s of %s unresolved and left out; see .unresolved. Regions "
      .. "that were split and whose shares nobody published need rows of your "
      .. "own in 'by'"):format(lines.counted(f.n_unresolved, "row"),
      lines.counted(#s.unresolved, "code"))
  end
  if sum_rows(s.codes, "split") > 0 then
    list[#list + 1] = ("split regions are shared by %s, as if what is counted "
      .. "were spread as that is"):format(s.opts.weight)
  end
  if sum_rows(s.codes, "no region") > 0 then
    list[#list + 1] = "codes that stand for no region stay as they are"
  end
  return list
end


local function text_of(s, f, opts)
  local list = {}
  local words = { ("%s of NUTS %d said in NUTS %d, %s"):format(
    lines.counted(#s.codes + #s.unresolved, "code"), s.opts.from, s.opts.to,
    lines.counted(s.opts.frame.n_rows, "row")), s.opts.frame.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, WORD .. ":", words, "  ")
  list[#list + 1] = kind_line(s, f)
  if s.n_missing > 0 then
    lines.left_out(list, { { n = s.n_missing, why = "without a code" } })
  end
  lines.part(list, "split", f.changes:where { kind = "split" }
    :sort("-n_rows", "code", "-weight"), f.changes.names, opts)
  lines.part(list, "unresolved", f.unresolved, f.unresolved.names, opts)
  lines.sentences(list, f.caveats)
  return table.concat(list, "\n")
end


-- ---- the result ----

local methods = { pictures = result.pictures }

local fields = {
  changes = "frame, a row for each code and what it became, with weights",
}


--- nuts.recode{ frame =, column =, from =, to =, by =, ... } -> recode result
---   Regions of one version of NUTS said in another: renamed codes one by one,
---   merged ones together, and a row of a split region becomes one for each
---   part, with its share as weight.
---   frame, column  the rows, and their column of codes (NUTS 2, four letters)
---   from, to  versions: 2003, 2006, 2010, 2013, 2016, 2021, 2024; back, too
---   by        what became of each code: datasets/regions/recoding.csv, or one
---             step of the source, from_code to to_code, without versions
---   weight    what a split region is shared by: "pop2011", "pop2021" or
---             "area_km2"
---   value     columns of numbers that are multiplied by the weight
---   into      the new column; "nuts2_2016" of column "nuts2" and 2016
---   least     parts below this share are noise of the borders: 0.001
---
---   Gives .frame (the rows with the new column and weight), .changes (code,
---   kind: same, renamed, merged, split, or no region; to, weight, n_rows),
---   .unresolved (codes that are not of version `from`, that ended, or whose
---   parts have no weights; their rows are left out).
---   Raises when a version is not known, or the frame has the column already.
---   Source: European Commission, Joint Research Centre, NUTS converter
---   matrices 2025.08; Eurostat, history of NUTS.
---
---   > by = frame.read "datasets/regions/recoding.csv"
---   > f = frame{ nuts2 = {"AT11", "FR24", "HU10"}, patents = {20, 30, 100} }
---   > say = { frame = f, column = "nuts2", from = 2013, to = 2016, by = by }
---   > say.value = "patents"
---   > nuts.recode(say).changes
---   frame 4 x 5
---     code  kind     to    weight  n_rows
---     AT11  same     AT11  1.0000       1
---     FR24  renamed  FRB0  1.0000       1
---     HU10  split    HU11  0.5863       1
---     HU10  split    HU12  0.4137       1
local function make(given)
  local opts = check_options(given)
  local s = { opts = opts }
  follow_all(s)
  name_kinds(s)
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  local f = { changes = changes(s), unresolved = unresolved(s),
    frame = spread(opts.frame, opts.column, map_of(s), opts.value),
    n_rows = opts.frame.n_rows, n_missing = s.n_missing,
    n_resolved = sum_rows(s.codes), n_unresolved = sum_rows(s.unresolved) }
  f.caveats = caveats(s, f)
  return result("recode", {
    fields = f, methods = methods, next = { "frame", "changes", "unresolved" },
    text = function(_, how) return text_of(s, f, how) end,
    provenance = record,
  })
end


return { make = make, fields = fields, methods = methods }

-- Which version of NUTS the codes of a column are of, and whether several
-- versions are mixed.

local check = require "vane.base.check"
local lines = require "vane.study.lines"
local provenance = require "vane.base.provenance"
local read = require "vane.study.nuts.read"
local result = require "vane.base.result"

local WORD = "nuts.versions"

local options = {
  frame = { kind = "frame", needed = true },
  column = { kind = "string", needed = true },
  by = { kind = "frame", needed = true },
}


-- code -> { version = true, ... }, and the versions in order.
local function known_codes(by)
  local of, versions, seen = {}, {}, {}
  local codes = by:column "code"
  for i, version in ipairs(by:column "version") do
    of[codes[i]] = of[codes[i]] or {}
    of[codes[i]][version] = true
    if not seen[version] then versions[#versions + 1] = version end
    seen[version] = true
  end
  table.sort(versions)
  return of, versions
end


local function sort_out(s)
  local of
  of, s.versions = known_codes(s.opts.by)
  s.known, s.unknown, s.nowhere = {}, {}, {}
  for _, entry in ipairs((read.occurrences(s.opts.frame, s.opts.column))) do
    entry.versions = of[entry.code]
    local list = read.is_nowhere(entry.code) and s.nowhere
      or entry.versions and s.known or s.unknown
    list[#list + 1] = entry
  end
end


local function count_versions(s)
  local list = {}
  for i, version in ipairs(s.versions) do
    local one = { version = version, n_codes = 0, n_rows = 0, n_missed = 0 }
    for _, entry in ipairs(s.known) do
      if entry.versions[version] then
        one.n_codes, one.n_rows = one.n_codes + 1, one.n_rows + entry.n
      else
        one.n_missed = one.n_missed + 1
      end
    end
    list[i] = one
  end
  return list
end


-- The version that knows most of the codes; of two that know as many, the
-- later.
local function best_of(counts)
  local best
  for _, one in ipairs(counts) do
    if not best or one.n_codes >= best.n_codes then best = one end
  end
  return best
end


-- Codes that the best version does not know, with the versions that do.
local function strangers(s, best)
  local list = {}
  for _, entry in ipairs(s.known) do
    if not entry.versions[best.version] then
      local names = {}
      for _, version in ipairs(s.versions) do
        if entry.versions[version] then names[#names + 1] = tostring(version) end
      end
      list[#list + 1] = { code = entry.code, n = entry.n,
        versions = table.concat(names, ", ") }
    end
  end
  return read.table_of(list, { "code", { "n_rows", "n" }, "versions" },
    { code = "text", n_rows = "integer", versions = "text" },
    s.opts.frame.source):sort("-n_rows", "code")
end


local function unknown(s)
  return read.table_of(s.unknown, { "code", { "n_rows", "n" } },
    { code = "text", n_rows = "integer" }, s.opts.frame.source)
    :sort("-n_rows", "code")
end


local function text_of(s, f, opts)
  local list = {}
  local words = { lines.counted(#s.known + #s.unknown + #s.nowhere, "code"),
    s.opts.frame.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, WORD .. ":", words, "  ")
  list[#list + 1] = f.mixed
    and ("  versions are MIXED: NUTS %d knows most of the codes, not all"):
      format(f.best)
    or ("  all known codes are of NUTS %d"):format(f.best)
  lines.part(list, "versions", f.versions:sort("-n_codes", "-version"),
    f.versions.names, opts)
  lines.part(list, "codes of other versions", f.strangers, f.strangers.names, opts)
  lines.part(list, "codes of no version", f.unknown, f.unknown.names, opts)
  if #s.nowhere > 0 then
    lines.sentences(list, { ("%s for no region, such as %s"):format(
      #s.nowhere == 1 and "1 code stands" or #s.nowhere .. " codes stand",
      tostring(s.nowhere[1].code)) })
  end
  return table.concat(list, "\n")
end


local methods = { pictures = result.pictures }

local fields = {
  versions = "frame: how many of the codes each version knows",
  best = "the version that knows most of them",
  mixed = "whether it does not know all that other versions know",
  strangers = "frame: codes that the best version does not know",
  unknown = "frame: codes that no version knows",
}


--- nuts.versions{ frame =, column =, by = } -> versions result
---   Which version of NUTS the codes of a column are of. A column that mixes
---   versions counts some regions twice and others never: recode it first.
---   frame, column  the rows, and their column of codes
---   by             the codes of each version: datasets/regions/nuts2.csv
---
---   Gives .versions (version, n_codes and n_rows it knows, n_missed: codes
---   that only others know), .best, .mixed, .strangers (codes of other
---   versions than the best) and .unknown (codes of none). Codes that stand
---   for no region, such as ATZZ, are of every version.
---
---   > by = frame.read "datasets/regions/nuts2.csv"
---   > f = frame{ nuts2 = {"FRB0", "HU11", "AT13", "FR24"} }
---   > v = nuts.versions{ frame = f, column = "nuts2", by = by }
---   > v.best
---   2024
---   > v.mixed
---   true
---   > v.strangers:get(1, "code")
---   FR24
local function make(given)
  local opts = check(WORD, given, options)
  read.check_column(WORD, opts.frame, opts.column, "column", read.texts)
  read.check_table(WORD, opts.by, "by", { "version", "code" },
    { version = "integer", code = "text" })
  local s = { opts = opts }
  sort_out(s)
  local counts = count_versions(s)
  local best = best_of(counts)
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  local f = { best = best.version, mixed = best.n_codes < #s.known,
    strangers = strangers(s, best), unknown = unknown(s),
    versions = read.table_of(counts, { "version", "n_codes", "n_rows", "n_missed" },
      { version = "integer", n_codes = "integer", n_rows = "integer",
        n_missed = "integer" }, opts.frame.source) }
  return result("versions", {
    fields = f, methods = methods, next = { "versions", "strangers", "unknown" },
    text = function(_, how) return text_of(s, f, how) end,
    provenance = record,
  })
end


return { make = make, fields = fields, methods = methods }

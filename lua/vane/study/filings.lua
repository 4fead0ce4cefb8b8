-- Filings: of each invention the first, at the offices that count, so that a
-- patent family is not counted once for each country.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local lines = require "vane.study.lines"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local rows = require "vane.study.rows"
local typed = require "vane.study.typed"

local WORD = "linkage.filings"

local name = { kind = "string" }

local options = {
  frame = { kind = "frame", needed = true },
  patent = { kind = "string", needed = true },
  family = name, date = name, office = name,
  offices = { kind = { "table", "string" } },
}


local function check_options(given)
  local opts = check(WORD, given, options)
  for _, option in ipairs { "patent", "family", "date", "office" } do
    if opts[option] then rows.type_of(WORD, opts.frame, opts[option], option) end
  end
  if (opts.office == nil) ~= (opts.offices == nil) then
    fail("%s: 'office' and 'offices' go together, as in { office = \"office\", "
      .. "offices = { \"EP\" } }", WORD)
  end
  if (opts.family == nil) ~= (opts.date == nil) then
    fail("%s: 'family' and 'date' go together, for the first of a family is "
      .. "kept", WORD)
  end
  if not opts.family and not opts.office then
    fail("%s: wants 'family' and 'date', for first filings, or 'office' and "
      .. "'offices', or both", WORD)
  end
  local type = opts.date and opts.frame.types[opts.date]
  if type and type ~= "date" and type ~= "integer" then
    fail("%s: 'date' should be a column of dates or whole years, but \"%s\" is "
      .. "of type %s", WORD, opts.date, type)
  end
  return opts
end


-- ---- families ----

-- The patents of each family but the first; of two on one day the lesser name
-- is first. A patent without a date comes last, one without a family is one.
local function keep_first(s)
  local opts = s.opts
  local patents = s.rows:unique(opts.patent)
  local in_family = patents:where { [opts.family] = rows.values(patents, opts.family) }
  local firsts = in_family:sort(opts.date, opts.patent):unique(opts.family)
  s.n_families = firsts.n_rows
  local later = in_family:join(firsts:select(opts.patent), { by = opts.patent,
    kind = "anti" })
  s.n_undated = firsts:where { [opts.date] = base.na }.n_rows
  s.n_alone = patents.n_rows - in_family.n_rows
  local kept = s.rows:join(later:select(opts.patent), { by = opts.patent,
    kind = "anti" })
  s.n_later = later.n_rows
  local n = s.rows.n_rows - kept.n_rows
  if n > 0 then
    s.left_out[#s.left_out + 1] = { n = n, why = "of later filings of a family" }
  end
  s.rows = kept
end


-- ---- what is said ----

local function caveats(s)
  local list = {}
  if s.n_alone and s.n_alone > 0 then
    list[1] = ("%s no family and %s kept"):format(s.n_alone == 1
      and "1 patent has" or s.n_alone .. " patents have",
      s.n_alone == 1 and "was" or "were")
  end
  if s.n_undated and s.n_undated > 0 then
    list[#list + 1] = ("of %s no filing has a date; the first by name was kept")
      :format(lines.counted(s.n_undated, "family", "families"))
  end
  if s.opts.office and s.opts.family then
    list[#list + 1] = "the first filing is that at the offices that count, "
      .. "which may not be the priority"
  end
  return list
end


local function text_of(s, f, opts)
  local list = {}
  local words = { ("%s of %s kept"):format(lines.counted(f.n_patents, "patent"),
    lines.counted(f.n_given, "patent")), s.opts.frame.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, WORD .. ":", words, "  ")
  lines.left_out(list, s.left_out)
  if f.offices then
    lines.part(list, "offices", f.offices, f.offices.names, opts)
  end
  lines.sentences(list, f.caveats)
  return table.concat(list, "\n")
end


local function offices(s)
  local opts = s.opts
  if not opts.office then return nil end
  local f = s.given:unique(opts.patent, opts.office):group(opts.office)
    :aggregate { { "patents", "count" } }:sort("-patents", opts.office)
  return typed({ { "office", f:column(opts.office) },
    { "patents", f:column "patents" } },
    { office = f.types[opts.office], patents = "integer" }, f.source)
end


-- ---- the result ----

local methods = { pictures = result.pictures }

local fields = {
  n_patents = "how many patents are left",
  n_given = "how many patents there were",
  n_families = "how many families they are of",
  offices = "frame: how many patents each office has",
}


--- linkage.filings{ frame =, patent =, family =, date =, ... }
---   -> filings result
---   The patents to count: of each family the first filing, so that an
---   invention filed in ten countries counts once, and those of the offices
---   asked for.
---   frame, patent  the rows, and the column that names the patent; it may have
---           several rows, one for each class or inventor, which stay together
---   family, date  columns of the family and of the filing's date or year
---   office, offices  a column of offices, and those that count
---
---   The offices are chosen first, and then the first of each family among
---   what is left; leave out the offices for true priorities. Of two filings
---   on one day the lesser name is taken. A patent without a family stays.
---   Gives .frame (the rows of the patents kept), .n_patents, .n_given,
---   .n_families, .offices and .left_out (n_rows, why).
---   Raises when there is nothing to choose by, and on columns that are not
---   there.
---
---   > f = frame{ patent = {"EP1", "US1", "US2"}, year = {2003, 2001, 2002} }
---   > f = f:with{ family = {"one", "one", "two"} }
---   > by = { frame = f, patent = "patent", family = "family", date = "year" }
---   > linkage.filings(by).frame
---   frame 2 x 3
---     patent  year  family
---     US1     2001  one
---     US2     2002  two
local function make(given)
  local opts = check_options(given)
  local s = { opts = opts, rows = opts.frame, left_out = {} }
  rows.keep_present(s, { opts.patent }, "without a patent")
  s.given = s.rows
  if opts.office then
    local wanted = type(opts.offices) == "string" and { opts.offices }
      or opts.offices
    rows.keep(s, { [opts.office] = wanted }, "of other offices")
  end
  if opts.family then keep_first(s) end
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  local f = { frame = s.rows, n_families = s.n_families,
    n_given = s.given:unique(opts.patent).n_rows,
    n_patents = s.rows:unique(opts.patent).n_rows, offices = offices(s),
    left_out = rows.left_out(s.left_out, opts.frame.source), caveats = caveats(s) }
  return result("filings", {
    fields = f, methods = methods, next = { "frame" },
    absent = { n_families = "it needs the option 'family'",
      offices = "it needs the option 'office'" },
    text = function(_, how) return text_of(s, f, how) end,
    provenance = record,
  })
end


return { make = make, fields = fields, methods = methods }

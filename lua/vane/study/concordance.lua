-- Concordances: the codes of a column said in another classification, with
-- weights, such as technologies by industry, or old codes by new ones.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local lookup = require "vane.study.concordance.table"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local tables = require "vane.study.concordance.tables"
local text_of = require "vane.study.concordance.text"

local WORD = "linkage.concordance"

local text = { kind = "string" }

local options = {
  frame = { kind = "frame", needed = true },
  column = { kind = "string", needed = true },
  by = { kind = "frame", needed = true },
  code = text, to = { kind = "string", needed = true },
  weight = text, version = text, versions = { kind = "table" },
  separator = text, value = { kind = { "string", "table" } },
  match = { one_of = { "prefix", "exact" }, default = "prefix" },
  scheme = { one_of = { "ipc", "digits" } },
  weights = { one_of = { "shares", "declared" }, default = "shares" },
  unmatched = { one_of = { "drop", "keep" }, default = "drop" },
}


-- ---- options ----

local function check_column(f, name, option, whose)
  if f.types[name] then return end
  local near = base.nearest(name, f.names)
  fail("%s: '%s' names no column \"%s\" of %s%s", WORD, option, name, whose,
    near and (" (did you mean \"%s\"?)"):format(near) or "")
end


local function check_numbers(f, name, option)
  local type = f.types[name]
  if type ~= "number" and type ~= "integer" then
    fail("%s: '%s' should be a column of numbers, but \"%s\" is of type %s",
      WORD, option, name, type)
  end
end


local function check_codes(f, name, option)
  local type = f.types[name]
  if type ~= "text" and type ~= "integer" then
    fail("%s: '%s' should be a column of texts or whole numbers, but \"%s\" is "
      .. "of type %s", WORD, option, name, type)
  end
end


-- The new columns should not cover columns that are there.
local function check_new_columns(opts)
  for _, name in ipairs { opts.to, "weight" } do
    if opts.frame.types[name] then
      fail("%s: the frame has a column \"%s\" already; rename it first, as with "
        .. ":rename{ %s = \"old\" }", WORD, name, name)
    end
  end
end


local function check_options(given)
  local opts = check(WORD, given, options)
  opts.word = WORD
  opts.code = opts.code or not opts.by.types[opts.column] and opts.by.types.code and "code"
    or opts.column
  if type(opts.value) == "string" then opts.value = { opts.value } end
  check_column(opts.frame, opts.column, "column", "the frame")
  check_codes(opts.frame, opts.column, "column")
  for _, name in ipairs(opts.value or {}) do
    check_column(opts.frame, name, "value", "the frame")
    check_numbers(opts.frame, name, "value")
  end
  for _, option in ipairs { "code", "to", "weight", "version" } do
    if opts[option] then
      check_column(opts.by, opts[option], option, "the concordance")
    end
  end
  check_codes(opts.by, opts.code, "code")
  if opts.weight then check_numbers(opts.by, opts.weight, "weight") end
  if opts.versions and not opts.version then
    fail("%s: 'versions' need 'version', the column that they stand in", WORD)
  end
  check_new_columns(opts)
  return opts
end


-- ---- the result ----

local methods = { pictures = result.pictures }

local fields = {
  frame = "frame: the rows with their targets and weights",
  matches = "frame, a row for each code: what it was matched with, and how",
  unmatched = "frame: codes that were not matched, how often they occur",
  versions = "frame: codes that stand in several versions",
  targets = "frame: rows and weights of each target",
  caveats = "list of what to keep in mind",
  n_rows = "how many rows went in, a row for each code",
  n_matched = "how many of them were matched",
  n_unmatched = "how many were not",
  n_missing = "how many had no code",
  n_targets = "how many targets came out",
  scheme = "how codes are shortened: \"ipc\" or \"digits\"",
  provenance = "inputs with fingerprints, options, version",
}


--- linkage.concordance{ frame =, column =, by =, to =, weight =, ... }
---   -> concordance result
---   Says the codes of a column in another classification: technologies by
---   industry, old codes by new ones. A row becomes one for each target of its
---   code, with a weight.
---   frame, column  the rows, and the column of codes
---   separator      what parts several codes in one cell, as in "A61B;H04W"
---   by             the concordance: a frame with the columns `code` (when not
---                  said, called as `column` or "code"), `to`, and `weight`
---   weights        "shares": the weights of a code are divided by their sum,
---                  so that each row counts once; "declared": as they stand.
---                  Without a column of weights all targets share alike
---   match          "prefix": a code that the concordance does not have is
---                  matched by the longest code it begins with; "exact"
---   scheme         how codes get shorter: "digits", one letter at a time, or
---                  "ipc", from H04L12/24 to H04L12/00, H04L, H04, H, never
---                  to H04L1. Found out when not said. Blanks, dots and dashes
---                  in codes do not count
---   version        a column of versions. The longest match counts, and among
---                  versions that have it the first of `versions`, or the last
---                  by name
---   value          columns of numbers that are multiplied by the weight
---   unmatched      "keep" keeps rows that match nothing, with a missing
---                  target and the weight 1; else they are dropped
---
---   Gives .frame (the rows with the columns `to` and weight), .matches,
---   .unmatched (code, n_rows, n_below: codes of the concordance that begin
---   with it, where it is coarser), .versions (codes of several versions, and
---   whether they agree), .targets, and how many rows went where.
---   Raises on a weight below 0 or missing, on a target that stands twice with
---   other weights, and on columns that are not there.
---
---   > by = frame{ ipc = {"A61", "H04L", "H04L"}, to = {"MD", "DI", "LS"} }
---   > codes = {"A61B1/00", "H04L 12/24", "B29C"}
---   > f = frame{ patent = {1, 2, 3}, ipc = codes }
---   > say = { frame = f, column = "ipc", by = by, to = "to" }
---   > c = linkage.concordance(say)
---   > c.frame
---   frame 3 x 4
---     ipc         patent  to  weight
---     A61B1/00         1  MD     1.0
---     H04L 12/24       2  DI     0.5
---     H04L 12/24       2  LS     0.5
---   > c.unmatched
---   frame 1 x 3
---     code  n_rows  n_below
---     B29C       1        0
local function make(given)
  local opts = check_options(given)
  local s = { opts = opts, by = lookup.read(opts), rows = opts.frame }
  if opts.separator then
    s.rows = s.rows:unfold { [opts.column] = opts.separator }
  end
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  local f = tables(s)
  f.caveats = text_of.caveats(s, f)
  return result("concordance", {
    fields = f, methods = methods,
    next = { "frame", "targets", "unmatched", "matches" },
    text = function(_, how) return text_of.of(s, f, how) end,
    provenance = record,
    pictures = function(r)
      return { { kind = "ranks", title = "Targets of a concordance",
        frame = r.targets, name = opts.to, value = "weight" } }
    end,
  })
end


return { make = make, fields = fields, methods = methods }

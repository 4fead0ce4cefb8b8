-- Codes given by rules: what words a unit's text should hold.

local core = require "vane.core.coding"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local made = require "vane.data.coding.made"
local question = require "vane.base.question"
local scheme = require "vane.data.coding.scheme"

local methods = core.methods

local na = base.na


-- ---- reading rules ----

local function refuse_fields(what, name, rule)
  for key in pairs(type(rule) == "table" and rule or {}) do
    if type(key) ~= "number" then
      fail("%s: the rule of \"%s\" should be a text or a list of texts, found the field "
        .. "'%s'; a regular expression stands between slashes, as in \"/n[aeiou]t/\"",
        what, name, tostring(key))
    end
  end
end


-- A rule as a text, or a list of such, any of which may hold.
local function tree_of(what, name, rule)
  refuse_fields(what, name, rule)
  local texts = type(rule) == "table" and rule or { rule }
  local tree = { op = "or" }
  for i, text in ipairs(texts) do
    if type(text) ~= "string" then
      fail("%s: the rule of \"%s\" should be a text or a list of texts, found "
        .. "%s", what, name, check.found(text))
    end
    tree[i] = question.parse(("%s: the rule of \"%s\""):format(what, name), text,
      { nearness = true, patterns = true })
  end
  if #tree == 0 then fail("%s: the rule of \"%s\" is empty", what, name) end
  return #tree > 1 and tree or tree[1]
end


local function leaf_of(leaf)
  if leaf.op == "near" then
    local list = { within = leaf.within }
    for i, part in ipairs(leaf) do list[i] = part.text end
    return list
  end
  return { leaf.text, pattern = leaf.op == "pattern" }
end


local function rule_of(what, name, rule)
  local leaves = {}
  local steps = question.steps(tree_of(what, name, rule), function(leaf)
    leaves[#leaves + 1] = leaf_of(leaf)
    return #leaves - 1
  end)
  return { name = name, steps = steps, leaves = leaves }
end


-- The rules of a table by code, in the order of the codes' names.
local function rules_of_table(what, rules)
  if check.kind_of(rules) ~= "table" or #rules > 0 or next(rules) == nil then
    fail("%s: 'rules' should say a rule for each code, as in { digital = "
      .. "\"digital* or robot*\" }", what)
  end
  local list = {}
  for i, name in ipairs(check.keys(rules)) do
    if type(name) ~= "string" then
      fail("%s: a code should be named by a text, found %s", what,
        check.found(name))
    end
    list[i] = rule_of(what, name, rules[name])
  end
  return list
end


-- The rules in the column "rule" of a scheme.
local function rules_of_scheme(what, codes)
  local list = {}
  if not codes.types.rule then
    fail("%s: the scheme has no column \"rule\"", what)
  end
  for row in codes:each() do
    if row.rule ~= na then
      list[#list + 1] = rule_of(what, row.code, row.rule)
    end
  end
  if #list == 0 then fail("%s: no code of the scheme has a rule", what) end
  return list
end


-- ---- languages ----

-- The languages of the stems, and of each unit which of them is its own.
local function languages_of(what, units, stems)
  if stems == nil or stems == false then return nil, nil end
  if type(stems) == "string" then return { stems }, nil end
  if not units.types.language then
    fail("%s: stems = true wants a column \"language\" of the units; stems = "
      .. "\"english\" is for all of them", what)
  end
  local list, place, of = {}, {}, {}
  for i, language in ipairs(units:column "language") do
    if language == na then
      fail("%s: unit %d has no language, so that its words have no stems", what,
        i)
    end
    language = language:lower()
    if not place[language] then
      list[#list + 1] = language
      place[language] = #list
    end
    of[i] = place[language]
  end
  return list, of
end


-- ---- applying them ----

local rule_options = {
  rules = { kind = "table" },
  scheme = { kind = { "frame", "table", "string" } },
  stems = { kind = { "string", "boolean" } },
  case = { kind = "boolean", default = false },
  accents = { kind = "boolean", default = false },
}


local function with_rule_options(more)
  local fields = {}
  for name, field in pairs(rule_options) do fields[name] = field end
  for name, field in pairs(more) do fields[name] = field end
  return fields
end


-- What the rules find: a frame, and the codes they stand for. `around` as in
-- core/bind/coding_rule.c.
local function apply(what, c, rules, opts, around)
  local units = c:units()
  if units.types.text ~= "text" then
    fail("%s: the units have no texts, which would be the column \"text\"", what)
  end
  if opts.case and opts.stems then
    fail("%s: stems are the same in small and capital letters; leave out "
      .. "'case' or 'stems'", what)
  end
  local languages, of = languages_of(what, units, opts.stems)
  return require "vane.core.coding_rule".apply(units, rules, opts.case,
    opts.accents, languages, of, around, what)
end


local function read_rules(what, opts)
  if (opts.rules == nil) == (opts.scheme == nil) then
    fail("%s: wants either 'rules' or a 'scheme' with a column \"rule\"", what)
  end
  if opts.rules then return rules_of_table(what, opts.rules), nil end
  local codes = scheme(opts.scheme)
  return rules_of_scheme(what, codes), codes
end


-- The codes of the coding, and behind them those of the rules that are new.
-- A scheme comes first, and what it tells of its codes counts.
local function codes_with(c, rules, codes)
  if codes then return made.both_names(codes, c:codes(), "code") end
  local names = {}
  for i, rule in ipairs(rules) do names[i] = rule.name end
  local told = frames.of({ "code" }, { names }, { code = "text" })
  return made.both_names(c:codes(), told, "code")
end


local function coders_with(c, coder)
  return made.both_names(c:coders(),
    frames.of({ "coder" }, { { coder } }, { coder = "text" }), "coder")
end


-- The rows of all coders, with those found in place of the coder's own.
local function rows_with(c, found, coder)
  local own = frames.of({ "coder" }, { { coder } }, { coder = "text" })
  local others = c:rows():join(own, { by = "coder", kind = "anti" })
  return made.with_units(c, others:append(found:with { coder = coder }
    :select("unit", "coder", "code")))
end


-- Each hit as a row whose unit is its place in the source.
local function rows_of_hits(c, hits, coder)
  local about = c:units()
  if not (about.types.source and about.types.start) then
    fail("autocode: spans = true wants units whose places in their sources are "
      .. "known (columns source and start)")
  end
  local units, starts, finishes, kinds = {}, {}, {}, {}
  local places = hits:select("unit"):join(about:select("unit", "source",
    "start"), { by = "unit", kind = "left" })
  for i = 1, hits.n_rows do
    local offset = places:get(i, "start")
    starts[i] = offset + hits:get(i, "start")
    finishes[i] = offset + hits:get(i, "finish")
    units[i] = ("%s %06d-%d"):format(places:get(i, "source"), starts[i],
      finishes[i])
    kinds[i] = "plaintext"
  end
  return frames.of({ "unit", "coder", "code", "start", "finish", "text", "kind" },
    { units, hits:with { coder = coder }:column "coder", hits:column "code",
      starts, finishes, hits:column "found", kinds },
    { unit = "text", coder = "text", code = "text", start = "integer",
      finish = "integer", text = "text", kind = "text" })
    :with({ { "source", places:column "source" } },
      { types = { source = about.types.source } })
    :join(about:drop("unit", "start", "finish", "text", "kind")
      :unique "source", { by = "source", kind = "left" })
end


--- c:autocode{ rules = { code = rule, ... } or scheme =, ... } -> coding
---   The coding with one more coder, by default "rules", who gives each unit
---   the codes whose rules hold for its text. Units with a text in which no
---   rule holds are coded with nothing, so that c:agreement tells how far
---   rules and people say the same. A second run of the same coder takes the
---   place of the first.
---   A rule is a text, or a list of texts of which one should hold:
---     digital                   this word
---     digital* *tech            words that begin or end so (* is any letters)
---     big data                  words side by side
---     digital and (big data or cloud) and not cloudy
---     green near/5 hydrogen     at most 5 words between them, in any order;
---     near(green, steel, "low carbon", 5)   also of more
---     /€\s?\d+/                 a regular expression (PCRE2)
---   Words end at any sign that is no letter or figure: "e-mobility" is two
---   words, in rules and in texts.
---   scheme   a scheme whose column "rule" says the rules, see coding.scheme
---   coder    the coder's name
---   stems    "english", "de", ...: words are alike when their stems are, as
---            in industry, industries; true: in each unit's language, as its
---            column `language` says; "=word" is only itself
---   case     true: Word is not word
---   accents  true: é is not e
---   spans    true: each place where a rule found what it asks for becomes a
---            unit of its own, which projects for exchange carry as a
---            selection; only these are in the coding then
---   Raises on a rule that cannot be read, with the place; that holds where
---   nothing is found; and on a regular expression that takes too long.
---   Source of the stems: Snowball, snowballstem.org.
---
---   > f = frame{ {"unit", {1, 2}}, {"text", {"Digital skills", "Old ways"}} }
---   > c = coding(f:with{ coder = {na, na}, code = {na, na} })
---   > c:autocode{ rules = { digital = "digit*", skill = "skill*" } }:rows()
---   frame 3 x 3
---     unit  coder  code
---        1  rules  digital
---        1  rules  skill
---        2  rules  na
function methods.autocode(c, given)
  core.meta.self(c, "autocode")
  local opts = check("autocode", given, with_rule_options {
    coder = { kind = "string", default = "rules" },
    spans = { kind = "boolean", default = false } })
  local rules, codes = read_rules("autocode", opts)
  local found = apply("autocode", c, rules, opts, opts.spans and 0 or -1)
  local rows = opts.spans and rows_of_hits(c, found, opts.coder)
    or rows_with(c, found, opts.coder)
  return made.of(rows, codes_with(c, rules, codes),
    coders_with(c, opts.coder), c)
end


--- c:hits{ rules = { code = rule, ... } or scheme =, ... } -> frame
---   Where in the units' texts the rules of c:autocode find what they ask for:
---   a row for each place, with unit, code, start and finish (letters of the
---   unit's text, half-open), and what was found. What stands under a "not" is
---   not shown.
---   Options and errors as for c:autocode.
---
---   > f = frame{ {"unit", {1}}, {"text", {"Digital skills, digitally"}} }
---   > c = coding(f:with{ coder = {na}, code = {na} })
---   > c:hits{ rules = { digital = "digit*" } }
---   frame 2 x 5
---     unit  code     start  finish  found
---        1  digital      0       7  Digital
---        1  digital     16      25  digitally
function methods.hits(c, given)
  core.meta.self(c, "hits")
  local opts = check("hits", given, with_rule_options {})
  local rules = read_rules("hits", opts)
  return apply("hits", c, rules, opts, 0)
end


--- c:in_context(rule, { width =, stems =, case =, accents = }) -> frame
---   Keywords in context: each place where a rule, as of c:autocode, finds what
---   it asks for, with `width` letters (40) before and after it: unit, start,
---   before, found, after.
---
---   > f = frame{ {"unit", {1}}, {"text", {"We need green hydrogen now."}} }
---   > c = coding(f:with{ coder = {na}, code = {na} })
---   > c:in_context("green hydrogen", { width = 5 })
---   frame 1 x 5
---     unit  start  before  found           after
---        1      8  need    green hydrogen   now.
function methods.in_context(c, rule, given)
  core.meta.self(c, "in_context")
  local fields = with_rule_options {
    width = { kind = "integer", default = 40, least = 1, most = 10000 } }
  fields.rules, fields.scheme = nil, nil
  local opts = check("in_context", given, fields)
  local rules = { rule_of("in_context", "it", rule) }
  return apply("in_context", c, rules, opts, opts.width)
    :select("unit", "start", "before", "found", "after")
end

-- Codes of a coding by the units they share, and by what is known of these.

local core = require "vane.core.coding"
local verbs = require "vane.core.code_verbs"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local methods = core.methods

local na = base.na

local text = { kind = "string" }

local MOST_WINDOW = 1000


--- c:table{ by = column } -> matrix
---   How many units with each code have each value of a column of the units,
---   such as type, language or date: codes x values. A unit counts once,
---   however many coders gave it the code.
---   Raises when there is no such column.
---
---   > types = {"blog", "blog", "news"}
---   > f = frame{ unit = {1, 2, 3}, type = types, code = {"a", "a", "b"} }
---   > coding(f):table{ by = "type" }:get("a", "blog")
---   2.0
function methods.table(c, given)
  core.meta.self(c, "table")
  local opts = check("table", given, { by = { kind = "string", needed = true } })
  local about = c:units()
  if not about.types[opts.by] or opts.by == "unit" then
    fail("table: the units have no column \"%s\"", opts.by)
  end
  return c:rows():where(function(row) return row.code ~= na end)
    :unique("unit", "code")
    :join(about:select("unit", opts.by), { by = "unit", kind = "left" })
    :sort("code", opts.by):matrix { rows = "code", cols = opts.by }
end


-- ---- codes by codes ----

local matrix_options = {
  unit = { one_of = { "unit", "source" }, default = "unit" },
  window = { kind = "integer", default = 1 },
}


local function check_window(word, opts)
  if opts.window < 1 or opts.window > MOST_WINDOW then
    fail("%s: 'window' should be from 1 to %d units, found %d", word,
      MOST_WINDOW, opts.window)
  end
  if opts.window > 1 and (opts.unit == "source" or opts.events) then
    fail("%s: windows are of units, neither of sources nor of events", word)
  end
end


--- c:matrix{ unit = "unit", window = 1 } -> matrix
---   How many units have both codes: codes x codes, on the diagonal the units
---   with the code. A unit counts once, however many coders gave it the code.
---   unit     "unit", or "source": codes anywhere in the same source
---   window   of 3: each run of three units is one thing, as for
---            c:cooccurrence
---   Raises for more than 5000 codes.
---
---   > units, codes = {1, 1, 2, 2, 3}, {"a", "b", "a", "b", "a"}
---   > coding(frame{ unit = units, code = codes }):matrix()
---   matrix 2 x 2  (code x code)  in units
---        a  b
---     a  3  2
---     b  2  2
function methods.matrix(c, given)
  core.meta.self(c, "matrix")
  local opts = check("matrix", given, matrix_options)
  check_window("matrix", opts)
  return verbs.matrix(c, opts.unit == "source", opts.window)
end


-- ---- pairs of codes ----

local pair_options = {
  events = { kind = "boolean", default = false },
  unit = { one_of = { "unit", "window", "source" }, default = "unit" },
  window = { kind = "integer" },
  cluster = text,
  least = { kind = "integer", default = 1, least = 1 },
  fdr = { one_of = { "BH", "BY" }, default = "BH" },
  replicates = { kind = "integer", default = 1000, least = 0, most = 1000000 },
  seed = { kind = "integer", default = 1 },
  confidence = { kind = "number", default = 0.95, above = 0, below = 1 },
}


local USUAL_WINDOW = 3


-- The column of the units that clusters are told by; nil: the sources.
local function cluster_column(c, opts)
  if not opts.cluster or opts.cluster == "source" then return nil end
  if opts.unit == "source" then
    fail "cooccurrence: where sources are counted, each is its own cluster"
  end
  if not c:units():head(0).types[opts.cluster] then
    fail("cooccurrence: 'cluster' should be \"source\" or a column of the "
      .. "units, found \"%s\"", opts.cluster)
  end
  return opts.cluster
end


-- The types of sources, where they are known.
local function type_column(c)
  local known = c.n_sources > 0 and c:sources().types.type
  return known and known ~= "number" and "type" or nil
end


--- c:cooccurrence{ unit =, least =, cluster =, replicates =, seed = } -> frame
---   Which codes are given together, and whether that is more than chance: a
---   row for each pair. Coders are taken together: a unit has a code when
---   anybody gave it.
---   a, b         the codes; n1, n2 the units of each, n12 those of both
---   c            n12 / (n1 + n2 - n12), with its interval from low to high
---   p, q         Fisher's exact test, one-sided: chance of as many or more
---   p_null       the same chance where every code keeps its number of units
---                and every unit its number of codes: units with many codes
---                join anything, and this is what p does not know
---   q, q_null    the rate of false findings among all pairs up to this one
---   g2, phi, cosine, lift  log-likelihood, correlation, n12 / sqrt(n1 n2),
---                n12 N / (n1 n2)
---   units, sources, types  on how many of each the pair rests
---   coders       how many gave both codes to a unit themselves
---   type_low, type_high  the least and greatest c when all sources of any one
---                type are left out; type_low is missing where one type has
---                all units of both codes
---   association, inclusion, equivalence  n12 / (n1 n2), n12 / min(n1, n2),
---                n12 n12 / (n1 n2)
---   pmi, npmi    the logarithm of lift (base 2; missing where n12 is 0), and
---                that over -log2(n12 / N), from -1 to 1
---   Rows are ranked by q_null. Those that never occur are listed while the
---   family has at most 100000 pairs.
---   unit         "unit"; "source": codes anywhere in the same source; or
---                "window", of three units when not said
---   window       of 3: each run of three units of a source that follow each
---                other (as their column `start` says, or else as c:units has
---                them) is one thing, that has the codes of all three; a source
---                with fewer units is one. n1, n2 and n12 count such windows,
---                so that n12 never exceeds n1 or n2; `units` counts them, too.
---                Windows overlap, which Fisher's test cannot take: p and q are
---                missing. p_null is exact: units are apart, with the same
---                chances as of units, and a chain along each source counts the
---                windows with both. It is missing where that would be too much
---                work; a larger `least` or a narrower window helps
---   least        units that both codes must have for the pair to be tested:
---                the family of tests is all such pairs, said beforehand
---   cluster      what is drawn anew for the interval: "source", or a column
---                of the units. With 8 or more of them low and high hold the
---                middle of c over `replicates` (1000) draws; with 2 to 7 they
---                are the least and greatest c with any one left out. Units of
---                one source are alike: they are drawn alone only when "unit"
---                is said, and such an interval is too narrow. low is missing
---                where both codes may be gone with the sources not drawn, or
---                left out: such a pair rests on too few of them
---   events       true: n12 and c by events, for comparison with programs that
---                count every two overlapping selections of a source; such a c
---                may leave 0 to 1, which out_of_range marks. All else stays
---                that of units
---   fdr          "BH", or "BY" for any dependence between the tests
---   confidence, seed  of the interval: 0.95, 1
---   Source: Benjamini and Hochberg (1995), Benjamini and Yekutieli (2001);
---   the null as in Saracco and others, New Journal of Physics 19 (2017);
---   G2: Dunning, Computational Linguistics 19 (1993), 61-74; association
---   strength: van Eck and Waltman, JASIST 60 (2009), 1635-1651; equivalence:
---   Callon and others, Scientometrics 22 (1991), 155-205; NPMI: Bouma, GSCL
---   (2009).
---
---   > units, codes = {1, 1, 2, 2, 3}, {"a", "b", "a", "b", "a"}
---   > c = coding(frame{ unit = units, code = codes })
---   > c:cooccurrence{}:get(1, "c")
---   0.66666666666667
function methods.cooccurrence(c, given)
  core.meta.self(c, "cooccurrence")
  local opts = check("cooccurrence", given, pair_options)
  opts.window = opts.window or (opts.unit == "window" and USUAL_WINDOW or 1)
  check_window("cooccurrence", opts)
  local f = verbs.pairs(c, opts.unit == "source", cluster_column(c, opts),
    type_column(c), opts.least, opts.fdr, opts.replicates, opts.seed,
    opts.confidence, opts.window)
  return opts.events and verbs.overlap_pairs(c, f) or f
end

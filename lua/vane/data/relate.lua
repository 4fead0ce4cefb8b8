-- How closely the names of a matrix go together, with named options.

local core = require "vane.core.relate"
local check = require "vane.base.check"
local fail = require "vane.base.fail"

local methods, self = core.methods, require "vane.core.matrix".meta.self

local measures = { "association", "probability", "cosine", "jaccard",
  "inclusion", "conditional" }
local by_groups = { association = true, probability = true }


--- m:relatedness{ method = "association", totals = "sums", n_groups = }
---   -> matrix
---   How closely things go together, from a table of how often each two meet
---   (the same names on both sides, the same number both ways). Of c meetings
---   between things of totals a and b, n in all:
---   "association"  c n / (a b): 1 is what chance gives, 2 twice as often
---   "probability"  the same where nothing meets itself: c over
---                  n / 2 (a / n b / (n - a) + b / n a / (n - b))
---   "cosine"       c / sqrt(a b)
---   "jaccard"      c / (a + b - c)
---   "inclusion"    c / min(a, b)
---   "conditional"  c / max(a, b), the lesser of the two conditional shares
---   totals   "sums": how often a thing meets others, the sums of the rows
---            without the diagonal; n is their sum. "diagonal": how often a
---            thing is met at all, as the diagonal holds when patents are
---            counted; the first two measures then need n_groups
---   n_groups how many groups (patents) there were in all
---   The diagonal of the answer is missing; so is a pair of a total of 0.
---   (m:cosine and m:jaccard compare whole rows or columns of any matrix.)
---   Raises when the table does not read the same both ways, on a cell below
---   0, and when `n_groups` is needed.
---   Source: van Eck and Waltman, Journal of the American Society for
---   Information Science and Technology 60 (2009), 1635-1651; "conditional":
---   Hidalgo, Klinger, Barabasi and Hausmann, Science 317 (2007), 482-487.
---
---   > m = matrix.of({"a", "b"}, {"a", "b"}, {{4, 2}, {2, 5}})
---   > by = { method = "association", totals = "diagonal", n_groups = 20 }
---   > m:relatedness(by):get("a", "b")
---   2.0
---   > m:relatedness{ method = "jaccard", totals = "diagonal" }:get("a", "b")
---   0.28571428571429
function methods.relatedness(m, given)
  self(m, "relatedness")
  local opts = check("relatedness", given, {
    method = { one_of = measures, default = "association" },
    totals = { one_of = { "sums", "diagonal" }, default = "sums" },
    n_groups = { kind = "number" },
  })
  local from_diagonal = opts.totals == "diagonal"
  if from_diagonal and by_groups[opts.method] and not opts.n_groups then
    fail("relatedness: \"%s\" with totals from the diagonal needs 'n_groups', "
      .. "how many patents, deals or other groups were counted", opts.method)
  end
  return core.native.relate(m, opts.method, opts.totals, opts.n_groups)
end


--- m:proximity(of, least) -> matrix
---   How often two columns (of = "cols", the default) are specialised in by
---   the same rows: m:rca() of at least `least` (default 1) is a mark, and two
---   columns' proximity is the number of rows that have both over that of the
---   more common one; of = "rows" turns it round. The diagonal is missing.
---   Raises on a cell below 0.
---   Source: Hidalgo, Klinger, Barabasi and Hausmann, Science 317 (2007),
---   482-487.
---
---   > cells = {{5, 5, 0}, {5, 6, 1}, {0, 0, 9}}
---   > m = matrix.of({"p", "q", "r"}, {"x", "y", "z"}, cells)
---   > m:proximity():get("x", "y")
---   1.0
function methods.proximity(m, of, least)
  self(m, "proximity")
  if of ~= nil and of ~= "rows" and of ~= "cols" then
    fail("proximity: wants \"rows\" or \"cols\", found %s", check.found(of))
  end
  local marks = m:rca():fill_missing(0):threshold(least or 1)
  local turned = marks:transpose()
  local both = of == "rows" and marks:multiply(turned)
    or turned:multiply(marks)
  return both:relatedness { method = "conditional", totals = "diagonal" }
end


return methods

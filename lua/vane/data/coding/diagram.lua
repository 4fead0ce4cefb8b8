-- The strategic diagram of a coding: communities of codes by how closely each
-- hangs together and how much it is tied to the others.

local core = require "vane.core.coding"
local check = require "vane.base.check"
local condition = require "vane.data.condition".words
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
require "vane.data.graph"

local methods = core.methods

local WORD = "diagram"

-- Callon, Courtial and Laville's: so that numbers are easy to read.
local CENTRALITY, DENSITY = 10, 100

local options = {
  least = { kind = "integer", default = 1, least = 1 },
  q_null = { kind = "number" },
  weight = { default = "equivalence", one_of = { "equivalence", "association",
    "c", "cosine", "inclusion" } },
  method = { default = "potts", one_of = { "potts", "mapequation", "leiden" } },
  resolution = { kind = "number", default = 1 },
  seed = { kind = "integer", default = 1 },
}

local finders = {
  potts = function(g, opts)
    return g:potts { resolution = opts.resolution, seed = opts.seed }
  end,
  mapequation = function(g, opts) return g:mapequation { seed = opts.seed } end,
  leiden = function(g, opts)
    return g:leiden { resolution = opts.resolution, seed = opts.seed }
  end,
}


-- ---- codes and their ties ----

-- Pairs are listed by their names, so that the order of codes does not matter.
local function graph_of(c, opts)
  local wanted = { n12 = condition.above(0) }
  if opts.q_null then wanted.q_null = condition.at_most(opts.q_null) end
  local links = c:cooccurrence { least = opts.least, replicates = 0,
    seed = opts.seed }:where(wanted):sort("a", "b")
  if links.n_rows == 0 then
    fail("%s: no two codes are given together%s", WORD,
      opts.q_null and " more often than chance" or "")
  end
  return links:graph { from = "a", to = "b", weight = opts.weight }
end


local function codes_of(p)
  return p:roles():select("node", "community", "inside")
    :rename { node = "code", inside = "weight" }
    :sort("community", "-weight", "code")
end


-- ---- themes ----

-- Sums of the same ties in another order differ by rounding.
local function is_high(x, middle)
  return x > 0 and x >= middle - 1e-9 * middle
end


local function quadrant_maker(middle)
  return function(row)
    local central = is_high(row.centrality, middle:get(1, "centrality"))
    local dense = is_high(row.density, middle:get(1, "density"))
    if central then return dense and "motor" or "basic" end
    return dense and "niche" or "emerging or declining"
  end
end


-- A theme is called by the code with the strongest ties inside it.
local function themes_of(p, codes)
  local names = codes:unique("community"):select("community", "code")
    :rename { code = "theme" }
  local themes = p:cohesion():join(names, { by = "community" }):with {
    centrality = function(row) return CENTRALITY * row.outside end,
    density = function(row) return DENSITY * row.inside / row.size end,
  }
  local middle = themes:aggregate { centrality = "median centrality",
    density = "median density" }
  return themes:with { quadrant = quadrant_maker(middle) }
    :select("theme", "size", "centrality", "density", "quadrant")
    :sort("-density", "theme"), middle
end


-- ---- the result ----

local function text_of(r, opts, how)
  local lines = { ("strategic diagram of %d themes of %d codes"):format(
    r.themes.n_rows, r.codes.n_rows) }
  lines[2] = ("  ties by %s; quadrants at centrality %.3g, density %.3g"):format(
    opts.weight, r.middle.centrality, r.middle.density)
  lines[3] = ("  communities by %s, seed %d"):format(opts.method, opts.seed)
  lines[4] = grid.frame(r.themes, how)
  return table.concat(lines, "\n")
end


local function pictures(r)
  return {
    { kind = "bubbles", title = "Strategic diagram", frame = r.themes,
      x = "centrality", y = "density", size = "size", name = "theme",
      quadrants = { x = r.middle.centrality, y = r.middle.density,
        "motor", "niche", "emerging or declining", "basic" } },
    { kind = "network", title = "Codes given together", graph = r.graph,
      groups = r.codes:select { "code", "theme" }:rename { code = "node" } },
  }
end


--- c:diagram{ least =, q_null =, weight =, method =, seed = } -> result
---   The strategic diagram: communities of codes that are given together, and
---   of each theme
---   centrality  10 times the weight of its ties to codes of other themes
---   density     100 times the weight of the ties inside it, over its codes
---   quadrant    "motor" (both high), "basic" (central only), "niche" (dense
---               only), "emerging or declining" (neither; which one of them
---               c:emerging can tell); high is at the median of all themes or
---               above, and no theme without ties to others is central
---   A theme has the name of the code with the strongest ties inside it. Every
---   tie between themes counts for both of them, so that the order of codes
---   does not matter.
---   least       units that both codes of a pair must have (1)
---   q_null      only pairs with no more than this q_null, as of
---               c:cooccurrence, are ties; else all that occur
---   weight      of a tie: "equivalence", "association", "c", "cosine" or
---               "inclusion"
---   method      "potts", "mapequation" or "leiden", as graphs know them;
---   resolution, seed  of potts and leiden: 1, 1
---   Gives .themes, .codes (code, theme, weight of its ties inside), .graph,
---   .partition, and .middle, where the quadrants meet. Codes without ties are
---   in no theme.
---   Raises when no two codes are given together.
---   Source: Callon, Courtial and Laville, Scientometrics 22 (1991), 155-205.
---
---   > codes = {"a", "b", "a", "b", "c", "d", "c", "d", "b", "c"}
---   > c = coding(frame{ unit = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5}, code = codes })
---   > c:diagram{}
---   strategic diagram of 2 themes of 4 codes
---     ties by equivalence; quadrants at centrality 1.11, density 33.3
---     communities by potts, seed 1
---     theme  size  centrality  density  quadrant
---     a         2       1.111    33.33  motor
---     c         2       1.111    33.33  motor
---     look next at .codes, .graph, .partition
function methods.diagram(c, given)
  core.meta.self(c, WORD)
  local opts = check(WORD, given, options)
  local record = provenance(WORD, { coding = c, least = opts.least,
    q_null = opts.q_null, weight = opts.weight, method = opts.method,
    resolution = opts.resolution, seed = opts.seed })
  local g = graph_of(c, opts)
  local p = finders[opts.method](g, opts)
  local codes = codes_of(p)
  local themes, middle = themes_of(p, codes)
  local named = codes:join(codes:unique("community")
    :select("community", "code"):rename { code = "theme" },
    { by = "community" }):select("code", "theme", "weight")
  return result(WORD, {
    fields = { themes = themes, codes = named, graph = g, partition = p,
      middle = { centrality = middle:get(1, "centrality"),
        density = middle:get(1, "density") } },
    text = function(r, how) return text_of(r, opts, how) end,
    next = { "codes", "graph", "partition" }, provenance = record,
    pictures = pictures,
  })
end

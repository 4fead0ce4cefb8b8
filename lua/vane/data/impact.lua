-- The cross-impact matrix, made pleasant: descriptors, their variants, and
-- the judgements how variants promote or restrict each other.

local core = require "vane.core.impact"
local beside = require "vane.data.impact.beside"
local braced = require "vane.base.braced"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local files = require "vane.data.impact.files"
local grid = require "vane.base.grid"
local judgements = require "vane.data.impact.judgements"
local making = require "vane.data.impact.making"
local morphology = require "vane.data.impact.morphology"
local noun = require "vane.base.noun"
local panel = require "vane.data.impact.panel"
require "vane.data.impact.check"
require "vane.data.impact.compare"
require "vane.data.impact.ensemble"
require "vane.data.impact.explain"
require "vane.data.impact.follow"
require "vane.data.impact.intervene"
require "vane.data.impact.margin"
require "vane.data.impact.needs"
require "vane.data.impact.signals"
require "vane.data.impact.solve"
require "vane.data.impact.standard"
require "vane.data.impact.stress"
require "vane.data.impact.structure"
require "vane.data.impact.wildcard"


--- impact{ {name, variant, variant, ...}, ..., judgements = list } -> impact
---   A cross-impact matrix: each descriptor with its variants, in their
---   order, and how far the variant in front promotes (above 0) or restricts
---   (below 0) the other, mostly from -3 to 3; what is not listed is 0.
---   `judgements` is a list of { "Descriptor|variant", "Descriptor|variant",
---   number } or a frame of three such columns; na is a judgement not made
---   yet, and a fourth entry or a column `confidence` says how sure one is,
---   from 1 (a guess) to 5. `texts` say more about descriptors and variants:
---   { Trade = "How open borders are", ["Trade|free"] = "No tariffs" };
---   `source` says where the judgements come from.
---   A variant may promote itself, which makes its descriptor slow to change.
---   Raises on a name that stands twice, on a descriptor without variants and
---   on one with more than 64.
---   Source: Weimer-Jehle 2006, cross-impact balances.
---
---   > t, g = { "Trade", "free", "closed" }, { "Growth", "high", "low" }
---   > impact{ t, g, judgements = { { "Trade|free", "Growth|high", 2 } } }
---   impact 2 descriptors, 4 variants, 4 configurations
---     Trade   free, closed
---     Growth  high, low
local function make(given)
  if type(given) ~= "table" then
    fail("impact: wants a list of descriptors, as in impact{ { \"Trade\", "
      .. "\"free\", \"closed\" }, ... }, found %s", check.found(given))
  end
  local named, descriptors = braced(given)
  local opts = check("impact", named, {
    judgements = { kind = { "table", "frame" }, default = {} },
    texts = { kind = "table", default = {} },
    source = { kind = "string" },
  })
  judgements.refuse_two(opts.judgements)
  local x = making.of_judgements(descriptors, opts.judgements, opts.source)
  beside.keep_texts(x, opts.texts)
  return x
end


local impact = noun("impact", core, make)

impact.read = files.read
impact.morphology = morphology


-- ---- printing ----

-- 59049, or 1.9e30 of a long row of digits.
local function short(count)
  local digits = tostring(count)
  if #digits <= 12 then return digits end
  return ("%s.%se%d"):format(digits:sub(1, 1), digits:sub(2, 2), #digits - 1)
end


local function text_of(x, opts)
  local line = ("impact %s, %s, %s"):format(
    counted(x.n_descriptors, "descriptor"),
    counted(x.n_variants, "variant"),
    counted(short(x.n_configurations), "configuration"))
  if x.source then line = line .. "   " .. x.source end
  local lines, columns = { line }, { {}, {} }
  if panel.size(x) then
    lines[2] = ("  a panel of %d experts beside it"):format(panel.size(x))
  end
  if x.n_missing > 0 then
    lines[#lines + 1] = ("  %s"):format(counted(x.n_missing,
      "judgement is not made yet and counts as 0",
      "judgements are not made yet and count as 0"))
  end
  for i, name in ipairs(x.descriptors) do
    columns[1][i], columns[2][i] = name, table.concat(x:variants(name), ", ")
  end
  lines[#lines + 1] = grid.columns({ "", "" }, columns, opts):gsub("^%s*\n", "")
  return table.concat(lines, "\n")
end


core.meta.show = text_of
core.meta.__tostring = function(x) return text_of(x) end

return impact

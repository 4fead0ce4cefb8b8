-- How far a panel agrees: Kendall's W over the experts who judged everything,
-- ordinal alpha over all of them when there are no two such.

local agree = require "vane.core.agree"
local base = require "vane.core.base"
local typed = require "vane.study.typed"

local na, is_na = base.na, base.is_na
local consensus = {}

local NUMBERS = { "value", "w", "chi2", "df", "p", "alpha" }


-- Puts what panel number k (experts x cells) says into the columns.
local function add(c, k, judges)
  local w, alpha = agree.kendall(judges), agree.ordinal_alpha(judges)
  local has_w = not is_na(w.w)
  c.coefficient[k] = has_w and "Kendall's W" or "ordinal alpha"
  c.value[k] = has_w and w.w or alpha
  c.w[k], c.chi2[k], c.p[k], c.alpha[k] = w.w, w.chi2, w.p, alpha
  c.df[k] = has_w and math.tointeger(w.df) or na
  c.n_experts[k], c.n_complete[k] = judges.n_rows, w.n_judges
end


-- A row for each panel; the column `title` holds their names.
function consensus.frame(title, names, panels, source)
  local c = { coefficient = {}, n_experts = {}, n_complete = {} }
  for _, name in ipairs(NUMBERS) do c[name] = {} end
  for k, judges in ipairs(panels) do add(c, k, judges) end
  local columns = { { title, names }, { "coefficient", c.coefficient } }
  local types = { df = "integer" }
  for _, name in ipairs(NUMBERS) do
    columns[#columns + 1] = { name, c[name] }
    types[name] = types[name] or "number"
  end
  columns[#columns + 1] = { "n_experts", c.n_experts }
  columns[#columns + 1] = { "n_complete", c.n_complete }
  return typed(columns, types, source)
end


return consensus

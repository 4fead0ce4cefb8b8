-- Before and around the coding: who codes what, and whether the sources are
-- those that one wanted.

local core = require "vane.core.coding"
local design = require "vane.core.code_design"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"
local periods = require "vane.data.coding.periods"
local frames = require "vane.core.frame"
local result = require "vane.base.result"
local provenance = require "vane.base.provenance"

local methods = core.methods


-- ---- who codes what ----

local plan_options = {
  coders = { kind = "table", needed = true },
  overlap = { kind = "number", default = 0.2 },
  sharing = { kind = "integer", default = 2 },
  seed = { kind = "integer", default = 1 },
}


local function check_plan(opts)
  if #opts.coders < 2 then
    fail("plan: wants two coders at least, found %d", #opts.coders)
  end
  local known = {}
  for _, coder in ipairs(opts.coders) do
    if known[coder] then
      fail("plan: the coder \"%s\" is named twice", tostring(coder))
    end
    known[coder] = true
  end
  if opts.overlap < 0 or opts.overlap > 1 then
    fail("plan: 'overlap' is the share of units that several coders look at, "
      .. "from 0 to 1, found %g", opts.overlap)
  end
  if opts.sharing < 2 or opts.sharing > #opts.coders then
    fail("plan: 'sharing' says how many of the %d coders look at such a unit, "
      .. "from 2 on, found %d", #opts.coders, opts.sharing)
  end
end


--- c:plan{ coders = names, overlap = 0.2, sharing = 2, seed = 1 } -> frame
---   Who should code what: a row for each unit and coder (unit, coder, shared).
---   Most units are for one coder; the share `overlap` of them is for `sharing`
---   coders, so that agreement can be told. All coders get as many units, and
---   nearly as many of each type of sources; shared units are spread over the
---   types, too, and each two coders share nearly as many. Which unit is whose
---   is drawn at random.
---   Raises when there are fewer than two coders, or one is named twice.
---   Source: balanced incomplete blocks, Yates, Annals of Eugenics 7 (1936),
---   121-140; how large an overlap should be: Krippendorff, Content Analysis,
---   4th ed. (2019), ch. 12.
---
---   > c = coding(frame{ unit = {1, 2, 3, 4}, code = {na, na, na, na} })
---   > p = c:plan{ coders = {"ann", "bob"}, overlap = 0.5 }
---   > p:group("coder"):aggregate{ n = "count unit" }:sort "coder"
---   frame 2 x 2
---     coder  n
---     ann    3
---     bob    3
function methods.plan(c, given)
  core.meta.self(c, "plan")
  local opts = check("plan", given, plan_options)
  check_plan(opts)
  local types = c:units():head(0).types.type
  return design.plan(c, opts.coders, opts.overlap, opts.sharing,
    types and types ~= "number" and "type" or nil, opts.seed)
end


-- ---- what the sources are ----

local bias_options = {
  by = { kind = "table" },
  period = { one_of = { "year", "quarter", "month" }, default = "year" },
  cuts = { kind = "table" },
  target = { kind = "table" },
}


-- The columns that are looked at when none are named: those there are.
local function usual_columns(c)
  local types, list = c:sources().types, {}
  for _, name in ipairs { "type", "language", "actor" } do
    if types[name] then list[#list + 1] = name end
  end
  if types.date then list[#list + 1] = "period" end
  if #list == 0 then
    fail "bias: of the sources neither type, language, actor nor date are known"
  end
  return list
end


local function marks_by(c, by, opts)
  if by == "period" then
    local marks, names = periods.complete("bias", c, { by = opts.period,
      cuts = opts.cuts })
    return marks, names, by
  end
  return periods.groups("bias", c, by, periods.NONE)
end


-- The target's shares of the names, to which those that no source has are
-- added.
local function shares_of(target, names, column)
  if type(target) ~= "table" then
    fail("bias: the target of \"%s\" should be a table of shares, as in "
      .. "{ blog = 0.2, news = 0.8 }, found %s", column, check.found(target))
  end
  local known, shares, sum = {}, {}, 0
  for i, name in ipairs(names) do
    known[tostring(name)], shares[i] = i, 0
  end
  for _, name in ipairs(check.keys(target)) do
    local share, label = target[name], tostring(name)
    if type(share) ~= "number" or share < 0 or share ~= share then
      fail("bias: the share of \"%s\" should be a number from 0 on", label)
    end
    if not known[label] then
      names[#names + 1], known[label] = label, #names + 1
    end
    shares[known[label]], sum = share, sum + share
  end
  if math.abs(sum - 1) > 1e-6 then
    fail("bias: the shares of \"%s\" should add up to 1, found %g", column, sum)
  end
  return shares
end


local SHARES = { "by", "value", "sources", "units", "share", "low", "high",
  "target" }
local COLUMNS = { "by", "values", "n_sources", "n_without", "entropy",
  "evenness", "most", "share", "chi2", "p" }


-- One column: its shares, and a row about it.
local function look_at(c, by, opts)
  local marks, names, column = marks_by(c, by, opts)
  if #names == 0 then fail("bias: no source has a \"%s\"", column) end
  local target = opts.target and opts.target[by] or nil
  local shares = target and shares_of(target, names, column) or nil
  local f, about = design.bias(c, marks, #names, shares)
  local values, bys = f:column "value", {}
  for i, value in ipairs(values) do
    values[i], bys[i] = tostring(names[value + 1]), column
  end
  f = f:with({ { "by", bys }, { "value", values } },
    { types = { value = "text" } }):select(SHARES)
  local first = f:sort("-share"):row(1)
  return f, { column, #names, about.n_sources, about.n_without, about.entropy,
    about.evenness, first.value, first.share, about.chi2, about.p }, about
end


local function columns_frame(rows)
  local lists = {}
  for j = 1, #COLUMNS do
    lists[j] = {}
    for i, row in ipairs(rows) do lists[j][i] = row[j] end
  end
  return frames.of(COLUMNS, lists, { by = "text", values = "integer",
    n_sources = "integer", n_without = "integer", entropy = "number",
    evenness = "number", most = "text", share = "number", chi2 = "number",
    p = "number" })
end


local function text_of(r, c, has_target, n_few, how)
  local lines = { ("bias of %d sources: evenness 1 is all values alike")
    :format(c.n_sources) }
  if n_few > 0 then
    lines[2] = ("  p is rough: %d targets let expect fewer than 5 sources")
      :format(n_few)
  end
  lines[#lines + 1] = grid.frame(has_target and r.columns
    or r.columns:drop("chi2", "p"), how)
  return table.concat(lines, "\n")
end


--- c:bias{ by =, target =, period =, cuts = } -> result
---   Whether the sources lean to some types, languages, actors or periods.
---   Gives .columns, a row for each way of looking: by, values, n_sources,
---   n_without (sources without a value), entropy in bits, evenness (entropy
---   over that of equal shares, 1 at most), most (the value that most sources
---   have) and its share, chi2 and p against the target; and .shares, a row for
---   each value: by, value, sources, units, share of the sources with its 95 %
---   interval low to high, target.
---   by      columns of the sources, and "period"; those of type, language,
---           actor and period there are when not said
---   target  what shares should be, as { type = { blog = 0.2, news = 0.8 } };
---           without it there is no chi2 and no p; p is 0 where sources have a
---           value that nobody wanted
---   period  "year", "quarter" or "month"; or cuts, as for c:emerging. Periods
---           without sources count as values
---   Raises when sources or the column are not known, or shares do not add up
---   to 1.
---   Source: Shannon (1948); Pielou, Journal of Theoretical Biology 13 (1966),
---   131-144, for evenness; Pearson (1900).
---
---   > f = { unit = {1, 2, 3, 4}, source = {"s", "t", "u", "v"} }
---   > f.type, f.code = {"blog", "blog", "blog", "news"}, {"a", "a", "a", "a"}
---   > half = { type = { blog = 0.5, news = 0.5 } }
---   > b = coding(frame(f)):bias{ target = half }
---   > b.columns:select("by", "entropy", "most", "share", "chi2")
---   frame 1 x 5
---     by    entropy  most  share  chi2
---     type   0.8113  blog   0.75     1
function methods.bias(c, given)
  core.meta.self(c, "bias")
  local opts = check("bias", given, bias_options)
  if c.n_sources == 0 then
    fail "bias: the coding does not say from which sources its units come"
  end
  local record = provenance("bias", { coding = c, by = opts.by,
    target = opts.target, period = opts.period, cuts = opts.cuts })
  local shares, rows, n_few = nil, {}, 0
  for i, by in ipairs(opts.by or usual_columns(c)) do
    local f, row, about = look_at(c, by, opts)
    shares, rows[i] = shares and shares:append(f) or f, row
    n_few = n_few + about.n_few
  end
  if #rows == 0 then fail "bias: 'by' lists no column" end
  return result("bias", {
    fields = { columns = columns_frame(rows), shares = shares },
    text = function(r, how) return text_of(r, c, opts.target ~= nil, n_few, how) end,
    next = { "shares" }, provenance = record,
  })
end

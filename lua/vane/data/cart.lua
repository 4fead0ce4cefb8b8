-- Trees of conditions on inputs that tell outcomes apart.

local base = require "vane.core.base"
local check = require "vane.base.check"
local core = require "vane.core.cart"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local learn = require "vane.data.learn"
local noun = require "vane.base.noun"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local subject = require "vane.base.subject"

local WORD = "cart"
local DEEPEST = 12
local FEW = 5  -- levels named in a line

local whole = { kind = "integer" }

local options = {
  leaf = whole, split = whole,
  depth = { kind = "integer", default = 6 },
  folds = { kind = "integer", default = 10 },
  prune = { one_of = { "one_se", "least", "none" }, default = "one_se" },
  seed = { kind = "integer", default = 1 },
}
for name, field in pairs(learn.options) do options[name] = field end


-- ---- reading ----

local function check_range(name, value, least, most)
  if value < least or value > most then
    fail("%s: option '%s' should be from %d to %d, found %d", WORD, name, least,
      most, value)
  end
end


local function check_options(given)
  local opts = check(WORD, given, options)
  opts.leaf = opts.leaf or 10
  opts.split = opts.split or 2 * math.min(opts.leaf, 1 << 30)
  check_range("leaf", opts.leaf, 1, 1 << 30)
  check_range("split", opts.split, 2, 1 << 31)
  check_range("depth", opts.depth, 1, DEEPEST)
  check_range("folds", opts.folds, 2, 1000)
  return opts
end


-- ---- the tree ----

-- "x < 3", "sector in a, b": what leads to the left, and to the right.
local function conditions(s, node)
  local name = s.inputs[math.tointeger(node.input)]
  if node.cut then
    local cut = learn.bound(s.frame, name, node.cut)
    return name .. " < " .. cut, name .. " >= " .. cut
  end
  local levels = table.concat(node.levels, ", ", 1, math.min(#node.levels, FEW))
  local more = #node.levels > FEW and (" and %d more"):format(#node.levels - FEW)
    or ""
  return ("%s in %s%s"):format(name, levels, more),
    ("%s not in %s%s"):format(name, levels, more)
end


-- Calls visit(node, condition, path) for all nodes, from the top, left first.
local function walk(s, visit)
  local function go(k, condition, path)
    local node = s.nodes[math.tointeger(k)]
    visit(node, condition, path)
    if not node.left then return end
    local left, right = conditions(s, node)
    local below = { table.unpack(path) }
    below[#below + 1] = left
    go(node.left, left, below)
    below = { table.unpack(path) }
    below[#below + 1] = right
    go(node.right, right, below)
  end
  go(1, "all", {})
end


-- A frame from { { "name", list, "type" }, ... }.
local function frame_of(s, columns)
  local types, lists = {}, {}
  for k, column in ipairs(columns) do
    types[column[1]], lists[k] = column[3], { column[1], column[2] }
  end
  return frame(lists, { types = types, source = s.source })
end


local function leaves_of(s)
  local n, mean, texts = {}, {}, {}
  walk(s, function(node, _, path)
    if node.left then return end
    n[#n + 1], mean[#mean + 1] = node.n, node.mean
    texts[#texts + 1] = #path > 0 and table.concat(path, "; ") or "all"
  end)
  return frame_of(s, { { "conditions", texts, "text" },
    { "n_cases", n, "integer" }, { "mean", mean, "number" } })
end


-- By how much the splits of each input lower the error, as shares of all.
local function inputs_of(s)
  local gain, n_splits = {}, {}
  for j in ipairs(s.inputs) do gain[j], n_splits[j] = 0, 0 end
  walk(s, function(node)
    if not node.left then return end
    local j = math.tointeger(node.input)
    local below = s.nodes[math.tointeger(node.left)].error
      + s.nodes[math.tointeger(node.right)].error
    gain[j] = gain[j] + (node.error - below) / s.nodes[1].error
    n_splits[j] = n_splits[j] + 1
  end)
  return frame_of(s, { { "input", s.inputs, "text" }, { "gain", gain, "number" },
    { "n_splits", n_splits, "integer" } }):sort "-gain"
end


local function stages_of(s)
  local columns = { { "n_ends", {}, "integer" }, { "price", {}, "number" },
    { "error", {}, "number" }, { "tested", {}, "number" },
    { "doubt", {}, "number" }, { "chosen", {}, "logical" } }
  for i, stage in ipairs(s.stages) do
    stage.chosen = i == s.chosen
    for _, column in ipairs(columns) do column[2][i] = stage[column[1]] end
  end
  return frame_of(s, columns)
end


-- ---- printing ----

local function tree_lines(s, into)
  local lines, widest = {}, 0
  walk(s, function(node, condition, path)
    local line = ("  "):rep(#path + 1) .. condition
    lines[#lines + 1] = { line, node }
    widest = math.max(widest, base.width(line))
  end)
  for _, entry in ipairs(lines) do
    local node = entry[2]
    local value = s.are_shares and ("%5.1f %%"):format(100 * node.mean)
      or learn.number(node.mean)
    into[#into + 1] = ("%s%s  %6d  %s%s"):format(entry[1],
      (" "):rep(widest - base.width(entry[1])), node.n, value,
      node.left and "" or " *")
  end
end


local function text_of(s, r)
  local stage = s.stages[s.chosen]
  local into = { ("cart: %s, %s: %s"):format(counted(s.n, "case"), s.meaning,
    counted(stage.n_ends, "end")) }
  if s.source then into[1] = into[1] .. "   " .. s.source end
  if s.synthetic then into[1] = into[1] .. "   SYNTHETIC DATA" end
  tree_lines(s, into)
  local line = ("  error left: %.3f of all"):format(stage.error)
  if not base.is_na(stage.tested) then
    line = line .. (", on cases left out %.3f +- %.3f (%d folds, seed %d)"):format(
      stage.tested, stage.doubt, s.folds, s.seed)
  end
  into[#into + 1] = line
  learn.say_left_out(into, r.left_out)
  return table.concat(into, "\n")
end


-- ---- the result ----

local field_texts = {
  leaves = "frame, a row for each end: its conditions, n_cases, mean outcome",
  inputs = "frame: by how much each input's splits lower the error, of all",
  stages = "frame, a row for each tree of the pruning: n_ends, error, tested",
  n_leaves = "how many ends", n_cases = "how many rows without a missing cell",
  left_out = "list of { n =, why = }",
  provenance = "inputs with fingerprints, options, seed, version",
}

local methods = { pictures = result.pictures }


local function pictures_of(r)
  return { { kind = "bars", title = "What tells outcomes apart",
    frame = r.inputs, name = "input", value = "gain" } }
end


--- cart(f, { outcome =, success =, threshold =, inputs =, ... })
---   -> cart result
---   A tree of conditions on the inputs that tells outcomes apart: a second
---   opinion beside prim. The cases are split in two where the outcome then
---   differs most (least squares; of 0 and 1 that is Gini's index), again and
---   again; then branches are cut that do not help with cases left out.
---   outcome, success, threshold, inputs  as of prim
---   leaf    least number of cases at an end: 10
---   split   least number of cases that are split: twice `leaf`
---   depth   most conditions on the way to an end: 6 (12 at most)
---   prune   "one_se": the smallest tree whose error on cases left out is
---           within one standard error of the least; "least": that of least
---           error; "none": nothing is cut
---   folds   in how many parts the cases are left out: 10
---   seed    of the parts: 1
---
---   It prints the conditions, each further in than the one it stands under,
---   with the number of cases and the mean outcome (the share of interest);
---   ends bear a star. Texts are categories; of a level that a part of the
---   tree has not met the larger side is taken.
---   Gives .leaves, .inputs and .stages. Errors are shares of the error of
---   taking the mean of all: 1 tells nothing, 0 tells all.
---   Rows with a missing cell are left out, and said. Raises when all outcomes
---   are the same.
---   Source: Breiman, Friedman, Olshen and Stone, Classification and
---   Regression Trees, Wadsworth 1984.
---
---   > f = frame{ x = {1,2,3,4,5,6,7,8}, hit = {0,0,0,0,0,1,1,1} }
---   > cart(f, { outcome = "hit", leaf = 2, prune = "none" })
---   cart: 8 cases, hit: 2 ends
---     all              8   37.5 %
---       x < 5.5        5    0.0 % *
---       x >= 5.5       3  100.0 % *
---     error left: 0.000 of all
---     look next at .leaves, .inputs, .stages
local function make(f, given)
  f, given = subject(f, given)
  local opts = check_options(given)
  local inputs, wanted, cases = learn.cases(WORD, f, opts)
  local s = { frame = f, inputs = inputs, source = f.source, seed = opts.seed,
    folds = opts.folds, meaning = learn.meaning(opts, wanted) }
  s.nodes, s.stages, s.chosen, s.n, s.are_shares =
    core.find(opts, table.unpack(cases, 1, 6))
  local sum = s.nodes[1].mean * s.n
  learn.refuse_alike(WORD, s.n, sum, s.are_shares, s.meaning)
  opts.frame = f
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  return result(WORD, {
    fields = { leaves = leaves_of(s), inputs = inputs_of(s),
      stages = stages_of(s), n_cases = s.n,
      n_leaves = math.tointeger(s.stages[s.chosen].n_ends),
      left_out = learn.left_out(f, s.n) },
    methods = methods, provenance = record,
    next = { "leaves", "inputs", "stages" }, pictures = pictures_of,
    text = function(r) return text_of(s, r) end,
  })
end


return noun(WORD, { methods = methods, fields = field_texts }, make, "word")

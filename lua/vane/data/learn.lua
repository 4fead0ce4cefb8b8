-- What words that learn from cases (prim, cart) share: which columns go in,
-- what came of them, and which cases count.

local check = require "vane.base.check"
local condition = require "vane.data.condition"
local fail = require "vane.base.fail"

local learn = {}

-- The options of every such word.
learn.options = {
  outcome = { kind = "string", needed = true },
  success = { kind = "any" },
  threshold = { kind = "number" },
  inputs = { kind = "table" },
}


-- What counts as a success, as where{} takes it; nil: the outcome says.
local function wanted_of(word, opts)
  if opts.success ~= nil and opts.threshold then
    fail("%s: 'threshold' says at_least(%g) shortly; found 'success' beside it",
      word, opts.threshold)
  end
  if opts.threshold then return condition.words.at_least(opts.threshold) end
  return opts.success
end


local function refuse_outcome(word, inputs, outcome)
  for _, name in ipairs(inputs) do
    if name == outcome then
      fail("%s: the outcome \"%s\" is among the inputs, which would explain it "
        .. "by itself", word, name)
    end
  end
end


local function inputs_of(word, f, opts)
  local inputs = opts.inputs
  if not inputs then
    inputs = {}
    for _, name in ipairs(f.names) do
      if name ~= opts.outcome then inputs[#inputs + 1] = name end
    end
  end
  refuse_outcome(word, inputs, opts.outcome)
  if #inputs == 0 then
    fail("%s: wants inputs beside the outcome \"%s\"", word, opts.outcome)
  end
  return inputs
end


local function words_of(wanted)
  local names, kinds, values = condition.parts("success", { outcome = wanted })
  return names[1] and kinds[1]:gsub("_", " "), values[1]
end


-- "jobs at least 3", "jobs in high, low": what counts, in words.
function learn.meaning(opts, wanted)
  if wanted == nil then return opts.outcome end
  local kind, values = words_of(wanted)
  local list = {}
  for i, value in ipairs(values) do list[i] = tostring(value) end
  return ("%s %s %s"):format(opts.outcome, kind == "one of" and "is" or kind,
    table.concat(list, kind == "between" and " and " or " or "))
end


-- The inputs, what counts, and both as the native searches take them: frame,
-- inputs, outcome, and the condition in three lists.
function learn.cases(word, f, opts)
  if check.kind_of(f) ~= "frame" then
    fail("%s: wants a frame in front, as in %s(f, { outcome = \"...\" }), "
      .. "found %s", word, word, check.found(f))
  end
  local inputs, wanted = inputs_of(word, f, opts), wanted_of(word, opts)
  local given = { f, inputs, opts.outcome }
  if wanted ~= nil then
    local columns, kinds, values = condition.parts(word, { [opts.outcome] = wanted })
    given[4], given[5], given[6] = columns, kinds, values
  end
  return inputs, wanted, given
end


-- Raises unless some of the n cases are of interest and some are not.
function learn.refuse_alike(word, n, sum, are_shares, meaning)
  if not are_shares or (sum > 0 and sum < n) then return end
  fail("%s: %s of the %d cases %s of interest (%s), so nothing tells them "
    .. "apart; choose another 'success' or 'threshold'", word,
    sum == 0 and "none" or "all", n, sum == 0 and "is" or "are", meaning)
end


-- { n =, why = } of the rows that are no cases.
function learn.left_out(f, n)
  if f.n_rows == n then return {} end
  return { { n = f.n_rows - n, why = "with a missing cell" } }
end


-- Adds a line for them.
function learn.say_left_out(into, left_out)
  for _, entry in ipairs(left_out) do
    into[#into + 1] = ("  left out: %d %s %s"):format(entry.n,
      entry.n == 1 and "row" or "rows", entry.why)
  end
end


-- A bound as a sentence has it.
function learn.number(x)
  return ("%.4g"):format(x)
end


-- Days are counted since 1970; said as dates.
function learn.bound(f, name, x)
  if f.types[name] ~= "date" then return learn.number(x) end
  return os.date("!%Y-%m-%d", math.floor(x) * 86400)
end


return learn

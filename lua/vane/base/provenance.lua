-- The record a result keeps of where it came from: its inputs with their
-- sources, sizes and fingerprints, the options, the seed and the program.
-- Inputs whose source calls itself synthetic make the result synthetic.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fingerprint = require "vane.core.fingerprint"


local function is_table_noun(value)
  local kind = check.kind_of(value)
  return kind == "frame" or kind == "matrix"
end


local function input_of(option, noun)
  return {
    option = option, kind = check.kind_of(noun), source = noun.source,
    n_rows = noun.n_rows, n_cols = noun.n_cols,
    fingerprint = ("%016x"):format(fingerprint.of(noun)),
  }
end


-- Every frame and matrix among the options, lists of them and lists of lists
-- too, in the order of their names.
local function inputs_of(opts)
  local list = {}
  local function look(option, value, depth)
    if is_table_noun(value) then
      list[#list + 1] = input_of(option, value)
    elseif type(value) == "table" and depth < 3 then
      for _, key in ipairs(check.keys(value)) do
        look(option .. "." .. tostring(key), value[key], depth + 1)
      end
    end
  end
  for _, option in ipairs(check.keys(opts)) do look(option, opts[option], 1) end
  return list
end


local function says_synthetic(inputs)
  for _, input in ipairs(inputs) do
    if input.source and input.source:lower():find("synthetic", 1, true) then
      return true
    end
  end
  return false
end


-- The record of a study called with those options.
return function(study, opts)
  local plain = {}
  for name, value in pairs(opts) do
    local kind = type(value)
    if kind == "number" or kind == "string" or kind == "boolean" then
      plain[name] = value
    end
  end
  local inputs = inputs_of(opts)
  return {
    study = study, version = base.version, seed = opts.seed, options = plain,
    inputs = inputs, synthetic = says_synthetic(inputs),
  }
end

-- The record a result keeps of where it came from: its inputs with their
-- sources, sizes and fingerprints, the options, the seed and the program.
-- Inputs whose source calls itself synthetic make the result synthetic.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fingerprint = require "vane.core.fingerprint"


-- The table that stands for a noun, or nil.
local as_table = {
  frame = function(f) return f end,
  matrix = function(m) return m end,
  graph = function(g) return g:edges() end,
  events = function(e) return e:frame() end,
  coding = function(c) return c:rows() end,
}


local function input_of(option, noun)
  local kind = check.kind_of(noun)
  local rows = as_table[kind](noun)
  return {
    option = option, kind = kind, source = noun.source, at = noun.at,
    n_rows = rows.n_rows, n_cols = rows.n_cols,
    fingerprint = ("%016x"):format(fingerprint.of(rows)),
  }
end


-- Every frame, matrix, graph and events among the options, lists of them and
-- lists of lists too, in the order of their names.
local function inputs_of(opts)
  local list = {}
  local function look(option, value, depth)
    if as_table[check.kind_of(value)] then
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


-- Whether a source, or nil, calls itself synthetic.
local function is_synthetic(source)
  return source ~= nil and source:lower():find("synthetic", 1, true) ~= nil
end


local function says_synthetic(inputs)
  for _, input in ipairs(inputs) do
    if is_synthetic(input.source) then return true end
  end
  return false
end


-- The record of a study called with those options.
local function record_of(study, opts)
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
    at = base.at(),
  }
end


-- The same of a study that read a file block by block: the file is known by
-- its source, its rows and a number of all its bytes.
local function streamed(study, opts, file)
  local record = record_of(study, opts)
  record.inputs[1] = { option = "file", kind = "file", source = file.source,
    n_rows = file.n_rows, fingerprint = ("%016x"):format(file.fingerprint) }
  record.synthetic = record.synthetic or is_synthetic(file.source)
  return record
end


return setmetatable({ is_synthetic = is_synthetic, streamed = streamed }, {
  __call = function(_, ...) return record_of(...) end,
})

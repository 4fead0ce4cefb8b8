-- Stretches of several texts: laid end to end, and texts drawn anew.

local core = require "vane.core.reliability"
local bootstrap = require "vane.core.bootstrap"
local matrices = require "vane.core.matrix"
local below = require "vane.core.random".below
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local frames = require "vane.core.frame"

local WORD = "agreement"
local FEW = core.few_clusters  -- texts; of fewer each is left out once

local NAMES = { "coder", "start", "end", "code" }


-- ---- texts ----

-- A text begins and ends with its first and last mark, or as all do.
local function put_mark(text, mark, from, to)
  text[#text + 1] = mark
  text.from = from or math.min(text.from or mark[2], mark[2])
  text.to = to or math.max(text.to or mark[3], mark[3])
  if mark[2] < text.from or mark[3] > text.to then
    fail("%s: in \"%s\" a stretch from %g to %g does not lie in the continuum "
      .. "from %g to %g", WORD, text.name, mark[2], mark[3], text.from, text.to)
  end
end


-- The texts in the order of their names, each with its marks; how many rows
-- lack something.
local function texts_of(f, columns, cluster, from, to)
  local lists, names = {}, f:column(cluster)
  for k, column in ipairs(columns) do lists[k] = f:column(column) end
  local known, texts, n_left_out = {}, {}, 0
  for i = 1, f.n_rows do
    local mark, whole = {}, names[i] ~= base.na
    for k, list in ipairs(lists) do
      mark[k], whole = list[i], whole and list[i] ~= base.na
    end
    if whole then
      local text = known[names[i]] or { name = tostring(names[i]) }
      if not known[names[i]] then texts[#texts + 1] = text end
      known[names[i]] = text
      put_mark(text, mark, from, to)
    else
      n_left_out = n_left_out + 1
    end
  end
  table.sort(texts, function(a, b) return a.name < b.name end)
  return texts, n_left_out
end


local function coders_of(texts)
  local known, n = {}, 0
  for _, text in ipairs(texts) do
    for _, mark in ipairs(text) do
      if not known[mark[1]] then known[mark[1]], n = true, n + 1 end
    end
  end
  return n
end


-- Those texts one behind the other, and how long they are together.
local function end_to_end(texts, types)
  local lists, at = { {}, {}, {}, {} }, 0
  for _, text in ipairs(texts) do
    local shift = at - text.from
    for _, mark in ipairs(text) do
      local n = #lists[1] + 1
      lists[1][n], lists[2][n] = mark[1], mark[2] + shift
      lists[3][n], lists[4][n] = mark[3] + shift, mark[4]
    end
    at = at + text.to - text.from
  end
  return frames.of(NAMES, lists, types), at
end


-- ---- the coefficient ----

local function alpha_of(f, length, method)
  if method == "2004" then
    local by_code, found = core.unitizing(f, "coder", "start", "end", "code", 0,
      length)
    return found, by_code
  end
  return core.alpha_u(f, "coder", "start", "end", "code", 0, length, method)
end


-- The texts of set r: drawn from a stream of their own, or all but text r.
local function drawn(texts, r, opts)
  local some = {}
  if #texts < FEW then
    for i, text in ipairs(texts) do
      if i ~= r then some[#some + 1] = text end
    end
    return some
  end
  for _, i in ipairs(below(opts.seed, r, #texts, #texts)) do
    some[#some + 1] = texts[i + 1]
  end
  return some
end


-- Texts on which some coder marked nothing at all say nothing of that coder:
-- such a set has no value.
local function value_of_set(texts, n_coders, types, opts)
  if coders_of(texts) < n_coders then return base.na end
  local f, length = end_to_end(texts, types)
  return (alpha_of(f, length, opts.method)).value
end


local function limits_of(texts, types, opts)
  local few, n_undefined = #texts < FEW, 0
  local n_coders, rows, names = coders_of(texts), {}, {}
  for r = 1, few and #texts or opts.replicates do
    local value = value_of_set(drawn(texts, r, opts), n_coders, types, opts)
    if value == base.na then n_undefined = n_undefined + 1 end
    rows[r], names[r] = { value }, tostring(r)
  end
  if #rows == n_undefined then return base.na, base.na, n_undefined end
  local m = bootstrap.limits(matrices.of(names, { "alpha" }, rows),
    few and 1 or opts.confidence)
  local low, high = m:get("low", "alpha"), m:get("high", "alpha")
  return few and n_undefined > 0 and base.na or low, high, n_undefined
end


-- Alpha of all texts, with its range; and the frame of codes, if there is one.
return function(f, columns, from, to, opts)
  local texts, n_left_out = texts_of(f, columns, opts.cluster, from, to)
  local types = { coder = f.types[columns[1]], code = f.types[columns[4]],
    start = "number", ["end"] = "number" }
  local laid, length = end_to_end(texts, types)
  local found, by_code = alpha_of(laid, length, opts.method)
  found.n_clusters, found.n_left_out = #texts, n_left_out
  found.low, found.high, found.n_undefined = base.na, base.na, 0
  if #texts > 1 and found.value ~= base.na then
    found.low, found.high, found.n_undefined = limits_of(texts, types, opts)
  end
  return found, by_code
end

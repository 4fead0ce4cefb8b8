-- A concordance as it is looked up: codes of one classification, and what
-- they are in another, with weights, in one or several versions.

local base = require "vane.core.base"
local fail = require "vane.base.fail"

local is_na = base.is_na


-- ---- codes ----

-- "H04L 1/18", "01.11-2" as they are compared: without blanks, dots, dashes.
local function plain(code)
  return (tostring(code):upper():gsub("[%s%.%-]", ""))
end


-- Patent offices fill up the main group with zeros: H04L0001/18 is H04L1/18.
local function plain_ipc(code)
  return (plain(code):gsub("^(%u%d%d%u)0+(%d)", "%1%2"))
end


local function is_ipc(code)
  return code:find "^[A-HY]%d%d%u" ~= nil
    or code:find "^[A-HY]%d?%d?$" ~= nil
end


-- H04L12/24, H04L12/00 (its main group), H04L12, H04L, H04, H.
local function ipc_levels(code)
  local list = { code }
  local group = code:match "^(%u%d%d%u%d+)/"
  if group then
    if code ~= group .. "/00" then list[2] = group .. "/00" end
    list[#list + 1] = group
  end
  for _, n in ipairs { 4, 3, 1 } do
    if n < #(group or code) then list[#list + 1] = code:sub(1, n) end
  end
  return list
end


-- Each digit fewer is one level up.
local function digit_levels(code)
  local list = {}
  for n = #code, 1, -1 do list[#list + 1] = code:sub(1, n) end
  return list
end


local schemes = {
  ipc = { name = "ipc", plain = plain_ipc, levels = ipc_levels },
  digits = { name = "digits", plain = plain, levels = digit_levels },
}


-- Codes that all look like the patent classification's are of it.
local function scheme_of(codes)
  local has_subclass = false
  for _, code in ipairs(codes) do
    local text = plain(code)
    if not is_na(code) and not is_ipc(text) then return schemes.digits end
    has_subclass = has_subclass or #text >= 4
  end
  return has_subclass and schemes.ipc or schemes.digits
end


-- ---- reading ----

local function check_weight(word, weight, code)
  if is_na(weight) then
    fail("%s: the code \"%s\" has a row without a weight; fill it in, or leave "
      .. "the row out of the concordance", word, tostring(code))
  elseif weight < 0 then
    fail("%s: the code \"%s\" has the weight %s; weights should be 0 or more",
      word, tostring(code), tostring(weight))
  end
end


local function entry_at(t, version, code)
  t.of[version] = t.of[version] or {}
  local entry = t.of[version][code]
  if not entry then
    entry = { code = code, to = {}, weights = {}, at = {} }
    t.of[version][code] = entry
    t.n_codes = t.n_codes + 1
  end
  return entry
end


-- A row that says again what is known counts once.
local function add(t, entry, to, weight)
  local known = entry.at[to]
  if not known then
    local n = #entry.to + 1
    entry.at[to], entry.to[n], entry.weights[n] = n, to, weight
  elseif entry.weights[known] == weight then
    t.n_repeated = t.n_repeated + 1
  else
    fail("%s: \"%s\" to \"%s\" stands twice, with the weights %g and %g; keep one of "
      .. "the rows, or add them up, or name the column of their versions", t.word,
      entry.code, tostring(to), entry.weights[known], weight)
  end
end


-- The codes that lie below each code: 01 has 0111, 0112 ...
local function count_below(t)
  t.below = {}
  for _, codes in pairs(t.of) do
    for code in pairs(codes) do
      for _, level in ipairs(t.scheme.levels(code)) do
        if level ~= code then t.below[level] = (t.below[level] or 0) + 1 end
      end
    end
  end
end


-- Later versions first, or as declared.
local function order_versions(t, declared)
  if declared then
    for _, version in ipairs(declared) do
      if not t.of[tostring(version)] then
        fail("%s: no row is of the version \"%s\"", t.word, tostring(version))
      end
      t.versions[#t.versions + 1] = tostring(version)
    end
    return
  end
  for version in pairs(t.of) do t.versions[#t.versions + 1] = version end
  table.sort(t.versions, function(a, b) return a > b end)
end


-- opts: by, code, to, weight, version, versions, scheme, word.
local function read(opts)
  local f, t = opts.by, { word = opts.word, of = {}, versions = {}, n_codes = 0,
    n_repeated = 0, n_left_out = 0 }
  local codes, to = f:column(opts.code), f:column(opts.to)
  local weights = opts.weight and f:column(opts.weight)
  local versions = opts.version and f:column(opts.version)
  t.scheme = schemes[opts.scheme] or scheme_of(codes)
  for i, code in ipairs(codes) do
    if is_na(code) or is_na(to[i]) or versions and is_na(versions[i]) then
      t.n_left_out = t.n_left_out + 1
    else
      local weight = weights and weights[i] or 1
      check_weight(opts.word, weight, code)
      local entry = entry_at(t, versions and tostring(versions[i]) or "",
        t.scheme.plain(code))
      add(t, entry, to[i], weight)
    end
  end
  order_versions(t, opts.versions)
  count_below(t)
  return t
end


-- ---- looking up ----

local function same_targets(a, b)
  if #a.to ~= #b.to then return false end
  for i, to in ipairs(a.to) do
    local k = b.at[to]
    if not k or b.weights[k] ~= a.weights[i] then return false end
  end
  return true
end


-- What a code is: { entry =, exact =, version =, others = }, `others` being
-- versions that know the same code, or nil and how many codes lie below it.
local function find(t, code, exact_only)
  local text = t.scheme.plain(code)
  for k, level in ipairs(t.scheme.levels(text)) do
    if k > 1 and exact_only then break end
    local found
    for _, version in ipairs(t.versions) do
      local entry = t.of[version][level]
      if entry and not found then
        found = { entry = entry, exact = level == text, version = version,
          others = {}, agree = true }
      elseif entry then
        found.others[#found.others + 1] = version
        found.agree = found.agree and same_targets(found.entry, entry)
      end
    end
    if found then return found end
  end
  return nil, t.below[text] or 0
end


return { read = read, find = find }

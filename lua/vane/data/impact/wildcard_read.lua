-- Wild cards as they are written down: in tables of Lua, or in the rows of a
-- frame.

local core = require "vane.core.impact"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local label_of = require "vane.data.impact.label"
local parts = require "vane.base.parts"

local read = {}

-- What likelihoods and impacts are, from the least to the most.
read.LIKELIHOODS = { "remote", "unlikely", "possible", "likely" }
read.IMPACTS = { 1, 2, 3, 4, 5 }

local MOST_PUSH = 1000

local fields = {
  force = { kind = "table", default = {} },
  shocks = { kind = "table", default = {} },
  impact = { one_of = read.IMPACTS },
  likelihood = { one_of = read.LIKELIHOODS },
  credibility = { one_of = { "low", "medium", "high" } },
  early_signals = { kind = { "string", "table" }, default = {} },
}


-- The place of a likelihood among its classes, 0 when there is none.
function read.rank(likelihood)
  for i, name in ipairs(read.LIKELIHOODS) do
    if name == likelihood then return i end
  end
  return 0
end


-- ---- one ----

-- { Descriptor = places } and { Descriptor = variants } of { Descriptor =
-- "variant" or list }.
local function forced(x, word, force)
  local places, variants = {}, {}
  for _, name in ipairs(check.keys(force)) do
    local list = force[name]
    if type(list) == "string" then list = { list } end
    if type(name) ~= "string" or type(list) ~= "table" or #list == 0 then
      fail("%s: 'force' should say { Descriptor = \"variant\" }", word)
    end
    places[name], variants[name] = {}, {}
    for k, variant in ipairs(list) do
      places[name][k] = core.native.place(x, name, tostring(variant), word)
      variants[name][k] = variant
    end
  end
  return places, variants
end


-- { place = push } of { ["Descriptor|variant"] = push }.
local function pushed(x, word, shocks)
  local pushes = {}
  for _, label in ipairs(check.keys(shocks)) do
    local descriptor, variant = label_of(label)
    local push = shocks[label]
    if not descriptor or type(push) ~= "number"
      or push ~= push or math.abs(push) > MOST_PUSH then
      fail("%s: 'shocks' should say { [\"Descriptor|variant\"] = number } up to "
        .. "%d, found %s for \"%s\"", word, MOST_PUSH,
        type(push) == "number" and tostring(push) or check.found(push),
        tostring(label))
    end
    pushes[core.native.place(x, descriptor, variant, word)] = push
  end
  return pushes
end


local function check_name(x, word, name)
  if type(name) ~= "string" or not name:find "%S" or name:find("|", 1, true) then
    fail("%s: wants the wild card's name in front, as in { \"Port closure\", "
      .. "force = { Trade = \"closed\" } }, found %s", word,
      type(name) == "string" and ("%q"):format(name) or check.found(name))
  end
  for _, descriptor in ipairs(x.descriptors) do
    if descriptor == name then
      fail("%s: \"%s\" is a descriptor of the model; give the wild card another "
        .. "name", word, name)
    end
  end
end


local function texts(word, given)
  local list = type(given) == "string" and { given } or given
  for i, entry in ipairs(list) do
    if type(entry) ~= "string" then
      fail("%s: early signal %d should be a text, found %s", word, i,
        check.found(entry))
    end
  end
  return list
end


-- { name, force = ..., ... } with its variants looked up in the model.
function read.card(x, word, given)
  if check.kind_of(given) ~= "table" then
    fail("%s: wants a table, as in { \"Port closure\", force = { Trade = "
      .. "\"closed\" } }, found %s", word, check.found(given))
  end
  local named = {}
  for key, value in pairs(given) do
    if key ~= 1 then named[key] = value end
  end
  check_name(x, word, given[1])
  local inner = ("%s: \"%s\""):format(word, given[1])
  local opts = check(inner, named, fields)
  local card = { name = given[1], impact = opts.impact,
    likelihood = opts.likelihood, credibility = opts.credibility,
    early_signals = texts(inner, opts.early_signals),
    shocks = pushed(x, inner, opts.shocks) }
  card.force, card.variants = forced(x, inner, opts.force)
  if next(card.force) == nil and next(card.shocks) == nil then
    fail("%s: say what it does: force = { Descriptor = \"variant\" } or shocks "
      .. "= { [\"Descriptor|variant\"] = number }", inner)
  end
  return card
end


-- ---- several ----

-- "Trade|closed; Trade|war" as { Trade = { "closed", "war" } }.
local function force_of(word, cell)
  local force = {}
  for _, part in ipairs(parts(cell)) do
    local descriptor, variant = label_of(part)
    if not descriptor then
      fail("%s: 'force' should be written \"Descriptor|variant; ...\", found "
        .. "\"%s\"", word, part)
    end
    force[descriptor] = force[descriptor] or {}
    table.insert(force[descriptor], variant)
  end
  return force
end


-- "Trade|closed=3; ..." as { ["Trade|closed"] = 3 }.
local function shocks_of(word, cell)
  local shocks = {}
  for _, part in ipairs(parts(cell)) do
    local label, push = part:match "^(.-)%s*=%s*([%+%-]?[%d%.]+)$"
    if not label or not tonumber(push) then
      fail("%s: 'shocks' should be written \"Descriptor|variant=3; ...\", found "
        .. "\"%s\"", word, part)
    end
    shocks[label] = tonumber(push)
  end
  return shocks
end


local function card_of_row(word, f, i, called)
  local row, given = f:row(i), {}
  local function cell(name)
    local value = f.types[name] and row[name]
    if value and not base.is_na(value) then return value end
  end
  given[1] = cell(called)
  given.impact, given.likelihood = cell "impact", cell "likelihood"
  given.credibility = cell "credibility"
  word = ("%s: row %d"):format(word, i)
  if cell "force" then given.force = force_of(word, cell "force") end
  if cell "shocks" then given.shocks = shocks_of(word, cell "shocks") end
  given.early_signals = cell "early_signals" and parts(cell "early_signals")
  return given
end


local function given_list(word, given, called)
  if type(given) == "string" then given = frame.read(given) end
  if check.kind_of(given) == "table" then return given end
  if check.kind_of(given) ~= "frame" then
    fail("%s: wants a list of tables, a frame or the path of one, found %s", word,
      check.found(given))
  end
  if not given.types[called] then
    fail("%s: there is no column \"%s\"; it has %s", word, called,
      table.concat(given.names, ", "))
  end
  local list = {}
  for i = 1, given.n_rows do list[i] = card_of_row(word, given, i, called) end
  return list
end


-- Those of a list, a frame whose column `called` names them, or a file.
function read.cards(x, word, given, called)
  local cards, known = {}, {}
  for i, entry in ipairs(given_list(word, given, called)) do
    cards[i] = read.card(x, word, entry)
    if known[cards[i].name] then
      fail("%s: \"%s\" stands twice", word, cards[i].name)
    end
    known[cards[i].name] = true
  end
  return cards
end


return read

-- Makes datasets/deals/synthetic_deals.csv and synthetic_alliances.csv: invented
-- acquisitions and alliances of invented firms between the sectors of
-- sectors.csv, in real regions. Some flows are planted strong, some rise after
-- 2007, some gather in a region (planted.csv). No such deal was ever made.
--
--   vane tests/generate/deals.lua datasets/deals/synthetic_deals.csv
--   vane tests/generate/deals.lua datasets/deals/synthetic_alliances.csv alliances

local random = require "vane.core.random"
local drawing = loadfile("tests/generate/drawing.lua", "t", _ENV)()
local even = drawing.even

local SEED = 20000814
local N_DEALS, N_ALLIANCES = 4200, 1300
local FIRST, LAST, SPLIT = 2000, 2014, 2007
local DRAWS = 24             -- even numbers for each deal or alliance
local INSIDE = 0.38          -- deals inside one macro sector
local AT_HOME = 0.45         -- firms in one of their sector's home regions
local GATHERED = 0.7         -- of a planted flow, in its planted region
local NO_VALUE, NO_SECTOR, NO_REGION = 0.42, 0.01, 0.03

local regions = { "DE21", "FR10", "SE11", "FI1B", "ITC4", "FRL0", "ES51", "PT11",
  "DE71", "FRK2", "PL91", "CZ01", "NL41", "DE60", "BE10", "EL30", "DK01", "AT13",
  "IE06", "HU11", "NL32", "SI04", "ES30", "RO32", "DE11", "SE23", "AT22", "AT31" }

local deal_types = { { "acquisition", 0.55 }, { "merger", 0.7 },
  { "majority stake", 0.87 }, { "minority stake", 1 } }
local alliance_types = { { "joint venture", 0.22 }, { "strategic alliance", 0.47 },
  { "research and development agreement", 0.67 },
  { "sales and marketing agreement", 0.79 }, { "manufacturing agreement", 0.87 },
  { "supply agreement", 0.93 }, { "licensing and distribution pact", 1 } }


-- ---- what is planted ----

local sectors = frame.read "datasets/deals/sectors.csv"
local macros, micros_of, row_of = {}, {}, {}
for row in sectors:each() do
  if not micros_of[row.macro] then
    macros[#macros + 1], micros_of[row.macro] = row.macro, {}
  end
  table.insert(micros_of[row.macro], row.micro)
  row_of[row.micro] = { mid = row.mid, macro = row.macro }
end

local strong, rising = {}, {}
for row in frame.read "datasets/deals/planted.csv":each() do
  table.insert(row.kind == "rising" and rising or strong, { from = row.from,
    to = row.to, region = row.region })
end


-- ---- drawing ----

-- One of a list; early ones are drawn more often.
local function early(list, unit)
  return drawing.early(list, unit, 3)
end


local function kind_of(list, unit)
  for _, kind in ipairs(list) do
    if unit < kind[2] then return kind[1] end
  end
end


-- Later years have more deals, half as many again in the last as in the first.
local function year_of(unit)
  local n = LAST - FIRST + 1
  return FIRST + math.floor(n * 2 * (math.sqrt(1 + 1.25 * unit) - 1))
end


local place = {}
for i, macro in ipairs(macros) do place[macro] = i end


-- Three regions that a macro sector is at home in.
local function home_of(macro, unit)
  local i = place[macro]
  return regions[(3 * i + math.floor(3 * unit)) % #regions + 1]
end


local function region_of(macro, where, unit)
  if where < AT_HOME then return home_of(macro, unit) end
  return early(regions, unit)
end


-- The macro sectors of both sides, and the planted flow if it is one.
local function sides(year, units)
  local chance = year > SPLIT and 0.03 * (year - SPLIT) or 0.01
  if units[2] < chance then
    local flow = even(rising, units[3])
    return flow.from, flow.to, flow
  elseif units[2] > 0.86 then
    local flow = even(strong, units[3])
    return flow.from, flow.to, flow
  end
  local from = early(macros, units[3])
  return from, units[4] < INSIDE and from or even(macros, units[5])
end


-- ---- addresses ----

local written = { "%s", "%s", "%s", "A-%s", "AT-%s", "A %s", "%s.0" }
local austrian = frame.read "datasets/regions/postcodes.csv":where { country = "AT" }
local codes_in = {}
for row in austrian:each() do
  local region = row.nuts3:sub(1, 4)
  codes_in[region] = codes_in[region] or {}
  table.insert(codes_in[region], tostring(row.postcode))
end


-- Austrian addresses have a postal code in place of a region, as they are
-- found in the field: one in fifteen ends in digits of its own, one in thirty
-- is none.
local function address(region, units)
  if region:sub(1, 2) ~= "AT" then
    return region:sub(1, 2), na, units[1] >= NO_REGION and region or na
  end
  local code = even(codes_in[region], units[1])
  if units[2] > 14 / 15 then code = code:sub(1, 2) .. "99" end
  if units[2] < 1 / 30 then code = "0" .. math.floor(1000 * units[1]) end
  return units[3] < 0.9 and "AT" or na, even(written, units[2]):format(code), na
end


-- Millions of euros, log-normal by the sum of twelve even numbers.
local function value_of(units, at)
  local z = -6
  for k = 0, 11 do z = z + units[at + k] end
  return math.floor(10 * math.exp(2.2 + 1.3 * z) + 0.5) / 10
end


-- ---- writing ----

local function write(names, rows, path)
  local columns = {}
  for k, name in ipairs(names) do
    columns[k] = { name, {} }
    for i, row in ipairs(rows) do columns[k][2][i] = row[name] end
  end
  frame(columns):write(path)
end


local function put_sector(row, side, micro)
  row[side .. "_micro"] = micro
  row[side .. "_mid"] = row_of[micro].mid
  row[side .. "_macro"] = row_of[micro].macro
end


local function deal(i)
  local units = random.units(SEED, i, DRAWS + 16)
  local year = year_of(units[1])
  local from, to, planted = sides(year, units)
  local row = { deal = ("D%05d"):format(i), year = year,
    type = kind_of(deal_types, units[6]) }
  put_sector(row, "acquirer", even(micros_of[from], units[7]))
  put_sector(row, "target", even(micros_of[to], units[8]))
  if units[9] < NO_SECTOR then
    row.target_micro, row.target_mid, row.target_macro = na, na, na
  end
  local there = region_of(to, units[11], units[12])
  if planted and planted.region ~= na and units[13] < GATHERED then
    there = planted.region
  end
  row.acquirer_nuts2 = region_of(from, units[14], units[15])
  row.target_country, row.target_postcode, row.target_nuts2 = address(there,
    { units[16], units[17], units[18] })
  row.value = units[10] >= NO_VALUE and value_of(units, 20) or na
  return row
end


local function make_deals(path)
  local rows = {}
  for i = 1, N_DEALS do rows[i] = deal(i) end
  write({ "deal", "year", "type", "acquirer_micro", "acquirer_mid",
    "acquirer_macro", "target_micro", "target_mid", "target_macro", "value",
    "acquirer_nuts2", "target_country", "target_postcode", "target_nuts2" },
    rows, path)
end


-- ---- alliances ----

-- Two to five participants: the two of a flow, the others of any sector.
local function alliance(i, rows)
  local units = random.units(SEED, 1000000 + i, DRAWS + 16)
  local year = year_of(units[1])
  local from, to = sides(year, units)
  local n = units[6] < 0.66 and 2 or units[6] < 0.88 and 3 or units[6] < 0.96 and 4 or 5
  local type = kind_of(alliance_types, units[7])
  for k = 1, n do
    local macro = k == 1 and from or k == 2 and to or early(macros, units[7 + k])
    local row = { alliance = ("A%04d"):format(i), year = year, type = type,
      nuts2 = units[30 + k] >= NO_REGION
        and region_of(macro, units[15 + k], units[20 + k]) or na }
    local micro = even(micros_of[macro], units[25 + k])
    row.micro, row.mid, row.macro = micro, row_of[micro].mid, macro
    rows[#rows + 1] = row
  end
end


local function make_alliances(path)
  local rows = {}
  for i = 1, N_ALLIANCES do alliance(i, rows) end
  write({ "alliance", "year", "type", "micro", "mid", "macro", "nuts2" }, rows, path)
end


if arg[2] == "alliances" then make_alliances(arg[1]) else make_deals(arg[1]) end

-- Makes datasets/horizon/: 150 invented paragraphs of 60 invented sources, the
-- codes that three invented coders gave them, and what was planted. Nobody
-- wrote these paragraphs, and nobody coded them.
--
--   vane tests/generate/horizon.lua datasets/horizon

local random = require "vane.core.random"

local SEED = 20160408
local N_SOURCES, N_UNITS = 60, 150
local ARTEFACT = 9                 -- paragraphs of each artefact
local FIRST, LAST = 2008, 2015
local LONG = 10                    -- every tenth paragraph carries many codes
local SEEN_BY_TWO, SEEN_BY_ALL = 0.35, 0.15
local MISSED, ADDED = 0.06, 0.10   -- by a coder: a code that is there, one more
local FOLDER = (arg[1] or "datasets/horizon") .. "/"

local types = { "report", "proceedings", "policy paper", "blog", "news" }
local languages = { "en", "en", "de", "fr" }
local actors = { "cluster", "ministry", "firm", "research" }
local coders = { "Ines", "Jonas", "Maria" }

-- Beside the sub-trends of the report: themes of cluster work, each under the
-- mega trend it belongs to.
local own = {
  { "cluster_policy", "innovation_dynamics", "Programmes that found and fund clusters" },
  { "internationalisation", "geo_economy", "Clusters that work across borders" },
  { "financing", "entrepreneurship", "Where young firms find money" },
  { "skills_gap", "innovation_dynamics", "Skills that firms look for in vain" },
  { "standards", "convergence", "Norms that let devices work together" },
  { "public_procurement", "innovation_dynamics", "The state as first buyer" },
  { "spin_offs", "entrepreneurship", "Firms that come out of research" },
  { "branding", "social_media", "How a region makes itself known" },
  { "matchmaking", "cross_linkage", "Bringing partners together" },
  { "regional_strategy", "geo_economy", "What a region means to be good at" },
  { "test_beds", "innovation_dynamics", "Places to try what is new" },
  { "venture_capital", "entrepreneurship", "Money for risk" },
  { "trade_fairs", "geo_economy", "Meeting markets in person" },
  { "cross_border_projects", "geo_economy", "Joint work of several countries" },
  { "mentoring", "entrepreneurship", "Founders who help founders" },
  { "open_data", "big_data", "Data that anybody may use" },
  { "data_protection", "big_data", "What may not be known of people" },
  { "repair_economy", "shortening", "Mending instead of replacing" },
  { "urban_logistics", "immediate_availability", "The last mile in towns" },
  { "energy_storage", "carbon", "Keeping power for later" },
}
local planted = {
  { kind = "emerging", a = "battery_swapping", b = "charging_grid",
    under = "carbon", from = 0, grows = 0.09 },
  { kind = "emerging", a = "crowd_sensing", b = "air_quality_maps",
    under = "big_data", from = 2, grows = 0.09 },
  { kind = "steady", a = "telecare", b = "assisted_living",
    under = "personalisation" },
  { kind = "one_source", a = "space_tourism", b = "luxury_travel",
    under = "consumerisation", source = 17 },
  { kind = "one_source", a = "drone_taxis", b = "vertical_ports",
    under = "immediate_availability", source = 42 },
  { kind = "one_type", a = "app_hype", under = "convergence" },
}


-- ---- chance ----

local stream = 0

-- n numbers from 0 to m - 1; a stream of its own each time.
local function numbers(n, m)
  stream = stream + 1
  return random.below(SEED, stream, n, m)
end


local function number(m) return numbers(1, m)[1] end


local function happens(chance)
  return number(1000000) < 1000000 * chance
end


-- ---- codes ----

-- Each code below its mega trend, in a tree's order: sub-trends under the mega
-- trend of the first area that lists them.
local function code_table()
  local trend_of, area_of, below = {}, {}, {}
  local trends = frame.read("datasets/megatrends/megatrends.csv")
  for row in frame.read("datasets/megatrends/aosi_published.csv"):each() do
    trend_of[row.id] = row.megatrend_id
  end
  for row in frame.read("datasets/megatrends/subtrends.csv"):each() do
    area_of[row.subtrend_key] = area_of[row.subtrend_key] or row.aosi_id
  end
  for row in trends:each() do below[row.id] = {} end
  local function add(name, above, meaning)
    table.insert(below[above], { name, above, meaning })
  end
  for row in frame.read("datasets/megatrends/subtrend_catalogue.csv"):each() do
    add(row.key, trend_of[area_of[row.key]], row.label)
  end
  for _, theme in ipairs(own) do add(table.unpack(theme)) end
  for _, plan in ipairs(planted) do
    add(plan.a, plan.under, "Planted")
    if plan.b then add(plan.b, plan.under, "Planted") end
  end
  local columns = { { "code", {} }, { "parent", {} }, { "definition", {} } }
  local function put(code)
    for j, cell in ipairs(code) do table.insert(columns[j][2], cell) end
  end
  for row in trends:each() do
    put { row.id, na, row.meaning }
    for _, code in ipairs(below[row.id]) do put(code) end
  end
  return frame(columns, { types = { parent = "text" } })
end


-- Codes that noise is made of, the first ones more often.
local function noise_codes(codes)
  local list, is_planted = {}, {}
  for _, plan in ipairs(planted) do
    is_planted[plan.a] = true
    is_planted[plan.b or ""] = true
  end
  for row in codes:each() do
    if not is_na(row.parent) and not is_planted[row.code] then
      list[#list + 1] = row.code
    end
  end
  return list
end


-- ---- sources and paragraphs ----

local function make_sources()
  local list = {}
  for s = 1, N_SOURCES do
    local year = FIRST + (s - 1) * (LAST - FIRST + 1) // N_SOURCES
    list[s] = { number = s, name = ("source %02d"):format(s),
      type = types[number(#types) + 1],
      date = ("%d-%02d-%02d"):format(year, number(12) + 1, number(28) + 1),
      language = languages[number(#languages) + 1],
      actor = actors[number(#actors) + 1], year = year }
  end
  return list
end


-- The pairs and codes planted in a paragraph of that source.
local function add_planted(source, add)
  for _, plan in ipairs(planted) do
    local years = source.year - FIRST - (plan.from or 0)
    if (plan.kind == "emerging" and happens(plan.grows * years))
      or (plan.kind == "steady" and happens(0.12))
      or (plan.kind == "one_type" and source.type == "blog" and happens(0.6))
      or (plan.kind == "one_source" and source.number == plan.source) then
      add(plan.a)
      add(plan.b)
    end
  end
end


local function true_codes(u, source, noise)
  local has, list = {}, {}
  local function add(code)
    if code and not has[code] then
      has[code] = true
      list[#list + 1] = code
    end
  end
  local n = u % LONG == 0 and 12 + number(19) or 1 + number(3)
  while #list < n do add(noise[number(number(#noise) + 1) + 1]) end
  add_planted(source, add)
  return list
end


local function text_of(source, codes)
  local words = {}
  for i = 1, math.min(#codes, 6) do words[i] = codes[i]:gsub("_", " ") end
  return ("Synthetic paragraph of %s, a %s of %d. It speaks of %s%s."):format(
    source.name, source.type, source.year, table.concat(words, ", "),
    #codes > 6 and " and more" or "")
end


-- ---- coders ----

local function seen_by(u)
  if happens(SEEN_BY_ALL) then return coders end
  local first = coders[u % 3 + 1]
  if happens(SEEN_BY_TWO) then return { first, coders[(u + 1) % 3 + 1] } end
  return { first }
end


-- What a coder makes of a paragraph.
local function coded_as(codes, noise)
  local list = {}
  for _, code in ipairs(codes) do
    if not happens(MISSED) then list[#list + 1] = code end
  end
  if happens(ADDED) then list[#list + 1] = noise[number(#noise) + 1] end
  return list
end


-- ---- all of it ----

local codes = code_table()
local noise, sources = noise_codes(codes), make_sources()

local names = { "unit", "source", "date", "type", "language", "actor", "text",
  "coder", "code" }
local columns = {}
for j, name in ipairs(names) do columns[j] = { name, {} } end


local function put(unit, source, text, coder, code)
  local cells = { unit, source.name, source.date, source.type, source.language,
    source.actor, text, coder, code }
  for j, cell in ipairs(cells) do table.insert(columns[j][2], cell) end
end


-- The first paragraphs are those of the sources with an artefact.
local function source_of(u)
  if u <= ARTEFACT then return sources[17] end
  if u <= 2 * ARTEFACT then return sources[42] end
  return sources[u * 7 % N_SOURCES + 1]
end


for u = 1, N_UNITS do
  local source = source_of(u)
  local has = true_codes(u, source, noise)
  local text = text_of(source, has)
  for _, coder in ipairs(seen_by(u)) do
    local given = coded_as(has, noise)
    for _, code in ipairs(given) do
      put(("p%03d"):format(u), source, text, coder, code)
    end
    if #given == 0 then put(("p%03d"):format(u), source, text, coder, na) end
  end
end

local rows = frame(columns, { types = { date = "date", code = "text" } })
rows:write(FOLDER .. "synthetic_codings.csv")
codes:write(FOLDER .. "codes.csv")
coding(rows, { codes = codes }):write(FOLDER .. "synthetic_horizon.qdpx")

local plan = { { "kind", {} }, { "a", {} }, { "b", {} } }
for i, p in ipairs(planted) do
  plan[1][2][i], plan[2][2][i], plan[3][2][i] = p.kind, p.a, p.b or na
end
frame(plan, { types = { b = "text" } }):write(FOLDER .. "synthetic_planted.csv")

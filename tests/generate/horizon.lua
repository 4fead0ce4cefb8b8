-- Makes datasets/horizon/: 170 invented paragraphs of 60 invented sources, the
-- codes that three invented coders gave them, and what was planted. Nobody
-- wrote these paragraphs, and nobody coded them.
--
--   vane tests/generate/horizon.lua datasets/horizon

local random = require "vane.core.random"

local SEED = 20160408
local N_SOURCES, N_UNITS = 60, 170
local FIRST, LAST = 2008, 2015
local LONG = 10                    -- every tenth paragraph carries many codes
local SEEN_BY_TWO, SEEN_BY_ALL = 0.35, 0.15
local MISSED, ADDED = 0.06, 0.10   -- by a coder: a code that is there, one more
local FOLDER = (arg[1] or "datasets/horizon") .. "/"

local types = { "report", "proceedings", "policy paper", "blog", "news" }
local languages = { "en", "en", "de", "fr" }
local actors = { "cluster", "ministry", "firm", "research" }
local coders = { "Ines", "Jonas", "Maria" }

-- Beside the sub-trends of the report: themes of cluster work.
local own = { "cluster_policy", "internationalisation", "financing",
  "skills_gap", "standards", "public_procurement", "spin_offs", "branding",
  "matchmaking", "regional_strategy", "test_beds", "venture_capital",
  "trade_fairs", "cross_border_projects", "mentoring", "open_data",
  "data_protection", "repair_economy", "urban_logistics", "energy_storage" }
local planted = {
  { kind = "emerging", a = "battery_swapping", b = "charging_grid" },
  { kind = "steady", a = "telecare", b = "assisted_living" },
  { kind = "one_source", a = "space_tourism", b = "luxury_travel" },
  { kind = "one_type", a = "app_hype" },
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

-- Sub-trends under the mega trend of the first area that lists them.
local function code_table()
  local trend_of, code, parent, definition = {}, {}, {}, {}
  for row in frame.read("datasets/megatrends/aosi_published.csv"):each() do
    trend_of[row.id] = row.megatrend_id
  end
  local function add(name, above, meaning)
    code[#code + 1], parent[#parent + 1] = name, above or na
    definition[#definition + 1] = meaning or na
  end
  for row in frame.read("datasets/megatrends/megatrends.csv"):each() do
    add(row.id, nil, row.meaning)
  end
  local area_of = {}
  for row in frame.read("datasets/megatrends/subtrends.csv"):each() do
    area_of[row.subtrend_key] = area_of[row.subtrend_key] or row.aosi_id
  end
  for row in frame.read("datasets/megatrends/subtrend_catalogue.csv"):each() do
    add(row.key, trend_of[area_of[row.key]], row.label)
  end
  for _, name in ipairs(own) do add(name) end
  for _, plan in ipairs(planted) do
    add(plan.a)
    if plan.b then add(plan.b) end
  end
  return frame({ { "code", code }, { "parent", parent },
    { "definition", definition } }, { types = { parent = "text" } })
end


-- Codes that noise is made of, the first ones more often.
local function noise_codes(codes)
  local list, is_planted = {}, {}
  for _, plan in ipairs(planted) do
    is_planted[plan.a] = true
    is_planted[plan.b or ""] = true
  end
  for row in codes:each() do
    local is_trend = is_na(row.parent) and not is_na(row.definition)
    if not is_trend and not is_planted[row.code] then
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
    list[s] = { name = ("source %02d"):format(s),
      type = types[number(#types) + 1],
      date = ("%d-%02d-%02d"):format(year, number(12) + 1, number(28) + 1),
      language = languages[number(#languages) + 1],
      actor = actors[number(#actors) + 1], year = year }
  end
  return list
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
  local emerging, steady = planted[1], planted[2]
  if happens(0.09 * (source.year - FIRST)) then
    add(emerging.a)
    add(emerging.b)
  end
  if happens(0.12) then
    add(steady.a)
    add(steady.b)
  end
  if source.type == "blog" and happens(0.6) then add(planted[4].a) end
  if source.is_artefact then
    add(planted[3].a)
    add(planted[3].b)
  end
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
sources[17].is_artefact = true

local names = { "unit", "source", "date", "type", "language", "actor", "text",
  "coder", "code" }
local columns = {}
for j, name in ipairs(names) do columns[j] = { name, {} } end


local function put(unit, source, text, coder, code)
  local cells = { unit, source.name, source.date, source.type, source.language,
    source.actor, text, coder, code }
  for j, cell in ipairs(cells) do table.insert(columns[j][2], cell) end
end


for u = 1, N_UNITS do
  local source = u <= 9 and sources[17] or sources[(u * 7) % N_SOURCES + 1]
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
rows:write(FOLDER .. "codings.csv")
codes:write(FOLDER .. "codes.csv")
coding(rows, { codes = codes }):write(FOLDER .. "horizon.qdpx")

local plan = { { "kind", {} }, { "a", {} }, { "b", {} } }
for i, p in ipairs(planted) do
  plan[1][2][i], plan[2][2][i], plan[3][2][i] = p.kind, p.a, p.b or na
end
frame(plan, { types = { b = "text" } }):write(FOLDER .. "planted.csv")

-- Makes datasets/patents/synthetic_dated.csv: nine thousand invented patents
-- with the classes that planted.csv puts into spaces. Some classes change their
-- space after 2007, some pairs come up more and more often from 2004 on, and
-- one pair is the work of a single applicant. No such patent was ever filed.
--
--   vane tests/generate/dated_patents.lua datasets/patents/synthetic_dated.csv

local random = require "vane.core.random"
local drawing = loadfile("tests/generate/drawing.lua", "t", _ENV)()
local even = drawing.even

local SEED = 20000107
local N_PATENTS, N_APPLICANTS, N_BY_ONE = 9000, 300, 45
local FIRST, LAST = 2000, 2014
local SPLIT = 2007            -- the last year of the spaces as they were
local RISING_FROM = 2004
local RISING_MOST = 0.08      -- of all patents, in the last year
local NO_REGION = 0.02        -- of the patents
local DRAWS = 24              -- even numbers for each patent

-- How many classes are drawn: at most n in so many patents.
local sizes = { { 1, 0.25 }, { 2, 0.55 }, { 3, 0.76 }, { 4, 0.87 },
  { 5, 0.93 }, { 6, 0.97 }, { 9, 1 } }

local sister = { digital = "creative", creative = "digital",
  mobility = "logistics", logistics = "mobility",
  health = "environment", environment = "health" }
local OWN, WITH_SISTER = 0.92, 0.97  -- where a class is drawn from

local regions = { "DE21", "FR10", "SE11", "FI1B", "ITC4", "FRL0", "ES51",
  "PT17", "DE71", "FRK2", "PL91", "CZ01", "NL33", "DE60", "BE10", "EL30",
  "DK01", "AT13", "IE06", "HU11", "NL41", "SI04", "ES30", "RO32" }
local AT_HOME = 0.7  -- an applicant sits in one of its space's four regions


-- ---- what is planted ----

local spaces, before, after, rising, by_one = {}, {}, {}, {}, nil


local function put(period, space, class)
  if not period[space] then period[space] = {} end
  table.insert(period[space], class)
end


for row in frame.read "datasets/patents/planted.csv":each() do
  if row.kind == "rising" then
    rising[#rising + 1] = { row.ipc, row.with }
  elseif row.kind == "one applicant" then
    by_one = { row.ipc, row.with }
  else
    local space = row.space_before
    if spaces[#spaces] ~= space and not before[space] then
      spaces[#spaces + 1] = space
    end
    put(before, space, row.ipc)
    put(after, row.space_after, row.ipc)
  end
end


-- ---- drawing ----

-- One of a list; early ones are drawn more often.
local function early(list, unit)
  return drawing.early(list, unit, 2)
end


-- Later years have more patents: twice as many in the last as in the first.
local function year_of(unit)
  local n = LAST - FIRST + 1
  return FIRST + math.floor(n * (math.sqrt(1 + 3 * unit) - 1))
end


local function add(patent, class)
  if patent[class] then return end
  patent[class] = true
  patent[#patent + 1] = class
end


-- Mostly the patent's own space, else its sister, else any.
local function drawn_from(space, unit)
  if unit < OWN then return space end
  if unit < WITH_SISTER then return sister[space] end
  return even(spaces, (unit - WITH_SISTER) / (1 - WITH_SISTER))
end


local function draw_classes(patent, space, year, units, at)
  local period = year <= SPLIT and before or after
  for _, size in ipairs(sizes) do
    patent.wanted = patent.wanted or units[at] < size[2] and size[1]
  end
  for k = 1, patent.wanted do
    local from = drawn_from(space, units[at + 2 * k - 1])
    add(patent, early(period[from], units[at + 2 * k]))
  end
end


local function rising_chance(year)
  return RISING_MOST * math.max(0, year - RISING_FROM + 1)
    / (LAST - RISING_FROM + 1)
end


-- ---- applicants ----

local applicants, of_space, region_of = {}, {}, {}
for i = 1, N_APPLICANTS do
  local units = random.units(SEED, 100000 + i, 2)
  local s = (i - 1) % #spaces + 1
  local name = ("applicant %03d"):format(i)
  applicants[i] = name
  put(of_space, spaces[s], name)
  region_of[name] = units[1] < AT_HOME
    and regions[4 * (s - 1) + 1 + math.floor(4 * units[2])]
    or even(regions, units[2])
end


-- ---- patents ----

local rows = {}


local function draw_patent(i)
  local units = random.units(SEED, i, DRAWS)
  local year, space = year_of(units[1]), even(spaces, units[2])
  local patent = { year = year }
  if units[3] < rising_chance(year) then
    local pair = even(rising, units[4])
    add(patent, pair[1])
    add(patent, pair[2])
  else
    draw_classes(patent, space, year, units, 6)
  end
  patent.applicant = units[5] < 0.6 and early(of_space[space], units[4])
    or even(applicants, units[4])
  patent.region = units[6] * 50 % 1 >= NO_REGION
    and region_of[patent.applicant] or na
  return patent
end


for i = 1, N_PATENTS do rows[i] = draw_patent(i) end

-- One applicant's pair stands among the others, evenly.
for k = 1, N_BY_ONE do
  table.insert(rows, k * 200, { by_one[1], by_one[2], year = 2009 + k % 6,
    applicant = "applicant 301", region = "SI04" })
end


-- ---- writing ----

local columns = { { "patent", {} }, { "year", {} }, { "ipc", {} },
  { "applicant", {} }, { "region", {} } }
for i, patent in ipairs(rows) do
  columns[1][2][i] = ("S%05d"):format(i)
  columns[2][2][i] = patent.year
  columns[3][2][i] = table.concat(patent, ";")
  columns[4][2][i], columns[5][2][i] = patent.applicant, patent.region
end

frame(columns):write(arg[1])

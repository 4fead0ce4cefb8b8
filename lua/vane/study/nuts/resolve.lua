-- Addresses to regions: a code that is there already, else the postal code,
-- its first digits, the city; and a list of what could not be placed.

local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local lines = require "vane.study.lines"
local postcodes = require "vane.study.nuts.postcodes"
local provenance = require "vane.base.provenance"
local read = require "vane.study.nuts.read"
local result = require "vane.base.result"
local verbs = require "vane.core.frame_verbs"

local WORD = "nuts.resolve"

local is_na = base.is_na
local name = { kind = "string" }

local options = {
  frame = { kind = "frame", needed = true },
  by = { kind = "frame", needed = true },
  postcode = { kind = "string", needed = true },
  country = name, code = name, city = name, into = name,
  cities = { kind = "frame" },
  level = { kind = "integer", default = 2, least = 1, most = 3 },
}


local function check_options(given)
  local opts = check(WORD, given, options)
  opts.into = opts.into or "nuts" .. opts.level
  for _, option in ipairs { "postcode", "country", "code", "city" } do
    if opts[option] then
      read.check_column(WORD, opts.frame, opts[option], option, read.codes)
    end
  end
  if (opts.city == nil) ~= (opts.cities == nil) then
    fail("%s: 'city' and 'cities' go together: a column, and a frame with "
      .. "country, city, nuts3", WORD)
  end
  local texts = { country = "text", nuts3 = "text", city = "text" }
  read.check_table(WORD, opts.by, "by", { "country", "postcode", "nuts3" }, texts)
  if opts.cities then
    read.check_table(WORD, opts.cities, "cities", { "country", "city", "nuts3" },
      texts)
  end
  read.refuse_taken(WORD, opts.frame, { opts.into, "how" })
  return opts
end


-- ---- finding ----

-- "AT130" at level 2 is "AT13"; "AT1" says too little for it.
local function region_of_code(code, level)
  if is_na(code) then return nil end
  local text = tostring(code):upper():gsub("%s+", "")
  if not text:find "^%u%u%w+$" or #text > 5 or #text < level + 2 then return nil end
  return text:sub(1, level + 2)
end


-- "country city" -> region, or false where two of the name lie apart.
local function read_cities(cities, level)
  local known = {}
  for row in cities:each() do
    local key = ("%s %s"):format(row.country, tostring(row.city):lower())
    local region = not is_na(row.nuts3) and row.nuts3:sub(1, level + 2)
    if known[key] == nil then known[key] = region end
    if known[key] ~= region then known[key] = false end
  end
  return known
end


local function by_postcode(s, row)
  if is_na(row.postcode) then return nil, "no postal code" end
  local code, letters = postcodes.clean(row.postcode)
  local country = is_na(row.country) and letters or row.country
  if is_na(country) or not country then return nil, "no country" end
  return postcodes.find(s.postcodes, country, code)
end


-- Where an address lies and how that was found, or nil and why not.
local function place(s, row)
  local region = region_of_code(row.code, s.opts.level)
  if region then return region, "code" end
  local how
  region, how = by_postcode(s, row)
  if region then return region, how end
  if s.cities and not is_na(row.city) and not is_na(row.country) then
    local key = ("%s %s"):format(row.country, tostring(row.city):lower())
    if s.cities[key] then return s.cities[key], "city" end
  end
  return nil, how
end


-- ---- addresses ----

-- Each different address once, with how many rows have it.
local function addresses_of(s)
  local by = {}
  for _, option in ipairs { "country", "postcode", "code", "city" } do
    if s.opts[option] then by[#by + 1] = s.opts[option] end
  end
  s.by = by
  local counts = s.opts.frame:group(by):aggregate { ["n of rows"] = "count" }
  local list, columns = {}, {}
  for _, option in ipairs { "country", "postcode", "code", "city" } do
    columns[option] = s.opts[option] and counts:column(s.opts[option])
  end
  for i, n in ipairs(counts:column "n of rows") do
    local address = { n = n }
    for _, option in ipairs { "country", "postcode", "code", "city" } do
      address[option] = columns[option] and columns[option][i] or base.na
    end
    list[i] = address
  end
  return list
end


local function place_all(s)
  s.addresses, s.unresolved, s.n_by, s.n_unresolved = addresses_of(s), {}, {}, 0
  for _, address in ipairs(s.addresses) do
    local region, how = place(s, address)
    address.region, address.how = region or base.na, region and how or base.na
    if region then
      s.n_by[how] = (s.n_by[how] or 0) + address.n
    else
      address.why = how
      s.unresolved[#s.unresolved + 1] = address
      s.n_unresolved = s.n_unresolved + address.n
    end
  end
end


local function answers(s)
  local regions, how = {}, {}
  for i, address in ipairs(s.addresses) do
    regions[i], how[i] = address.region, address.how
  end
  return frame({ { s.opts.into, regions }, { "how", how } },
    { types = { [s.opts.into] = "text", how = "text" } })
end


-- ---- tables ----

local WAYS = { "code", "exact", "prefix", "city" }


local function ways(s)
  local list, n = {}, s.opts.frame.n_rows
  for _, way in ipairs(WAYS) do
    if s.n_by[way] then
      list[#list + 1] = { how = way, n = s.n_by[way], share = s.n_by[way] / n }
    end
  end
  list[#list + 1] = { how = "unresolved", n = s.n_unresolved,
    share = n > 0 and s.n_unresolved / n or base.na }
  return read.table_of(list, { "how", { "n_rows", "n" }, "share" },
    { how = "text", n_rows = "integer", share = "number" }, s.opts.frame.source)
end


-- Texts, since a postal code may have been read as a number or as text.
local function unresolved(s)
  local columns, types = {}, { why = "text", n_rows = "integer" }
  for _, option in ipairs { "country", "postcode", "code", "city" } do
    if s.opts[option] then
      columns[#columns + 1] = option
      types[option] = s.opts.frame.types[s.opts[option]]
    end
  end
  columns[#columns + 1] = { "n_rows", "n" }
  columns[#columns + 1] = "why"
  return read.table_of(s.unresolved, columns, types, s.opts.frame.source)
    :sort("-n_rows", "postcode")
end


-- ---- the text ----

local function caveats(s)
  local list = {}
  if s.n_by.prefix then
    list[1] = ("%s placed by the first digits of the postal code, which lie "
      .. "in one region alone"):format(lines.counted(s.n_by.prefix, "row"))
  end
  if s.n_unresolved > 0 then
    list[#list + 1] = ("%s of %s unresolved, with a missing region; check "
      .. ".unresolved by hand"):format(lines.counted(s.n_unresolved, "row"),
      lines.counted(#s.unresolved, "address", "addresses"))
  end
  return list
end


local function text_of(s, f, opts)
  local list = {}
  local words = { ("%s, %s"):format(lines.counted(f.n_rows, "row"),
    lines.counted(#s.addresses, "address", "addresses")), s.opts.frame.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, WORD .. ":", words, "  ")
  lines.part(list, "how regions were found", f.ways, f.ways.names, opts)
  lines.part(list, "unresolved", f.unresolved, f.unresolved.names, opts)
  lines.sentences(list, f.caveats)
  return table.concat(list, "\n")
end


-- ---- the result ----

local methods = { pictures = result.pictures }

local fields = {
  frame = "frame: the rows with their region, and how it was found",
  unresolved = "frame: what could not be placed, how often, and why",
  ways = "frame: how many rows were placed in which way",
  caveats = "list of what to keep in mind",
  n_rows = "how many rows went in",
  n_missing = "how many had no code",
  n_resolved = "how many have a region",
  n_unresolved = "how many have none",
  provenance = "inputs with fingerprints, options, version",
}


--- nuts.resolve{ frame =, postcode =, country =, by =, ... } -> resolve result
---   The regions that addresses lie in, found in this order: a code of a
---   region that is there already; the postal code, cleaned of letters such as
---   A- or NL-, blanks, a spreadsheet's .0; its digits without the letters
---   behind them; its first digits, two at least, where all known codes with
---   that beginning lie in one region; the city. Never by a majority, nor what
---   is longer than any code of the country and begins with none.
---   frame     the rows
---   postcode, country, code, city  its columns; country is two letters (GR
---             and GB find EL and UK), and where it is missing the letters
---             before the code count; cities match in small or large letters
---             of the alphabet from A to Z
---   by        postal codes: country, postcode, nuts3, as in
---             datasets/regions/postcodes.csv (Austria, the Netherlands; 2024);
---             further countries in the same form, as with by:append(more)
---   cities    where cities lie: country, city, nuts3
---   level     of the region: 1, 2 or 3
---   into      the new column; "nuts2" at level 2
---
---   Gives .frame (the rows with the new column and `how`; what could not be
---   placed is missing), .unresolved (country, postcode ..., n_rows, why),
---   .ways and .n_unresolved.
---   Raises when columns are not there, or would be covered.
---
---   > by = frame.read "datasets/regions/postcodes.csv"
---   > codes = {"A-1010", "1012 AB", "4020.0", "99"}
---   > f = frame{ zip = codes, land = {"AT", "NL", "AT", "AT"} }
---   > say = { frame = f, postcode = "zip", country = "land", by = by }
---   > nuts.resolve(say).frame
---   frame 4 x 4
---     land  zip      nuts2  how
---     AT    A-1010   AT13   exact
---     NL    1012 AB  NL32   exact
---     AT    4020.0   AT31   exact
---     AT    99       na     na
local function make(given)
  local opts = check_options(given)
  local s = { opts = opts, postcodes = postcodes.read(opts.by, opts.level),
    cities = opts.cities and read_cities(opts.cities, opts.level) }
  place_all(s)
  local record = provenance(WORD, opts)
  s.synthetic = record.synthetic
  local f = { n_rows = opts.frame.n_rows, n_unresolved = s.n_unresolved,
    n_resolved = opts.frame.n_rows - s.n_unresolved, ways = ways(s),
    unresolved = unresolved(s), caveats = caveats(s),
    frame = verbs.extend(opts.frame, verbs.spread(opts.frame, s.by, answers(s))) }
  return result("resolve", {
    fields = f, methods = methods, next = { "frame", "unresolved", "ways" },
    text = function(_, how) return text_of(s, f, how) end,
    provenance = record,
  })
end


return { make = make, fields = fields, methods = methods }

-- Postal codes as they are written in the field, and the regions they lie in:
-- exactly, or by their first digits where these lie in one region alone.

local base = require "vane.core.base"
local is_na = base.is_na

local LEAST = 2  -- digits of a prefix that says anything

-- Letters before a postal code, as on cars and in old addresses.
local LETTERS = { A = "AT", B = "BE", D = "DE", DK = "DK", E = "ES", F = "FR",
  FIN = "FI", H = "HU", I = "IT", L = "LU", N = "NO", NL = "NL", P = "PT",
  S = "SE", SLO = "SI" }


-- Eurostat's letters for two countries that the ISO writes otherwise.
local EUROSTAT = { GR = "EL", GB = "UK" }


-- "A-1010" -> "1010", "AT"; "NL 1012 AB" -> "1012AB", "NL"; "1010.0", as
-- spreadsheets have it, -> "1010".
local function clean(postcode)
  local text = tostring(postcode):upper():gsub("%s+", ""):gsub("%.0$", "")
  local letters, rest = text:match "^(%u+)%-?(%d.*)$"
  local country = letters and (LETTERS[letters] or #letters == 2 and letters)
  if country then text = rest end
  return (text:gsub("[%-%.]", "")), country or nil
end


-- by: a frame with the columns country, postcode, nuts3.
local function read(by, level)
  local t = { exact = {}, prefixes = {}, longest = {} }
  local countries, codes = by:column "country", by:column "postcode"
  for i, region in ipairs(by:column "nuts3") do
    if not is_na(countries[i]) and not is_na(codes[i]) and not is_na(region) then
      local country, code = countries[i], clean(codes[i])
      local exact = t.exact[country] or {}
      local prefixes = t.prefixes[country] or {}
      t.exact[country], t.prefixes[country] = exact, prefixes
      t.longest[country] = math.max(t.longest[country] or 0, #code:match "^%d*")
      region = region:sub(1, level + 2)
      if exact[code] and exact[code] ~= region then region = false end
      exact[code] = region
      for n = LEAST, #code - 1 do
        local prefix = code:sub(1, n)
        if prefixes[prefix] == nil then prefixes[prefix] = region end
        if prefixes[prefix] ~= region then prefixes[prefix] = false end
      end
    end
  end
  return t
end


-- The letters of a country as the postal codes have them.
local function country_of(t, country)
  local letters = tostring(country):upper():gsub("%s+", "")
  return t.exact[letters] and letters or EUROSTAT[letters] or country
end


-- By the first digits, those of a code that is cut short, or has more behind
-- it, first. What is longer than any code and does not begin with one is none.
local function by_prefix(t, country, digits)
  local prefixes, longest = t.prefixes[country], t.longest[country]
  if #digits > longest then
    digits = digits:sub(1, longest)
    local region = t.exact[country][digits]
    if region then return region, "prefix" end
    if prefixes[digits] == nil then return nil, "longer than any code of the country" end
  end
  if #digits <= LEAST then return nil, "an unknown code" end
  for n = #digits, LEAST, -1 do
    local region = prefixes[digits:sub(1, n)]
    if region then return region, "prefix" end
    if region == false then return nil, "a beginning of several regions" end
  end
  return nil, "an unknown code"
end


-- The region of a cleaned code and how it was found, or nil and why not.
-- Letters behind the digits, as in the Netherlands, may be too fine.
local function find(t, country, code)
  country = country_of(t, country)
  local exact = t.exact[country]
  if not exact then return nil, "a country without postal codes" end
  local digits = code:match "^%d+" or ""
  for _, text in ipairs { code, digits } do
    if exact[text] then return exact[text], "exact" end
    if exact[text] == false then return nil, "a code of several regions" end
  end
  return by_prefix(t, country, digits)
end


return { clean = clean, read = read, find = find }

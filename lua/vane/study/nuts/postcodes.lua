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
  local t = { exact = {}, prefixes = {} }
  local countries, codes = by:column "country", by:column "postcode"
  for i, region in ipairs(by:column "nuts3") do
    if not is_na(countries[i]) and not is_na(codes[i]) and not is_na(region) then
      local country, code = countries[i], clean(codes[i])
      local exact = t.exact[country] or {}
      local prefixes = t.prefixes[country] or {}
      t.exact[country], t.prefixes[country] = exact, prefixes
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


-- The region of a cleaned code and how it was found, or nil and why not.
-- Letters behind the digits, as in the Netherlands, may be too fine.
local function find(t, country, code)
  country = t.exact[country] and country or EUROSTAT[country] or country
  local exact = t.exact[country]
  if not exact then return nil, "a country without postal codes" end
  local digits = code:match "^%d+" or ""
  for _, text in ipairs { code, digits } do
    if exact[text] then return exact[text], "exact" end
    if exact[text] == false then return nil, "a code of several regions" end
  end
  for n = #digits - 1, LEAST, -1 do
    local region = t.prefixes[country][digits:sub(1, n)]
    if region then return region, "prefix" end
    if region == false then return nil, "a beginning of several regions" end
  end
  return nil, "an unknown code"
end


return { clean = clean, read = read, find = find }

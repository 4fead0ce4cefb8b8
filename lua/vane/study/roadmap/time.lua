-- When something on a roadmap happens, as coarsely as people say it: 2027,
-- "2027-2029", "Q2 2028", "mid 2028", "by 2030", "after 2030".

local MONTHS = { "january", "february", "march", "april", "may", "june", "july",
  "august", "september", "october", "november", "december" }
local THIRDS = { early = 1, mid = 2, late = 3 }
local DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }


-- Part k of n of a year, as years with fractions; nil when there is no such.
local function part(year, k, n)
  if k < 1 or k > n then return nil end
  return { year + (k - 1) / n, year + k / n }
end


local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end


local function day(year, month, number)
  local last = DAYS[month] and DAYS[month]
    + (month == 2 and is_leap(year) and 1 or 0)
  if not last or number < 1 or number > last then return nil end
  return part(year, (month - 1) * 31 + number, 12 * 31)
end


-- The number of a month, of which three letters at least are written.
local function month_of(word)
  for k, name in ipairs(MONTHS) do
    if #word >= 3 and name:sub(1, #word) == word then return k end
  end
end


local function named_part(year, word)
  local kind, number = word:match "^([qh])([1-4])$"
  if kind == "q" then return part(year, tonumber(number), 4) end
  if kind == "h" then return part(year, tonumber(number), 2) end
  if THIRDS[word] then return part(year, THIRDS[word], 3) end
  local month = month_of(word)
  return month and part(year, month, 12)
end


-- One time that is no range: { from, to } in years, or nil.
local function single(text)
  local year = text:match "^(%d%d%d%d)$"
  if year then return part(tonumber(year), 1, 1) end
  year = text:match "^(%d%d%d0)s$"
  if year then return { tonumber(year), tonumber(year) + 10 } end
  local word
  year, word = text:match "^(%d%d%d%d)[ /-]?([qh]%d)$"
  if not year then word, year = text:match "^(%a+%d?)%.?[ /-](%d%d%d%d)$" end
  if year then return named_part(tonumber(year), word) end
  local y, m, d = text:match "^(%d%d%d%d)-(%d%d?)-(%d%d?)$"
  if y then return day(tonumber(y), tonumber(m), tonumber(d)) end
  y, m = text:match "^(%d%d%d%d)-(%d%d)$"
  return y and part(tonumber(y), tonumber(m), 12)
end


-- "2027-29": the second is no month, so it is a year of the same century.
local function short_range(text)
  local century, first, second = text:match "^(%d%d)(%d%d)-(%d%d)$"
  if not century or tonumber(second) <= 12 then return nil end
  return single(century .. first), single(century .. second)
end


-- Patterns of two times, the first that makes both of them stands.
local RANGES = { "^between (.+) and (.+)$", "^from (.+) to (.+)$",
  "^(.+) to (.+)$", "^(.+) %- (.+)$", "^(.+)%.%.+(.+)$",
  "^(%d%d%d%d)-(%d%d%d%d)$" }


local function range(text)
  local a, b = short_range(text)
  for _, pattern in ipairs(RANGES) do
    if a and b then break end
    local first, second = text:match(pattern)
    if first then a, b = single(first), single(second) end
  end
  return a and b and { a[1], b[2], is_range = true }
end


-- Words in front of a time that leave one end open.
local OPEN = {
  { "^by (.+)$", function(t) return { -math.huge, t[2] } end },
  { "^until (.+)$", function(t) return { -math.huge, t[2] } end },
  { "^before (.+)$", function(t) return { -math.huge, t[1] } end },
  { "^after (.+)$", function(t) return { t[2], math.huge } end },
  { "^from (.+)$", function(t) return { t[1], math.huge } end },
  { "^since (.+)$", function(t) return { t[1], math.huge } end },
  { "^(.+) onwards$", function(t) return { t[1], math.huge } end },
  { "^(%d%d%d%d)%+$", function(t) return { t[1], math.huge } end },
  { "^around (.+)$", function(t) return { t[1] - 1, t[2] + 1 } end },
  { "^ca%.? (.+)$", function(t) return { t[1] - 1, t[2] + 1 } end },
}


local function loose(text)
  for _, entry in ipairs(OPEN) do
    local inner = text:match(entry[1])
    local time = inner and single(inner)
    if time then return entry[2](time) end
  end
end


-- { from, to, is_range = }, years with fractions of which the second is no
-- longer part; an end that is open is infinite. nil: not understood.
return function(given)
  local text = tostring(given):lower():gsub("\u{2013}", "-")
    :gsub("\u{2014}", "-"):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  local time = single(text) or range(text) or loose(text)
  if time and time[1] < time[2] then return time end
end

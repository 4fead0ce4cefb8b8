-- Links between regions on a map: curves that bend to the right of where they
-- lead, so that two ways between the same regions lie side by side.

local base = require "vane.core.base"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local heaviest = require "vane.show.heaviest"
local letters = require "vane.show.letters"

local links = {}

local MOST = 150                    -- the heaviest, and
local FEW = 25                      -- of them on a terminal
local HEAVIEST, LIGHTEST = 7, 0.6   -- width, pixels
local BEND = 0.14                   -- of a link's length, to its side
local DOT = 1.8                     -- radius of an end without a bubble, pixels
local SAMPLE = 26                   -- pixels long, in the key


-- ---- reading ----

local function check_value(row)
  if row.value < 0 then
    fail("map.regions: the link from \"%s\" to \"%s\" is %g; a link is not below 0",
      tostring(row.from), tostring(row.to), row.value)
  end
end


-- The links of a frame of from, to and value, the heaviest first, and how many
-- stay inside one region. Rows of the same two ends are added up.
function links.read(f)
  columns.check("map.regions: links", f, { from = "from", to = "to", value = "value" },
    { from = "any", to = "any", value = "number" })
  local list, of, n_inside = {}, {}, 0
  for row in f:each() do
    if not base.is_na(row.value) and not base.is_na(row.from) and not base.is_na(row.to) then
      check_value(row)
      local from, to = tostring(row.from), tostring(row.to)
      local key = from .. "\0" .. to
      if from == to then
        n_inside = n_inside + 1
      elseif of[key] then
        of[key].value = of[key].value + row.value
      elseif row.value > 0 then
        of[key] = { from = from, to = to, value = row.value }
        list[#list + 1] = of[key]
      end
    end
  end
  heaviest(list)
  return list, n_inside
end


-- The codes of their ends.
function links.ends(list)
  local codes, seen = {}, {}
  for _, link in ipairs(list) do
    for _, code in ipairs { link.from, link.to } do
      if not seen[code] then codes[#codes + 1], seen[code] = code, true end
    end
  end
  return codes
end


local function is_drawn(places, link)
  local a, b = places[link.from], places[link.to]
  return a and b and not a.overseas and not b.overseas
end


-- Those that can be drawn, the heaviest, and what is said of the others.
function links.pick(list, places, n_inside, notes)
  local kept, n_off, n_more = {}, 0, 0
  for _, link in ipairs(list) do
    if not is_drawn(places, link) then n_off = n_off + 1
    elseif #kept == MOST then n_more = n_more + 1
    else kept[#kept + 1] = link end
  end
  local function say(n, one, many)
    if n > 0 then notes[#notes + 1] = n == 1 and one or ("%d "):format(n) .. many end
  end
  say(n_more, "1 lighter link is not drawn", "lighter links are not drawn")
  say(n_off, "1 link has an end that is not on this map",
    "links have an end that is not on this map")
  say(n_inside, "1 link inside one region is not drawn",
    "links inside one region are not drawn")
  return kept
end


-- ---- drawing ----

local function width_of(list, value)
  return LIGHTEST + (HEAVIEST - LIGHTEST) * value / math.max(1e-300, list[1].value)
end


-- to: from metres to pixels; has_bubble: codes whose bubbles mark the ends.
function links.draw(s, list, places, to, has_bubble)
  local seen = {}
  for i = s.style.on_paper and #list or math.min(FEW, #list), 1, -1 do
    local link = list[i]
    local a, b = places[link.from], places[link.to]
    local x, y = to(a.x, a.y)
    local x2, y2 = to(b.x, b.y)
    local side_x, side_y = -(y2 - y) * BEND, (x2 - x) * BEND
    s:path { stroke = "soft", alpha = 0.55, weight = width_of(list, link.value),
      key = link.from, near = { link.to }, tip = ("%s → %s: %s"):format(a.name, b.name,
        letters.number(link.value)),
      steps = { { "M", x, y }, { "C", x + (x2 - x) / 3 + side_x, y + (y2 - y) / 3 + side_y,
        x2 - (x2 - x) / 3 + side_x, y2 - (y2 - y) / 3 + side_y, x2, y2 } } }
    for code, place in pairs { [link.from] = { x, y, a.name }, [link.to] = { x2, y2, b.name } } do
      if not has_bubble[code] then seen[code] = place end
    end
  end
  for _, code in ipairs(links.ends(list)) do
    local place = seen[code]
    if place then
      s:circle { x = place[1], y = place[2], r = DOT, fill = "soft", key = code,
        tip = ("%s (%s)"):format(place[3], code) }
    end
  end
end


-- What widths mean, from y on; gives the place below.
function links.key(s, list, y)
  if #list == 0 or not s.style.on_paper then return y end
  local x, line = 0, s.style.line
  local function write(text)
    s:text { x = x, y = y + line / 2, text = text, size = s.style.small, fill = "soft" }
    x = x + s.style.measure(text, s.style.small) + s.style.gap
  end
  write "links:"
  local first, last = list[1].value, list[#list].value
  for _, value in ipairs(first > last and { first, last } or { first }) do
    s:line { x = x, y = y + line / 2, x2 = x + SAMPLE, y2 = y + line / 2, stroke = "soft",
      alpha = 0.55, weight = width_of(list, value) }
    x = x + SAMPLE + s.style.gap / 2
    write(letters.number(value))
  end
  return y + line
end


return links

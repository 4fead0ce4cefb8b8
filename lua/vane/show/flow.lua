-- What goes from where to where: bands between two columns of blocks, or
-- several columns one after the other (an alluvial diagram).

local base = require "vane.core.base"
local check = require "vane.base.check"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local heaviest = require "vane.show.heaviest"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local result = require "vane.base.result"
local uncross = require "vane.show.uncross"

local MOST = 60         -- blocks on a side
local BLOCK = 14        -- pixels across
local NAME_SHARE = 0.28 -- of the width, at most, for names on either side
local BETWEEN = 6       -- pixels between blocks


-- ---- drawing ----

-- The blocks of a side below each other: name -> { y =, h =, used = }.
local function stack(side, scale, between)
  local y, at = 0, {}
  for _, block in ipairs(side) do
    at[block.name] = { y = y, h = block.sum * scale, used = 0, role = block.role }
    y = y + block.sum * scale + between
  end
  return at
end


local function width_of(side, s)
  local width = 0
  for _, block in ipairs(side) do
    width = math.max(width, s.style.measure(block.label, s.style.small))
  end
  return math.min(width, NAME_SHARE * s.width) + s.style.gap
end


local function draw_band(s, band, a, b, x, x2, scale)
  local h, y, y2 = band.value * scale, a.y + a.used, b.y + b.used
  a.used, b.used = a.used + h, b.used + h
  local tip = ("%s → %s: %s"):format(band.from, band.to, letters.number(band.value))
  if not s.style.on_paper then
    s:path { stroke = a.role, steps = { { "M", x, y + h / 2 },
      { "C", (x + x2) / 2, y + h / 2, (x + x2) / 2, y2 + h / 2, x2, y2 + h / 2 } } }
    return
  end
  local middle = (x + x2) / 2
  s:path { fill = a.role, alpha = 0.4, tip = tip, key = "from " .. band.from,
    near = { "to " .. band.to }, steps = { { "M", x, y },
      { "C", middle, y, middle, y2, x2, y2 }, { "L", x2, y2 + h },
      { "C", middle, y2 + h, middle, y + h, x, y + h }, { "Z" } } }
end


local function draw_side(s, side, at, x, is_left)
  local wide = s.style.on_paper and BLOCK or s.style.COLUMN
  for _, block in ipairs(side) do
    local place = at[block.name]
    local key = (is_left and "from " or "to ") .. block.name
    s:rect { x = x, y = place.y, w = wide, h = math.max(1, place.h), fill = place.role,
      key = key, tip = ("%s: %s"):format(block.name, letters.number(block.sum)) }
    local room = is_left and x - s.style.gap or s.width - x - wide - s.style.gap
    local text = letters.before(block.name, (" (%s)"):format(letters.number(block.sum)),
      room, s.style.measure, s.style.small)
    s:text { x = is_left and x - s.style.gap or x + wide + s.style.gap,
      y = place.y + place.h / 2, anchor = is_left and "end" or "start",
      text = text, size = s.style.small, key = key,
      tip = text ~= block.label and block.label or nil }
  end
end


local function draw(s, c)
  local n = math.max(#c.left, #c.right)
  local line = s.style.line
  local height, top = n * 2 * line, c.left_title and line or 0
  local between = s.style.on_paper and math.max(BETWEEN, line - 4) or line
  height = math.max(height, n * between + 40)
  local x, x2 = width_of(c.left, s), s.width - width_of(c.right, s)
  local wide = s.style.on_paper and BLOCK or s.style.COLUMN
  if c.left_title then
    s:text { x = x + wide, y = line / 2, text = c.left_title, anchor = "end",
      fill = "soft", size = s.style.small, room = x + wide }
    s:text { x = x2 - wide, y = line / 2, text = c.right_title, fill = "soft",
      size = s.style.small, room = s.width - x2 + wide }
  end
  s:from(s.left, s.top + top)
  local scale = (height - between * (n - 1)) / c.total
  local from, to = stack(c.left, scale, between), stack(c.right, scale, between)
  for _, band in ipairs(c.bands) do
    draw_band(s, band, from[band.from], to[band.to], x + wide, x2 - wide, scale)
  end
  draw_side(s, c.left, from, x, true)
  draw_side(s, c.right, to, x2 - wide, false)
  return top + height + line / 2
end


-- ---- the declaration ----

local options = {
  from  = { kind = "string" },
  to    = { kind = "string" },
  value = { kind = "string" },
  most  = { kind = "integer", default = 25, least = 1 },
  order = { one_of = { "crossings", "size" }, default = "crossings" },
}


-- The names of a side with their sums, the largest first.
local function side_of(sums)
  local list = {}
  for name, sum in pairs(sums) do
    list[#list + 1] = { name = name, sum = sum,
      label = ("%s (%s)"):format(name, letters.number(sum)) }
  end
  table.sort(list, function(a, b)
    if a.sum ~= b.sum then return a.sum > b.sum end
    return a.name < b.name
  end)
  return list
end


-- Blocks on the left have colours of their own. On the right a name has that
-- which it has on the left, else that of where most of it comes from, unless
-- another block there has it; what is left over is grey.
local function colour_sides(left, right, bands)
  local role_of, taken = {}, {}
  for i, block in ipairs(left) do
    block.role = colour.of_category(i)
    role_of[block.name] = block.role
  end
  local by_name = {}
  for _, block in ipairs(right) do
    by_name[block.name], block.role = block, role_of[block.name]
    if block.role then taken[block.role] = true end
  end
  for _, band in ipairs(bands) do  -- the heaviest first
    local block, role = by_name[band.to], role_of[band.from]
    if not block.role and not taken[role] then block.role, taken[role] = role, true end
  end
  for _, block in ipairs(right) do block.role = block.role or "soft" end
end


local function numbers_of(f, opts)
  local values = opts.value and f:column(opts.value)
  local from, to = columns.texts(f, opts.from), columns.texts(f, opts.to)
  local bands, n_missing = {}, 0
  for i = 1, f.n_rows do
    local value = values and values[i] or 1
    if base.is_na(value) then
      n_missing = n_missing + 1
    elseif value ~= 0 then
      if value < 0 then
        fail("chart.flow: what goes from \"%s\" to \"%s\" is %g; a flow is not below 0",
          from[i], to[i], value)
      end
      bands[#bands + 1] = { from = from[i], to = to[i], value = value }
    end
  end
  return bands, n_missing
end


-- Bands in the order of their blocks, so that few of them cross.
local function in_order(bands, left, right)
  local place = {}
  for i, block in ipairs(left) do place["from " .. block.name] = i end
  for i, block in ipairs(right) do place["to " .. block.name] = i end
  table.sort(bands, function(a, b)
    local ai, bi = place["from " .. a.from], place["from " .. b.from]
    if ai ~= bi then return ai < bi end
    return place["to " .. a.to] < place["to " .. b.to]
  end)
end


-- Whether it is a result with such a field.
local function has(noun, name)
  local given = result.given(noun)
  return given and (given.fields[name] or given.later[name]) ~= nil
end


-- The flows of a result: how many go from where to where in its three columns,
-- without those that came from nowhere; nil when it has none.
local function flows_of(noun)
  if not has(noun, "flows") then return nil end
  return noun.flows:where(function(row)
    return not (base.is_na(row.from) or base.is_na(row.to))
  end)
end


-- What flows, and the names of its columns: of a frame, of a matrix from each
-- row to each column, or of a result that has flows or such a matrix.
local function frame_of(noun)
  local list = flows_of(noun)
  if has(noun, "matrix") then noun = noun.matrix end
  if not list and check.kind_of(noun) == "matrix" then list = noun:long() end
  if list then return list, table.unpack(list.names) end
  columns.check_frame("chart.flow", noun)
  return noun, "from", "to"
end


--- chart.flow(frame or comparison, { from =, to =, value =, ... }) -> chart
--- chart.flow(matrix or flows, { ... }) -> chart
---   What goes from where to where: bands between two columns of blocks, as
---   wide as what flows; members between the spaces of two periods, deals
---   between sectors.
---   from, to   columns of names: "from" and "to" when not said; of a matrix
---              rows and columns
---   value      column of numbers, not below 0; left out: each row counts 1,
---              and of spaces their members count
---   most       bands at most, the heaviest: 25; what others carry is said
---   order      "crossings": blocks stand so that bands cross little, and by
---              size where that is as good; "size": the largest first
---   title, subtitle, notes, width as in chart.heat
---   Raises when a value is below 0 or nothing flows.
---   Source of the order: Sugiyama, Tagawa and Toda, IEEE Transactions on
---   Systems, Man, and Cybernetics 11 (1981), 109-125.
---
---   > f = frame{ from = {"a", "a", "b"}, to = {"x", "y", "y"}, n = {3, 1, 2} }
---   > chart.flow(f, { value = "n" }).kind
---   flow
local function flow(noun, opts)
  noun, opts = picture.options("chart.flow", noun, opts, options)
  local f, from, to, value = frame_of(noun)
  opts.from, opts.to, opts.value = opts.from or from, opts.to or to, opts.value or value
  columns.check("chart.flow", f, opts, { from = "any", to = "any", value = "number" })
  local bands, n_missing = numbers_of(f, opts)
  local notes = picture.notes(opts, f)
  local rest, n_rest = heaviest(bands, opts.most)
  if #bands == 0 then fail "chart.flow: nothing flows; every value is 0 or missing" end
  if n_rest > 0 then
    table.insert(notes, 1, ("%d smaller flows, %s together, are not drawn"):format(n_rest,
      letters.number(rest)))
  end
  if n_missing > 0 then
    table.insert(notes, 1, n_missing == 1 and "1 row without a value is not drawn"
      or ("%d rows without a value are not drawn"):format(n_missing))
  end
  local out, into, total = {}, {}, 0
  for _, band in ipairs(bands) do
    out[band.from] = (out[band.from] or 0) + band.value
    into[band.to] = (into[band.to] or 0) + band.value
    total = total + band.value
  end
  local left = side_of(out)
  local right = side_of(into)
  if #left > MOST or #right > MOST then
    fail("chart.flow: %d and %d blocks cannot be told apart; at most %d on a side",
      #left, #right, MOST)
  end
  colour_sides(left, right, bands)
  if opts.order == "crossings" then left, right = uncross.sides(left, right, bands) end
  in_order(bands, left, right)
  return picture.make("flow", { title = opts.title, subtitle = opts.subtitle,
    width = opts.width, notes = notes, table = f, left = left, right = right,
    bands = bands, total = total, left_title = opts.from, right_title = opts.to,
    about = ("%d flows between %d and %d blocks"):format(#bands, #left, #right) }, draw)
end


return { flow = flow }

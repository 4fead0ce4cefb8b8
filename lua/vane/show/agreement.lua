-- How far each two coders agree: coders against coders as a heat picture, with
-- intervals and numbers of units in the tips.

local base = require "vane.core.base"
local check = require "vane.base.check"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local grid = require "vane.show.heat"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local result = require "vane.base.result"

local MOST = 40  -- coders


-- ---- drawing ----

-- Values up to 0 say no more than chance does; from there on cells darken.
local function role_of(value)
  return colour.of_part(math.max(0, value))
end


local function draw_cell(s, c, at, i, j)
  local cell = c.cells[i][j]
  local x, y = at.left + (j - 1) * at.w, at.top + (i - 1) * at.h
  local between = s.style.on_paper and 1 or 0
  local role = i == j and "faint" or cell and role_of(cell.value) or "paper"
  s:rect { x = x, y = y, w = at.w - between, h = at.h - between, fill = role,
    tip = i == j and c.coders[i] or cell and cell.tip
      or ("%s, %s: not compared"):format(c.coders[i], c.coders[j]) }
  local text = i == j and "" or cell and ("%.2f"):format(cell.value):gsub("^%-(0%.00)$", "%1")
    or "·"
  if s.style.measure(text, s.style.small) > at.w - 2 then return end
  s:text { x = x + at.w / 2, y = y + at.h / 2, text = text, anchor = "middle",
    size = s.style.small, fill = cell and colour.upon(role) or "soft",
    tip = cell and cell.tip }
end


local function draw(s, c)
  local at = grid.places(s, c.coders, c.coders)
  grid.name_rows(s, c.coders, at)
  grid.name_cols(s, c.coders, at)
  for i = 1, #c.coders do
    for j = 1, at.n_cols do draw_cell(s, c, at, i, j) end
  end
  return grid.say_more(s, c.coders, at, grid.height_of(c.coders, at))
end


-- ---- the declaration ----

local options = {
  a     = { kind = "string", default = "a" },
  b     = { kind = "string", default = "b" },
  value = { kind = "string", default = "agreement" },
  low   = { kind = "string" },
  high  = { kind = "string" },
  n     = { kind = "string" },
}


-- The frame of pairs of a result, such as agreement{} gives, or itself.
local function frame_of(noun)
  local given = result.given(noun)
  if given and check.kind_of(noun) ~= "frame" then
    local ok, pairs_of = pcall(function() return noun.by_pair end)
    if not ok or check.kind_of(pairs_of) ~= "frame" then
      fail("chart.agreement: this result does not say how far each two coders agree")
    end
    return pairs_of
  end
  return noun
end


local function tip_of(row, opts)
  local words = { ("%s, %s: %s"):format(row[opts.a], row[opts.b],
    letters.number(row[opts.value])) }
  local low, high = opts.low and row[opts.low], opts.high and row[opts.high]
  local n = opts.n and row[opts.n]
  if low and high and not (base.is_na(low) or base.is_na(high)) then
    words[2] = ("interval %s to %s"):format(letters.number(low), letters.number(high))
  end
  if n and not base.is_na(n) then words[#words + 1] = ("%d units"):format(n) end
  return table.concat(words, "\n")
end


-- The coders, and for each two of them what is known; either way round.
local function fill(c, f, opts)
  local number = {}
  c.coders, c.cells = {}, {}
  for _, list in ipairs { columns.texts(f, opts.a), columns.texts(f, opts.b) } do
    for _, name in ipairs(list) do
      if not number[name] then
        c.coders[#c.coders + 1] = name
        number[name] = true
      end
    end
  end
  table.sort(c.coders)
  for i, name in ipairs(c.coders) do number[name], c.cells[i] = i, {} end
  local n_known = 0
  for row in f:each() do
    if not base.is_na(row[opts.value]) then
      local i, j = number[tostring(row[opts.a])], number[tostring(row[opts.b])]
      local cell = { value = row[opts.value], tip = tip_of(row, opts) }
      c.cells[i][j], c.cells[j][i] = cell, cell
      n_known = n_known + 1
    end
  end
  return n_known
end


-- The limits and numbers of units that the frame has under their usual names.
local function fill_names(f, opts)
  for option, name in pairs { low = "low", high = "high", n = "n_units" } do
    if not opts[option] and f.types[name] and f.types[name] ~= "text" then
      opts[option] = name
    end
  end
end


--- chart.agreement(agreement or frame, { value =, low =, high =, ... })
---   -> chart
---   How far each two coders agree: coders against coders, the darker the more
---   they do; 0 and below is what chance gives. Cells tell the value, its
---   interval and the number of units when pointed at; two who rated nothing
---   in common have a dot.
---   Of the result of agreement() or c:agreement{}, or of a frame like its
---   .by_pair: a, b (the columns of coders), value ("agreement"), low and high
---   (the limits of its interval), n (units); columns called low, high and
---   n_units are found.
---   title, subtitle, notes, width as in chart.heat
---   Raises when no two coders are compared, or there are more than 40.
---
---   > f = frame{ a = {"Ines"}, b = {"Jonas"}, agreement = {0.8} }
---   > show(chart.agreement(f), { width = 30 })
---          Ines  Jonas
---    Ines       █0.80█
---   Jonas █0.80█
local function agreement(noun, opts)
  noun, opts = picture.options("chart.agreement", noun, opts, options)
  local f = frame_of(noun)
  columns.check_frame("chart.agreement", f)
  fill_names(f, opts)
  columns.check("chart.agreement", f, opts, { a = "any", b = "any", value = "number",
    low = "number", high = "number", n = "number" })
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f), table = f }
  local n_known = fill(c, f, opts)
  if n_known == 0 then fail "chart.agreement: no two coders have a value" end
  if #c.coders > MOST then
    fail("chart.agreement: %d coders cannot be told apart; draw at most %d", #c.coders, MOST)
  end
  c.about = ("the agreement of %d coders, pair by pair"):format(#c.coders)
  return picture.make("agreement", c, draw)
end


return { agreement = agreement }

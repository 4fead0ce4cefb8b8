-- Trees of clusterings: leaves below each other, joined where they merge.

local check = require "vane.base.check"
local fail = require "vane.base.fail"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"
local scale = require "vane.show.scale"

local MOST = 500         -- leaves
local NAME_SHARE = 0.35  -- of the width, at most, for names
local AXIS = "distance at which groups join (%s linkage)"


-- ---- drawing ----

local function name_leaves(s, c, tall)
  local room = 0
  for _, name in ipairs(c.order) do
    room = math.max(room, s.style.measure(name, s.style.small))
  end
  room = math.min(room, NAME_SHARE * s.width)
  for i, name in ipairs(c.order) do
    s:text { x = room, y = (i - 0.5) * tall, text = name, anchor = "end",
      size = s.style.small, room = room }
  end
  return room + s.style.gap
end


-- Where each leaf and each merge stands: "EnvI" or "#3" -> { height =, y = }.
local function draw_merges(s, c, x, tall)
  local at = {}
  for i, name in ipairs(c.order) do at[name] = { height = 0, y = (i - 0.5) * tall } end
  for k, merge in ipairs(c.merges) do
    local a, b, over = at[merge.a], at[merge.b], x.at(merge.height)
    s:path { stroke = "ink", weight = 1.2, steps = { { "M", x.at(a.height), a.y },
      { "L", over, a.y }, { "L", over, b.y }, { "L", x.at(b.height), b.y } },
      tip = ("%d leaves at %s"):format(merge.size, letters.number(merge.height)) }
    at["#" .. k] = { height = merge.height, y = (a.y + b.y) / 2 }
  end
end


local function draw_axis(s, c, x, bottom)
  for _, tick in ipairs(x.ticks) do
    s:text { x = x.at(tick.value), y = bottom + s.style.line / 2, text = tick.text,
      anchor = "middle", size = s.style.small, fill = "soft" }
  end
  s:text { x = x.at(x.high), y = bottom + 1.5 * s.style.line, anchor = "end",
    text = AXIS:format(c.method), size = s.style.small, fill = "soft", room = s.width }
end


local function draw(s, c)
  local tall = s.style.on_paper and 20 or s.style.line
  local left, highest = name_leaves(s, c, tall), 0
  for _, merge in ipairs(c.merges) do highest = math.max(highest, merge.height) end
  local x = scale.linear(0, highest > 0 and highest or 1, left,
    s.width - 2 * s.style.gap, 5)
  draw_merges(s, c, x, tall)
  draw_axis(s, c, x, #c.order * tall)
  return #c.order * tall + 2 * s.style.line
end


-- ---- the declaration ----

--- chart.tree(tree, { title =, ... }) -> chart
---   The tree of a clustering (m:cluster{}): leaves so that each group stands
---   together, joined at the height where they merge.
---   title, subtitle, notes, width as in chart.heat
---   Raises when there are fewer than two leaves, or more than 500.
---
---   > m = matrix.of({"a", "b", "c"}, {"x"}, {{1}, {9}, {2}})
---   > chart.tree(m:cluster()).kind
---   tree
local function tree(t, opts)
  t, opts = picture.options("chart.tree", t, opts)
  if check.kind_of(t) ~= "tree" then
    fail("chart.tree: expected a tree in front, found %s; m:cluster() makes one",
      check.found(t))
  end
  if t.n_leaves < 2 then
    fail("chart.tree: a tree wants two leaves at least, found %d", t.n_leaves)
  end
  if t.n_leaves > MOST then
    fail("chart.tree: %d leaves cannot be told apart; draw at most %d", t.n_leaves,
      MOST)
  end
  local merges = {}
  for row in t.merges:each() do merges[#merges + 1] = row end
  return picture.make("tree", { title = opts.title, subtitle = opts.subtitle,
    notes = picture.notes(opts, t), width = opts.width, table = t.merges,
    order = t.order, merges = merges, method = t.method,
    about = ("a tree of %d leaves by %s linkage"):format(t.n_leaves, t.method) }, draw)
end


return { tree = tree }

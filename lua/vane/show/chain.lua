-- A value chain: stages in their order from left to right, who or what takes
-- part in each below it, and links from one stage to the next.

local base = require "vane.core.base"
local colour = require "vane.show.colour"
local columns = require "vane.show.columns"
local fail = require "vane.base.fail"
local legend = require "vane.show.legend"
local letters = require "vane.show.letters"
local picture = require "vane.show.picture"

local MOST_STAGES, MOST = 10, 200  -- stages, things in all of them
local LINK_SHARE = 0.22  -- of a stage's width: the way to the next one
local POINT = 8          -- pixels: of the arrow heads of stages
local PAD = 5            -- pixels in a box
local MOST_LINES = 3     -- of a name in its box
local HEAVIEST, LIGHTEST = 9, 1.2  -- width of links
local ROUNDS = 8         -- of bringing linked boxes opposite each other


-- ---- order ----

-- Puts the boxes of each stage in the order of the middles of what they are
-- linked with in the stages beside it, forth and back.
local function untangle(c)
  for k, stage in ipairs(c.stages) do
    for i, box in ipairs(stage.boxes) do box.stage, box.place = k, i end
  end
  local function sort_stage(k, is_beside)
    for _, box in ipairs(c.stages[k].boxes) do
      local sum, n = 0, 0
      for _, link in ipairs(box.linked) do
        if is_beside(link.box.stage) then
          sum, n = sum + link.box.place * link.weight, n + link.weight
        end
      end
      box.wanted = n > 0 and sum / n or box.place
    end
    table.sort(c.stages[k].boxes, function(a, b)
      if a.wanted ~= b.wanted then return a.wanted < b.wanted end
      return a.place < b.place
    end)
    for i, box in ipairs(c.stages[k].boxes) do box.place = i end
  end
  for _ = 1, ROUNDS do
    for k = 2, #c.stages do sort_stage(k, function(other) return other < k end) end
    for k = #c.stages - 1, 1, -1 do sort_stage(k, function(other) return other > k end) end
  end
end


-- ---- drawing ----

-- The stage as an arrow that points on to the next one.
local function draw_stage(s, stage, m)
  local line, h = s.style.line, m.head
  if s.style.on_paper then
    local x, x2 = stage.x, stage.x + m.box + POINT
    s:path { fill = "faint", tip = stage.tip, steps = { { "M", x, 0 }, { "L", x2 - POINT, 0 },
      { "L", x2, h / 2 }, { "L", x2 - POINT, h }, { "L", x, h }, { "L", x + POINT / 2, h / 2 },
      { "Z" } } }
  end
  for k, text in ipairs(stage.texts) do
    s:text { x = stage.x + (s.style.on_paper and POINT / 2 + PAD or 0), text = text,
      y = (s.style.on_paper and (h - #stage.texts * line) / 2 or 0) + (k - 0.5) * line,
      size = s.style.small, bold = true, tip = stage.tip }
  end
end


local function draw_box(s, c, box, m)
  local role = colour.of_category(c.group_of and box.group or 1)
  local paper, line = s.style.on_paper, s.style.line
  if paper then
    s:rect { x = box.x, y = box.y, w = m.box, h = box.h, fill = "paper", stroke = "rule",
      round = 3, tip = box.tip, key = box.key, near = box.near }
    s:rect { x = box.x, y = box.y, w = 4, h = box.h, fill = role, key = box.key,
      near = box.near }
  else
    s:text { x = box.x, y = box.y + line / 2, text = "▪", fill = role }
  end
  for k, text in ipairs(box.texts) do
    s:text { x = box.x + (paper and 4 + PAD or 2 * s.style.COLUMN), text = text,
      y = box.y + (paper and PAD or 0) + (k - 0.5) * line, size = s.style.small,
      key = box.key, near = box.near, tip = box.tip }
  end
end


local function draw_link(s, c, link, m)
  local a, b = link.from, link.to
  local x, x2 = a.x + m.box, b.x
  local y, y2 = a.y + a.h / 2, b.y + b.h / 2
  if not s.style.on_paper then
    if b.stage > a.stage + 1 then return end  -- it would cross names
    x2, y, y2 = b.x - 1, a.y + s.style.line / 2, b.y + s.style.line / 2
  end
  local middle = (x + x2) / 2
  s:path { stroke = "soft", alpha = 0.55, key = a.key, near = { b.key }, tip = link.tip,
    weight = link.value and math.max(LIGHTEST, HEAVIEST * link.value / c.heaviest)
      or LIGHTEST,
    steps = { { "M", x, y }, { "C", middle, y, middle, y2, x2, y2 } } }
end


-- Gives stages and boxes their places; how high it all is.
local function layout(s, c, m)
  local paper, line = s.style.on_paper, s.style.line
  local step = (s.width - (paper and POINT or 0)) / (#c.stages - LINK_SHARE)
  m.box = #c.stages > 1 and step * (1 - LINK_SHARE) or math.min(s.width - POINT, 260)
  if not paper then
    step = step // s.style.COLUMN * s.style.COLUMN
    m.box = m.box // s.style.COLUMN * s.style.COLUMN
  end
  local room = m.box - (paper and 2 * PAD + 4 or 2 * s.style.COLUMN)
  m.head = 0
  local function wrap(text, bold)
    return letters.wrap(text, room, s.style.measure, s.style.small, bold, MOST_LINES)
  end
  for k, stage in ipairs(c.stages) do
    stage.x, stage.texts = (k - 1) * step, wrap(stage.name, true)
    m.head = math.max(m.head, #stage.texts * line + (paper and 8 or 0))
  end
  local tallest = 0
  for _, stage in ipairs(c.stages) do
    stage.h = 0
    for _, box in ipairs(stage.boxes) do
      box.x, box.texts = stage.x, wrap(box.name)
      box.h = #box.texts * line + (paper and 2 * PAD or 0)
      stage.h = stage.h + box.h + m.between
    end
    tallest = math.max(tallest, stage.h)
  end
  for _, stage in ipairs(c.stages) do
    local y = m.head + m.between + (paper and (tallest - stage.h) / 2 or 0)
    for _, box in ipairs(stage.boxes) do
      box.y, y = y, y + box.h + m.between
    end
  end
  return m.head + m.between + tallest
end


local function draw(s, c)
  local m = { between = s.style.on_paper and 8 or 0 }
  local height = layout(s, c, m)
  for _, link in ipairs(c.links) do draw_link(s, c, link, m) end
  for _, stage in ipairs(c.stages) do
    draw_stage(s, stage, m)
    for _, box in ipairs(stage.boxes) do draw_box(s, c, box, m) end
  end
  return legend(s, c.groups, height, c.group_title)
end


-- ---- the declaration ----

local options = {
  stage  = { kind = "string", default = "stage" },
  name   = { kind = "string" },
  group  = { kind = "string" },
  stages = { kind = "table" },
  links  = { kind = "frame" },
  value  = { kind = "string" },
}


-- The stages in their order: as given, else as the rows have them.
local function stages_of(f, opts)
  local list, of = {}, {}
  local function know(name)
    if not of[name] then
      of[name] = { name = name, boxes = {} }
      list[#list + 1] = of[name]
    end
  end
  local texts, given = columns.texts(f, opts.stage), opts.stages
  for i, name in ipairs(given or {}) do
    if type(name) ~= "string" then
      fail("chart.chain: entry %d of 'stages' should be a name, found %s", i, type(name))
    end
    know(name)
  end
  for i, name in ipairs(texts) do
    if given and name ~= "-" and not of[name] then
      fail("chart.chain: row %d has the stage \"%s\", which 'stages' does not list", i, name)
    end
    if name ~= "-" then know(name) end
  end
  return list, of, texts
end


-- Boxes by stage; a name may stand in several stages, once in each.
local function fill(c, f, opts)
  local list, of, stages = stages_of(f, opts)
  local names, boxes, n_left = columns.texts(f, opts.name), {}, 0
  if opts.group then c.group_of, c.groups = columns.numbers_of(f, opts.group) end
  for i, name in ipairs(names) do
    local stage = of[stages[i]]
    if not stage or name == "-" then
      n_left = n_left + 1
    elseif stage[name] then
      stage[name].tip = stage[name].tip .. "\n" .. columns.tip(f, i)
    else
      local box = { name = name, key = stage.name .. ": " .. name, near = {}, linked = {},
        tip = columns.tip(f, i), group = c.group_of and c.group_of[i] }
      stage[name], boxes[name] = box, boxes[name] or {}
      table.insert(stage.boxes, box)
      table.insert(boxes[name], box)
    end
  end
  c.stages = list
  for k, stage in ipairs(list) do
    stage.tip = ("%s: %d"):format(stage.name, #stage.boxes)
    for _, box in ipairs(stage.boxes) do box.stage = k end
  end
  return boxes, n_left
end


-- Of boxes of two names those two that lie closest one behind the other.
local function nearest(from, to)
  local best_a, best_b, least
  for _, a in ipairs(from or {}) do
    for _, b in ipairs(to or {}) do
      local far = b.stage - a.stage
      if far > 0 and (not least or far < least) then best_a, best_b, least = a, b, far end
    end
  end
  return best_a, best_b
end


-- Links between boxes of stages one behind the other, and how many are not.
local function links_of(c, boxes, opts)
  local f, n_none = opts.links, 0
  c.links, c.heaviest = {}, 1e-300
  if not f then return 0 end
  columns.check("chart.chain", f, { from = "from", to = "to", value = opts.value },
    { from = "any", to = "any", value = "number" })
  local from, to = columns.texts(f, "from"), columns.texts(f, "to")
  local values = opts.value and f:column(opts.value)
  for i = 1, f.n_rows do
    local a, b = nearest(boxes[from[i]], boxes[to[i]])
    local value = values and values[i]
    if values and not base.is_na(value) and value < 0 then
      fail("chart.chain: the link from \"%s\" to \"%s\" is %g; a link is not below 0",
        from[i], to[i], value)
    end
    if not a or base.is_na(value) and values then
      n_none = n_none + 1
    else
      c.links[#c.links + 1] = { from = a, to = b, value = value,
        tip = ("%s → %s%s"):format(from[i], to[i], value and ": " .. letters.number(value)
          or "") }
      c.heaviest = math.max(c.heaviest, value or 0)
      table.insert(a.near, b.key)
      table.insert(b.near, a.key)
      table.insert(a.linked, { box = b, weight = value or 1 })
      table.insert(b.linked, { box = a, weight = value or 1 })
    end
  end
  return n_none
end


local function check_size(c, n)
  if #c.stages == 0 then fail "chart.chain: no row has a stage and a name" end
  if #c.stages > MOST_STAGES or n > MOST then
    fail("chart.chain: %d stages with %d names cannot be told apart; draw at most %d "
      .. "stages and %d names", #c.stages, n, MOST_STAGES, MOST)
  end
end


--- chart.chain(frame, { stage =, name =, group =, links =, ... }) -> chart
---   A value chain: stages in their order from left to right, and below each
---   who takes part in it, as partners, regions or activities, in boxes;
---   links lead from boxes to those of later stages.
---   stage   the column of stages, "stage" when not said
---   name    the column of names; left out: the first other one of texts
---   group   a column by which boxes have colours, such as a country
---   stages  the stages in their order; left out: as the rows have them
---   links   a frame with columns from and to, names in boxes; of a name that
---           stands in several stages the nearest ones are linked
---   value   the column of `links` that their width says, not below 0
---   title, subtitle, notes, width as in chart.heat
---   Rows without a stage or a name, and links that do not lead on to a later
---   stage, are counted below. Raises when there is no stage, and with more
---   than 10 stages or 200 names.
---
---   > f = frame{ stage = {"material", "product"}, who = {"MT", "LS"} }
---   > links = frame{ from = {"MT"}, to = {"LS"} }
---   > chart.chain(f, { links = links }).kind
---   chain
local function chain(f, opts)
  f, opts = picture.options("chart.chain", f, opts, options)
  columns.check_frame("chart.chain", f)
  opts.name = opts.name or columns.first_text("chart.chain", f, opts.stage)
  columns.check("chart.chain", f, opts, { stage = "any", name = "any", group = "any" })
  local c = { title = opts.title, subtitle = opts.subtitle, width = opts.width,
    notes = picture.notes(opts, f, opts.links), table = f, group_title = opts.group }
  local boxes, n_left = fill(c, f, opts)
  local n = 0
  for _, stage in ipairs(c.stages) do n = n + #stage.boxes end
  check_size(c, n)
  local n_none = links_of(c, boxes, opts)
  untangle(c)
  if n_none > 0 then
    table.insert(c.notes, 1, ("%d links that lead to no later stage are not drawn"):format(
      n_none))
  end
  if n_left > 0 then
    table.insert(c.notes, 1, ("%d rows without a stage or a name are not drawn"):format(
      n_left))
  end
  c.about = ("%d names in %d stages, %d links"):format(n, #c.stages, #c.links)
  return picture.make("chain", c, draw)
end


return { chain = chain }

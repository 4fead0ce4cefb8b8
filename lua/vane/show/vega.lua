-- A scene as a Vega specification: the same marks in the same places, that
-- answer to the pointer. What belongs to the thing pointed at stays bright,
-- the rest fades; a tip says what it is. Colours are a signal, `colour`, for
-- light ground unless a page puts its own in front.

local colour = require "vane.show.colour"
local json = require "vane.base.json"

local FADED = 0.15
local MANY = 12  -- corners of an outline

-- Bright when nothing is held, when it has no key, or is near what is held.
local ALPHA = "(held && datum.key && datum.key != held "
  .. "&& indexof(datum.near || [], held) < 0 ? " .. FADED .. " : 1) * (datum.alpha || 1)"


local function field(name) return { field = name } end


-- A colour by its role, or none.
local function tint(name)
  return { signal = ("datum.%s ? colour[datum.%s] : null"):format(name, name) }
end


local function encoding(more)
  local update = { opacity = { signal = ALPHA }, fill = tint "fill",
    stroke = tint "stroke", tooltip = { signal = "datum.tip" } }
  for name, value in pairs(more) do update[name] = value end
  return { update = update }
end


local encodings = {
  rect = encoding { x = field "x", y = field "y", width = field "w",
    height = field "h", cornerRadius = field "round",
    strokeWidth = field "weight" },
  line = encoding { x = field "x", y = field "y", x2 = field "x2",
    y2 = field "y2", strokeWidth = field "weight",
    strokeDash = { signal = "datum.dash ? [4, 3] : [1, 0]" } },
  circle = encoding { x = field "x", y = field "y", size = field "area",
    strokeWidth = field "weight" },
  path = encoding { path = field "way", strokeWidth = field "weight" },
  text = encoding { x = field "x", y = field "y", text = field "text",
    fontSize = field "size", align = field "align", baseline = { value = "middle" },
    angle = field "turn", fontWeight = field "letters",
    strokeWidth = field "weight", strokeJoin = { value = "round" } },
}

local types = { line = "rule", circle = "symbol" }

local align = { start = "left", middle = "center", ["end"] = "right" }


-- Outlines of many corners, as on maps, need no hundredths of a pixel.
local function way(steps)
  local parts, format = {}, #steps > MANY and "%.1f" or "%.2f"
  for i, step in ipairs(steps) do
    local numbers = {}
    for k = 2, #step do numbers[k - 1] = format:format(step[k]) end
    parts[i] = step[1] .. table.concat(numbers, " ")
  end
  return table.concat(parts)
end


-- What is said of each key by the first mark that says something.
local function tips_of(marks)
  local tips = {}
  for _, m in ipairs(marks) do
    if m.key and m.tip and not tips[m.key] then tips[m.key] = m.tip end
  end
  return tips
end


-- A mark as Vega's data has it; a name says what its thing says.
local function datum_of(m, tips)
  local d = { x = m.x, y = m.y, x2 = m.x2, y2 = m.y2, w = m.w, h = m.h,
    round = m.round, fill = m.fill, stroke = m.stroke,
    tip = m.tip or m.key and tips[m.key], key = m.key,
    near = m.key and m.near and #m.near > 0 and m.near or nil, alpha = m.alpha,
    weight = m.stroke and (m.weight or 1),
    dash = m.dash and true or nil, text = m.text, size = m.size, turn = m.turn }
  if m.shape == "circle" then d.area = math.pi * m.r * m.r end
  if m.shape == "path" then d.way = way(m.steps) end
  if m.shape == "text" then
    d.align, d.letters = align[m.anchor], m.bold and "bold" or nil
  end
  return d
end


-- Vega strokes letters over their fill, so a halo is a text of its own below.
local function halo_of(m)
  local d = datum_of(m, {})
  d.fill, d.stroke, d.weight, d.tip = "paper", "paper", 3, nil
  return d
end


-- Marks of one shape that follow each other share a data set, so that what
-- is drawn later stays on top. Those that say nothing are none to the pointer,
-- which reaches what they stand on, as a name on its box.
local function runs(marks)
  local list, tips = {}, tips_of(marks)
  for _, m in ipairs(marks) do
    local run, says = list[#list], m.tip ~= nil or m.key ~= nil
    if not run or run.shape ~= m.shape or run.says ~= says then
      run = { shape = m.shape, says = says, values = {} }
      list[#list + 1] = run
    end
    if m.halo then run.values[#run.values + 1] = halo_of(m) end
    run.values[#run.values + 1] = datum_of(m, tips)
  end
  return list
end


local function palette(ground)
  local list = {}
  for role, pair in pairs(colour.roles) do list[role] = pair[ground] end
  return list
end


local function signals()
  return {
    { name = "held", value = false, on = {
      { events = "mouseover", update = "datum && datum.key || false" },
      { events = "mouseout", update = "false" } } },
  }
end


-- In a page encodings stand once for all pictures, and marks name theirs.
local function add_run(spec, i, run, in_page)
  local name = "marks" .. i
  spec.data[i] = { name = name, values = run.values }
  spec.marks[i] = { type = types[run.shape] or run.shape,
    from = { data = name }, interactive = run.says,
    encode = in_page and run.shape or encodings[run.shape] }
end


-- The specification as a table, for a page or to stand by itself.
local function spec_of(s, in_page)
  local spec = { width = s.width, height = s.height, padding = 0,
    autosize = "none", background = { signal = "colour.paper" },
    description = s.title, signals = signals(), data = {}, marks = {} }
  for i, run in ipairs(runs(s.marks)) do add_run(spec, i, run, in_page) end
  return spec
end


-- The specification as text that stands by itself.
local function text_of(s)
  local spec = spec_of(s)
  table.insert(spec.signals, 1, { name = "colour", value = palette(1) })
  return json.write(spec)
end


-- For a page: the specification without what all of them share.
local function page_spec(s) return spec_of(s, true) end


return { palette = palette, encodings = encodings, page_spec = page_spec, text = text_of }

-- A scene as SVG, the same text whenever it is written. Colours are classes,
-- so that one picture serves light ground, dark ground and paper.

local colour = require "vane.show.colour"

local svg = {}

local FONT = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif"

local MANY = 12  -- corners of an outline

local PAPER = '<rect class="f-paper" width="100%" height="100%"/>'

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ['"'] = "&quot;" }


-- A text between tags or quotes; what XML has no place for becomes "?".
function svg.escape(text)
  if not utf8.len(text) then text = text:gsub("[\128-\255]", "?") end
  text = text:gsub("[%z\1-\8\11\12\14-\31\127]", "?")
    :gsub("\xEF\xBF[\xBE\xBF]", "?")
  return (text:gsub('[&<>"]', escapes))
end


local function number(x)
  local text = ("%.2f"):format(x):gsub("%.?0+$", "")
  return text == "-0" and "0" or text
end


local function tenth(x)
  local text = ("%.1f"):format(x):gsub("%.0$", "")
  return text == "-0" and "0" or text
end


-- ' name="value"', or nothing.
local function attribute(name, value)
  if value == nil then return "" end
  if type(value) == "number" then value = number(value) end
  return (' %s="%s"'):format(name, value)
end


local function attributes(...)
  local list, parts = table.pack(...), {}
  for i = 1, list.n, 2 do parts[#parts + 1] = attribute(list[i], list[i + 1]) end
  return table.concat(parts)
end


-- ---- marks ----

local function class_of(mark)
  local classes = {}
  if mark.fill then classes[1] = "f-" .. mark.fill end
  if mark.stroke then classes[#classes + 1] = "s-" .. mark.stroke end
  if mark.halo then classes[#classes + 1] = "halo" end
  if not mark.fill and mark.shape ~= "line" then classes[#classes + 1] = "f-no" end
  return attribute("class", table.concat(classes, " "))
end


local function ink_of(mark)
  return class_of(mark) .. attribute("stroke-width",
      mark.stroke and (mark.weight or 1)) .. attribute("stroke-dasharray", mark.dash)
    .. attribute("opacity", mark.alpha)
end


-- Outlines of many corners, as on maps, need no hundredths of a pixel.
local function way(steps)
  local parts, round = {}, #steps > MANY and tenth or number
  for i, step in ipairs(steps) do
    local numbers = {}
    for k = 2, #step do numbers[k - 1] = round(step[k]) end
    parts[i] = step[1] .. table.concat(numbers, " ")
  end
  return table.concat(parts)
end


local shapes = {}

function shapes.rect(m)
  return "rect", attributes("x", m.x, "y", m.y, "width", m.w, "height", m.h,
    "rx", m.round) .. ink_of(m)
end


function shapes.line(m)
  return "line", attributes("x1", m.x, "y1", m.y, "x2", m.x2, "y2", m.y2)
    .. ink_of(m)
end


function shapes.circle(m)
  return "circle", attributes("cx", m.x, "cy", m.y, "r", m.r) .. ink_of(m)
end


function shapes.path(m)
  return "path", attribute("d", way(m.steps)) .. ink_of(m)
end


function shapes.text(m)
  local turned = m.turn and ("rotate(%s %s %s)"):format(number(m.turn),
    number(m.x), number(m.y))
  return "text", attributes("x", m.x, "y", m.y, "font-size", m.size,
    "text-anchor", m.anchor ~= "start" and m.anchor or nil,
    "dy", ".35em", "font-weight", m.bold and "bold" or nil, "transform", turned) .. ink_of(m),
    svg.escape(m.text)
end


-- A tip stands around its mark: renderers differ in what a title does to the
-- place of the text it stands in.
local function drawn(mark)
  local name, given, inside = shapes[mark.shape](mark)
  local element = inside and ("<%s%s>%s</%s>"):format(name, given, inside, name)
    or ("<%s%s/>"):format(name, given)
  if not mark.tip then return element end
  return ("<g><title>%s</title>%s</g>"):format(svg.escape(mark.tip), element)
end


-- ---- the whole ----

local paints = { { "f", "fill" }, { "s", "stroke" } }

local roles = {}
for role in pairs(colour.roles) do roles[#roles + 1] = role end
table.sort(roles)


-- How the classes in `used` (all, when not said) look on a ground.
local function rules(ground, used)
  local list = {}
  for _, role in ipairs(roles) do
    for _, paint in ipairs(paints) do
      local class = paint[1] .. "-" .. role
      if not used or used[class] then
        list[#list + 1] = (".%s{%s:%s}"):format(class, paint[2], colour.roles[role][ground])
      end
    end
  end
  return table.concat(list)
end


-- Letters over marks: the ground's colour around them.
local function halo(ground)
  return (".halo{stroke:%s;stroke-width:3;stroke-linejoin:round;paint-order:stroke}")
    :format(colour.roles.paper[ground])
end


-- The style sheet of pictures that use these classes, of all when not said:
-- light ground, and dark where that is what the reader has chosen.
function svg.style(used)
  return (".vane text{font-family:%s}.f-no{fill:none}%s%s"
    .. "@media screen and (prefers-color-scheme:dark){%s%s}"):format(FONT,
    rules(1, used), halo(1), rules(2, used), halo(2))
end


local function classes_in(text)
  local used = {}
  for names in text:gmatch 'class="([^"]*)"' do
    for name in names:gmatch "%S+" do used[name] = true end
  end
  return used
end


-- The scene as a document of its own, or (inside a page that has the style
-- sheet) as an element.
function svg.text(s, inside)
  local head = ('<svg xmlns="http://www.w3.org/2000/svg" class="vane" '
    .. 'width="%s" height="%s" viewBox="0 0 %s %s" role="img">'):format(
    number(s.width), number(s.height), number(s.width), number(s.height))
  local name = s.title or s.about or "A picture"
  local lines = { head, ("<title>%s</title>"):format(svg.escape(name)) }
  if s.about then
    lines[#lines + 1] = ("<desc>%s</desc>"):format(svg.escape(s.about))
  end
  local marks = {}
  for i, mark in ipairs(s.marks) do marks[i] = drawn(mark) end
  local body = table.concat(marks, "\n")
  if not inside then
    local used = classes_in(PAPER .. body)
    lines[#lines + 1] = ("<style>%s</style>\n%s"):format(svg.style(used), PAPER)
  end
  lines[#lines + 1] = body
  lines[#lines + 1] = "</svg>\n"
  return table.concat(lines, "\n")
end


return svg

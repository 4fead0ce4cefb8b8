-- What every chart and map is: a declaration that can be drawn on a terminal,
-- written as SVG, as Vega for a page, or through SVG as PNG and PDF.

local host = require "vane.core.host"
local term = require "vane.core.term"
local text_file = require "vane.core.text_file"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local figure = require "vane.show.figure"
local provenance = require "vane.base.provenance"
local result = require "vane.base.result"
local shell = require "vane.show.shell"
local signs = require "vane.show.signs"
local style = require "vane.show.style"
local subject = require "vane.base.subject"
local svg = require "vane.show.svg"
local vega = require "vane.show.vega"

local picture = {}

picture.SYNTHETIC = "Synthetic data: invented, not observed"

local WIDE = 720       -- pixels
local COLUMNS = 100    -- of a terminal, when there is none

-- Options that every kind takes.
local common = {
  title    = { kind = "string" },
  subtitle = { kind = "string" },
  notes    = { kind = { "string", "table" } },
  width    = { kind = "number", default = WIDE, least = 160, most = 10000 },
}

-- Each picture's declaration and how it is drawn.
local drawn_by = setmetatable({}, { __mode = "k" })


-- What a result declares as its picture of that kind; nil where it has none, and
-- of anything else.
function picture.declared(noun, kind)
  local given = result.given(noun)
  if not (given and given.methods.pictures) then return nil end
  for _, d in ipairs(noun:pictures()) do
    if d.kind == kind then return d end
  end
end


-- What a kind is to show, and its options, checked; `own` are those it alone
-- takes.
function picture.options(word, noun, opts, own)
  local fields = {}
  noun, opts = subject(noun, opts)
  if opts == nil and type(noun) == "table" and getmetatable(noun) == nil then
    fail("%s: what to draw should stand in front, or in the table by its kind, as in "
      .. "frame = f; found options alone (%s)", word, table.concat(check.keys(noun), ", "))
  end
  for name, field in pairs(common) do fields[name] = field end
  for name, field in pairs(own or {}) do fields[name] = field end
  return noun, check(word, opts, fields)
end


-- Makes a note stand among a picture's notes once.
function picture.add_note(notes, note)
  for _, other in ipairs(notes) do
    if other == note then return end
  end
  notes[#notes + 1] = note
end


local function text_of(note, i)
  if type(note) == "string" or type(note) == "number" then return tostring(note) end
  fail("note %d of the picture should be a text, found %s", i, check.found(note))
end


-- What is said below a picture: the caller's notes, then where its data came
-- from, and whether they are invented.
function picture.notes(opts, ...)
  local notes, sources, synthetic = {}, {}, opts.synthetic
  if type(opts.notes) == "string" then notes[1] = opts.notes
  else for i, note in ipairs(opts.notes or {}) do notes[i] = text_of(note, i) end end
  for _, noun in ipairs { ... } do
    if noun.source then
      picture.add_note(sources, noun.source)
      synthetic = synthetic or provenance.is_synthetic(noun.source)
    end
  end
  if #sources > 0 then
    notes[#notes + 1] = "Source: " .. table.concat(sources, ", ")
  end
  if synthetic then notes[#notes + 1] = picture.SYNTHETIC end
  return notes
end


local function scene_of(p, how)
  local made = drawn_by[p]
  return figure.of(made.c, how, made.draw)
end


-- The scene on paper, as the writers of pages want it, or in another style.
function picture.scene(p, how)
  return scene_of(p, how or style.paper(drawn_by[p].c.width))
end


local function on_terminal(p, opts)
  local width = opts and opts.width or term.size() or COLUMNS
  return (signs(scene_of(p, style.terminal(math.max(20, width))), {
    ascii = not term.is_utf8(), colours = host.colour(true) }):gsub("\n+$", ""))
end


-- ---- saving ----

local CONVERT = "cd %s && rsvg-convert --format=%s --zoom=2 --output=made picture.svg "
  .. "2>/dev/null"

-- What rsvg-convert makes of the picture in that folder, or nil.
local function converted(folder, format)
  return os.execute(CONVERT:format(shell.quoted(folder.path), format))
    and shell.bytes_of(folder.path .. "/made")
end


-- Through rsvg-convert, which makes pixels and pages of SVG; whether it has
-- letters is to be seen in a PDF.
local function convert(p, path, format)
  if not shell.has "rsvg-convert" then
    fail("save: a .%s is made by rsvg-convert, which is not here (Debian's package "
      .. "librsvg2-bin); an .svg needs none", format)
  end
  local folder <close> = shell.folder()
  local text = svg.text(picture.scene(p))
  text_file.write(folder.path .. "/picture.svg", text)
  local pdf = converted(folder, "pdf")
  if pdf and text:find("<text", 1, true) then shell.check_letters(pdf, path) end
  local bytes = pdf and format ~= "pdf" and converted(folder, format) or pdf
  if not bytes then
    fail("save: rsvg-convert could not make \"%s\" of the picture; an .svg needs no "
      .. "other program", path)
  end
  text_file.write(path, bytes)
end


local writers = {
  svg = function(p, path) text_file.write(path, svg.text(picture.scene(p))) end,
  json = function(p, path) text_file.write(path, vega.text(picture.scene(p))) end,
  html = function(p, path)
    require "vane.show.page"(drawn_by[p].c.title or p.kind) { p }:save(path)
  end,
  png = function(p, path) convert(p, path, "png") end,
  pdf = function(p, path) convert(p, path, "pdf") end,
}


local function self_of(p, method)
  if type(p) ~= "table" or not drawn_by[p] then
    fail("%s: expected a picture in front, found %s; write it with a colon, as "
      .. "in p:%s(...)", method, check.found(p), method)
  end
  return p
end


--- p:save(path)
---   Writes the picture by the ending of its name: .svg, .png and .pdf
---   (through rsvg-convert, when it is there), .html (a page of its own,
---   which answers to the pointer), .json (Vega). The file is written whole
---   or not at all.
---
---   > p = chart.heat(matrix.of({"a", "b"}, {"x", "y"}, {{1, 2}, {3, 4}}))
---   > p:save "build/heat.svg"
---   > io.open("build/heat.svg"):read(4)
---   <svg
local function save(p, path)
  self_of(p, "save")
  if type(path) ~= "string" then
    fail("save: the path should be a text, found %s", check.found(path))
  end
  local ending = path:match "%.(%w+)$"
  local write = writers[ending and ending:lower()]
  if not write then
    fail("save: \"%s\" should end in .%s", path, table.concat(check.keys(writers), ", ."))
  end
  write(p, path)
end


--- p:svg() -> text
---   The picture as SVG, the same text whenever it is written.
---
---   > p = chart.heat(matrix.of({"a"}, {"x"}, {{1}}), { title = "One" })
---   > p:svg():match "<title>(%w+)</title>"
---   One
local function as_svg(p)
  return svg.text(picture.scene(self_of(p, "svg")))
end


--- p:vega() -> text
---   The picture as a Vega specification (JSON), for other programs.
---
---   > p = chart.heat(matrix.of({"a"}, {"x"}, {{1}}), { title = "One" })
---   > p:vega():match '"description":"(%w+)"'
---   One
local function as_vega(p)
  return vega.text(picture.scene(self_of(p, "vega")))
end


-- Whether something is a picture.
function picture.is(p)
  return drawn_by[p] ~= nil
end


-- The numbers behind it, as a frame, or nil.
function picture.numbers(p)
  return drawn_by[p].c.table
end


picture.methods = { save = save, svg = as_svg, vega = as_vega }

picture.fields = {
  kind = "what it is: \"heat\", \"bar\", ...",
  title = "what stands above it, or nil",
  notes = "list of what stands below it",
  at = "where in which script it was made",
  table = "frame: the numbers it shows",
}


-- A picture of that kind. c: its declaration, with title, subtitle, notes,
-- width; about: what it shows, in words; table: the numbers, as a frame.
function picture.make(kind, c, draw)
  local p = result("chart", {
    fields = { kind = kind, title = c.title, notes = c.notes, table = c.table,
      at = base.at() },
    absent = { title = "none was given", table = "it shows none" },
    methods = picture.methods,
    text = on_terminal,
  })
  drawn_by[p] = { c = c, draw = draw }
  return p
end


return picture

-- A page as one file: its style, its pictures still and answering, its tables,
-- its record, and the program that makes them answer. Nothing in it asks the
-- network for anything, and its policy forbids that too.

local bundle = require "vane.core.bundle"
local text_file = require "vane.core.text_file"
local html = require "vane.show.html"
local json = require "vane.base.json"
local picture = require "vane.show.picture"
local record = require "vane.show.page_record"
local svg = require "vane.show.svg"
local vega = require "vane.show.vega"

local SCRIPT_END = "</(script)"


local function beside(name)
  local here = assert(package.searchpath("vane.show.page_html", package.path))
  return text_file.read((here:gsub("page_html%.lua$", "web/" .. name)))
end


-- ---- parts ----

local writers = {}

function writers.heading(part)
  return html.tag("h" .. part.level, { id = part.id }, html.escape(part.text))
end


function writers.text(part) return part.html end


function writers.printed(part)
  local pre = "<pre>" .. html.escape(part.text) .. "</pre>"
  if not part.of then return pre end
  return (part.open and "<details open>" or "<details>")
    .. "<summary>As it prints itself</summary>" .. pre .. "</details>"
end


function writers.table(part) return html.table(part.frame) end


local function take(what, name, label)
  return html.tag("button", { type = "button", ["data-take"] = what,
    ["data-name"] = name }, label)
end


function writers.figure(part, state)
  local p, s = part.picture, picture.scene(part.picture)
  local name = html.slug(s.title or p.kind)
  state.specs[#state.specs + 1] = vega.spec(s)
  local numbers = picture.numbers(p)
  local caption = ("Figure %d. %s"):format(#state.specs, s.about or s.title or "")
  return ('<figure data-spec="%d"><div class="still">%s</div>'
    .. '<div class="answering" aria-hidden="true"></div>'
    .. '<figcaption>%s%s</figcaption><p class="tools">%s</p>%s</figure>'):format(
    #state.specs - 1, svg.text(s, true), html.escape(caption),
    p.at ~= "" and " (" .. html.escape(p.at) .. ")" or "",
    take("svg", name, "SVG"),
    numbers and "<details><summary>The numbers</summary>"
      .. html.table(numbers, s.title) .. "</details>" or "")
end


-- ---- the whole ----

local function number_headings(parts)
  local seen = {}
  for _, part in ipairs(parts) do
    if part.kind == "heading" then
      local slug = html.slug(part.text)
      seen[slug] = (seen[slug] or 0) + 1
      part.id = seen[slug] > 1 and slug .. "-" .. seen[slug] or slug
    end
  end
end


local function contents(parts)
  local list = {}
  for _, part in ipairs(parts) do
    if part.kind == "heading" and part.level == 2 then
      list[#list + 1] = ('<li><a href="#%s">%s</a></li>'):format(part.id,
        html.escape(part.text))
    end
  end
  list[#list + 1] = '<li><a href="#record">Where this comes from</a></li>'
  return '<nav aria-label="contents"><ol>' .. table.concat(list) .. "</ol></nav>"
end


local function data_of(state)
  local specs = #state.specs > 0 and state.specs or json.empty
  return json.write { specs = specs, palettes = { vega.palette(1), vega.palette(2) } }
end


-- Scripts run only with the page's own number, which no data can know: it is
-- made of everything that stands on the page.
local function number_of(text)
  local hash = 0xcbf29ce484222325  -- FNV-1a
  for at = 1, #text do hash = (hash ~ text:byte(at)) * 0x100000001b3 end
  return ("%016x"):format(hash)
end


local POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; "
  .. "script-src 'nonce-%s'; base-uri 'none'; form-action 'none'"

local function script(number, text)
  return ('<script nonce="%s">%s</script>'):format(number,
    (text:gsub(SCRIPT_END, "<\\/%1")))
end


local function head(title, number)
  return table.concat { '<!doctype html>\n<html lang="en">\n<head>\n',
    '<meta charset="utf-8">\n',
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    ('<meta http-equiv="Content-Security-Policy" content="%s">\n'):format(
      POLICY:format(number)),
    "<title>", html.escape(title), "</title>\n<style>", beside "page.css",
    "</style>\n", '<style id="pictures">', svg.style(), "</style>\n</head>\n" }
end


-- The page's text. page: title, parts, script, synthetic.
return function(page)
  local state, body = { specs = {} }, {}
  number_headings(page.parts)
  for i, part in ipairs(page.parts) do
    body[i] = writers[part.kind](part, state)
  end
  local inside = table.concat(body, "\n")
    .. record.section(page.parts, page.script)
  local data = data_of(state)
  local number = number_of(page.title .. inside .. data)
  return table.concat { head(page.title, number), "<body>\n<header><h1>",
    html.escape(page.title), "</h1>",
    page.synthetic and '<p class="warning">This page shows synthetic data: '
      .. "invented, not observed.</p>" or "",
    contents(page.parts), "</header>\n<main>\n", inside, "\n</main>\n",
    '<script id="data" type="application/json">', data, "</script>\n",
    script(number, bundle.text() or ""), "\n",
    script(number, beside "page.js"), "\n</body>\n</html>\n" }
end

-- A page as one file: its style, its pictures still and answering, its tables,
-- its record, and the program that makes them answer. Nothing in it asks the
-- network for anything, and its policy forbids that too.

local bundle = require "vane.core.bundle"
local text_file = require "vane.core.text_file"
local figure = require "vane.show.page_figure"
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


-- ---- the lines that made it ----

-- What the lines of the k-th script are marked by.
local function line_mark(k)
  return k == 1 and "L" or ("S%d-L"):format(k)
end


-- What leads to a line of a script below; nil where that script is not there.
local function address_of(at, state)
  local path, line = record.line_of(at)
  for k, script in ipairs(state.scripts) do
    if script.path == path then return ("#%s%d"):format(line_mark(k), line) end
  end
end


local function line_link(at, state)
  local address = address_of(at, state)
  if not address then return html.escape(at) end
  return html.tag("a", { href = address }, html.escape(at))
end


-- "Made by scripts/trends.lua:12." as an element; nothing at the prompt.
local function made_by(at, state, tag)
  if not at or at == "" then return "" end
  return html.tag(tag, { class = "at" }, ("Made by %s."):format(line_link(at, state)))
end


-- Beside a text only the number of its line.
local function beside_text(at, state)
  local address = address_of(at, state)
  if not address then return "" end
  return html.tag("a", { class = "line", href = address, title = at,
    ["aria-label"] = "made by " .. at }, at:match "%d+$")
end


-- ---- parts ----

local writers = {}

function writers.heading(part, state)
  return html.tag("h" .. part.level, { id = part.id },
    html.escape(part.text) .. (part.at and beside_text(part.at, state) or ""))
end


function writers.text(part, state)
  return (part.at and beside_text(part.at, state) or "") .. part.html
end


function writers.printed(part, state)
  local pre = '<pre tabindex="0">' .. html.escape(part.text) .. "</pre>"
  if not part.of then
    return (part.at and beside_text(part.at, state) or "") .. pre
  end
  return (part.open and "<details open>" or "<details>")
    .. "<summary>As it prints itself</summary>" .. pre .. "</details>"
    .. made_by(part.at, state, "p")
end


local function caption_of(part, scene, state)
  local label, sentences = record.caption(part, scene)
  local words = { "<b>" .. label .. "</b>" }
  for _, text in ipairs(sentences) do words[#words + 1] = html.escape(text) end
  words[#words + 1] = made_by(part.at, state, "span")
  return table.concat(words, " ")
end


function writers.table(part, state)
  return html.table { frame = part.frame, caption = caption_of(part, nil, state),
    id = "table-" .. part.number,
    columns = part.columns, name = part.caption or part.frame.source or "table" }
end


function writers.figure(part, state)
  local scene = picture.scene(part.picture)
  return figure(part, scene, caption_of(part, scene, state), state.specs)
end


-- ---- the record ----

local function study_record(study, state)
  local rows = {}
  for i, input in ipairs(study.inputs) do
    local at = (input.at or "") ~= "" and ", made by " .. line_link(input.at, state)
    rows[i] = ("<li>%s: %s, fingerprint <code>%s</code>%s</li>"):format(
      html.escape(input.option), html.escape(input.text),
      html.escape(input.fingerprint or "-"), at or "")
  end
  rows[#rows + 1] = "<li>options: " .. html.escape(study.options) .. "</li>"
  local at = study.at and " at " .. line_link(study.at, state) or ""
  return ("<h3>%s%s</h3><ul>%s</ul>"):format(html.escape(study.study), at,
    table.concat(rows))
end


-- Line by line, so that each can be pointed at.
local function script_listing(script, k, n)
  local lines, mark = {}, line_mark(k)
  for line in (script.text .. "\n"):gmatch "(.-)\n" do
    lines[#lines + 1] = ('<span id="%s%d">%s</span>'):format(mark, #lines + 1,
      html.escape(line))
  end
  local title = n == 1 and "The script" or "The script " .. html.escape(script.path)
  return ('<h3%s>%s</h3><pre class="script" tabindex="0">%s</pre>'):format(
    k == 1 and ' id="script"' or "", title, table.concat(lines, "\n"))
end


local function record_section(page, state)
  local first = state.scripts[1]
  local list = { ('<section id="record"><h2>Where this comes from</h2>'
    .. "<p>Made by %s%s.</p>"):format(html.escape(record.maker()),
    first and ' by <a href="#script"><code>' .. html.escape(first.path)
      .. "</code></a>; numbers beside texts are its lines" or "") }
  for _, study in ipairs(record.studies(page.parts)) do
    list[#list + 1] = study_record(study, state)
  end
  for k, script in ipairs(state.scripts) do
    list[#list + 1] = script_listing(script, k, #state.scripts)
  end
  return table.concat(list, "\n") .. "</section>"
end


-- ---- the whole ----

local function number_headings(parts)
  local seen = { record = 1, script = 1 }
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
  if #list == 0 then return "" end
  list[#list + 1] = '<li><a href="#record">Where this comes from</a></li>'
  return '<nav aria-label="contents"><ol>' .. table.concat(list) .. "</ol></nav>"
end


local function data_of(state)
  local specs = #state.specs > 0 and state.specs or json.empty
  return json.write { specs = specs, encodings = vega.encodings,
    palettes = { vega.palette(1), vega.palette(2) } }
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


-- "all" or "some": how much of what the page shows is invented.
local warnings = {
  all = "This page shows synthetic data: invented, not observed.",
  some = "Some of what this page shows is synthetic data: invented, not observed.",
}


-- The page's text. page: title, parts, scripts, synthetic.
return function(page)
  local state, body = { specs = {}, scripts = page.scripts }, {}
  number_headings(page.parts)
  for i, part in ipairs(page.parts) do
    body[i] = writers[part.kind](part, state)
  end
  local inside = table.concat(body, "\n") .. record_section(page, state)
  local data = data_of(state)
  local number = number_of(page.title .. inside .. data)
  local library = #state.specs > 0 and bundle.text()
  return table.concat { head(page.title, number), "<body>\n<header><h1>",
    html.escape(page.title), "</h1>",
    page.synthetic and '<p class="warning">' .. warnings[page.synthetic] .. "</p>" or "",
    contents(page.parts), "</header>\n<main>\n", inside, "\n</main>\n",
    '<script id="data" type="application/json">', data, "</script>\n",
    library and script(number, library) .. "\n" or "",
    script(number, beside "page.js"), "\n</body>\n</html>\n" }
end

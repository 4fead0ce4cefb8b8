-- The word `page`: texts, results, pictures and tables as one file that a
-- colleague can open.

local base = require "vane.core.base"
local check = require "vane.base.check"
local counted = require "vane.base.counted"
local fail = require "vane.base.fail"
local parts_of = require "vane.show.page_parts"
local pictures = require "vane.show.declared"
local provenance = require "vane.base.provenance"
local record = require "vane.show.page_record"
local result = require "vane.base.result"
local text_file = require "vane.core.text_file"

local writers = {
  html = function(given, path)
    text_file.write(path, require "vane.show.page_html"(given))
  end,
  md = function(given, path) require "vane.show.page_markdown"(given, path) end,
  pdf = function(given, path) require "vane.show.page_pdf"(given, path) end,
}

local made = setmetatable({}, { __mode = "k" })


--- p:save(path)
---   Writes the page by the ending of its name: .html, one file that holds
---   everything and asks the network for nothing; .md, Markdown with the
---   pictures as SVG files beside it; .pdf, the page as Chromium prints it,
---   where that is there. Each file is written whole or not at all.
---
---   > page "Trends" { "Two of them." }:save "build/trends.html"
---   > io.open("build/trends.html"):read(15)
---   <!doctype html>
local function save(p, path)
  local given = made[p]
  if not given then
    fail("save: expected a page in front, found %s; write it with a colon, as "
      .. "in p:save(path)", check.found(p))
  end
  if type(path) ~= "string" then
    fail("save: the path should be a text, found %s", check.found(path))
  end
  local write = writers[(path:match "%.(%w+)$" or ""):lower()]
  if not write then
    fail("save: \"%s\" should end in .%s", path,
      table.concat(check.keys(writers), ", ."))
  end
  write(given, path)
end


local function part_is_synthetic(part)
  local origin = part.of and part.of.provenance
  if part.picture then return pictures.is_synthetic(part.picture) end
  if part.frame then
    return provenance.is_synthetic(part.frame.source)
  end
  return origin ~= nil and origin.synthetic == true
end


-- "all", "some" or nil: how much of what the page shows is invented.
local function synthetic_part(parts)
  local n_shown, n_synthetic = 0, 0
  for _, part in ipairs(parts) do
    if part.picture or part.frame or part.of then
      n_shown = n_shown + 1
      if part_is_synthetic(part) then n_synthetic = n_synthetic + 1 end
    end
  end
  if n_synthetic == 0 then return nil end
  return n_synthetic == n_shown and "all" or "some"
end


local function text_of(given)
  local counts, names = {}, {}
  for _, part in ipairs(given.parts) do
    if part.kind == "heading" and part.level == 2 then
      names[#names + 1] = "  " .. part.text
    end
    counts[part.kind] = (counts[part.kind] or 0) + 1
  end
  return ("page \"%s\": %s, %s\n%s"):format(given.title, counted(counts.figure or 0, "picture"),
    counted(counts.table or 0, "table"), table.concat(names, "\n"))
end


--- page(title){ item, item, ... } -> page
---   A page of texts, results, pictures and tables, in their order, for
---   p:save "x.html" (or .md, .pdf). A text is Markdown (headings, lists,
---   quotes, tables, code between ```, **bold**, `code`, links); a result
---   brings its default pictures and the text it prints; charts stand as
---   they are; graphs and partitions are drawn as networks; frames and
---   matrices become tables that sort and filter. A chart, frame or matrix
---   in braces takes words of your own along:
---   { f, caption = "Who grows", columns = { q = "chance of a false find" } }.
---   Tables round to three digits; the numbers themselves are behind the
---   cells, and in what a reader takes along as CSV.
---   Figures, tables and texts say which line of the script made them. At the
---   end stands where everything came from: inputs with their fingerprints,
---   options, seeds, and the script, line by line.
---   Raises when an item cannot stand on a page.
---
---   > p = page "Trends" { "# What we asked", frame{ x = {1, 2} } }
---   > p.n_parts
---   2
local function page(title, all)
  if type(title) ~= "string" then
    fail("page: wants a title, as in page \"Mega trends\" { ... }, found %s",
      check.found(title))
  end
  local function fill(items)
    if type(items) ~= "table" or getmetatable(items) ~= nil then items = { items } end
    local at = base.at()
    local parts = parts_of(items, pictures.draw, at)
    local given = { title = title, parts = parts, synthetic = synthetic_part(parts),
      scripts = record.scripts(at, parts) }
    local p = result("page", { fields = { title = title, n_parts = #parts },
      methods = { save = save }, text = function() return text_of(given) end })
    made[p] = given
    return p
  end
  return all == nil and fill or fill(all)
end


return page

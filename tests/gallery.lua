-- The page that leads to the pages of all scripts: vane tests/gallery.lua
-- FOLDER, after the scripts have run. Each is a card: its question, its answer
-- and its first picture.

local html = require "vane.show.html"
local page_html = require "vane.show.page_html"
local text_file = require "vane.core.text_file"

local folder = arg[1]


-- The paragraphs of a script's head comment.
local function head_comment(path)
  local lines = {}
  for line in io.lines(path) do
    local said = line:match "^%-%-%s?(.*)"
    if not said then break end
    lines[#lines + 1] = said
  end
  return table.concat(lines, "\n")
end


local function one_line(text)
  return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end


-- Its question: the first paragraph; its answer: what follows "Answer:".
local function told_by(path)
  local comment = head_comment(path)
  local question = one_line(comment:match "^(.-)\n%s*\n" or comment)
  local answer = one_line(comment:match "\nAnswer:(.*)" or "")
  return question, answer:sub(1, 1):upper() .. answer:sub(2)
end


-- The page's first picture, as narrow as it has it; of a tall one the top.
local function thumb_of(text)
  local figure = text:match "<figure.->(.-)</figure>" or ""
  local picture = figure:match '<div class="still narrow">(<svg.-</svg>)'
    or figure:match '<div class="still">(<svg.-</svg>)' or ""
  local w, h = picture:match 'width="(%d+)" height="(%d+)"'
  local is_tall = w and tonumber(h) > 1.6 * tonumber(w)
  return is_tall and picture:gsub("<svg ", '<svg preserveAspectRatio="xMidYMin slice" ', 1)
    or picture
end


-- How much of what a page shows is invented, as its warning says.
local function chip_of(text)
  local warning = text:match '<p class="warning">(%w+)'
  if not warning then return "" end
  return ('<span class="chip">%sinvented data</span>'):format(
    warning == "Some" and "partly " or "")
end


local function card_of(name, script, text)
  local question, answer = told_by(script)
  local title = text:match "<h1>(.-)</h1>"
  local thumb = thumb_of(text)
  return ('<li class="card"><div class="thumb" aria-hidden="true">%s</div>'
    .. '<h2><a href="%s.html">%s</a></h2>%s<p>%s</p><p class="soft">%s</p></li>'):format(
    thumb, name, title, chip_of(text), html.escape(question), html.escape(answer))
end


local cards = {}
for path in io.popen("ls scripts/*.lua"):lines() do
  local name = path:match "([%w_]+)%.lua$"
  local made = io.open(("%s/%s.html"):format(folder, name), "rb")
  if made then
    cards[#cards + 1] = card_of(name, path, made:read "a")
    made:close()
  end
end

local lead = "<p>Studies of cluster policy and foresight, each made by one script of about a "
  .. "page: its question, its data, its answer. Every page is one file that opens without a "
  .. "network. Under each picture and table stands the line of the script that made it; at "
  .. "the end of each page stand its inputs, with their fingerprints, and the script.</p>"

text_file.write(folder .. "/index.html", page_html {
  title = "vane: gallery",
  scripts = { { path = "tests/gallery.lua", text = text_file.read "tests/gallery.lua" } },
  parts = { { kind = "text", html = lead },
    { kind = "text", html = '<ul class="cards">' .. table.concat(cards) .. "</ul>" } },
})
print(folder .. "/index.html")

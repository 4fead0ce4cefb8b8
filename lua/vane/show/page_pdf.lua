-- A page as PDF: the page as a browser prints it, on paper.

local text_file = require "vane.core.text_file"
local fail = require "vane.base.fail"
local page_html = require "vane.show.page_html"
local shell = require "vane.show.shell"

-- Those that print without a window, the first one found.
local browsers = { "chromium", "chromium-browser", "google-chrome" }

-- As root a browser starts only without the walls around its own parts; what
-- it opens here is our own file, which forbids itself the network.
local PRINT = [[cd %s && HOME=$PWD timeout 120 %s --headless --disable-gpu \
  $([ "$(id -u)" = 0 ] && echo --no-sandbox) --no-pdf-header-footer \
  --user-data-dir="$PWD/browser" --virtual-time-budget=8000 \
  --print-to-pdf=page.pdf page.html >said 2>&1]]


local function browser()
  for _, name in ipairs(browsers) do
    if shell.has(name) then return name end
  end
  fail("save: a .pdf is printed by Chromium, which is not here (Debian's package "
    .. "chromium); an .html needs none, and any browser can print it")
end


-- Writes the page. page: title, parts, scripts, synthetic.
return function(page, path)
  local program = browser()
  local folder <close> = shell.folder()
  text_file.write(folder.path .. "/page.html", page_html(page))
  local done = os.execute(PRINT:format(shell.quoted(folder.path), program))
  local bytes = done and shell.bytes_of(folder.path .. "/page.pdf")
  if not bytes or bytes:sub(1, 5) ~= "%PDF-" then
    fail("save: %s could not print the page; an .html can be printed from any "
      .. "browser", program)
  end
  shell.check_letters(bytes, path)
  text_file.write(path, bytes)
end

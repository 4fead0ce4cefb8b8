-- The page that leads to the pages of all scripts: vane tests/gallery.lua
-- FOLDER, after the scripts have run.

local folder = arg[1]


-- What a script's head comment says first: its question.
local function question_of(path)
  local lines = {}
  for line in io.lines(path) do
    local said = line:match "^%-%- (.+)"
    if not said then break end
    lines[#lines + 1] = said
  end
  return table.concat(lines, " ")
end


local items = { "Each page is one file that one script makes; at its end stand the "
  .. "script and where every number comes from." }

for path in io.popen("ls scripts/*.lua"):lines() do
  local name = path:match "([%w_]+)%.lua$"
  local made = io.open(("%s/%s.html"):format(folder, name))
  if made then
    made:close()
    items[#items + 1] = ("# %s\n\n%s\n\n[%s.html](%s.html)"):format(
      name:sub(1, 1):upper() .. name:sub(2), question_of(path), name, name)
  end
end

page "vane: gallery" (items):save(folder .. "/index.html")
print(folder .. "/index.html")

-- What holds for pictures of every kind: as SVG they are XML, and the same bytes
-- in every process; on terminals they keep to their columns and letters.

local host = loadfile("tests/host/vane.lua", "t", _ENV)()
local every_kind = loadfile("tests/show/every_kind.lua", "t", _ENV)()
local xml = require "vane.core.refi"  -- reads any XML, by libxml2
local base = require "vane.core.base"


-- The names of the elements of an XML file, counted.
local function elements_of(path)
  local file, counts = xml.open(path), {}
  for event, name in function() return xml.next(file) end do
    if event == "opens" then counts[name] = (counts[name] or 0) + 1 end
  end
  return counts
end


local function lines_of(text)
  local list = {}
  for line in (text .. "\n"):gmatch "(.-)\n" do list[#list + 1] = line end
  return list
end


-- A script that prints every kind as that method, or width, gives it.
local PRINT = [[
local every_kind = loadfile("tests/show/every_kind.lua", "t", _ENV)()
for _, item in ipairs(every_kind.list) do
  print("== " .. item.kind)
  if arg[1] == "svg" then io.write(item.picture:svg())
  else show(item.picture, { width = math.tointeger(arg[1]) }) end
end]]


local function printed(how, locale)
  local folder <close> = host.folder()
  local script = folder:write("a.lua", PRINT)
  local out, err, status = host.run({ script, how }, { before = "env -u LC_CTYPE LC_ALL="
    .. locale })
  eq(err, "")
  eq(status, 0)
  return out
end


-- The text of each kind, by name.
local function by_kind(text)
  local of = {}
  for kind, part in text:gmatch "== (%l+)\n(.-)%f[=\0]" do of[kind] = part end
  return of
end


test("every kind is XML, with a title and an element for each mark", function()
  local folder <close> = host.folder()
  for _, item in ipairs(every_kind.list) do
    local path = folder.path .. "/" .. item.kind .. ".svg"
    item.picture:save(path)
    local counts = elements_of(path)
    eq(counts.svg, 1)
    assert(counts.title >= 1 and counts.style == 1, item.kind)
    assert((counts.rect or 0) + (counts.circle or 0) + (counts.path or 0)
      + (counts.line or 0) > 1, item.kind)
    assert(counts.text >= 1, item.kind)
  end
end)


test("every kind is the same bytes in every process", function()
  local mine = {}
  for i, item in ipairs(every_kind.list) do
    mine[i] = "== " .. item.kind .. "\n" .. item.picture:svg()
  end
  eq(printed("svg", "C") == table.concat(mine), true)
  eq(printed("svg", "C.UTF-8") == table.concat(mine), true)
end)


for _, width in ipairs { 60, 140 } do
  test(("every kind keeps to %d columns of a terminal"):format(width), function()
    for locale, is_fine in pairs {
      ["C.UTF-8"] = function(line) return utf8.len(line) and not line:find "%c" end,
      C = function(line) return not line:find "[^\32-\126]" end,
    } do
      local text = printed(tostring(width), locale)
      for _, line in ipairs(lines_of(text)) do
        assert(is_fine(line), ("%s: %q"):format(locale, line))
        assert(base.width(line) <= width, ("%s, %d columns: %q"):format(locale, width, line))
      end
      local of = by_kind(text)
      for _, item in ipairs(every_kind.list) do
        assert(of[item.kind] and of[item.kind]:find "%w", item.kind)
        assert(select(2, of[item.kind]:gsub("\n", "")) >= 3, item.kind)
      end
    end
  end)
end


test("names stand in the pictures that have room for them", function()
  local of = by_kind(printed("140", "C.UTF-8"))
  for _, kind in ipairs { "bar", "bubble", "dots", "flow" } do
    for _, name in ipairs { "Ports", "Rails & roads", "Skills" } do
      assert(of[kind]:find(name, 1, true), kind .. ": " .. name)
    end
  end
end)

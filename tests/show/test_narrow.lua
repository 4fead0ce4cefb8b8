-- The form of pictures that pages carry for narrow screens.

local picture = require "vane.show.picture"
local style = require "vane.show.style"

local files = dofile "tests/data/files.lua"


local function html_of(p)
  return files.saved(page "A" { p }, ".html")
end


local function texts_of(p, width)
  local list = {}
  for _, mark in ipairs(picture.scene(p, style.paper(width)).marks) do
    if mark.shape == "text" then list[#list + 1] = mark.text end
  end
  return table.concat(list, "|")
end


test("a short picture stands on a page in two widths, with a specification each", function()
  local text = html_of(chart.bar(frame { n = { "a", "b" }, v = { 1, 2 } }, { value = "v" }))
  assert(text:find('<figure data-narrow="1" data-spec="0">', 1, true))
  assert(text:find('<div class="still">%s*<svg[^>]* width="720"'))
  assert(text:find('<div class="still narrow">%s*<svg[^>]* width="400"'))
end)


test("one that is narrow, or long, stands there once", function()
  local f, n, v = frame { n = { "a" }, v = { 1 } }, {}, {}
  assert(not html_of(chart.bar(f, { value = "v", width = 300 })):find('data-narrow="', 1, true))
  for i = 1, 300 do n[i], v[i] = "name " .. i, i end
  assert(not html_of(chart.bar(frame { n = n, v = v }, { value = "v", most = 300 }))
    :find('data-narrow="', 1, true))
end)


test("names of bars have two lines where there is little room", function()
  local name = "European networks of small firms"
  local p = chart.bar(frame { n = { name }, v = { 1 } }, { value = "v" })
  assert(texts_of(p, 720):find(name, 1, true))
  assert(texts_of(p, 330):find("European networks of|small firms", 1, true), texts_of(p, 330))
end)


test("numbers are kept where names are shortened", function()
  local name = "Environmental industries of the north"
  local f = frame { n = { name, "b" }, x = { 46.41, 2 }, y = { 28.06, 3 }, low = { 40.25, 1 },
    high = { 50.75, 3 } }
  assert(texts_of(chart.slope(f, { from = "x", to = "y" }), 400):find "…  46.41|")
  local p = chart.bar(f, { value = "x", low = "low", high = "high", name = "n" })
  assert(texts_of(p, 720):find("46.41 [40.25, 50.75]", 1, true))
  assert(texts_of(p, 400):find("|46.41|", 1, true), texts_of(p, 400))
end)


test("a value just below 0 is not written as less than nothing", function()
  local f = frame { a = { "I" }, b = { "J" }, agreement = { -0.001 } }
  assert(texts_of(chart.agreement(f), 720):find("|0.00|", 1, true))
end)

-- Pictures and pages as Vega and a browser take them, where node, the bundle and
-- Chromium are there: nothing asked of the network, no fault, every mark drawn,
-- tips shown, tables sorted, nothing blank and nothing wider than the window.

local host = loadfile("tests/host/vane.lua", "t", _ENV)()
local every_kind = loadfile("tests/show/every_kind.lua", "t", _ENV)()

local BUNDLE = "build/web/bundle.js"


local function has(program)
  return os.execute("command -v " .. program .. " >/dev/null 2>&1") == true
end


local function needs(...)
  if not require "vane.core.bundle".text() then skip "built without vega" end
  for _, program in ipairs { ... } do
    if not has(program) then skip(("no %s here"):format(program)) end
  end
end


local function lines_of(command)
  local list = {}
  local pipe <close> = io.popen(command)
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end


-- What look.js says of each page: { [name] = value }, faults as a list.
local function seen(width, paths)
  local words = { "timeout 600 node tests/show/look.js", tostring(width) }
  for _, path in ipairs(paths) do words[#words + 1] = host.quote(path) end
  local pages, page_seen = {}, nil
  for _, line in ipairs(lines_of(table.concat(words, " ") .. " 2>&1")) do
    local name, value = line:match "^(%S+) (.*)$"
    if name == "page" then
      page_seen = { path = value, faults = {} }
      pages[#pages + 1] = page_seen
    elseif name == "fault" and page_seen then
      table.insert(page_seen.faults, value)
    elseif page_seen and name then
      page_seen[name] = tonumber(value) or value
    end
  end
  if #pages == 0 then
    if os.execute("timeout 60 chromium --headless --no-sandbox --disable-gpu "
      .. "--dump-dom about:blank >/dev/null 2>&1") then
      error("Chromium starts, but look.js saw no page", 0)
    end
    skip "chromium does not start here"
  end
  eq(#pages, #paths)
  return pages
end


local function check_page(p)
  local function is(name, wanted)
    if p[name] ~= wanted then
      error(("%s: %s is %s, wanted %s; faults: %s"):format(p.path, name, tostring(p[name]),
        tostring(wanted), table.concat(p.faults, "; ")), 0)
    end
  end
  eq(p.faults, {})
  is("live", p.figures)
  for _, name in ipairs { "unequal", "requests", "wide", "nameless", "unheaded", "tiny" } do
    is(name, 0)
  end
  if p.tip then is("tip", "shown") end
  if p.sorted then is("sorted", "true") end
  assert(p.colours > 50, p.path .. " is blank")
end


test("every kind of chart is looked at", function()
  eq(every_kind.left_out, {})
  assert(#every_kind.list >= 11)
end)


test("Vega draws every mark of every kind, and finds no fault", function()
  needs "node"
  local folder <close> = host.folder()
  local words = { "node tests/show/compile.js", BUNDLE }
  for _, item in ipairs(every_kind.list) do
    local path = ("%s/%s.json"):format(folder.path, item.kind)
    item.picture:save(path)
    words[#words + 1] = path
  end
  local said = lines_of(table.concat(words, " ") .. " 2>&1")
  eq(#said, #every_kind.list)
  for _, line in ipairs(said) do
    local marks, wanted = line:match " (%d+) (%d+)$"
    assert(marks == wanted and marks ~= "0", line)
  end
end)


test("a browser shows every kind, at two widths", function()
  needs("node", "chromium")
  local folder <close> = host.folder()
  local paths = {}
  for i, item in ipairs(every_kind.list) do
    paths[i] = ("%s/%s.html"):format(folder.path, item.kind)
    page(item.kind) { item.picture, item.picture.table }:save(paths[i])
  end
  for _, width in ipairs { 1000, 430 } do
    for _, p in ipairs(seen(width, paths)) do
      eq(p.figures, 1)
      check_page(p)
    end
  end
end)


test("the page of each script is sound", function()
  needs("node", "chromium")
  local paths = {}
  for _, script in ipairs(lines_of "ls scripts/*.lua") do
    local path = ("build/gallery/%s.html"):format(script:match "([%w_]+)%.lua$")
    local made <close> = io.open(path)
    if not made then skip "make gallery first" end
    assert(made:read "a":find('<section id="record">', 1, true))
    paths[#paths + 1] = path
  end
  for _, width in ipairs { 1000, 430 } do
    for _, p in ipairs(seen(width, paths)) do
      assert(p.figures > 0, p.path)
      check_page(p)
    end
  end
end)


test("data that would act stands as text", function()
  needs("node", "chromium")
  local folder <close> = host.folder()
  local hostile = { "<script>document.title = 'bad'</script>", "</script", "<img src=//x.y/z>" }
  local f = frame { name = hostile, x = { 1, 2, 3 } }
  local path = folder.path .. "/hostile.html"
  page(hostile[2]) { hostile[1], { f, caption = hostile[3], columns = { x = hostile[1] } },
    chart.bar(f, { value = "x", title = hostile[1], notes = hostile[3] }) }:save(path)
  local p = seen(1000, { path })[1]
  check_page(p)
  eq(p.scripts, 3)  -- its data and its two programs
end)


test("a page with eight pictures is below 1.6 MB", function()
  if not require "vane.core.bundle".text() then skip "built without vega" end
  local items, names, x, y = {}, {}, {}, {}
  for i = 1, 320 do
    names[i], x[i], y[i] = "name " .. i, i * 7919 % 320, i * 104729 % 320 / 3
  end
  local f = frame { name = names, x = x, y = y }
  for i = 1, 8 do
    items[i] = i % 2 == 0 and chart.bubble(f, { x = "x", y = "y" })
      or chart.bar(f, { value = "x", most = 40 })
  end
  local folder <close> = host.folder()
  page "Eight" (items):save(folder.path .. "/p.html")
  assert(#folder:read "p.html" < 1.6e6)
end)

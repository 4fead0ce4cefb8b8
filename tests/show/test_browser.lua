-- A page as a browser sees it, where there is one.

local host = loadfile("tests/host/vane.lua", "t", _ENV)()


local function every_kind()
  local f = frame { name = { "a", "b", "c" }, x = { 1, 2, 3 }, y = { 2, 1, 4 },
    to = { "b", "c", "a" }, year = { 2010, 2011, 2012 }, nuts2 = { "DE21", "FR10", "SE11" } }
  local m = matrix.of({ "a", "b", "c" }, { "x", "y" }, { { 1, 4 }, { 2, na }, { 3, 3 } })
  local g = graph { { "a", "b" }, { "b", "c" }, { "c", "a" }, { "c", "d" } }
  return {
    chart.heat(m), chart.bar(f, { value = "x" }), chart.bubble(f, { x = "x", y = "y" }),
    chart.dots(f, { rows = "name", cols = "to", down = "x", up = "y" }),
    chart.network(g, { groups = g:potts {} }), chart.tree(m:fill_missing(0):cluster()),
    chart.series(f, { time = "year", value = "x" }),
    chart.flow(f, { from = "name", to = "to", value = "x" }),
    map.regions(f, { region = "nuts2", value = "x", links = frame { from = { "DE21" },
      to = { "FR10" }, value = { 1 } } }),
    chart.roadmap(roadmap { { "Data act", lane = "framework", time = 2027 } }),
    chart.distribution(f, { value = "x" }), chart.slope(f, { from = "x", to = "y" }),
    chart.plane(f, { x = "x", y = "y" }), chart.scenarios(f, { name = "name" }),
    chart.basins(f:rename { x = "share", y = "cycle" }),
    chart.agreement(f, { a = "name", b = "to", value = "x" }),
    chart.chord(f, { from = "name", value = "x" }),
    chart.tube(f, { line = "to", station = "name" }),
    chart.chain(f, { stage = "to", name = "name", links = f:rename { name = "from" } }),
    frame { t = { "<script>document.title = 'bad'</script>", "</script" } },
  }
end


-- What stands in the browser once the page is ready, and what it complained of.
local function seen(path)
  local folder <close> = host.folder()
  os.execute(("timeout 60 chromium --headless --no-sandbox --disable-gpu "
    .. "--enable-logging=stderr --virtual-time-budget=8000 --dump-dom file://%s "
    .. ">%s/out 2>%s/err"):format(path, folder.path, folder.path))
  return folder:read "out", folder:read "err"
end


test("every kind of picture answers in a browser, which finds no fault", function()
  if not require "vane.core.bundle".text() then skip "built without vega" end
  if not os.execute "command -v chromium >/dev/null 2>&1" then skip "no chromium here" end
  local folder <close> = host.folder()
  local items = every_kind()
  page "Every kind" (items):save(folder.path .. "/page.html")
  local dom, said = seen(folder.path .. "/page.html")
  if dom == "" then skip "chromium does not start here" end
  assert(dom:find 'data%-ready="yes"', said)
  eq(select(2, dom:gsub('<figure[^>]*class="[^"]*live"', "")), #items - 1)
  eq(dom:match "<title>([^<]*)</title>", "Every kind")
  eq(said:match "CONSOLE[^\n]*", nil)
end)

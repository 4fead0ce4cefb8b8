-- Hostile arguments: whatever a method of frames is given, it answers or
-- raises a sentence, and the frame stays as it was.

local random = loadfile("tests/data/random.lua", "t", _ENV)()


local function pool(f)
  return {
    nil, na, true, false, 0, 1, -1, 2.5, 0 / 0, math.huge, -math.huge,
    math.maxinteger, math.mininteger, 1e300, "", "x", "-x", "t", "a\0b", "\xFF",
    ("x"):rep(3000), "2014-12-31", {}, { "x" }, { "x", "t" }, { x = 1 },
    { x = { 1, na } }, { t = "a", x = below(2) }, { { "n", "count" } },
    { n = "sum x" }, { n = "mean t" }, { by = "x" }, { by = { x = "t" }, kind = "inner" },
    { rows = "t", cols = "x", value = "x", sum = true }, { x = 1, [1] = 2 }, { [0] = 1 },
    { x = function() return 1 end }, { x = { "a" } }, { [{}] = 1 }, below("b"),
    between(1, 2), print, function() return true end, function(row) return row.x end,
    coroutine.create(print), io.stdout, f, matrix { rows = "a", cols = "b", value = 1 },
    f:row(1), f:group("x"), setmetatable({}, { __index = error }), _ENV.frame,
    n = 50,
  }
end


test("no argument harms a frame", function()
  local draw = random.numbers(17)
  local f = frame { x = { 1, 2, na, 2 }, t = { "a", "b", "a", na } }
  local before = tostring(f)
  local given = pool(f)
  local words = { "get", "column", "head", "tail", "select", "drop", "rename",
    "with", "where", "sort", "unique", "group", "aggregate", "describe", "join",
    "append", "matrix", "row", "each" }
  for _ = 1, 4000 do
    local word = words[1 + draw(#words)]
    local args = { n = draw(4) }
    for i = 1, args.n do args[i] = given[1 + draw(given.n)] end
    local ok, problem = pcall(f[word], f, table.unpack(args, 1, args.n))
    if not ok and type(problem) ~= "string" then
      error(word .. " raised something else than a sentence")
    end
  end
  eq(tostring(f), before)
end)

test("no argument harms the making of a frame", function()
  local draw = random.numbers(23)
  local given = pool(frame { x = { 1 }, t = { "a" } })
  for _ = 1, 2000 do
    local one, two, three = given[1 + draw(given.n)], given[1 + draw(given.n)],
      given[1 + draw(given.n)]
    for _, make in ipairs { frame, frame.of } do
      local ok, problem = pcall(make, one, two, three)
      eq(ok or type(problem) == "string", true)
    end
    for _, columns in ipairs { { x = { one, two } }, { { "x", one }, { "t", two } },
      { x = one } } do
      local ok, problem = pcall(frame, columns)
      eq(ok or type(problem) == "string", true)
    end
  end
end)

-- Calls every function there is with what nobody would give it. Whatever
-- comes, the program goes on, answers soon, and a public function that fails
-- says so in a sentence at the line of the caller. VANE_FUZZ=100 calls a
-- hundred times as often, VANE_SEED another way.

local times = tonumber(os.getenv "VANE_FUZZ" or 1)
local state = tonumber(os.getenv "VANE_SEED" or 1)


-- A whole number from 1 to n, the same ones in every run.
local function random(n)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % n + 1
end


local function one_of(list) return list[random(#list)] end


-- ---- what is given ----

local function closed(noun)
  do local _ <close> = noun end
  return noun
end


local function cyclic()
  local t = { 1, 2 }
  t[3], t.self = t, t
  return t
end


local function frame_of_all()
  return frame({ { "a", { "x", "y", na, "x" } }, { "b", { 1, 2, na, 4 } },
    { "c", { 0.5, na, -1, 1e300 } }, { "d", { true, na, false, true } },
    { "day", { "2014-12-31", na, "0001-01-01", "9999-12-31" } } },
    { types = { day = "date" } })
end


local function matrix_of_some()
  return matrix.of({ "x", "y", "z" }, { "x", "y", "z" },
    { { 1, na, 0 }, { -2, 1e300, 0.5 }, { 0, 0, 0 } })
end


local function graph_of_some()
  return graph { { "x", "y" }, { "y", "z" }, { "z", "x" }, { "z", "a" } }
end


local function tree_of_some()
  return matrix.of({ "x", "y", "z" }, { "a" }, { { 1 }, { 3 }, { 7 } }):cluster()
end


local function partition_of_some()
  return graph_of_some():partition(frame {
    node = { "a", "x", "y", "z" }, community = { "k", "k", "l", "l" } })
end


local function events_of_some()
  return frame_of_all():events { group = "a", class = "b", period = "a" }
end


local function coding_of_some()
  return coding(frame { unit = { 1, 1, 2, 3 }, source = { "x", "x", "y", "y" },
    code = { "a", "b", "a", na }, coder = { "c", "c", "d", "d" } })
end


local nouns = {
  frame = { frame_of_all, function() return frame_of_all():head(0) end,
    function() return frame {} end, function() return closed(frame_of_all()) end },
  matrix = { matrix_of_some, function() return matrix.of({}, {}, {}) end,
    function() return matrix.of({ "x" }, {}, { {} }) end,
    function() return closed(matrix_of_some()) end },
  graph = { graph_of_some, function() return closed(graph_of_some()) end },
  partition = { partition_of_some,
    function() return closed(partition_of_some()) end },
  events = { events_of_some, function() return closed(events_of_some()) end },
  coding = { coding_of_some, function() return closed(coding_of_some()) end },
  tree = { tree_of_some, function() return closed(tree_of_some()) end },
}

local huge = ("x"):rep(1 << 20)
local deep = {}
do
  local inside = deep
  for _ = 1, 200000 do inside[1] = {}; inside = inside[1] end
end

local plain = { na, 0 / 0, 1 / 0, -1 / 0, -1, 0, 1, 2, 3, 0.5, 1 << 31, 1 << 53,
  2.0 ^ 63, math.maxinteger, math.mininteger, 1e300, true, false, "", "a", "b",
  "c", "x", "y", "z", "day", "-a", "rows", "columns", "cols", "mean", "sum",
  "none", "number", "text", "date", "2014-12-31", "a\0b", "\xff\xfe", "%s%n",
  "\27[31m", "é", huge, io.stdout, rawlen, deep,
  function() error "the callback fails" end, function() return nil end,
  function() return {} end, function() return 1 end, function() return "x" end,
  function(...) return ... end, coroutine.create(print),
  setmetatable({}, { __index = function() error "the index fails" end }),
  setmetatable({}, { __len = function() return 1 << 60 end }),
  setmetatable({ 1 }, { __name = 5 }), setmetatable({}, { __metatable = false }),
  setmetatable({}, { __tostring = function() error "no text" end }),
  setmetatable({}, { __name = "frame" }) }


local given

local function list_of_some(depth)
  local list = {}
  for i = 1, random(4) - 1 do list[i] = given(depth - 1) end
  return list
end


-- Options that the function is known to have, with anything in them.
local function options(known, depth)
  local t = {}
  for _ = 1, random(3) do
    t[#known > 0 and random(8) > 1 and one_of(known) or one_of { "a", "b", "x",
      "rows", "cols", "cells", "weight" }] = given(depth - 1)
  end
  return t
end


function given(depth, known)
  local kind = random(10)
  if depth > 0 and kind == 1 then return list_of_some(depth) end
  if depth > 0 and kind <= 3 then return options(known or {}, depth) end
  if kind == 4 then return one_of(nouns.frame)() end
  if kind == 5 then return one_of(nouns.matrix)() end
  if kind == 6 then return one_of(nouns[one_of { "graph", "events", "partition", "tree" }])() end
  if kind == 7 then return one_of { cyclic, function() end }() end
  return one_of(plain)
end


-- Options that a study would take, of which a few are then spoiled.
local studies = {}

studies["word.megatrend"] = function()
  local marks = matrix.of({ "t", "u" }, { "a", "b" }, { { 1, 0 }, { 0, 1 } })
  local panel = frame { expert = { "e", "f", "e", "f" },
    direction = { "downstream", "downstream", "upstream", "upstream" },
    trend = { "t", "t", "t", "t" }, industry = { "a", "a", "a", "a" },
    mark = { 1, 0, 1, 1 } }
  if random(3) == 1 then return { panel = panel, strong = 1, replicates = 20 } end
  local many = {}
  for i = 1, 9 do many["expert " .. i] = marks end
  local judged = random(2) == 1 and many or marks
  return { downstream = judged, upstream = judged, replicates = 20,
    published = frame { trend = { "t" }, industry = { "a" } },
    extreme = { { "t", "a", because = "so" } }, date = "2014-06-30" }
end


studies["word.crossover"] = function()
  local marks = matrix.of({ "t", "u" }, { "a", "b" }, { { 2, 0 }, { na, 1 } })
  local many = {}
  for i = 1, 9 do many["expert " .. i] = marks end
  return { marks = random(2) == 1 and many or marks, replicates = 20,
    weights = { a = 2 }, most_relevant = { "a" },
    service_innovation = { { "t", "a" } } }
end

nouns["megatrend result"] = { function()
  return megatrend(studies["word.megatrend"]())
end }

nouns["crossover result"] = { function()
  return crossover(studies["word.crossover"]())
end }


-- ---- what is called ----

local left_out = {
  ["vane.core.base.refuse_after"] = true,  -- would refuse the test's own memory
  ["vane.core.base.stop"] = true,          -- stops the test itself
  ["vane.core.base.fail"] = true,          -- says what it is told
  ["vane.core.plain.print"] = true,        -- prints
  ["word.help"] = true,                    -- prints
  ["word.show"] = true,                    -- prints; tostring is called instead
}

local targets = {}

local function add(name, f, public, self)
  if not left_out[name] then
    targets[#targets + 1] = { name = name, f = f, public = public, self = self,
      known = {} }
  end
end


local function sorted_pairs(t)
  local keys = {}
  for key in next, t do if type(key) == "string" then keys[#keys + 1] = key end end
  table.sort(keys)
  local i = 0
  return function()
    i = i + 1
    if keys[i] then return keys[i], t[keys[i]] end
  end
end


local function add_methods(name, core, noun)
  for key, f in sorted_pairs(core.methods or {}) do
    add(name .. ":" .. key, f, true, noun)
  end
  for key, f in sorted_pairs(core.fields or {}) do
    add(name .. "." .. key, f, false, noun)
  end
  for key, f in sorted_pairs(core.meta or {}) do
    if type(f) == "function" and key ~= "__gc" and key ~= "__close" then
      add(name .. "." .. key, f, false, noun)
    end
  end
end


for name in sorted_pairs(package.preload) do
  if name:find "^vane%.core%." then
    local core = require(name)
    for key, f in sorted_pairs(core) do
      if type(f) == "function" then add(name .. "." .. key, f, false) end
    end
    local noun = name:match "[^.]+$"
    add_methods(noun, core, nouns[noun] and noun)
  end
end


for name, word in sorted_pairs(getmetatable(require "vane").words) do
  if type(word) == "function" then add("word." .. name, word, true) end
  local meta = getmetatable(word)
  if type(word) == "table" and type(meta) == "table" and meta.noun then
    add("word." .. name, meta.__call and function(...) return word(...) end, true)
    for key, f in sorted_pairs(word) do add(name .. "." .. key, f, true) end
  end
end


for _, kind in ipairs { "crossover result", "megatrend result" } do
  for key, f in sorted_pairs(getmetatable(nouns[kind][1]()).methods) do
    add(kind .. ":" .. key, f, true, kind)
  end
end


-- ---- calling ----

local folder = os.tmpname()
os.remove(folder)
assert(os.execute("mkdir " .. folder))

-- What writes files writes them where they can be swept away.
local function keep_inside(target, list, n)
  if not target.name:find "write" and not target.name:find "save"
    and not target.name:find "folder" and not target.name:find "core.store" then
    return
  end
  for i = 1, n do
    if type(list[i]) == "string" or type(list[i]) == "number" then
      list[i] = folder .. (random(2) == 1 and "/out.csv" or "/no/such/out.csv")
    end
  end
end


-- The options that a function names when it is given one it does not have.
local function learn(target)
  for _, count in ipairs { 0, 1, 2 } do
    local list = target.self and { nouns[target.self][1]() } or {}
    for _ = 1, count do list[#list + 1] = "a" end
    list[#list + 1] = { zzqqzzqq = 1 }
    keep_inside(target, list, #list)
    local _, problem = pcall(target.f, table.unpack(list))
    local known = type(problem) == "string" and problem:match "known ones: (.*)"
    for name in (known or ""):gmatch "[%w_]+" do
      target.known[#target.known + 1] = name
    end
  end
end


local function check_problem(target, problem)
  if not target.public then return end
  local sentence = type(problem) == "string"
    and problem:match "^tests/fuzz/test_calls.lua:%d+: (.*)"
  if not sentence then
    error(("%s raised what is no sentence of ours: %s"):format(target.name,
      tostring(problem):sub(1, 500)), 0)
  end
  for _, raw in ipairs { "bad argument", "attempt to", "stack traceback",
    "invalid value" } do
    if sentence:find(raw, 1, true) then
      error(("%s raised %s"):format(target.name, sentence:sub(1, 500)), 0)
    end
  end
end


-- The options of a study with one or two of them spoiled.
local function spoiled(target)
  local t = studies[target.name]()
  for _ = 1, random(3) - 1 do t[one_of(target.known)] = given(2) end
  return t
end


-- Prints a result and looks at all its fields.
local function look_at(result)
  local meta = getmetatable(result)
  if type(meta) ~= "table" or not rawget(meta, "show") then return end
  tostring(result)
  if type(result) ~= "table" then return end
  for _, field in pairs(result) do tostring(field) end
  if meta.methods.pictures then result:pictures() end
end


local function call(target)
  local n, list = random(4) - 1, {}
  if studies[target.name] and random(3) > 1 then
    n, list[1] = 1, spoiled(target)
  end
  if target.self and random(8) > 1 then
    list[1] = one_of(nouns[target.self])()
    n = n + 1
  end
  for i = #list + 1, n do list[i] = given(2, target.known) end
  keep_inside(target, list, n)
  local started = os.clock()
  local ok, result = pcall(target.f, table.unpack(list, 1, n))
  if os.clock() - started > 2 then
    error(("%s took %.1f s"):format(target.name, os.clock() - started), 0)
  end
  if not ok then return check_problem(target, result) end
  look_at(result)
end


for _, target in ipairs(targets) do
  test(target.name .. " bears whatever it is given", function()
    if not target.name:find "write" then learn(target) end
    for _ = 1, 60 * times do call(target) end
  end)
end
os.execute("rm -r " .. folder)

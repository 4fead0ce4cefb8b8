local provenance = require "vane.base.provenance"
local result = require "vane.base.result"


local function made(more)
  local given = {
    fields = { areas = 12, audit = "table" },
    absent = { consensus = "it needs a panel" },
    methods = { double = function(r) return 2 * r.areas end,
      pictures = result.pictures },
    text = function(r) return ("%d areas"):format(r.areas) end,
    next = { "audit", "areas" },
    provenance = { synthetic = false },
  }
  for name, value in pairs(more or {}) do given[name] = value end
  return result("test", given)
end


test("a result has fields and methods, and prints what to look at next", function()
  local r = made()
  eq({ r.areas, r:double() }, { 12, 24 })
  eq(tostring(r), "12 areas\n  look next at .audit, .areas")
  eq(tostring(made { next = {} }), "12 areas")
end)

test("what a result was made of can be asked of anything", function()
  eq(result.given(made()).fields.areas, 12)
  for _, other in ipairs { 1, "text", {}, setmetatable({}, { given = false }) } do
    eq(result.given(other), nil)
  end
  eq(result.given(nil), nil)
end)

test("an unknown field is an error with the nearest, or all there are", function()
  local r = made()
  raises('a test result has no "aeras" (did you mean "areas"?)',
    function() return r.aeras end)
  raises("it has areas, audit, consensus, double, pictures, provenance",
    function() return r.zzzzzzzz end)
end)

test("who would save a result hears of pages", function()
  for _, word in ipairs { "save", "write", "export" } do
    raises('a test result has no "' .. word .. '"; page "Title" { x }:save "x.html" writes it',
      function() return made()[word] end)
  end
end)

test("what takes long is worked out once, when asked for", function()
  local n = 0
  local r = made { later = { null = function() n = n + 1 return "drawn" end } }
  eq(n, 0)
  eq({ r.null, r.null, n }, { "drawn", "drawn", 1 })
end)

test("a field that this result lacks says what it needs", function()
  raises('this test result has no "consensus": it needs a panel',
    function() return made().consensus end)
end)

test("a result never changes, and can be gone through", function()
  raises("a test result is never changed", function() made().areas = 3 end)
  local names = {}
  for name in pairs(made()) do names[#names + 1] = name end
  eq(names, { "areas", "audit", "provenance" })
end)

test("pictures are plain declarations, synthetic ones say so", function()
  eq(made():pictures(), {})
  local r = made { provenance = { synthetic = true },
    pictures = function(x) return { { kind = "heat", n = x.areas } } end }
  eq(r:pictures(), { { kind = "heat", n = 12, synthetic = true } })
end)

test("the record names inputs with source, size and fingerprint", function()
  local m = matrix { rows = { "a" }, cols = { "x", "y" }, value = 0,
    source = "a.csv" }
  local record = provenance("test", { seed = 3, level = 0.9,
    marks = { b = m, a = frame({ x = { 1 } }, { source = "Synthetic.csv" }) },
    plain = m })
  eq({ record.study, record.seed, record.options.level }, { "test", 3, 0.9 })
  local first, second, third = table.unpack(record.inputs)
  eq({ first.option, first.kind, first.source, first.n_rows },
    { "marks.a", "frame", "Synthetic.csv", 1 })
  eq({ second.option, third.option, third.n_cols }, { "marks.b", "plain", 2 })
  eq(second.fingerprint, third.fingerprint)
  eq({ #third.fingerprint, record.synthetic }, { 16, true })
  eq(type(record.version), "string")
end)

test("a result is of its study's kind, also beside a native module of that name",
  function()
    local kind_of = require("vane.base.check").kind_of
    local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 1, 0 }, { 1, 1 } })
    eq(kind_of(complexity { matrix = m, marks = true }), "complexity")
    eq(kind_of(setmetatable({}, { __name = "matrix" })), "table")
  end)

local fingerprint = require "vane.core.fingerprint"


-- FNV-1a, 64 bits, of a row of bytes.
local function fnv(bytes)
  local print = 0xcbf29ce484222325
  for k = 1, #bytes do print = (print ~ bytes:byte(k)) * 0x100000001b3 end
  return print
end


test("the function is FNV-1a: its authors' answer for foobar", function()
  eq(fnv "foobar", 0x85944171f73967e8)
end)

test("a matrix is its row names, column names and cells", function()
  local m = matrix.of({ "a", "b" }, { "x" }, { { 1.5 }, { na } })
  eq(fingerprint.of(m), fnv("a\0b\0" .. ("<I8"):pack(2) .. "x\0" .. ("<I8"):pack(1)
    .. ("<d"):pack(1.5) .. ("<i8"):pack(-1)))
end)

test("a frame is its names, types and cells", function()
  local f = frame { { "n", { 7, na } }, { "t", { "p", "q" } } }
  eq(fingerprint.of(f), fnv("n\0t\0" .. ("<I8I8"):pack(2, 2) .. "integer\0"
    .. ("<I8"):pack(7) .. "\xFF" .. "text\0p\0q\0"))
end)

test("any change of a name, a cell or the order changes it, a copy does not", function()
  local m = matrix.of({ "a", "b" }, { "x", "y" }, { { 0, 1 }, { 2, 3 } })
  local prints = {}
  for k, other in ipairs { m, m:with("a", "x", 9), m:transpose(),
    m:select { rows = { "b", "a" } }, m:with("a", "x", na) } do
    for _, known in ipairs(prints) do assert(fingerprint.of(other) ~= known) end
    prints[k] = fingerprint.of(other)
  end
  eq(fingerprint.of(m + 0), prints[1])
  eq(fingerprint.of(m * -0.0 + m), prints[1])
end)

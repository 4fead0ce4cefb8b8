-- Small codings for tests of codes over time and types.

local coded = {}


-- A coding from rows { source, date, type, code or na }, a unit each.
function coded.of(rows)
  local f = { { "unit", {} }, { "source", {} }, { "date", {} }, { "type", {} },
    { "code", {} } }
  for u, row in ipairs(rows) do
    f[1][2][u] = u
    for k = 1, 4 do f[k + 1][2][u] = row[k] end
  end
  return coding(frame(f, { types = { code = "text" } }))
end


-- The row of a frame that is about that code.
function coded.row(f, code)
  for row in f:each() do
    if row.code == code then return row end
  end
end


return coded

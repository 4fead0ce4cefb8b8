-- Random frames, the same on every run, for second routes in tests.

local random = {}


-- A function that gives whole numbers from 0 to n - 1 (Park and Miller's
-- generator).
function random.numbers(seed)
  local state = seed
  return function(n)
    state = state * 48271 % 0x7fffffff
    return state % n
  end
end


local makers = {
  integer = function(draw) return draw(7) - 3 end,
  number  = function(draw) return (draw(9) - 4) / 4 end,
  text    = function(draw) return ("abcdeé"):sub(1, 1 + draw(3)) .. draw(2) end,
  date    = function(draw) return ("20%02d-0%d-11"):format(draw(3), 1 + draw(2)) end,
  logical = function(draw) return draw(2) == 1 end,
}


-- A column of that type: a list of n cells, about one in `gaps` missing.
function random.cells(draw, type, n, gaps)
  local cells = {}
  for i = 1, n do
    cells[i] = draw(gaps or 5) == 0 and na or makers[type](draw)
  end
  return cells
end


-- A frame of n rows with a column of each type, and `id`, the row's number.
function random.frame(draw, n)
  local columns, types = { id = {} }, {}
  for i = 1, n do columns.id[i] = i end
  for type in pairs(makers) do types[type] = type end
  types.id = "integer"
  for _, type in ipairs { "integer", "number", "text", "date", "logical" } do
    columns[type] = random.cells(draw, type, n)
  end
  return frame(columns, { types = types })
end


-- Ratings of n units, about one in five missing: a list of cells for each
-- coder, and the frame with the columns c1, c2, ...
function random.ratings(draw, n, n_coders, n_values)
  local columns, named = {}, {}
  for j = 1, n_coders do
    local cells = {}
    for i = 1, n do
      cells[i] = draw(5) == 0 and na or (i + draw(3)) % n_values
    end
    columns[j], named[j] = cells, { "c" .. j, cells }
  end
  return columns, frame(named)
end


-- The rows of a frame as a list of tables.
function random.rows(f)
  local rows = {}
  for row in f:each() do rows[#rows + 1] = row end
  return rows
end


random.types = { "integer", "number", "text", "date", "logical" }

return random

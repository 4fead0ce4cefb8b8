-- Frames put together, and turned into matrices.

local random = loadfile("tests/data/random.lua", "t", _ENV)()

local people = frame { { "id", { "a", "b", na, "c" } }, { "x", { 1, 2, 3, 4 } } }
local places = frame { { "id", { "c", "a", na, "z" } }, { "y", { 5, 6, 7, 8 } } }


test("a left join keeps every row of the left frame", function()
  local f = people:join(places, { by = "id" })
  eq(f.names, { "id", "x", "y" })
  eq(f:column "x", { 1, 2, 3, 4 })
  eq(f:column "y", { 6, na, na, 5 })
end)

test("an inner join keeps the rows that match", function()
  local f = people:join(places, { by = "id", kind = "inner" })
  eq(f:column "id", { "a", "c" })
  eq(f:column "y", { 6, 5 })
end)

test("an anti join keeps the rows that match nothing", function()
  local f = people:join(places, { by = "id", kind = "anti" })
  eq(f.names, { "id", "x" })
  eq(f:column "x", { 2, 3 })
end)

test("keys may be called differently, and be several", function()
  local f = frame { team = { "p", "q" }, year = { 1, 1 } }
  local g = frame { group = { "q", "p", "p" }, year = { 1, 1, 2 }, y = { 7, 8, 9 } }
  eq(f:join(g, { by = { "year", team = "group" } }):column "y", { 8, 7 })
end)

test("keys of integers and numbers match", function()
  local f, g = frame { k = { 1, 2 } }, frame { k = { 2.0, 2.5 }, y = { 1, 2 } }
  eq(f:join(g, { by = "k" }):column "y", { na, 1 })
  raises('join: the key "k": is of type integer in one frame and text in the other',
    f.join, f, frame { k = { "1" } }, { by = "k" })
end)

test("a row that would be repeated is named", function()
  local f = frame { id = { "a", "b" } }
  local g = frame { id = { "b", "c", "c", "b" }, y = { 1, 2, 3, 4 } }
  raises('join: "id" = b stands in rows 1 and 4 of the other frame, so that '
    .. "row 2 would be repeated; make it unique, or allow it with many = true",
    f.join, f, g, { by = "id" })
  local many = f:join(g, { by = "id", many = true })
  eq(many:column "id", { "a", "b", "b" })
  eq(many:column "y", { na, 1, 4 })
  eq(f:join(g, { by = "id", kind = "anti" }):column "id", { "a" })
end)

test("what stands twice and matches nothing does no harm", function()
  local g = frame { id = { "z", "z", na, na }, y = { 1, 2, 3, 4 } }
  eq(people:join(g, { by = "id", kind = "inner" }).n_rows, 0)
end)

test("columns of both frames are refused or told apart", function()
  local f, g = frame { id = { 1 }, x = { 2 } }, frame { id = { 1 }, x = { 3 } }
  raises('join: both frames have the column "x"', f.join, f, g, { by = "id" })
  eq(f:join(g, { by = "id", suffix = "_right" }).names, { "id", "x", "x_right" })
  raises('column "x" stands twice', f.join, f, g, { by = "id", suffix = "" })
end)

test("join says what is wrong with its options", function()
  raises("join: needs the option 'by'", people.join, people, places)
  raises('join: no column "idd"', people.join, people, places, { by = "idd" })
  raises('join: in the other frame: no column "x"', people.join, people, places,
    { by = "x" })
  raises("should be one of left, inner, anti, found iner (did you mean 'inner'?)",
    people.join, people, places, { by = "id", kind = "iner" })
  raises("'by' should name at least one column", people.join, people, places,
    { by = {} })
  raises("join: argument 2 should be a frame, found nothing", people.join, people, nil,
    { by = "id" })
end)

test("joins agree with nested loops over random frames", function()
  local draw = random.numbers(5)
  for _, by in ipairs { { "text" }, { "integer", "logical" }, { "date", "number" } } do
    local f = random.frame(draw, 40)
    local g = random.frame(draw, 30)
      :select("id", table.unpack(by)):rename { id = "other" }
    local inner, left, anti = {}, {}, {}
    for row in f:each() do
      local found = false
      for other in g:each() do
        local same = true
        for _, name in ipairs(by) do
          same = same and not is_na(row[name]) and row[name] == other[name]
        end
        if same then
          found = true
          inner[#inner + 1] = { row.id, other.other }
          left[#left + 1] = { row.id, other.other }
        end
      end
      if not found then
        left[#left + 1] = { row.id, na }
        anti[#anti + 1] = { row.id }
      end
    end
    local function pairs_of(kind)
      local list = {}
      local h = f:join(g, { by = by, kind = kind, many = true })
      for i = 1, h.n_rows do
        list[i] = { h:get(i, "id"), kind ~= "anti" and h:get(i, "other") or nil }
      end
      return list
    end
    eq(pairs_of "inner", inner)
    eq(pairs_of "left", left)
    eq(pairs_of "anti", anti)
  end
end)

test("append puts rows below by name", function()
  local f = frame { { "x", { 1 } }, { "t", { "b" } } }
  local g = frame { { "t", { "a", na } }, { "x", { 2, 3 } } }
  local h = f:append(g, f)
  eq(h.names, { "x", "t" })
  eq(h:column "x", { 1, 2, 3, 1 })
  eq(h:column "t", { "b", "a", na, "b" })
  eq(h:sort("t"):column "x", { 2, 1, 1, 3 })
end)

test("append mixes integers and numbers, and columns without values", function()
  local f = frame { x = { 1, na } }
  eq(f:append(frame { x = { 2.5 } }):column "x", { 1.0, na, 2.5 })
  eq(frame { x = { 2.5 } }:append(f):column "x", { 2.5, 1.0, na })
  eq(frame { x = { na } }:append(frame { x = { "a" } }):column "x", { na, "a" })
  eq(frame { x = { true } }:append(frame { x = { na } }):column "x", { true, na })
  eq(frame { x = {} }:append(frame { x = {} }).n_rows, 0)
  raises('append: column "x": is of type integer in one frame and text in the '
    .. "other", f.append, f, frame { x = { "a" } })
  raises("more digits than a column of numbers can keep", f.append,
    frame { x = { math.maxinteger } }, frame { x = { 0.5 } })
end)

test("append names the columns that differ", function()
  local f = frame { x = { 1 }, y = { 1 } }
  raises('append: the frame to be added lacks "y"', f.append, f, frame { x = { 1 } })
  raises('append: only the frame to be added has "z"', f.append, f,
    frame { x = { 1 }, y = { 1 }, z = { 1 } })
  raises('append: the frame to be added lacks "x", "y", but has "z"', f.append, f,
    frame { z = { 1 } })
  local wide = {}
  for i = 1, 99 do wide["column" .. i] = {} end
  raises('"column10", "column11"', f.append, f, frame(wide))
  raises(", ...", f.append, f, frame(wide))
end)

local marks = frame {
  trend  = { "b", "b", "a", "a" },
  sector = { "x", "y", "x", "z" },
  mark   = { 1,   na,  2,   4 },
}

test("a pivot takes names in order of appearance, missing cells stay", function()
  local m = marks:matrix { rows = "trend", cols = "sector", value = "mark" }
  eq(m.rows, { "b", "a" })
  eq(m.cols, { "x", "y", "z" })
  eq(m:get("a", "z"), 4.0)
  eq(is_na(m:get("b", "y")), true)
  eq(is_na(m:get("a", "y")), true)
  eq(m.row_title, "trend")
end)

test("fill stands where no row does, not where a value is missing", function()
  local m = marks:matrix { rows = "trend", cols = "sector", value = "mark", fill = 0 }
  eq(m:get("a", "y"), 0.0)
  eq(is_na(m:get("b", "y")), true)
end)

test("without a value rows are counted", function()
  local m = marks:append(marks):matrix { rows = "trend", cols = "sector" }
  eq(m:get("b", "x"), 2.0)
  eq(m:get("a", "y"), 0.0)
end)

test("a cell with two values is named, or added up", function()
  local twice = marks:append(marks:head(2))
  raises('matrix: the cell "b" x "x" has a second value in row 5', twice.matrix,
    twice, { rows = "trend", cols = "sector", value = "mark" })
  local m = twice:matrix { rows = "trend", cols = "sector", value = "mark",
    sum = true }
  eq(m:get("b", "x"), 2.0)
  eq(is_na(m:get("b", "y")), true)
  eq(m:get("a", "x"), 2.0)
end)

test("names of a pivot may be numbers and dates", function()
  local f = frame({ a = { 1, 2 }, b = { 0.5, 1e-7 }, d = { "2014-12-31", "2015-01-01" } },
    { types = { d = "date" } })
  eq(f:matrix { rows = "a", cols = "b" }.cols, { "0.5", "1e-07" })
  eq(f:matrix { rows = "a", cols = "d" }.cols, { "2014-12-31", "2015-01-01" })
end)

test("a pivot says what it cannot do", function()
  local f = frame { a = { "p", na }, b = { "x", "y" }, t = { "u", "v" } }
  raises('matrix: row 2 has no "a"; leave such rows out', f.matrix, f,
    { rows = "a", cols = "b" })
  raises('cells are numbers, but column "t" is of type text', f.matrix, f,
    { rows = "b", cols = "a", value = "t" })
  raises("matrix: needs the option 'cols'", f.matrix, f, { rows = "a" })
  raises('no column "c"', f.matrix, f, { rows = "b", cols = "c" })
end)

test("a pivot by columns of too many values is refused", function()
  local ids = {}
  for i = 1, 10001 do ids[i] = i end
  local f = frame { a = ids, b = ids }
  raises('matrix: "a" x "b" would make 10001 x 10001 cells of 10001 rows',
    f.matrix, f, { rows = "a", cols = "b" })
end)

test("a matrix in long form pivots back", function()
  local m = marks:matrix { rows = "trend", cols = "sector", value = "mark" }
  eq(m:long():matrix { rows = "trend", cols = "sector", value = "value" } == m, true)
end)

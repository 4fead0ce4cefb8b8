local random = require "vane.core.random"

test("each value of a cell gets a row, the others are repeated", function()
  local f = frame { { "id", { 1, 2, 3, 4 } },
    { "ipc", { "B; A ;;C", na, " ; ", "A" } }, { "year", { 2000, 2001, na, 2003 } } }
  local g = f:unfold { ipc = ";" }
  eq(g:column "id", { 1, 1, 1, 2, 3, 4 })
  eq(g:column "ipc", { "B", "A", "C", na, na, "A" })
  eq(g:column "year", { 2000, 2000, 2000, 2001, na, 2003 })
  eq(g.names, f.names)
end)

test("unfolding agrees with a second route on random texts", function()
  for seed = 1, 20 do
    local units, cells, wanted = random.units(seed, 1, 400), {}, {}
    for i = 1, 30 do
      local text = ""
      for k = 1, 10 do
        text = text .. ("ab | "):sub(1 + math.floor(units[10 * i + k] * 5)):sub(1, 1)
      end
      cells[i] = text
      local n = #wanted
      for part in (text .. "|"):gmatch "(.-)|" do
        part = part:match "^ *(.-) *$"
        if part ~= "" then wanted[#wanted + 1] = part end
      end
      if #wanted == n then wanted[n + 1] = na end
    end
    eq(frame { x = cells }:unfold { x = "|" }:column "x", wanted)
  end
end)

test("separators of several letters, and frames without rows", function()
  eq(frame { x = { "a and b" } }:unfold { x = " and " }:column "x", { "a", "b" })
  local none = frame({ x = {} }, { types = { x = "text" } })
  eq(none:unfold { x = ";" }.n_rows, 0)
end)

test("what cannot be unfolded is said", function()
  local f = frame { { "x", { "a" } }, { "n", { 1 } } }
  raises('unfold: the column "n" should be text, found integer', f.unfold, f, { n = ";" })
  raises('no column "y"', f.unfold, f, { y = ";" })
  raises("the separator is an empty text", f.unfold, f, { x = "" })
  raises("wants one column and what parts its values", f.unfold, f, { x = ";", n = ";" })
  raises("wants one column and what parts its values", f.unfold, f)
end)

test("events take cells with several classes", function()
  local folded = frame { { "patent", { 1, 2 } }, { "ipc", { "A;B", "B;C;B" } } }
  local e = folded:events { group = "patent", class = "ipc", separator = ";" }
  eq({ e.n_groups, e.n_members, e.n_entries, e.n_repeated }, { 2, 3, 4, 1 })
end)

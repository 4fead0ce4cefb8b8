local MEASURES = { "association", "probability", "cosine", "jaccard",
  "inclusion", "conditional" }

local patents = frame {
  id = { 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 6 },
  ipc = { "A", "B", "A", "B", "A", "B", "C", "A", "C", "D", "D" },
  year = { 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2 },
}

local function counted(more)
  local given = { frame = patents, group = "id", class = "ipc" }
  for name, value in pairs(more or {}) do given[name] = value end
  return linkage.cooccur(given)
end

local function of_pair(f, a, b)
  return f:where({ a = a, b = b }):get(1, "relatedness")
end


-- A is in 4 of 6 patents, B in 3, C in 2, D in 2; A and B meet in 3.
test("relatedness by the number of groups, by hand", function()
  local wanted = { association = 3 * 6 / (4 * 3), cosine = 3 / 12 ^ 0.5,
    jaccard = 3 / 4, inclusion = 3 / 3, conditional = 3 / 4,
    probability = 3 / (6 / 2 * (4 / 6 * 3 / 2 + 3 / 6 * 4 / 3)) }
  for method, value in pairs(wanted) do
    near(of_pair(counted():relatedness { method = method }, "A", "B"), value)
  end
  near(of_pair(counted():relatedness {}, "C", "D"), 1 * 6 / (2 * 2))
end)

test("relatedness by sums is that of the matrix", function()
  local links = counted()
  for _, method in ipairs(MEASURES) do
    local m = links.matrices["all"]:relatedness { method = method }
    for row in links:relatedness({ method = method, totals = "sums" }):each() do
      near(row.relatedness, m:get(row.a, row.b), 1e-14)
    end
  end
end)

test("each period has its own totals, and one can be chosen", function()
  local links = counted { year = "year", periods = { early = { 1, 1 },
    late = { 2, 2 } } }
  local f = links:relatedness { method = "inclusion" }
  eq(f.n_rows, 4)
  near(of_pair(f, "C", "D"), 1)
  local late = links:relatedness { method = "association", period = "late" }
  eq(late:column "period", { "late" })
  near(of_pair(late, "C", "D"), 1 * 2 / (1 * 2))
  raises('relatedness: there is no period "never"; there are early, late',
    links.relatedness, links, { period = "never" })
end)

test("the closest pairs come first", function()
  local f = counted():relatedness { method = "jaccard" }
  local last = math.huge
  for row in f:each() do
    assert(row.relatedness <= last)
    last = row.relatedness
  end
  eq(counted():relatedness({ method = "jaccard", top = 1 }):column "a", { "A" })
end)

test("edges can weigh what a measure says", function()
  local links = counted()
  local g = links:graph { weight = "cosine", at_least = 2 }
  eq({ g.n_nodes, g.n_edges }, { 4, 1 })
  near(g:edges():get(1, "weight"), 3 / 12 ^ 0.5)
  raises("option 'weight' should be one of count, association", links.graph,
    links, { weight = "cosinus" })
end)

test("fractional weights are measured by their sums", function()
  local links = counted { weight = "fractional" }
  local m = links.matrices["all"]
  near(of_pair(links:relatedness { method = "cosine" }, "A", "B"),
    m:relatedness({ method = "cosine" }):get("A", "B"), 1e-9)
  raises('relatedness: totals = "groups" wants pairs that count once in a group',
    links.relatedness, links, { totals = "groups" })
end)

test("a pair that meets in all groups has no probability of its own", function()
  local always = linkage.cooccur { frame = frame { id = { 1, 1, 2, 2 },
    ipc = { "A", "B", "A", "B" } }, group = "id", class = "ipc" }
  local f = always:relatedness { method = "probability", top = 1 }
  eq(f:column "relatedness", { na })
  near(of_pair(always:relatedness {}, "A", "B"), 1)
end)

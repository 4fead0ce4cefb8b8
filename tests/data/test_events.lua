local patents = frame {
  { "patent", { "p2", "p1", "p1", "p2", "p3", na, "p4", "p1" } },
  { "ipc", { "B", "C", "A", "B", "C", "A", na, "B" } },
  { "year", { 2001, 2000, 2000, 2002, na, 2000, 2003, 2000 } },
  { "firm", { "x", "y", "y", "x", "x", "y", "z", "y" } },
}

local function events_of(f, more)
  local opts = { group = "patent", class = "ipc" }
  for key, value in pairs(more or {}) do opts[key] = value end
  return f:events(opts)
end

test("groups have their distinct members, in order of names", function()
  local e = events_of(patents)
  eq({ e.n_groups, e.n_members, e.n_entries }, { 3, 3, 5 })
  eq(e.members, { "A", "B", "C" })
  eq(e:frame():column "group", { 1, 1, 1, 2, 3 })
  eq(e:frame():column "member", { "A", "B", "C", "B", "C" })
end)

test("totals and sizes count groups", function()
  local e = events_of(patents)
  eq(e:totals():column "total", { 1, 2, 2 })
  eq(e:sizes():column "size", { 1, 3 })
  eq(e:sizes():column "groups", { 2, 1 })
end)

test("rows without a name are left out, rows said again count once", function()
  local e = events_of(patents)
  eq({ e.n_left_out, e.n_repeated }, { 2, 1 })
end)

test("periods and clusters are those of a group's first row", function()
  local e = events_of(patents, { period = "year", cluster = "firm" })
  eq(e.periods, { "2000", "2001", "2002", "2003" })
  eq(e.n_clusters, 2)  -- z has no group
  eq(e.n_divided, 1)  -- p2 is of 2001 and of 2002
  eq({ events_of(patents).periods, events_of(patents).n_clusters }, { nil, 0 })
end)

test("the order of rows is of no matter", function()
  local f = frame { patent = { "p3", "p1", "p2", "p1", "p1" },
    ipc = { "C", "A", "B", "C", "B" } }
  eq(events_of(f):frame(), events_of(patents):frame())
end)

test("whole numbers stand in their order, also negative ones", function()
  local f = frame { patent = { 10, 10, 10, 10, 9 },
    ipc = { 256, -1, 1000000007, 9, math.mininteger + 1 } }
  local e = events_of(f)
  eq(e.members, { tostring(math.mininteger + 1), "-1", "9", "256",
    "1000000007" })
  eq(e:frame():column "group", { 1, 2, 2, 2, 2 })
end)

test("many random rows are sorted and counted as by hand", function()
  local state, groups, classes, sets = 7, {}, {}, {}
  local function random(n)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 33) % n
  end
  for i = 1, 3000 do
    local g, c = random(400) * 7919 - 1000000, random(60)
    groups[i], classes[i] = g, c
    sets[g] = sets[g] or {}
    sets[g][c] = true
  end
  local e = events_of(frame { patent = groups, ipc = classes })
  local order, want_group, want_member = {}, {}, {}
  for g in pairs(sets) do order[#order + 1] = g end
  table.sort(order)
  for k, g in ipairs(order) do
    for c = 0, 59 do
      if sets[g][c] then
        want_group[#want_group + 1] = k
        want_member[#want_member + 1] = tostring(c)
      end
    end
  end
  eq(e:frame():column "group", want_group)
  eq(e:frame():column "member", want_member)
end)

test("no rows make no groups", function()
  local e = events_of(patents:head(0))
  eq({ e.n_groups, e.n_members, e.members }, { 0, 0, {} })
  eq(e:frame().n_rows + e:totals().n_rows + e:sizes().n_rows, 0)
  eq(tostring(e), "events 0 groups of 0 members, 0 entries")
end)

test("columns that cannot name things are refused", function()
  local f = frame { patent = { 1.5 }, ipc = { "A" } }
  raises('events: column "patent" cannot name things: it is number',
    events_of, f)
  raises("did you mean \"ipc\"", f.events, f, { group = "ipc", class = "icp" })
  raises("events: needs the option 'class'", f.events, f, { group = "ipc" })
end)

test("events introduce themselves", function()
  eq(tostring(events_of(patents, { cluster = "firm" })), table.concat({
    "events 3 groups of 3 members, 5 entries",
    "  2 clusters",
    "  2 rows left out for want of a group or member",
    "  1 row said a group's member once more",
    "  size  groups",
    "     1       2",
    "     3       1" }, "\n"))
end)


-- ---- what goes together ----

test("pairs are counted once for each group that has both", function()
  local f = frame { patent = { 1, 1, 1, 2, 2, 3, 3, 4 },
    ipc = { "C", "A", "B", "A", "B", "B", "C", "A" } }
  local pairs_of = events_of(f):pairs()
  eq(pairs_of:column "a", { "A", "A", "B" })
  eq(pairs_of:column "b", { "B", "C", "C" })
  eq(pairs_of:column "count", { 2, 1, 2 })
  local g = events_of(f):graph()
  eq(g:edges():column "weight", { 2.0, 1.0, 2.0 })
  eq(g.nodes, { "A", "B", "C" })
end)

test("counts agree with looking at all pairs of all groups", function()
  local state, groups, classes = 3, {}, {}
  local function random(n)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 33) % n
  end
  for i = 1, 900 do groups[i], classes[i] = random(200), random(25) + 100 end
  local e = events_of(frame { patent = groups, ipc = classes })
  local sets, counts = {}, {}
  for row in e:frame():each() do
    for other in pairs(sets[row.group] or {}) do
      local key = other < row.member and other .. row.member or row.member .. other
      counts[key] = (counts[key] or 0) + 1
    end
    sets[row.group] = sets[row.group] or {}
    sets[row.group][row.member] = true
  end
  local found, last = {}, ""
  for row in e:pairs():each() do
    found[row.a .. row.b] = row.count
    eq(last < row.a .. row.b, true)
    last = row.a .. row.b
  end
  eq(found, counts)
end)

test("no groups make no pairs", function()
  local e = events_of(patents:head(0))
  eq(e:pairs().n_rows + e:graph().n_edges + e:chances().n_rows, 0)
end)

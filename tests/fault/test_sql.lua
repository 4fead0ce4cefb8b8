local refuse = loadfile("tests/fault/refuse.lua", "t", _ENV)()

local f = frame({
  { "k", { "a", "b", "a" } }, { "v", { 1, 2, na } },
  { "d", { "2020-01-01", na, "2020-01-02" } }, { "x", { 0.5, 1.5, 2.5 } },
}, { types = { d = "date" }, source = "f.csv" })

refuse("a question", 120, function()
  return frame.sql("select k, sum(v) as v from t group by k", { t = f })
end)
refuse("a join by an index", 160, function()
  return frame.sql("select a.*, b.x + 1 as y from t a join u b using (k, d) "
    .. "where a.v = :v", { t = f, u = f }, { v = 1 })
end)
refuse("a question that fails", 120, function()
  local ok, problem = pcall(frame.sql, "select z from t", { t = f })
  if not ok and not problem:find "no column" then error(problem, 0) end
end)


local stops = loadfile("tests/fault/stops.lua", "t", _ENV)()

test("a question can be interrupted", function()
  stops(function() return frame.sql("select k from t", { t = f }) end)
  eq(frame.sql("select count(*) as n from t", { t = f }):get(1, "n"), 3)
end)

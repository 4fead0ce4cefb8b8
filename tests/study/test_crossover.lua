local folder = "datasets/crossover/"


-- { name = value of a column }
local function by(f, name, column)
  local found, values = {}, f:column(column)
  for k, key in ipairs(f:column(name)) do found[key] = values[k] end
  return found
end


-- Three sub-trends of two industries, three parameters.
local MARKS = matrix { rows = { "s1", "s2", "s3" }, cols = { "p", "q", "r" },
  cells = { { 2, 1, 0 }, { 2, na, 1 }, { 0, 0, 2 } }, source = "marks.csv" }

local SUBTRENDS = frame { { "row_id", { "s1", "s2", "s3" } },
  { "label", { "One", "Two", "Three" } }, { "industry", { "A", "A", "B" } } }


local function study(more)
  local opts = { marks = MARKS, subtrends = SUBTRENDS }
  for name, value in pairs(more or {}) do opts[name] = value end
  return crossover(opts)
end


-- ---- scores and ranks ----

test("a score is the mean of the marks there are, missing ones left out", function()
  local c = study()
  local score = by(c.parameters, "parameter", "score")
  near(score.p, 4 / 3)
  near(score.q, 1 / 2)  -- of two cells
  near(score.r, 1)
  eq(c.parameters:column "parameter", { "p", "r", "q" })  -- by rank
  eq(c.parameters:column "rank", { 1, 2, 3 })
  score = by(c.subtrends, "subtrend", "score")
  near(score.s1, 1)
  near(score.s2, 3 / 2)
  near(score.s3, 2 / 3)
  score = by(c.industries, "industry", "score")
  near(score.A, (2 + 1 + 0 + 2 + 1) / 5)
  near(score.B, 2 / 3)
end)

test("cross-over points are the marks of 2, counted and listed", function()
  local c = study()
  eq({ c.n_points, c.n_strong, c.n_missing, c.n_cells }, { 3, 2, 1, 9 })
  eq(c.points:column "subtrend", { "s1", "s2", "s3" })
  eq(c.points:column "parameter", { "p", "p", "r" })
  eq(c.points:column "industry", { "A", "A", "B" })
  eq(by(c.parameters, "parameter", "n_points"), { p = 2, q = 0, r = 1 })
  eq(by(c.parameters, "parameter", "n_none"), { p = 1, q = 1, r = 1 })
  eq(by(c.parameters, "parameter", "n_missing"), { p = 0, q = 1, r = 0 })
  eq(by(c.industries, "industry", "n_points"), { A = 2, B = 1 })
end)

test("pictures name sub-trends by their long names, where these are known", function()
  eq(study():pictures()[1].matrix.rows, { "s1 One", "s2 Two", "s3 Three" })
  eq(crossover { marks = MARKS }:pictures()[1].matrix.rows, { "s1", "s2", "s3" })
end)

test("weights of sub-trends and parameters weigh in every score", function()
  local c = study { weights = { s1 = 3, q = 2, r = 0 } }
  local score = by(c.parameters, "parameter", "score")
  near(score.p, (3 * 2 + 2 + 0) / 5)
  near(score.q, (3 * 1 + 0) / 4)
  near(score.r, (0 + 1 + 2) / 5)  -- its own weight does not count for itself
  score = by(c.subtrends, "subtrend", "score")
  near(score.s1, (2 + 2 * 1) / 3)
  near(score.s2, 2)               -- q is missing, r weighs nothing
  near(by(c.industries, "industry", "score").A, (3 * 2 + 3 * 2 * 1 + 2) / 10)
end)

test("without a panel a rank goes as far as one mark can take it", function()
  -- p 4/3, r 1, q 1/2 of two cells. One mark of p falls to 0: 2/3, behind r.
  -- One mark of r rises to 2: 5/3, or falls to 0: 1/3, behind q. One mark of
  -- q rises: 1/2 + 1 = 3/2, ahead of all, or 1/2 + 1/2.
  local c = study()
  eq(by(c.parameters, "parameter", "low"), { p = 1, r = 1, q = 1 })
  eq(by(c.parameters, "parameter", "high"), { p = 2, r = 3, q = 3 })
end)


-- The same by changing each mark and asking again.
local function all_changes(rows)
  local names = { rows = { "a", "b", "c", "d" }, cols = { "x", "y", "z" } }
  local function ask()
    return crossover { marks = matrix.of(names.rows, names.cols, rows) }
  end
  local low, high = {}, {}
  local function look()
    for name, rank in pairs(by(ask().parameters, "parameter", "rank")) do
      low[name] = math.min(low[name] or 99, rank)
      high[name] = math.max(high[name] or 0, rank)
    end
  end
  look()
  for _, row in ipairs(rows) do
    for j, now in ipairs(row) do
      for x = 0, 2 do
        if not is_na(now) then
          row[j] = x
          look()
        end
      end
      row[j] = now
    end
  end
  local found = ask().parameters
  eq(by(found, "parameter", "low"), low)
  eq(by(found, "parameter", "high"), high)
end


test("ranges are those of changing each mark and asking again", function()
  all_changes { { 2, 1, 0 }, { 2, na, 1 }, { 0, 0, 2 }, { 1, 1, na } }
  all_changes { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 1, 0 }, { 2, 0, 0 } }
  all_changes { { 2, 2, 2 }, { 2, 2, 2 }, { 2, 2, 2 }, { 2, 2, 2 } }
end)


-- ---- panels ----

local function expert(...)
  local rows = { ... }
  return matrix.of({ "s1", "s2", "s3" }, { "p", "q" }, rows)
end


test("a panel's cell has the mark that more than half give, or more", function()
  local function mark(...)
    local list = {}
    for k, x in ipairs { ... } do
      list[k] = matrix.of({ "s" }, { "p" }, { { x } })
    end
    return crossover { marks = list }.marks:get("s", "p")
  end
  eq(mark(2, 2, 0), 2.0)
  eq(mark(2, 2, 0, 0), 0.0)   -- half is not more than half
  eq(mark(2, 1, 1, 0), 1.0)
  eq(mark(2, 1, 0, 0, 1), 1.0)
  eq(mark(2, 2, 1, 0), 1.0)
  eq(mark(na, 2, 2, 0), 2.0)  -- of those who judged
end)

test("a panel's scores are means of means, so that coverage does not tilt them", function()
  -- s1 x p: 2 and 0; s2 x p: judged by one, 2; s3 x p: nobody
  local c = crossover { marks = {
    a = expert({ 2, 0 }, { 2, 1 }, { na, 0 }),
    b = expert({ 0, 0 }, { na, 1 }, { na, 2 }),
  } }
  near(by(c.parameters, "parameter", "score").p, (1 + 2) / 2)
  near(by(c.parameters, "parameter", "score").q, (0 + 1 + 1) / 3)
  eq(is_na(c.marks:get("s3", "p")), true)
  eq({ c.n_experts, c.n_missing }, { 2, 1 })
  local cell = c.cells:where { subtrend = "s3", parameter = "q" }:row(1)
  eq({ cell.n_experts, cell.mean, cell.iqr }, { 2, 1.0, 1.0 })
  eq(c.disputed.n_rows, 0)  -- 0 and 2: quartiles 0.5 and 1.5, one category
end)

test("a panel may be a table, a wide frame or a long one", function()
  local a, b = expert({ 2, 0 }, { 2, 1 }, { 0, 0 }), expert({ 1, 0 }, { 2, 2 }, { 0, 1 })
  local c = crossover { marks = { a = a, b = b } }
  local wide = a:frame():with { expert = "a" }:append(
    b:frame():with { expert = "b" })
  local long = a:long():with { expert = "a" }:append(
    b:long():with { expert = "b" }):rename { row = "subtrend", col = "parameter",
    value = "mark" }
  for _, other in ipairs { crossover { marks = wide }, crossover { panel = long } } do
    for _, name in ipairs(c.parameters.names) do
      eq(other.parameters:column(name), c.parameters:column(name))
    end
    eq(other.marks == c.marks, true)
  end
end)

test("8 experts: the share of resamples among the first, and rank sets", function()
  local list = {}
  for k = 1, 9 do list[k] = expert({ 2, 0 }, { 2, k % 2 }, { 2, 0 }) end
  local c = crossover { marks = list, top = 1, replicates = 200 }
  eq(c.parameters:column "low", { 1, 2 })
  eq(c.parameters:column "high", { 1, 2 })
  eq(c.parameters:column "top", { 1.0, 0.0 })
end)

test("W stands where experts are complete, else ordinal alpha", function()
  local a, b = expert({ 2, 0 }, { 2, 1 }, { 0, 0 }), expert({ 1, 0 }, { 2, 1 }, { 0, 0 })
  local c = crossover { marks = { a, b } }
  eq(c.consensus:get(1, "coefficient"), "Kendall's W")
  c = crossover { marks = { a:with("s1", "p", na), b } }
  eq(c.consensus:get(1, "coefficient"), "ordinal alpha")
end)


-- ---- the named parameters ----

test("the named parameters are compared with the ranks the marks give", function()
  local c = study { most_relevant = { "p", "q" } }
  eq(c.relevance:column "rank", { 1, 3 })
  eq(c.relevance:column "among_first", { 1, 0 })  -- of the first two
  eq(c.provenance.options.top, 2)
  raises('no column "probability"', c.relevance.column, c.relevance, "probability")
  assert(tostring(c):find("of the 2 parameters named as most relevant 1 are among "
    .. "the first 2", 1, true))
end)

test("under a panel each has its probability of being among the first", function()
  local list = {}
  for k = 1, 10 do list[k] = expert({ 2, 0 }, { 2, k % 2 }, { 2, 0 }) end
  local c = crossover { marks = list, most_relevant = { "q" }, replicates = 50 }
  eq(c.relevance:column "probability", { 0.0 })
end)

test("the list may come with the parameters or as a frame", function()
  local parameters = frame { { "id", { "r", "q", "p" } }, { "name", { "R", "Q", "P" } },
    { "named_most_relevant", { 1, 0, 0 } } }
  local c = study { parameters = parameters }
  eq(c.relevance:column "parameter", { "r" })
  eq(by(c.parameters, "parameter", "name"), { p = "P", q = "Q", r = "R" })
  c = study { most_relevant = frame { parameter_id = { "q", "r" } } }
  eq(c.relevance:column "parameter", { "q", "r" })
end)


-- ---- service innovation and entry points ----

test("the share of points driven by service innovation", function()
  local c = study { service_innovation = { { "s1", "p" }, { "s3", "r" },
    { "s3", "q" } } }  -- the last is no cross-over point
  local f = c.service_innovation
  eq(by(f, "name", "n_points"), { all = 3, p = 2, q = 0, r = 1, A = 2, B = 1 })
  eq(by(f, "name", "n_flagged"), { all = 2, p = 1, q = 0, r = 1, A = 1, B = 1 })
  near(by(f, "name", "share").all, 2 / 3)
  eq(is_na(by(f, "name", "share").q), true)
  eq(c.points:column "service_innovation", { 1, 0, 1 })
end)

test("flags may be a frame or a matrix", function()
  local flags = frame { row_id = { "s1" }, parameter_id = { "p" } }
  eq(study { service_innovation = flags }.service_innovation:get(1, "n_flagged"), 1)
  eq(study { service_innovation = MARKS:fill_missing(0) * 0 }
    .service_innovation:get(1, "n_flagged"), 0)
end)

test("entry points go by score and fit", function()
  -- scores 1, 3/2, 2/3 of at most 2
  local c = study { fit = { s1 = 1, s2 = 0.5 } }
  eq(c.entry_points:column "subtrend", { "s1", "s2", "s3" })
  near(c.entry_points:get(1, "value"), 1 / 2)
  near(c.entry_points:get(2, "value"), 3 / 4 * 0.5)
  eq(is_na(c.entry_points:get(3, "value")), true)  -- no fit said
  c = study()
  eq(c.entry_points:column "subtrend", { "s2", "s1", "s3" })
  near(c.entry_points:get(1, "value"), 3 / 4)
  c = study { fit = frame { subtrend = { "s3", "s1" }, fit = { 1, na } } }
  near(c.entry_points:get(1, "value"), 1 / 3)
end)


-- ---- the report's frame ----

test("of the report's 480 cells 479 are lost, and one letter says nothing", function()
  local lost = frame.read(folder .. "crossover_frame.csv")
  eq(lost.n_rows, 60)
  raises('"F43" x "competitive_advantage" of \'marks\' holds "v", which is no mark',
    crossover, { marks = lost })
  local c = crossover { marks = lost, symbols = { v = na } }
  eq({ c.n_cells, c.n_missing, c.n_points }, { 480, 480, 0 })
  eq(is_na(c.parameters:get(1, "score")), true)
  eq(is_na(c.parameters:get(1, "rank")), true)
  eq(c.industries.n_rows, 7)
  eq(c.provenance.synthetic, false)
end)

test("the example panel is synthetic, and every result of it says so", function()
  local c = crossover { marks = frame.read(folder .. "synthetic_panel.csv"),
    subtrends = frame.read(folder .. "subtrends_fig7.csv"),
    parameters = frame.read(folder .. "parameters.csv") }
  eq({ c.n_experts, c.n_cells, c.n_missing }, { 12, 480, 0 })
  assert(tostring(c):find("SYNTHETIC DATA", 1, true))
  eq(c.provenance.synthetic, true)
  for _, picture in ipairs(c:pictures()) do eq(picture.synthetic, true) end
  -- figure 7 calls its second row e-Commerce; its pictures, too
  local marks = c:pictures()[1].matrix
  eq({ marks.rows[2], marks.source }, { "F02 e-Commerce", c.marks.source })
  eq(marks:cells()[2], c.marks:cells()[2])
  eq(c.relevance.n_rows, 4)
  local described = getmetatable(crossover).fields
  for name in pairs(c) do assert(described[name], name) end
  eq(c.consensus:get(1, "n_complete"), 0)  -- nobody judged every cell
  for row in c.parameters:each() do
    assert(row.low <= row.rank and row.rank <= row.high)
  end
end)


-- ---- bad input ----

test("marks that are no 0, 1 or 2 are named", function()
  raises('\'marks\' of "s1" x "p" is 3, outside the scale 0 to 2', study,
    { marks = MARKS:with("s1", "p", 3) })
  raises('is 0.5, outside the scale', study,
    { marks = MARKS:with("s1", "p", 0.5) })
end)

test("names that differ or stand twice are refused", function()
  raises('the marks have the sub-trend "s3", which \'subtrends\' does not have',
    study, { subtrends = SUBTRENDS:head(2) })
  raises('\'subtrends\' has the sub-trend "s4", for which there are no marks', study,
    { subtrends = SUBTRENDS:append(frame { row_id = { "s4" }, label = { "Four" },
      industry = { "B" } }) })
  raises('\'subtrends\' has "s1" twice, in rows 1 and 4', study,
    { subtrends = SUBTRENDS:append(SUBTRENDS:head(1)) })
  raises('the marks have the parameter "r", which \'parameters\' does not', study,
    { parameters = frame { id = { "p", "q" } } })
end)

test("weights, fits and lists that name nothing known are refused", function()
  raises('\'weights\' names "s9", which is neither', study, { weights = { s9 = 1 } })
  raises("should be a number from 0 on, found -1", study, { weights = { s1 = -1 } })
  raises('\'fit\' names the sub-trend "s9"', study, { fit = { s9 = 1 } })
  raises("should lie between 0 and 1, found 2", study, { fit = { s1 = 2 } })
  raises('\'most_relevant\' names "t", which is no parameter', study,
    { most_relevant = { "t" } })
  raises("'most_relevant' names no parameter", study, { most_relevant = {} })
  raises('\'most_relevant\' names "p" twice', study, { most_relevant = { "p", "p" } })
  raises('no parameter "t"', study, { service_innovation = { { "s1", "t" } } })
  raises("needs the option 'marks'", crossover, {})
  raises("unknown option 'mark' (did you mean 'marks'?)", crossover, { mark = MARKS })
  raises("'top' should be at least 1", study, { top = 0 })
end)

test("fields that need more input say what", function()
  local c = crossover { marks = MARKS }
  raises("it needs the option 'subtrends'", function() return c.industries end)
  raises("it needs the option 'most_relevant'", function() return c.relevance end)
  raises("it needs a panel", function() return c.consensus end)
end)

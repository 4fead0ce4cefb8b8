-- Answers to surveys and interviews as units.

local files = dofile "tests/data/files.lua"


local function answers()
  return frame({ { "no", { 1, 2, 3 } }, { "date", { "2014-01-01", "2014-02-01",
    "2014-03-01" } }, { "size", { "small", "big", "small" } },
    { "importance", { 5, 3, na } },
    { "skills", { ("We lack people who can code. "):rep(3), "  ", "Training." } },
    { "funding", { na, "Grants end; grants should not end before the market.",
      "None." } } }, { types = { date = "date" } })
end


local function surveyed(opts)
  local c
  local given = { respondent = "no" }
  for name, value in pairs(opts or {}) do given[name] = value end
  files.said(function() c = coding.survey(answers(), given) end)
  return c
end


test("respondents are sources, and what they wrote are units", function()
  local c = surveyed()
  eq({ c.n_units, c.n_sources, c.n_coders, c.n_codings }, { 4, 3, 0, 0 })
  local units = c:units()
  eq(units:column "unit", { "1 skills", "2 funding", "3 funding", "3 skills" })
  eq(units:column "source", { "1", "2", "3", "3" })
  eq(units:column "size", { "small", "big", "small", "small" })
  eq(units:column "importance", { 5, 3, na, na })
  eq(units.types.date, "date")
  eq(units:get(4, "text"), "Training.")
end)

test("empty answers are told", function()
  local f = frame { id = { 1, 2 }, q = { na, " " }, r = { "\n", "x" } }
  local c
  local heard = files.said(function()
    c = coding.survey(f, { open = { "q", "r" } })
  end)
  assert(heard:find("left out, being empty: 3 answers", 1, true))
  eq(c.n_units, 1)
end)

test("what is known of questions is known of the answers", function()
  local c = surveyed { questions = frame { question = { "skills", "funding" },
    text = { "What is lacking?", "Who pays?" }, topic = { "people", "money" },
    horizon = { 2020, 2030 } } }
  local units = c:units()
  eq(units:column "topic", { "people", "money", "money", "people" })
  eq(units:column "horizon", { 2020, 2030, 2030, 2020 })
  eq(units:get(1, "asked"), "What is lacking?")
end)

test("answers are coded like paragraphs, and tell by who gave them", function()
  local c = surveyed():autocode { rules = { lack = "lack or none",
    grants = "grant*", training = "training" } }
  local m = c:table { by = "size" }
  eq({ m:get("lack", "small"), m:get("lack", "big") }, { 2.0, 0.0 })
  eq({ m:get("grants", "small"), m:get("grants", "big") }, { 0.0, 1.0 })
  m = c:table { by = "question" }
  eq({ m:get("lack", "skills"), m:get("lack", "funding") }, { 1.0, 1.0 })
  eq(c:units { "lack", size = "small" }.n_rows, 2)
  local first = c:cooccurrence { unit = "source", replicates = 0 }
    :where { n12 = at_least(1) }
  eq({ first:get(1, "a"), first:get(1, "b"), first.n_rows },
    { "lack", "training", 1 })
end)

test("a table of answers is read from its file", function()
  files.with("", function(path)
    answers():write(path)
    local c
    files.said(function() c = coding.survey(path, { respondent = "no" }) end)
    eq(c:units(), surveyed():units())
  end)
end)

test("surveys that cannot be read are said", function()
  local function bad(sentence, f, opts)
    raises(sentence, coding.survey, f, opts)
  end
  bad("say which column names the respondents", frame { x = { 1 } })
  bad("no column is called \"y\"", frame { x = { 1 } }, { respondent = "y" })
  bad("the respondent \"1\" has two rows, 1 and 2", frame { id = { 1, 1 },
    q = { "a", "b" } }, { open = { "q" } })
  bad("row 2 names no respondent", frame { id = { 1, na }, q = { "a", "b" } },
    { open = { "q" } })
  bad("no column is called \"w\"", frame { id = { 1 }, q = { "a" } },
    { open = { "w" } })
  bad("no column holds answers of more than 40 letters", frame { id = { 1 },
    q = { "a" } })
  bad("all answers are empty", frame { id = { "1" }, q = { " " } },
    { open = { "q" } })
  bad("says nothing of \"q\"", frame { id = { 1 }, q = { "a" } },
    { open = { "q" }, questions = frame { question = { "p" } } })
  bad("should have a column \"question\"", frame { id = { 1 }, q = { "a" } },
    { open = { "q" }, questions = frame { x = { "p" } } })
  bad("wants a frame or the path", 3)
end)

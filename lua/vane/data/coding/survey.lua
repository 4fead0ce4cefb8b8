-- Answers to a survey or an interview as a coding: respondents are sources,
-- their answers in their own words are units, all other answers are columns.

local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local frame = require "vane.data.frame"
local index = require "vane.base.index"
local note = require "vane.base.note"
local with_dates = require "vane.data.coding.dates"

local na = base.na

local WORD = "coding.survey"

local LONG = 40  -- letters of an answer that somebody wrote, when not said


-- ---- which columns ----

local function respondent_column(f, opts)
  local name = opts.respondent
  for _, usual in ipairs { "respondent", "id", "source", "interview" } do
    if not name and f.types[usual] then name = usual end
  end
  if not name or not f.types[name] then
    fail("%s: %s", WORD, name and ("no column is called \"%s\""):format(name)
      or "say which column names the respondents, as in { respondent = \"no\" }")
  end
  return name
end


-- Columns in which answers are as long as people write them.
local function is_open(f, name)
  if f.types[name] ~= "text" then return false end
  for _, cell in ipairs(f:column(name)) do
    if cell ~= na and utf8.len(cell, 1, -1, true) > LONG then return true end
  end
  return false
end


local function open_columns(f, opts, respondent)
  local list = {}
  for _, name in ipairs(opts.open or f.names) do
    if not f.types[name] then
      local near = base.nearest(tostring(name), f.names)
      fail("%s: no column is called \"%s\"%s", WORD, tostring(name),
        near and (" (did you mean \"%s\"?)"):format(near) or "")
    end
    if name ~= respondent and (opts.open or is_open(f, name)) then
      list[#list + 1] = name
    end
  end
  if #list == 0 then
    fail("%s: no column holds answers of more than %d letters; say which ones "
      .. "do, as in { open = { \"q1\" } }", WORD, LONG)
  end
  return list
end


-- ---- what is asked ----

-- What is known of each question: a frame with a row for each, named in its
-- column "question".
local function check_questions(questions, open)
  if not questions.types.question then
    fail("%s: the frame of questions should have a column \"question\"", WORD)
  end
  local known = index.set(questions:column "question")
  for _, name in ipairs(open) do
    if not known[name] then
      fail("%s: the frame of questions says nothing of \"%s\"", WORD, name)
    end
  end
  if questions.types.text then questions = questions:rename { text = "asked" } end
  return questions
end


-- ---- units ----

-- A row for each answer that is not empty, and how many were.
local function answers_of(f, respondent, open)
  local units, people, asked, texts, n_empty = {}, {}, {}, {}, 0
  local names = f:column(respondent)
  for _, column in ipairs(open) do
    for i, answer in ipairs(f:column(column)) do
      local text = answer ~= na and tostring(answer):match "^%s*(.-)%s*$" or ""
      if text == "" then
        n_empty = n_empty + 1
      else
        local n = #units + 1
        units[n] = ("%s %s"):format(tostring(names[i]), column)
        people[n], asked[n], texts[n] = tostring(names[i]), column, text
      end
    end
  end
  local rows = frames.of({ "unit", "source", "question", "text" },
    { units, people, asked, texts },
    { unit = "text", source = "text", question = "text", text = "text" })
  return rows, n_empty
end


-- All other columns, by respondent.
local function about_people(f, respondent, open)
  local about = f:drop(open)
  local names, taken = about:column(respondent), {}
  for i, name in ipairs(names) do
    if name == na then fail("%s: row %d names no respondent", WORD, i) end
    names[i] = tostring(name)
    if taken[names[i]] then
      fail("%s: the respondent \"%s\" has two rows, %d and %d", WORD, names[i],
        taken[names[i]], i)
    end
    taken[names[i]] = i
  end
  about = about:drop(respondent)
  for _, name in ipairs { "unit", "source", "question", "text", "code",
    "coder" } do
    if about.types[name] then about = about:rename { [name] = name .. "_" } end
  end
  return about:with({ { "source", names } }, { types = { source = "text" } })
end


-- Rows that nobody has coded.
return function(given, more)
  local opts = check(WORD, more, { respondent = { kind = "string" },
    open = { kind = "table" }, questions = { kind = { "frame", "string" } } })
  local f = type(given) == "string" and frame.read(given) or given
  if check.kind_of(f) ~= "frame" then
    fail("%s: wants a frame or the path of a table with a row for each "
      .. "respondent, found %s", WORD, check.found(given))
  end
  local respondent = respondent_column(f, opts)
  local open = open_columns(f, opts, respondent)
  local about = about_people(f, respondent, open)
  local rows, n_empty = answers_of(f, respondent, open)
  if rows.n_rows == 0 then fail("%s: all answers are empty", WORD) end
  if n_empty > 0 then
    note(("%s: left out, being empty: %d %s"):format(WORD, n_empty,
      n_empty == 1 and "answer" or "answers"))
  end
  local questions = opts.questions
  if type(questions) == "string" then questions = frame.read(questions) end
  if questions then
    rows = rows:join(check_questions(questions, open), { by = "question",
      kind = "left" })
  end
  rows = with_dates(rows:join(about, { by = "source", kind = "left" }))
  local nobody = {}
  for i = 1, rows.n_rows do nobody[i] = na end
  return rows:with({ { "coder", nobody }, { "code", nobody } },
    { types = { coder = "text", code = "text" } })
end

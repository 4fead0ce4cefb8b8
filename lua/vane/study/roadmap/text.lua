-- How a roadmap reads: as text, in Markdown, and for Mermaid.

local base = require "vane.core.base"
local grid = require "vane.base.grid"
local lanes = require "vane.study.roadmap.lanes"
local lines_of = require "vane.study.lines"
local markdown = require "vane.study.markdown"
local tables = require "vane.study.roadmap.tables"

local text = {}

local SEVERAL = 5  -- findings told


-- ---- at the prompt ----

-- Where an item stands among others: those without a time come last, those
-- with an open beginning in their last year.
local function begin_of(item)
  if not item.from then return math.huge end
  return item.from > -math.huge and item.from or item.to - 1
end


local function in_order(m, lane)
  local list = {}
  for i, item in ipairs(m.items) do
    if item.lane == lane then list[#list + 1] = { item = item, place = i } end
  end
  table.sort(list, function(a, b)
    local x, y = begin_of(a.item), begin_of(b.item)
    if x ~= y then return x < y end
    return a.place < b.place
  end)
  return list
end


-- A line for each item of all lanes, under one grid: time, name, effects.
local function item_lines(m, effects, opts)
  local times, names, leads = {}, {}, {}
  for lane in ipairs(lanes) do
    for _, entry in ipairs(in_order(m, lane)) do
      local k, to = #times + 1, effects[entry.place]
      times[k], names[k] = entry.item.time or "no time", tables.marked(entry.item)
      leads[k] = base.is_na(to) and "" or "-> " .. to
    end
  end
  local list = {}
  local laid = grid.columns({ "", "", "" }, { times, names, leads }, opts)
    :gsub("^[^\n]*\n?", "")
  for line in laid:gmatch "[^\n]+" do list[#list + 1] = "  " .. line end
  return list
end


local function add_lanes(into, m, effects, opts)
  local list, k = item_lines(m, effects, opts), 0
  for lane, about in ipairs(lanes) do
    into[#into + 1] = "  " .. about.title
    local n = #in_order(m, lane)
    if n == 0 then into[#into + 1] = "    (nothing)" end
    table.move(list, k + 1, k + n, #into + 1, into)
    k = k + n
  end
  table.move(list, k + 1, #list, #into + 1, into)
end


local function count_of(list, certainty)
  local n = 0
  for _, item in ipairs(list) do
    if item.certainty == certainty then n = n + 1 end
  end
  return n
end


local function headline(m, r)
  local words = { ("roadmap%s"):format(m.title and (" \"%s\""):format(m.title)
    or ""), lines_of.counted(#m.items, "item"), lines_of.counted(#m.links,
    "link"), ("%d to %d"):format(m.horizon[1], m.horizon[2]) }
  if r.provenance.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  return table.concat(words, "  ")
end


local function add_problems(into, problems)
  local n = problems.n_rows
  if n == 0 then return end
  into[#into + 1] = ("  %s:"):format(lines_of.counted(n, "thing is odd",
    "things are odd"))
  for row in problems:head(SEVERAL):each() do
    lines_of.sentence(into, "  -", ("%s: %s (%s)"):format(row.problem, row.item,
      row.detail))
  end
  if n > SEVERAL then
    into[#into + 1] = ("  ... %d more in .problems"):format(n - SEVERAL)
  end
end


-- Lane by lane, what happens when and leads to what.
function text.of(m, r, opts)
  local into, effects = { headline(m, r) }, r.items:column "leads_to"
  add_lanes(into, m, effects, opts)
  local n = { count_of(m.items, "uncertain"), count_of(m.items, "wild card") }
  if n[1] + n[2] > 0 then
    into[#into + 1] = ("  %d uncertain (?), %s (!)"):format(n[1],
      lines_of.counted(n[2], "wild card"))
  end
  add_problems(into, r.problems)
  return table.concat(into, "\n")
end


-- ---- Markdown ----

function text.markdown(m, r)
  local into = { ("# %s\n"):format(m.title or "Roadmap"),
    ("Horizon %d to %d. ? stands before what is uncertain, ! before a wild "
      .. "card.%s\n"):format(m.horizon[1], m.horizon[2],
      r.provenance.synthetic and " Made from synthetic data." or "") }
  markdown.add_table(into, r.table)
  for lane, about in ipairs(lanes) do
    into[#into + 1] = ("## %s\n"):format(about.title)
    local rows = r.items:where { lane = about.name }
    if #in_order(m, lane) > 0 then
      markdown.add_table(into, rows:drop("lane", "from", "to"))
    else
      into[#into + 1] = "Nothing yet.\n"
    end
  end
  if r.problems.n_rows > 0 then
    into[#into + 1] = "## To be looked at\n"
    markdown.add_table(into, r.problems)
  end
  return markdown.joined(into)
end


-- ---- Mermaid ----

-- First words of a line that Mermaid takes for its own.
local RESERVED = {}
for word in ([[click call href section title dateformat axisformat topaxis
  tickinterval includes excludes todaymarker weekday weekend inclusiveenddates
  gantt acctitle accdescr]]):gmatch "%a+" do RESERVED[word] = true end


-- Mermaid reads : ; # and line ends as its own.
local function tame(name)
  return (name:gsub("[:;#%%]", " "):gsub("%s+", " "))
end


-- The same at the beginning of a line, in quotes where Mermaid would take it
-- for a word of its own or for a day.
local function tame_first(name)
  name = tame(name):gsub("^ ", "")
  local is_word = RESERVED[name:lower():match "^%a*"] or name:find "^%d+%-"
  return is_word and '"' .. name .. '"' or name
end


-- A year with a fraction as a day, for which months are enough.
local function day_of(year)
  local whole = math.floor(year)
  local month = math.min(12, math.floor((year - whole) * 12 + 1e-9) + 1)
  return ("%04d-%02d-01"):format(whole, month)
end


local function mermaid_line(item, i)
  local tags = {}
  if item.kind == "milestone" then tags[1] = "milestone" end
  if item.certainty == "wild card" then table.insert(tags, 1, "crit") end
  if item.certainty == "uncertain" then table.insert(tags, 1, "active") end
  tags[#tags + 1] = "i" .. i
  local from = item.from > -math.huge and item.from or item.to - 1
  local to = item.to < math.huge and item.to or from + 1
  local ends = { day_of(from), item.kind == "milestone" and "0d" or day_of(to) }
  if item.from == -math.huge then ends[1] = day_of(item.to) end
  return ("  %s (%s) :%s, %s"):format(tame_first(item.name), tame(item.time),
    table.concat(tags, ", "), table.concat(ends, ", "))
end


-- A Gantt chart; it has no arrows between sections, so that links follow as
-- comments.
function text.mermaid(m)
  local into = { "gantt", "  title " .. tame(m.title or "Roadmap"),
    "  dateFormat YYYY-MM-DD", "  axisFormat %Y" }
  for lane, about in ipairs(lanes) do
    local list = in_order(m, lane)
    if #list > 0 then into[#into + 1] = "  section " .. about.title end
    for _, entry in ipairs(list) do
      if entry.item.from then
        into[#into + 1] = mermaid_line(entry.item, entry.place)
      end
    end
  end
  for _, link in ipairs(m.links) do
    into[#into + 1] = ("  %%%% %s leads to %s"):format(tame(m.items[link[1]].name),
      tame(m.items[link[2]].name))
  end
  return table.concat(into, "\n") .. "\n"
end


return text

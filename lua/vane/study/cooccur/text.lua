-- How a count of linkages reads: sizes, periods, what was left out and why,
-- what to keep in mind.

local counted = require "vane.base.counted"
local lines_of = require "vane.study.lines"

local flow, say = lines_of.flow, lines_of.sentence


local function headline(lines, s)
  local facts = s.facts
  local words = { ("%s of %s"):format(counted(facts.n_groups, "group"),
    counted(facts.n_members, "member")), facts.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  flow(lines, "cooccur:", words, "  ")
end


local function period_lines(lines, s)
  for i, name in ipairs(s.names) do
    local period = s.facts.periods[i]
    local years = period.from and name ~= ("%d-%d"):format(period.from, period.to)
      and (" (%d-%d)"):format(period.from, period.to) or ""
    lines[#lines + 1] = ("  %s%s: %s, %s%s"):format(name, years,
      counted(period.n_groups, "group"),
      counted(period.n_pairs, "pair that meets", "pairs that meet"),
      period.from and period.n_groups == 0 and "; no row is of this period" or "")
  end
end


local function row_lines(lines, s)
  local facts = s.facts
  lines[#lines + 1] = ("  read: %s%s"):format(counted(facts.n_rows, "row"),
    facts.sorted and "" or ", not sorted by group, so they were sorted first")
  for _, entry in ipairs(s.reasons) do
    say(lines, "  left out:",
      counted(entry.n, "row") .. " " .. entry.why)
  end
  local bad = facts.left_out.bad_class
  if bad > 0 then
    say(lines, "  left out:", ("%s no IPC code at the level of %s, as %q"):format(
      counted(bad, "class that is", "classes that are"), s.opts.level,
      facts.left_out.class_example))
  end
  if facts.n_repeated > 0 then
    say(lines, "  repeated:", counted(facts.n_repeated,
      "time a group named a class again", "times a group named a class again")
      .. (s.opts.distinct and ", which counts once" or ", which counts"))
  end
end


return function(s, r)
  local lines = {}
  headline(lines, s)
  period_lines(lines, s)
  row_lines(lines, s)
  for _, sentence in ipairs(r.caveats) do say(lines, "  -", sentence) end
  return table.concat(lines, "\n")
end

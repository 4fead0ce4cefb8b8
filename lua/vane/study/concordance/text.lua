-- How a concordance's result reads, and what it says to keep in mind.

local condition = require "vane.data.condition".words
local lines = require "vane.study.lines"

local WORD = "linkage.concordance"

local text = {}


function text.caveats(s, f)
  local list = {}
  local function say(sentence, ...) list[#list + 1] = sentence:format(...) end
  if f.n_unmatched > 0 then
    local coarse = f.unmatched:where {
      n_below = condition.above(0) }.n_rows
    say("%s of %s not matched; see .unmatched%s", lines.counted(f.n_unmatched,
      "row"), lines.counted(f.unmatched.n_rows, "code"), coarse > 0
      and ("; %d of the codes are coarser than the concordance"):format(coarse)
      or "")
  end
  if s.n_rescaled > 0 and s.opts.weights == "shares" then
    say("the weights of %s did not add up to 1 and were divided by their sum; "
      .. "weights = \"declared\" keeps them", lines.counted(s.n_rescaled, "code"))
  elseif s.n_rescaled > 0 then
    say("the weights of %s do not add up to 1: the rest belongs to nothing here",
      lines.counted(s.n_rescaled, "code"))
  end
  if not s.opts.weight and s.n_several > 0 then
    say("%s several targets and no weights: each target has an equal part",
      s.n_several == 1 and "1 code has" or s.n_several .. " codes have")
  end
  if f.versions.n_rows > 0 then
    say("%s in several versions, %d with other targets; see .versions",
      f.versions.n_rows == 1 and "1 code stands"
      or f.versions.n_rows .. " codes stand",
      f.versions:where { agree = false }.n_rows)
  end
  if s.by.n_repeated > 0 then
    say("%s of the concordance said a target once more",
      lines.counted(s.by.n_repeated, "row"))
  end
  if s.by.n_left_out > 0 then
    say("%s of the concordance had no code, target or version",
      lines.counted(s.by.n_left_out, "row"))
  end
  return list
end


function text.of(s, f, opts)
  local list = {}
  local words = { ("%s to %s, %s"):format(
    lines.counted(#s.matched + #s.unmatched, "code"),
    lines.counted(f.n_targets, "target"), lines.counted(f.n_rows, "row")),
    f.frame.source }
  if s.synthetic then words[#words + 1] = "SYNTHETIC DATA" end
  lines.flow(list, WORD .. ":", words, "  ")
  local n_exact = f.matches:where { how = "exact" }.n_rows
  list[#list + 1] = ("  matched: %s of %s (%d exact, %d by prefix, scheme %s)")
    :format(lines.counted(f.n_matched, "row"), lines.counted(#s.matched, "code"),
      n_exact, #s.matched - n_exact, s.by.scheme.name)
  if s.n_missing > 0 then
    lines.left_out(list, { { n = s.n_missing, why = "without a code" } })
  end
  lines.part(list, "targets", f.targets, f.targets.names, opts)
  lines.part(list, "not matched", f.unmatched, f.unmatched.names, opts)
  lines.sentences(list, f.caveats)
  return table.concat(list, "\n")
end


return text

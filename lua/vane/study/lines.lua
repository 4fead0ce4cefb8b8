-- The lines of a result's text: words and tables within WIDE columns.

local base = require "vane.core.base"
local counted = require "vane.base.counted"
local grid = require "vane.base.grid"

local WIDE = 78
local FEW = 5  -- rows of each table

local lines = { counted = counted }


-- The words one after the other behind `first`, the later lines set in.
function lines.flow(into, first, words, gap)
  local line = first
  for _, word in ipairs(words) do
    local longer = line .. (line == first and " " or gap) .. word
    if line ~= first and base.width(longer) > WIDE then
      into[#into + 1], longer = line, "    " .. word
    end
    line = longer
  end
  into[#into + 1] = line
end


-- The words of a sentence behind `first`.
function lines.sentence(into, first, sentence)
  local words = {}
  for word in sentence:gmatch "%S+" do words[#words + 1] = word end
  lines.flow(into, first, words, " ")
end


-- "  - a sentence", for each of them.
function lines.sentences(into, sentences)
  for _, sentence in ipairs(sentences) do
    lines.sentence(into, "  -", sentence)
  end
end


-- The first rows of some columns under a line that says what they are.
function lines.part(into, title, f, columns, opts)
  if f.n_rows == 0 then return end
  into[#into + 1] = "  " .. title
  into[#into + 1] = grid.frame(f:select(columns):head(FEW),
    { width = opts and opts.width or WIDE })
end


-- The rows that a study left out: { n =, why = } each.
function lines.left_out(into, left_out)
  for _, entry in ipairs(left_out) do
    into[#into + 1] = ("  left out: %s %s"):format(counted(entry.n, "row"), entry.why)
  end
end


return lines

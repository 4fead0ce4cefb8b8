-- What the boxes of a prim result say of themselves.

local base = require "vane.core.base"
local learn = require "vane.data.learn"


-- "growth at least 0.03 and at most 0.05", "sector in a, b".
local function phrase(s, row)
  if not base.is_na(row.levels) then return row.input .. " in " .. row.levels end
  local parts = {}
  if not base.is_na(row.low) then
    parts[1] = "at least " .. learn.bound(s.frame, row.input, row.low)
  end
  if not base.is_na(row.high) then
    parts[#parts + 1] = "at most " .. learn.bound(s.frame, row.input, row.high)
  end
  return row.input .. " " .. table.concat(parts, " and ")
end


local function box_line(s, row)
  if s.are_shares then
    return ("  box %d: coverage %.3f, density %.3f, mass %.3f (%d cases)"):format(
      row.box, row.coverage, row.density, row.mass, row.n_cases)
  end
  return ("  box %d: mean %s, mass %.3f (%d cases)"):format(row.box,
    learn.number(row.mean), row.mass, row.n_cases)
end


local function headline(s)
  local line = ("prim: %d cases, "):format(s.n)
  if s.are_shares then
    line = line .. ("%d of interest (%s)"):format(s.sum, s.meaning)
  else
    line = line .. ("mean of %s %s"):format(s.meaning, learn.number(s.sum / s.n))
  end
  if s.source then line = line .. "   " .. s.source end
  return s.synthetic and line .. "   SYNTHETIC DATA" or line
end


return function(s, r)
  local into = { headline(s) }
  for box in r.boxes:each() do
    into[#into + 1] = box_line(s, box)
    for row in r.limits:where({ box = box.box }):each() do
      into[#into + 1] = "    " .. phrase(s, row) .. (s.are_shares
        and ("   quasi-p %.2g"):format(row.quasi_p) or "")
    end
    if box.n_limits == 0 then into[#into + 1] = "    nothing tells it apart" end
  end
  learn.say_left_out(into, r.left_out)
  return table.concat(into, "\n")
end

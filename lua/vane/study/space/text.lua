-- How spaces read: how many, how far that is from the best number, a row for
-- each space, and who wavers.

local base = require "vane.core.base"
local counted = require "vane.base.counted"
local grid = require "vane.base.grid"
local frame = require "vane.data.frame"
local tables = require "vane.study.space.tables"

local WIDE = 78
local TINY = 3


-- The words on lines of at most WIDE columns, the later ones set in.
local function flowed(text)
  local lines, line = {}, "  "
  for word in text:gmatch "%S+" do
    if base.width(line) + base.width(word) > WIDE then
      lines[#lines + 1], line = line:gsub("%s+$", ""), "    "
    end
    line = line .. word .. " "
  end
  lines[#lines + 1] = line:gsub("%s+$", "")
  return table.concat(lines, "\n")
end


local function headline(s)
  local text = ("spaces: %d among %s, %s"):format(s.n_wanted,
    counted(s.graph.n_nodes, "member"),
    counted(s.graph.n_edges, "tie"))
  local origin = (s.source and "   " .. s.source or "")
    .. (s.synthetic and "   SYNTHETIC DATA" or "")
  local fits = base.width(text .. origin) <= WIDE
  return fits and text .. origin or text .. "\n" .. origin:sub(2)
end


-- "6, in all 100 runs", "6, between 5 and 7 in 100 runs".
local function proposal(s)
  local numbers = s.proposed:numbers():column "communities"
  local low, high = numbers[1], numbers[#numbers]
  local n = s.proposed.n_communities
  if s.opts.runs == 1 then return ("%d, in one run"):format(n) end
  if low == high then return ("%d, in all %d runs"):format(n, s.opts.runs) end
  return ("%d, between %d and %d in %d runs"):format(n, low, high, s.opts.runs)
end


local function number_line(s)
  local p = s.partition
  local text = ("The map equation proposes %s%s. "):format(proposal(s),
    s.proposed.n_communities == 1 and s.n_wanted > 1
      and ", so it sees no spaces at all" or "")
  local gap = type(p.gap) == "number" and p.gap or 0
  if gap < 5e-5 then
    return text .. ("No other number has a larger modularity (%.3f).")
      :format(p.modularity)
  end
  text = text .. ("Modularity is %.3f with %d, and %.3f with the number that suits it "
    .. "best"):format(p.modularity, s.n_wanted, p.free_modularity)
  if p.free_modularity < 5e-5 then return text .. "." end
  return text .. (": %.1f %% are given up."):format(100 * gap / p.free_modularity)
end


local function runs_line(s, r)
  local p, n = s.partition, tables.n_wavering(r.stability)
  if p.n_runs == 1 then
    return ("One run (seed %d), which cannot say who wavers."):format(p.seed)
  end
  local text = ("%d of %d runs (seed %d) end as well as the best. "):format(
    p.n_best, p.n_runs, p.seed)
  if n == 0 then
    return text .. "No member wavers between runs."
  end
  return text .. ("%s in their space in less than three of four runs.")
    :format(counted(n, "member is", "members are"))
end


-- "A, B, C and 4 more".
local function list_of(names, most)
  if #names <= most then return table.concat(names, ", ") end
  return ("%s and %d more"):format(table.concat(names, ", ", 1, most),
    #names - most)
end


-- How the network of industries was made, where it was.
local function recipe_line(s)
  local line = ("A network of %d industries and the %d members strongest in "
    .. "each, those of an industry joined to it."):format(s.n_industries,
    s.opts.per_industry)
  if s.n_tied == 0 then return line end
  return line .. (" %s as strong as the last and kept, too."):format(
    counted(s.n_tied, "more is", "more are"))
end


local function left_out_line(s)
  local n = #s.left_out
  return ("Outside the main component, left out: %s."):format(n <= 5
    and list_of(s.left_out, 5) or ("%d (%s)"):format(n, list_of(s.left_out, 4)))
end


local function small_line(s)
  local n, names = 0, {}
  for c, is_small in ipairs(s.small) do
    if is_small then
      n = n + 1
      for _, row in ipairs(s.members[c]) do names[#names + 1] = row.node end
    end
  end
  if n == 0 then return nil end
  return ("%s of fewer than %d members left out: %s."):format(
    counted(n, "space"), s.opts.smallest, list_of(names, 5))
end


-- A forced number of spaces is often reached by single members.
local function tiny_line(s)
  local n = 0
  for _, list in ipairs(s.members) do if #list < TINY then n = n + 1 end end
  if n == 0 or s.opts.smallest > 1 then return nil end
  return ("%d of %d spaces %s fewer than %d members; smallest = %d leaves them "
    .. "out."):format(n, #s.members, n == 1 and "has" or "have", TINY, TINY)
end


-- The columns that fit a line, and names that are not too long for it.
local function shown(r)
  local f = r.spaces
  local columns = {}
  for _, name in ipairs { "space", "size", "share", "cohesion", "stability",
    "strongest" } do
    columns[#columns + 1] = { name, f:column(name) }
  end
  return frame(columns)
end


local function about_lines(r, lines)
  for row in r.spaces:each() do
    if type(row.about) == "string" then
      lines[#lines + 1] = flowed(("%s: %s"):format(row.space, row.about))
    end
  end
end


return function(s, r, opts)
  local lines = { headline(s), flowed(number_line(s)), flowed(runs_line(s, r)) }
  if s.lists then table.insert(lines, 2, flowed(recipe_line(s))) end
  if #s.left_out > 0 then lines[#lines + 1] = flowed(left_out_line(s)) end
  local small = small_line(s)
  local tiny = tiny_line(s)
  if small then lines[#lines + 1] = flowed(small) end
  if tiny then lines[#lines + 1] = flowed(tiny) end
  local given = { all = opts and opts.all, rows = opts and opts.rows,
    width = opts and opts.width or (not (opts and opts.all) and WIDE) or nil }
  lines[#lines + 1] = grid.frame(shown(r), given)
  if s.labels then about_lines(r, lines) end
  return table.concat(lines, "\n")
end

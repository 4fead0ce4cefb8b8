-- What the tests of cross-impact matrices share: matrices with published
-- answers, random ones, and a second route through every configuration by the
-- definition.

local cross = {}

cross.KNOWN = "../shared/known-answers/cib/"


-- A matrix with published answers.
function cross.known(name, opts)
  local file = io.open(cross.KNOWN .. name)
  if not file then skip(cross.KNOWN .. " is not there") end
  file:close()
  return impact.read(cross.KNOWN .. name, opts)
end


-- A random matrix of descriptors D1, D2, ...: counts[i] variants each; `part`
-- of ten sections (all when not said) hold judgements from -3 to 3, over
-- `unit`.
function cross.drawn(draw, counts, part, unit)
  local list, judgements = {}, {}
  for i, n in ipairs(counts) do
    list[i] = { "D" .. i }
    for k = 1, n do list[i][k + 1] = "v" .. k end
  end
  for i, n in ipairs(counts) do
    for j, m in ipairs(counts) do
      local filled = i ~= j and draw(10) < (part or 10)
      for k = 1, filled and n or 0 do
        for l = 1, m do
          judgements[#judgements + 1] = { ("D%d|v%d"):format(i, k),
            ("D%d|v%d"):format(j, l), (draw(7) - 3) / (unit or 1) }
        end
      end
    end
  end
  list.judgements = judgements
  return impact(list)
end


-- The places of each descriptor's variants, and the cells.
function cross.taken_apart(x)
  local first, at = {}, 1
  for i, name in ipairs(x.descriptors) do
    first[i] = at
    at = at + #x:variants(name)
  end
  first[#first + 1] = at
  return first, x:matrix():cells()
end


-- Inconsistency, smallest lead and total of the scenario z (places).
function cross.worth(z, first, cells)
  local lack, lead, total = 0, math.huge, 0
  for j = 1, #first - 1 do
    local score, rival = {}, -math.huge
    for l = first[j], first[j + 1] - 1 do
      score[l] = 0
      for i = 1, #z do score[l] = score[l] + cells[z[i]][l] end
    end
    local own = score[z[j]]
    for l, s in pairs(score) do
      if l ~= z[j] then rival = math.max(rival, s) end
    end
    lack, lead = math.max(lack, rival - own), math.min(lead, own - rival)
    total = total + own
  end
  return lack, lead, total
end


-- f(z, lack, lead, total) for every configuration.
function cross.each_configuration(x, f)
  local first, cells = cross.taken_apart(x)
  local z = {}
  local function go(i)
    if i == #first then return f(z, cross.worth(z, first, cells)) end
    for place = first[i], first[i + 1] - 1 do
      z[i] = place
      go(i + 1)
    end
  end
  go(1)
end


-- The variants' names of the scenario z.
function cross.key_of(x, z)
  local names = {}
  for i, place in ipairs(z) do names[i] = x.labels[place]:match "|(.*)" end
  return table.concat(names, " ")
end


-- What the definition finds: key -> { lack, lead, total }, and how many.
function cross.by_definition(x, threshold, allowed)
  local found, n = {}, 0
  cross.each_configuration(x, function(z, lack, lead, total)
    if lack <= threshold + 1e-9 and (not allowed or allowed(z)) then
      found[cross.key_of(x, z)] = { lack, lead, total }
      n = n + 1
    end
  end)
  return found, n
end


-- The same names of a row of a frame.
function cross.key_of_row(x, row)
  local names = {}
  for i, descriptor in ipairs(x.descriptors) do names[i] = row[descriptor] end
  return table.concat(names, " ")
end


-- What the program lists, in the form of by_definition.
function cross.listed(x, scenarios)
  local found = {}
  for row in scenarios:each() do
    found[cross.key_of_row(x, row)] = { row.inconsistency, row.consistency,
      row.total_impact }
  end
  return found
end


return cross

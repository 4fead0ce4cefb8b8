-- What could flow at all in a study of flows: the level drops the rest.

local possible = {}


-- "sector" -> what it belongs to at the level.
function possible.groups(s)
  local of = {}
  for _, name in ipairs(s.sectors) do of[name] = name end
  if s.level.digits then
    for name in pairs(of) do
      of[name] = name:sub(1, (utf8.offset(name, s.level.digits + 1) or 0) - 1)
    end
  elseif s.level.from then
    for row in s.belong:each() do
      of[row.from], of[row.to] = row.from_level, row.to_level
    end
  end
  return of
end


-- How many flows between the sectors the level leaves possible.
function possible.n(s)
  local sizes, n, inside = {}, #s.sectors, 0
  if s.level.none then return s.symmetric and n * (n + 1) / 2 or n * n end
  local of = possible.groups(s)
  for _, name in ipairs(s.sectors) do
    sizes[of[name]] = (sizes[of[name]] or 0) + 1
  end
  for _, size in pairs(sizes) do inside = inside + size * size end
  return (n * n - inside) / (s.symmetric and 2 or 1)
end


return possible

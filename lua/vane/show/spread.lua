-- Moves names apart until none lies over another, as little as it takes: runs
-- of names that touch stand around the middle of where they belong.
return function(items, line, height)
  table.sort(items, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.name < b.name
  end)
  local runs = {}
  for _, item in ipairs(items) do
    local run = { n = 1, sum = item.at, items = { item } }
    runs[#runs + 1] = run
    while #runs > 1 do
      local last, before = runs[#runs], runs[#runs - 1]
      local gap = last.sum / last.n - before.sum / before.n
      if gap >= line * (last.n + before.n) / 2 then break end
      table.move(last.items, 1, last.n, before.n + 1, before.items)
      before.n, before.sum = before.n + last.n, before.sum + last.sum
      runs[#runs] = nil
    end
  end
  local least = line / 2
  for _, run in ipairs(runs) do
    local top = math.max(least, run.sum / run.n - (run.n - 1) * line / 2)
    for k, item in ipairs(run.items) do item.y = top + (k - 1) * line end
    least = top + run.n * line
  end
  local most = height - line / 2
  for i = #items, 1, -1 do
    items[i].y = math.min(items[i].y, most)
    most = items[i].y - line
  end
end

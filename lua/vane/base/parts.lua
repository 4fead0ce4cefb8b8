-- parts(cell) -> list
-- The texts in a cell that holds several, with ; between them.

return function(cell)
  local list = {}
  for part in tostring(cell):gmatch "[^;]+" do
    list[#list + 1] = part:match "^%s*(.-)%s*$"
  end
  return list
end

-- row_of(f, fields): the one row of a frame where fields hold.

return function(f, fields)
  local found = f:where(fields)
  eq(found.n_rows, 1)
  return found:row(1)
end

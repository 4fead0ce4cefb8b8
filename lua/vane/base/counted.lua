-- counted(n, one, many) -> "3 units", "1 unit": a number and what it counts.
-- `many` is `one` with an s when it is not said; n may be a text of digits.

return function(n, one, many)
  return ("%s %s"):format(math.tointeger(n) or n, tonumber(n) == 1 and one or many or one .. "s")
end

-- Where the variants of each descriptor stand among all.

return function(x)
  local spans, first = {}, 1
  for i, name in ipairs(x.descriptors) do
    local last = first + #x:variants(name) - 1
    spans[i] = { name = name, first = first, last = last }
    first = last + 1
  end
  return spans
end

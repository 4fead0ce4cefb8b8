-- label(text) -> descriptor, variant
-- What "Descriptor|variant" names; nothing when it is no such text.

return function(text)
  if type(text) ~= "string" then return nil end
  return text:match "^([^|]+)|([^|]+)$"
end

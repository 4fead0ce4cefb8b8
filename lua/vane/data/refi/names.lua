-- What things in a project are called: one GUID and one name for each.

-- GUIDs come with and without braces, in small letters and capitals.
local function plain_guid(guid)
  if not guid or not guid:find "[{}%l]" then return guid end
  return guid:gsub("[{}]", ""):upper()
end


-- The name, or the name with a number behind it where it is taken.
local function unused(name, taken)
  local own, n = name, 1
  while taken[own] do
    n = n + 1
    own = ("%s (%d)"):format(name, n)
  end
  taken[own] = true
  return own
end


return { plain_guid = plain_guid, unused = unused }

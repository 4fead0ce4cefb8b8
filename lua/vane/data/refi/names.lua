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


-- What a coding says of units, which no variable's column is called.
local roles = { unit = true, source = true, coder = true, code = true,
  kind = true, start = true, finish = true, text = true, memo = true,
  guid = true, source_guid = true, source_maker = true, source_created = true,
  source_changer = true, source_changed = true }


-- The column of a variable.
local function column(name)
  return roles[name:lower()] and name .. "_" or name
end


return { roles = roles, column = column, plain_guid = plain_guid, unused = unused }

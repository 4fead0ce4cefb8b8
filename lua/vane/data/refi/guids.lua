-- GUIDs of what is written: those that things came with, or ones of their
-- names.

local core = require "vane.core.refi"
local base = require "vane.core.base"

local na = base.na


-- The GUID that a thing came with, unless another one has it; else one of
-- its name.
local function own_guid(taken, known, kind, name)
  local fits = known and known ~= na
    and known:find "^%x+%-%x+%-%x+%-%x+%-%x+$" and not taken[known]
  local guid = fits and known or core.guid(kind, name)
  taken[guid] = true
  return guid
end


-- Of each name in a column of a frame.
local function guids_of(f, column, kind)
  local of, taken = {}, {}
  for i = 1, f.n_rows do
    local name = f:get(i, column)
    of[name] = own_guid(taken, f.types.guid and f:get(i, "guid"), kind, name)
  end
  return of
end


return { of_name = core.guid, own = own_guid, of_column = guids_of }

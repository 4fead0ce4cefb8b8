-- What columns say of sources, as variables of a project.

local base = require "vane.core.base"
local guids = require "vane.data.refi.guids"
local names = require "vane.data.refi.names"
local schema = require "vane.data.refi.schema"
local xml = require "vane.data.refi.xml"

local na = base.na

local variables = {}

local MOST_DIGITS <const> = 24  -- of a decimal; readers need not know more than 18

local type_of = { integer = "Integer", number = "Float", date = "Date",
  logical = "Boolean", text = "Text" }


-- ---- cells ----

-- A number with all its digits and without an exponent, which the standard has
-- no place for.
local function decimal(number)
  local text = ("%.15g"):format(number)
  if tonumber(text) ~= number then text = ("%.17g"):format(number) end
  local sign, whole, part, power = text:match "^(-?)(%d)%.?(%d*)e([+-]%d+)$"
  if not sign then return text end
  local digits, n = whole .. part, tonumber(power)
  if n < 0 then return sign .. "0." .. ("0"):rep(-n - 1) .. digits end
  return sign .. digits .. ("0"):rep(n - #part)
end


local function said(cell, type)
  if math.type(cell) == "float" then return decimal(cell) end
  local text = tostring(cell)
  return type == "DateTime" and #text == 10 and text .. "T00:00:00" or text
end


-- Whether everything in a column can be said as of that type.
local function fits(units, column, type)
  local pattern = schema.elements[type .. "Value"].says
  for _, cell in ipairs(units:column(column)) do
    local text = cell ~= na and said(cell, type)
    if text and not (text:find(pattern) and (type ~= "Float" or #text <= MOST_DIGITS)) then
      return false
    end
  end
  return true
end


local function first_fitting(units, column, ...)
  for _, type in ipairs { ... } do
    if fits(units, column, type) then return type end
  end
  return "Text"
end


-- ---- variables ----

-- Whether all units of a source say the same in a column.
local function is_of_sources(units, column)
  local sources = units.types.source and units:column "source" or {}
  local values = {}
  for i, cell in ipairs(units:column(column)) do
    local source = sources[i] or na
    if values[source] == nil then values[source] = cell end
    if values[source] ~= cell then return false end
  end
  return true
end


-- Those that a project came with, by their columns.
local function known_by_column(p)
  local list, of = {}, {}
  for _, row in ipairs(p.extras.Variable) do
    local column = names.column(row.name)
    if not of[column] then
      of[column] = { name = row.name, column = column, guid = row.guid,
        line = row.inside, type = row.inside:match 'typeOfVariable="(%a+)"' }
      list[#list + 1] = of[column]
    end
  end
  return list, of
end


local function with_type(variable, units)
  local usual = type_of[units.types[variable.column]]
  local type = first_fitting(units, variable.column, variable.type or usual, usual)
  if variable.line and type ~= variable.type then
    variable.line = variable.line:gsub('typeOfVariable="%a+"',
      ('typeOfVariable="%s"'):format(type))
  end
  variable.type, variable.is_used = type, true
end


-- The variables of a project, those first that it came with.
function variables.of(p, units)
  local list, of = known_by_column(p)
  for _, column in ipairs(units.names) do
    if names.roles[column] then goto next end
    if not is_of_sources(units, column) then
      p:lose(("what the column \"%s\" says of units of the same source")
        :format(column))
      goto next
    end
    if not of[column] then
      of[column] = { name = column, column = column,
        guid = guids.of_name("variable", column) }
      list[#list + 1] = of[column]
    end
    with_type(of[column], units)
    ::next::
  end
  return list
end


function variables.lines(list)
  local lines = {}
  for i, variable in ipairs(list) do
    lines[i] = variable.line or ("<Variable%s/>"):format(xml.attributes(
      "guid", variable.guid, "name", variable.name,
      "typeOfVariable", variable.type))
  end
  return lines
end


-- What cases say already of their sources: the escaped text of each value by
-- the GUIDs of source and variable.
function variables.of_cases(p)
  local of = {}
  for _, row in ipairs(p.extras.Case) do
    for source in row.inside:gmatch '<SourceRef targetGUID="([^"]+)"' do
      for variable, value in row.inside:gmatch('<VariableValue><VariableRef '
        .. 'targetGUID="([^"]+)"/><%a+>([^<]*)<') do
        of[source .. variable] = of[source .. variable] or value
      end
    end
  end
  return of
end


-- Gives the element of a source what its columns say, by a unit of it.
function variables.put(p, node, source, unit)
  for _, variable in ipairs(p.variables) do
    local cell = variable.is_used and unit[variable.column]
    if variable.is_used and cell ~= na and cell ~= nil then
      local value = xml.escaped(said(cell, variable.type))
      if p.case_values[source .. variable.guid] ~= value then
        xml.put(node, "VariableValue", ("<VariableValue><VariableRef targetGUID="
          .. '"%s"/><%sValue>%s</%sValue></VariableValue>'):format(variable.guid,
          variable.type, value, variable.type))
      end
    end
  end
end


return variables

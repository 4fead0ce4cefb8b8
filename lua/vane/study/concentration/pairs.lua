-- Linkages by region: pairs of classes that stand in the same record, in each
-- of the record's regions.

local fail = require "vane.base.fail"
local typed = require "vane.study.typed"

local WORD = "concentration"
local LARGEST = 1000  -- classes of a record; more are an error of the data
local JOINT = " + "

local function add_once(list, value)
  if list[value] then return end
  list[value] = true
  list[#list + 1] = value
end


-- By record, in order of appearance: its classes, its regions, its year.
local function records_of(f, opts)
  local records, by_id = {}, {}
  local ids, regions = f:column(opts.record), f:column(opts.region)
  local classes = f:column(opts.class)
  local years = opts.year and f:column(opts.year)
  for i, id in ipairs(ids) do
    local record = by_id[id]
    if not record then
      record = { id = id, n_rows = 0, classes = {}, regions = {},
        year = years and years[i] }
      by_id[id], records[#records + 1] = record, record
    end
    record.n_rows = record.n_rows + 1
    add_once(record.classes, tostring(classes[i]))
    add_once(record.regions, regions[i])
  end
  return records
end


local function add_pairs(columns, record, opts)
  table.sort(record.classes)
  for i, a in ipairs(record.classes) do
    for j = i + 1, #record.classes do
      for _, region in ipairs(record.regions) do
        local k = #columns.record + 1
        columns.record[k], columns.region[k] = record.id, region
        columns.class[k] = a .. JOINT .. record.classes[j]
        if opts.year then columns.year[k] = record.year end
      end
    end
  end
end


local function check_size(record)
  if #record.classes > LARGEST then
    fail("%s: the record %s has %d classes, and %d are the most that linkages "
      .. "are made of; see whether 'record' is the right column", WORD,
      tostring(record.id), #record.classes, LARGEST)
  end
end


-- A row for each pair, region and record, and how many rows of records with
-- one class there were.
return function(f, opts)
  local columns = { record = {}, region = {}, class = {}, year = {} }
  local n_single = 0
  for _, record in ipairs(records_of(f, opts)) do
    check_size(record)
    if #record.classes < 2 then n_single = n_single + record.n_rows end
    add_pairs(columns, record, opts)
  end
  local list, types = {}, { [opts.class] = "text" }
  for _, option in ipairs { "record", "region", "class", "year" } do
    local name = opts[option]
    if name then
      list[#list + 1] = { name, columns[option] }
      types[name] = types[name] or f.types[name]
    end
  end
  return typed(list, types, f.source), n_single
end

-- The codes of a coding as elements of XML, each below the one above it.

local text_file = require "vane.core.text_file"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local guids = require "vane.data.refi.guids"
local plain_rows = require "vane.data.plain_rows"
local xml = require "vane.data.refi.xml"

local na = base.na

local attributes = xml.attributes

local DEEPEST <const> = 150  -- codes one below the other

local ORIGIN = "vane " .. base.version

local UNSAYABLE <const> = "characters that XML cannot hold, written as ?"


-- Whether one gets from a code up to one that stands at the top, in so few steps
-- that readers of XML go along.
local function has_top(row, by_name)
  for _ = 1, DEEPEST do
    if not row then return true end
    row = by_name[row.parent or na]
  end
  return false
end


-- The codes at the top, lists of those below others, and how many stand at the
-- top only because they are in a circle, or too deep below others.
local function tree_of(c)
  local rows, by_name, below, top, n_loose = {}, {}, {}, {}, 0
  for _, row in ipairs(plain_rows(c:codes())) do
    rows[#rows + 1], by_name[row.code] = row, row
  end
  for _, row in ipairs(rows) do
    local parent = by_name[row.parent or na]
    if parent and not has_top(row, by_name) then parent, n_loose = nil, n_loose + 1 end
    local list = parent and (below[parent] or {}) or top
    if parent then below[parent] = list end
    list[#list + 1] = row
  end
  return top, below, n_loose
end


-- The last step of "a / b", where that is how names were told apart, and names
-- without the numbers that told them apart; `above` is the name so far.
local function own_name(row, above, extra)
  local name = row.code
  for _, front in ipairs { above or "", row.parent and row.parent ~= na and row.parent or "" } do
    front = front .. " / "
    if name:sub(1, #front) == front then
      name = name:sub(#front + 1)
      break
    end
  end
  if extra and name:gsub(" %(%d+%)$", "") == extra.name then return extra.name end
  return name
end


local function add_codes(around, list, p, above)
  for _, row in ipairs(list) do
    local extra = p.extras[p.guid_of[row.code]]
    extra = extra and extra.element == "Code" and extra
    local codable = not p.columns.codable or row.codable == na or row.codable
    local name = own_name(row, above, extra)
    local node = xml.node("Code", attributes("guid", p.guid_of[row.code],
      "name", name, "isCodable", codable and "true" or "false",
      "color", p.columns.colour and row.colour or nil))
    xml.put_description(node, p.columns.definition and row.definition)
    if extra then xml.put_lines(node, extra.inside) end
    xml.put_lines(node, p.refs["code\0" .. row.code])
    add_codes(node, p.below[row] or {}, p, above and above .. " / " .. name or name)
    xml.put(around, "Code", xml.text(node))
  end
end


local LOOSE <const> = "codes in a circle or too deep, which stand at the top"


-- The codes as one element in a list; none where there are none. `extras` are what
-- is known beside a coding, by GUID, `refs` what refers to notes; `lost` is told
-- what has no place.
local function codebook(c, extras, refs, lost)
  if c.n_codes == 0 then return {} end
  local top, below, n_loose = tree_of(c)
  lost[LOOSE] = n_loose
  local codes = xml.node "Codes"
  add_codes(codes, top, { below = below, columns = c:codes().types,
    extras = extras, refs = refs, guid_of = guids.of_column(c:codes(), "code", "code") })
  return { xml.text(codes) }
end


-- Sets of codes, as codebooks have them: of nothing else.
local function set_lines(extras)
  local lines, n_others = {}, 0
  for row in extras:each() do
    if row.element == "Set" then
      lines[#lines + 1] = row.inside:gsub("<MemberCode targetGUID", "<MemberCode guid")
        :gsub("<Member[SN]%a+ [^>]*/>", function()
          n_others = n_others + 1
          return ""
        end)
    end
  end
  return lines, n_others
end


-- Gives what it has no place for, as counts by what it is.
local function write_codebook(c, path, extras)
  if c.n_codes == 0 then
    fail("write: \"%s\": a codebook needs a code, and this coding has none", path)
  end
  xml.replaced()
  local extra_of, n_noted = {}, 0
  for row in extras:each() do
    if row.element == "Code" then
      extra_of[row.guid] = { element = "Code", name = row.name }
      n_noted = n_noted + (row.inside ~= na and 1 or 0)
    end
  end
  local sets, n_others = set_lines(extras)
  local lost = { ["codes that notes refer to"] = n_noted,
    ["members of sets that are no codes"] = n_others }
  text_file.write(path, table.concat({
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"' .. attributes("origin", ORIGIN)
      .. ">", table.concat(codebook(c, extra_of, {}, lost)),
    #sets > 0 and "<Sets>" .. table.concat(sets, "\n") .. "</Sets>" or "",
    "</CodeBook>\n" }, "\n"))
  lost[UNSAYABLE] = xml.replaced()
  return lost
end


return { codebook = codebook, write = write_codebook, ORIGIN = ORIGIN,
  UNSAYABLE = UNSAYABLE }

-- ScenarioWizard's files: .scw, a cross-impact matrix. Parts are divided by
-- lines that hold "#" alone: the descriptors and their variants, texts about
-- them, a part that was always empty, colours, another empty one, the
-- judgements, comments. What is not understood is kept and written back.

local fail = require "vane.base.fail"
local text_file = require "vane.core.text_file"

local scw = {}

local DESCRIPTORS, TEXTS, JUDGEMENTS = 1, 2, 6


-- ---- reading ----

local function lines_of(text)
  local lines = {}
  text = text:gsub("\r\n?", "\n"):gsub("\n*$", "\n")
  for line in text:gmatch "([^\n]*)\n" do
    lines[#lines + 1] = line
  end
  return lines
end


-- The lines between the dividers, each part with the number of its first.
local function parts_of(lines)
  local parts = { { first = 1 } }
  for i, line in ipairs(lines) do
    if line == "#" then
      parts[#parts + 1] = { first = i + 1 }
    else
      table.insert(parts[#parts], line)
    end
  end
  return parts
end


local function trim(text)
  return (text:match "^%s*(.-)%s*$")
end


-- { { name, variant, ... }, ... } and what stands before the first of them.
local function descriptors_of(path, part)
  local list, head = {}, {}
  for i, line in ipairs(part) do
    local name, variant = line:match "^&(.*)$", line:match "^%s*%-(.*)$"
    if name then
      list[#list + 1] = { trim(name) }
    elseif variant and #list > 0 then
      table.insert(list[#list], trim(variant))
    elseif #list == 0 then
      head[#head + 1] = line
    else
      fail("reading %s: line %d should be a variant, written -name, found %q",
        path, part.first + i - 1, line)
    end
  end
  if #list == 0 then
    fail("reading %s: there are no descriptors (lines that begin with &)", path)
  end
  return list, head
end


local function number_of_variants(descriptors)
  local n = 0
  for _, descriptor in ipairs(descriptors) do n = n + #descriptor - 1 end
  return n
end


local function row_of(path, line, number, n)
  local row = {}
  for cell in (line .. ","):gmatch "([^,]*)," do
    local value = tonumber(trim(cell))
    if not value then
      fail("reading %s: line %d, judgement %d should be a number, found %q",
        path, number, #row + 1, trim(cell))
    end
    row[#row + 1] = value
  end
  if #row ~= n then
    fail("reading %s: line %d has %d judgements, but there are %d variants",
      path, number, #row, n)
  end
  return row
end


local function judgements_of(path, part, n)
  local cells = {}
  for i, line in ipairs(part) do
    if trim(line) ~= "" then
      cells[#cells + 1] = row_of(path, line, part.first + i - 1, n)
    end
  end
  if #cells ~= n then
    fail("reading %s: there are %d lines of judgements, but %d variants",
      path, #cells, n)
  end
  return cells
end


-- What is said about descriptors ("&text") and variants, by their names;
-- nothing where the lines do not stand one for each.
local function texts_of(descriptors, part)
  local texts, i = {}, 0
  local function take(name, pattern)
    i = i + 1
    local text = part[i] and part[i]:match(pattern)
    if text and text ~= "" then texts[name] = text end
    return text ~= nil
  end
  for _, descriptor in ipairs(descriptors) do
    local name = descriptor[1]
    if not take(name, "^&%s*(.-)%s*$") then return {} end
    for k = 2, #descriptor do
      if not take(name .. "|" .. descriptor[k], "^%s*(.-)%s*$") then return {} end
    end
  end
  return i == #part and texts or {}
end


--- The descriptors with their variants, the cells, and the parts of the file
-- for writing it back, with what it says about descriptors and variants.
function scw.read(path, encoding)
  local parts = parts_of(lines_of(text_file.read(path, encoding)))
  if #parts < JUDGEMENTS then
    fail("reading %s: this is no ScenarioWizard matrix: %d parts divided by "
      .. "# were expected, found %d", path, JUDGEMENTS, #parts)
  end
  local descriptors, head = descriptors_of(path, parts[DESCRIPTORS])
  local n = number_of_variants(descriptors)
  return descriptors, judgements_of(path, parts[JUDGEMENTS], n),
    { head = head, parts = parts, texts = texts_of(descriptors, parts[TEXTS]) }
end


-- ---- writing ----

local function in_one_line(text)
  return ((text or ""):gsub("%s*\n%s*", " "))
end


local function text_lines(descriptors, texts)
  local lines = {}
  for _, descriptor in ipairs(descriptors) do
    lines[#lines + 1] = "&" .. in_one_line(texts[descriptor[1]])
    for k = 2, #descriptor do
      lines[#lines + 1] = " "
        .. in_one_line(texts[descriptor[1] .. "|" .. descriptor[k]])
    end
  end
  return lines
end


local function white(descriptors)
  local lines = {}
  for i = 1, number_of_variants(descriptors) do lines[i] = "FFFFFF" end
  return lines
end


local function descriptor_lines(descriptors, head)
  local lines = table.move(head, 1, #head, 1, {})
  for _, descriptor in ipairs(descriptors) do
    lines[#lines + 1] = "&" .. descriptor[1]
    for k = 2, #descriptor do lines[#lines + 1] = " -" .. descriptor[k] end
  end
  return lines
end


local function judgement_lines(cells)
  local lines = {}
  for i, row in ipairs(cells) do
    local list = {}
    for j, value in ipairs(row) do
      list[j] = (value < 0 and "%d " or " %d "):format(value)
    end
    lines[i] = table.concat(list, ",")
  end
  return lines
end


local function check_writable(path, cells)
  for _, row in ipairs(cells) do
    for _, value in ipairs(row) do
      if not math.tointeger(value) then
        fail("writing %s: ScenarioWizard knows whole judgements only, and one "
          .. "is %s; write a .csv instead", path, tostring(value))
      end
    end
  end
end


-- The parts of a file that says nothing more than this matrix, or of the one
-- that was read.
local function parts_for(descriptors, kept, texts)
  if kept then return table.move(kept.parts, 1, #kept.parts, 1, {}) end
  return { {}, text_lines(descriptors, texts or {}), {}, white(descriptors), {},
    {}, {}, {} }
end


--- Writes the matrix; `kept` is what scw.read gave, or nil, `texts` what is
-- said about descriptors and variants, or nil.
function scw.write(path, descriptors, cells, kept, texts)
  check_writable(path, cells)
  for i, row in ipairs(cells) do
    for j, value in ipairs(row) do cells[i][j] = math.tointeger(value) end
  end
  local parts = parts_for(descriptors, kept, texts)
  parts[DESCRIPTORS] = descriptor_lines(descriptors, kept and kept.head
    or { "$ ScenarioWizard 4.0", (path:match "[^/]*$") })
  parts[JUDGEMENTS] = judgement_lines(cells)
  local whole = {}
  for i, part in ipairs(parts) do
    whole[i] = #part > 0 and table.concat(part, "\n") .. "\n" or ""
  end
  text_file.write(path, table.concat(whole, "#\n"))
end


return scw

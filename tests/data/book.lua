-- Writes small spreadsheet files for the tests, part by part.

local zip = dofile "tests/data/zip.lua"

local head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
local main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
local doc = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
local package = "http://schemas.openxmlformats.org/package/2006/relationships"


local function relationships(list)
  local lines = {}
  for i, item in ipairs(list) do
    lines[i] = ('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>'):format(
      i, doc, item[1], item[2])
  end
  return ('%s<Relationships xmlns="%s">%s</Relationships>'):format(head,
    package, table.concat(lines))
end


-- A sheet of these rows of cells.
local function sheet(data)
  return ('%s<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>')
    :format(head, main, data)
end


local function workbook(names, properties)
  local lines = {}
  for i, name in ipairs(names) do
    lines[i] = ('<sheet name="%s" sheetId="%d" r:id="rId%d"/>'):format(name,
      i + 4, i)
  end
  return ('%s<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets>'
    .. '</workbook>'):format(head, main, doc, properties or "",
    table.concat(lines))
end


-- Cell formats by number: 0 plain, 1 day, 2 day and time, 3 [h]:mm, 4 0.00 %,
-- 5 a text in quotes that holds the letters of a date, 6 hh:mm.
local styles = head .. '<styleSheet xmlns="' .. main .. '"><numFmts>'
  .. '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
  .. '<numFmt numFmtId="165" formatCode="0.0&quot; days&quot;;[Red]-0.0"/>'
  .. '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
  .. '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
  .. '<xf numFmtId="46"/><xf numFmtId="10"/><xf numFmtId="165"/>'
  .. '<xf numFmtId="20"/></cellXfs></styleSheet>'


-- The parts of a file with these sheets, each { name =, data = rows of XML }
-- or a text of rows; `shared` is the XML of the shared texts.
local function parts(given)
  local sheets = given.sheets or { { name = "data", data = given.data } }
  local names, links, list = {}, {}, {}
  for i, one in ipairs(sheets) do
    names[i] = one.name
    links[i] = { one.kind or "worksheet", "worksheets/s" .. i .. ".xml" }
    list[i] = { name = "xl/worksheets/s" .. i .. ".xml",
      bytes = one.xml or sheet(one.data) }
  end
  links[#links + 1] = { "sharedStrings", "sharedStrings.xml" }
  links[#links + 1] = { "styles", "/xl/styles.xml" }
  local function add(name, bytes)
    list[#list + 1] = { name = name, bytes = bytes }
  end
  add("_rels/.rels", relationships { { "officeDocument", "xl/workbook.xml" } })
  add("xl/workbook.xml", workbook(names, given.properties))
  add("xl/_rels/workbook.xml.rels", relationships(links))
  add("xl/styles.xml", styles)
  add("xl/sharedStrings.xml", ('%s<sst xmlns="%s">%s</sst>'):format(head, main,
    given.shared or ""))
  return list
end


local function write(bytes)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "wb"))
  file:write(bytes)
  return path
end


return { parts = parts, sheet = sheet, zip = zip, write = write, head = head }

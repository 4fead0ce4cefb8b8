-- A frame as a spreadsheet file (.xlsx): the sheet with its rows, and one that
-- says where they came from. help stands at f:write.

local base = require "vane.core.base"
local core = require "vane.core.xlsx"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"

local HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
local MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
local DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
local PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
local TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

local MOST_NAME = 31  -- letters of a sheet's name
local ABOUT = "about"

-- In the order of VnStyle (core/data/xlsx/sheet_write.h).
local STYLES = HEAD .. '<styleSheet xmlns="' .. MAIN .. '"><numFmts count="1">'
  .. '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2">'
  .. '<font><sz val="11"/><name val="Calibri"/></font>'
  .. '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2">'
  .. '<fill><patternFill patternType="none"/></fill>'
  .. '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
  .. '<border><left/><right/><top/><bottom/><diagonal/></border></borders>'
  .. '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
  .. '</cellStyleXfs><cellXfs count="5">'
  .. '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
  .. '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
  .. '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" '
  .. 'applyNumberFormat="1"/>'
  .. '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" '
  .. 'applyNumberFormat="1"/>'
  .. '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
  .. '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
  .. '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
  .. '</styleSheet>'


local function escaped(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
    ['"'] = "&quot;" }))
end


local function relationships(list)
  local lines = {}
  for i, item in ipairs(list) do
    lines[i] = ('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>'):format(i, DOC,
      item[1], item[2])
  end
  return ('%s<Relationships xmlns="%srelationships">%s</Relationships>'):format(HEAD,
    PACKAGE, table.concat(lines))
end


local CONTENT_TYPES = HEAD .. '<Types xmlns="' .. PACKAGE .. 'content-types">'
  .. '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
  .. 'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
  .. ('<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>')
    :format(TYPE)
  .. ('<Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/>')
    :format(TYPE)
  .. ('<Override PartName="/xl/worksheets/sheet2.xml" ContentType="%sworksheet+xml"/>')
    :format(TYPE)
  .. ('<Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/></Types>')
    :format(TYPE)


local function workbook(sheet)
  return ('%s<workbook xmlns="%s" xmlns:r="%s"><sheets>'
    .. '<sheet name="%s" sheetId="1" r:id="rId1"/>'
    .. '<sheet name="%s" sheetId="2" r:id="rId2"/></sheets></workbook>'):format(HEAD,
    MAIN, DOC, escaped(sheet), ABOUT)
end


-- ---- where the rows came from ----

local function moment()
  local told = tonumber(os.getenv "SOURCE_DATE_EPOCH")
  return os.date("!%Y-%m-%d %H:%M UTC", told and math.tointeger(told) or os.time())
end


local function about_sheet(f, notes)
  local what, said = {}, {}
  local function add(name, text)
    what[#what + 1], said[#said + 1] = name, text
  end
  for _, sentence in ipairs(notes) do add("note", sentence) end
  add("source", f.source or "not told")
  add("rows", tostring(f.n_rows))
  for _, name in ipairs(f.names) do add("column " .. name, f.types[name]) end
  local at = base.at()
  if at ~= "" then add("written at", at) end
  add("written by", ("vane %s on %s"):format(base.version, moment()))
  return frames.of({ "what", "says" }, { what, said })
end


-- ---- writing ----

local writing = {
  sheet = { kind = "string", default = "data" },
  notes = { kind = { "string", "table" } },
}


local function check_sheet(name)
  local letters = utf8.len(name)
  if not letters or letters == 0 or letters > MOST_NAME or name:find "[%[%]:%*%?/\\%c]"
    or name:find "^'" or name:find "'$" or name:lower() == ABOUT then
    fail("write: option 'sheet' should be a name of at most %d letters without "
      .. "[ ] : * ? / \\, and not \"%s\", which is the second sheet; found %q", MOST_NAME,
      ABOUT, name)
  end
end


local function notes_of(given)
  local list = type(given) == "string" and { given } or given or {}
  for _, sentence in ipairs(list) do
    if type(sentence) ~= "string" then
      fail("write: option 'notes' should be a text or a list of texts, found %s in it",
        check.found(sentence))
    end
  end
  return list
end


return function(f, path, given)
  local opts = check("write", given, writing)
  check_sheet(opts.sheet)
  local n = core.write(path, {
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
    "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
  }, {
    CONTENT_TYPES, relationships { { "officeDocument", "xl/workbook.xml" } },
    workbook(opts.sheet), relationships { { "worksheet", "worksheets/sheet1.xml" },
      { "worksheet", "worksheets/sheet2.xml" }, { "styles", "styles.xml" } },
    STYLES, f, about_sheet(f, notes_of(opts.notes)),
  })
  if n > 0 then
    note(("%s: %d cell%s stand%s as text: a spreadsheet has no days before 1900-03-01 "
      .. "and loses digits of integers beyond 2^53"):format(path, n, n == 1 and "" or "s",
      n == 1 and "s" or ""))
  end
end

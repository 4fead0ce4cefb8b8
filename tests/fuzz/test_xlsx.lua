-- Spreadsheet files with something wrong in them: a frame or a sentence comes
-- of each, and nothing else. VANE_FUZZ=100 tries a hundred times as many.

local book = dofile "tests/data/book.lua"
local xlsx = require "vane.data.xlsx"

local times = tonumber(os.getenv "VANE_FUZZ" or 1)


local good = book.parts {
  shared = "<si><t>name</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>",
  properties = '<workbookPr date1904="0"/>',
  data = [[<row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c>
    <c r="B1" t="str"><v>n</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c>
    <c r="D1" t="str"><v>day</v></c><c r="E1" t="str"><v>flag</v></c></row>
    <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12</v></c><c r="C2">
    <f>1/4</f><v>0.25</v></c><c r="D2" s="1"><v>42004</v></c>
    <c r="E2" t="b"><v>1</v></c></row><row><c t="e"><v>#N/A</v></c>
    <c><f>A1</f></c><c t="d"><v>2014-12-31T10:00:00</v></c><c s="3"><v>1.5</v></c>
    </row></sheetData><mergeCells/><sheetData>]],
}

local spoil = dofile "tests/fuzz/spoil.lua" (1, { "<", ">", "/>", "</", "&",
  "&amp;", "&#0;", "&#x10FFFF;", '"', "'", "<!--", "-->", "<![CDATA[", "]]>",
  "<?x ?>", "<!DOCTYPE", "\0", "\xff", "<row>", "<c>", "<v>", "<is>", "<si>",
  "<t>", ' r="XFD1048576"', ' t="s"', ' s="99"', "-1", "99999999999999999999",
  "1e308", "1e-400", "nan", "../", ("9"):rep(500), ("<a>"):rep(300), "_x0000_",
  "_xD800_", "é", " ", "\n" })


local path = os.tmpname()

local function try(bytes)
  local file <close> = assert(io.open(path, "wb"))
  file:write(bytes)
  file:close()
  local ok, found = pcall(xlsx.read, path)
  if ok then return tostring(found) end
  if not found:find(('reading "%s": '):format(path), 1, true) then
    error("no sentence of ours: " .. found, 0)
  end
end


test("parts with anything in them give a frame or a sentence", function()
  for _ = 1, 2000 * times do
    local parts = {}
    for i, part in ipairs(good) do
      parts[i] = { name = part.name, bytes = part.bytes }
    end
    local one = parts[spoil.random(#parts)]
    one.bytes = spoil(one.bytes)
    try(book.zip(parts))
  end
end)

test("archives with anything in them give a frame or a sentence", function()
  local bytes = book.zip(good)
  for _ = 1, 500 * times do try(spoil(bytes)) end
end)

os.remove(path)

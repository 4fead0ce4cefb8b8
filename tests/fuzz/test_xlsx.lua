-- Spreadsheet files with something wrong in them: a frame or a sentence comes
-- of each, and nothing else. VANE_FUZZ=100 tries a hundred times as many.

local book = dofile "tests/data/book.lua"
local xlsx = require "vane.data.xlsx"

local times = tonumber(os.getenv "VANE_FUZZ" or 1)


local state = 1

-- A whole number from 1 to n, the same ones in every run.
local function random(n)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % n + 1
end


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

local pieces = { "<", ">", "/>", "</", "&", "&amp;", "&#0;", "&#x10FFFF;", '"',
  "'", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "<!DOCTYPE", "\0", "\xff",
  "<row>", "<c>", "<v>", "<is>", "<si>", "<t>", ' r="XFD1048576"', ' t="s"',
  ' s="99"', "-1", "99999999999999999999", "1e308", "1e-400", "nan", "../",
  ("9"):rep(500), ("<a>"):rep(300), "_x0000_", "_xD800_", "é", " ", "\n" }


local function spoil(bytes)
  local at = random(#bytes + 1)
  local upto = at + random(8) - 2
  local kind = random(5)
  if kind == 1 then return bytes:sub(1, at - 1) .. bytes:sub(upto + 1) end
  if kind == 2 then
    local from = random(#bytes)
    return bytes:sub(1, at - 1) .. bytes:sub(from, from + random(80))
      .. bytes:sub(at)
  end
  local piece = kind == 3 and string.char(random(256) - 1)
    or pieces[random(#pieces)]
  return bytes:sub(1, at - 1) .. piece .. bytes:sub(kind == 4 and at or upto + 1)
end


local function spoil_often(bytes)
  for _ = 1, random(3) do bytes = spoil(bytes) end
  return bytes
end


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
    local one = parts[random(#parts)]
    one.bytes = spoil_often(one.bytes)
    try(book.zip(parts))
  end
end)

test("archives with anything in them give a frame or a sentence", function()
  local bytes = book.zip(good)
  for _ = 1, 500 * times do try(spoil_often(bytes)) end
end)

os.remove(path)

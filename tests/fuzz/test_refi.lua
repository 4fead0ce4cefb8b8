-- Projects with something wrong in them: a coding or a sentence comes of
-- each, and nothing else. VANE_FUZZ=100 tries a hundred times as many.

local files = dofile "tests/data/files.lua"
local project = dofile "tests/data/project.lua"

local times = tonumber(os.getenv "VANE_FUZZ" or 1)

local state = 1

-- A whole number from 1 to n, the same ones in every run.
local function random(n)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % n + 1
end


local good = project.xml {
  users = project.user(1, "ann") .. project.user(2, "bob"),
  codes = project.code(10, "x", project.code(11, "y")),
  variables = '<Variable guid="' .. project.guid(50)
    .. '" name="date" typeOfVariable="Date"/>',
  sources = project.text(20, "t", project.selection(30, 0, 4,
    project.coding(40, 10, 1) .. project.coding(41, 11, 2), "four")
    .. project.coding(42, 10) .. '<VariableValue><VariableRef targetGUID="'
    .. project.guid(50) .. '"/><DateValue>2014-01-01</DateValue></VariableValue>')
    .. '<PDFSource guid="' .. project.guid(21) .. '" name="q"><PDFSelection '
    .. 'guid="' .. project.guid(31) .. '" page="0"><Representation guid="'
    .. project.guid(22) .. '"><PlainTextContent>abc</PlainTextContent>'
    .. project.selection(32, 0, 2) .. "</Representation>"
    .. project.coding(43, 11) .. "</PDFSelection></PDFSource>",
}

local pieces = { "<", ">", "/>", "</", "&", "&amp;", "&#0;", "&#x10FFFF;", '"',
  "'", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "<!DOCTYPE", "\0", "\xff",
  "<Coding>", "<CodeRef/>", "<Code/>", "<TextSource>", "<PlainTextSelection>",
  "</Sources>", "<Representation>", "<VariableValue>", "<Case>", "<SourceRef/>",
  ' startPosition="-1"', ' endPosition="99999999999999999999"', ' guid=""',
  ' name=""', "-1", "nan", "../", ("9"):rep(500), ("<Code>"):rep(300), "é",
  "😀", "\r\n", "\n" }


local function spoil(bytes)
  local at, n = random(#bytes + 1), random(12)
  local piece = random(3) == 1 and bytes:sub(random(#bytes), random(#bytes))
    or pieces[random(#pieces)]
  return bytes:sub(1, at - 1) .. piece .. bytes:sub(at + n)
end


local function spoilt(bytes)
  for _ = 1, random(4) do bytes = spoil(bytes) end
  return bytes
end


local function try(bytes, ending)
  files.with(bytes, function(path)
    local ok, c = pcall(coding.read, path)
    if ok then
      assert(#tostring(c) > 0 and c:use() and c:losses())
      pcall(c.write, c, path .. ".qdpx")
      os.remove(path .. ".qdpx")
    else
      assert(not tostring(c):find "%.lua:%d+: attempt", c)
    end
  end, ending)
end


test("a spoilt project becomes a coding or a sentence", function()
  for _ = 1, 150 * times do try(spoilt(good), ".qde") end
end)

test("a spoilt archive becomes a coding or a sentence", function()
  local texts = { ["sources/20.txt"] = "fourteen\r\nletters" }
  for _ = 1, 50 * times do
    try(project.pack(spoilt(good), texts), ".qdpx")
    try(spoilt(project.pack(good, texts)), ".qdpx")
  end
end)

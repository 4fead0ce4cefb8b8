-- Projects for exchange, made for tests: XML from a few parts, and archives.

local files = dofile "tests/data/files.lua"
local zip = dofile "tests/data/zip.lua"

local project = {}


-- GUID number n.
function project.guid(n)
  return ("%08X-0000-4000-8000-000000000000"):format(n)
end


-- The XML of a project; `p` has the insides of its elements, all optional.
function project.xml(p)
  local function part(name, inside)
    return inside and ("<%s>%s</%s>"):format(name, inside, name) or ""
  end
  return (p.head or '<?xml version="1.0" encoding="utf-8"?>')
    .. ('<Project xmlns="%s" name="p">'):format(p.namespace
      or "urn:QDA-XML:project:1.0")
    .. part("Users", p.users)
    .. (p.codes and "<CodeBook><Codes>" .. p.codes .. "</Codes></CodeBook>" or "")
    .. part("Variables", p.variables) .. part("Cases", p.cases)
    .. part("Sources", p.sources) .. (p.more or "") .. "</Project>"
end


-- A code, and those below it.
function project.code(n, name, below)
  return ('<Code guid="%s" name="%s" isCodable="true">%s</Code>'):format(
    project.guid(n), name, below or "")
end


function project.user(n, name)
  return ('<User guid="%s" name="%s"/>'):format(project.guid(n), name)
end


function project.coding(n, code, user)
  return ('<Coding guid="%s"%s><CodeRef targetGUID="%s"/></Coding>'):format(
    project.guid(n), user and (' creatingUser="%s"'):format(project.guid(user))
    or "", project.guid(code))
end


function project.selection(n, from, to, inside, name)
  return ('<PlainTextSelection guid="%s" startPosition="%d" endPosition="%d"'
    .. ' name="%s">%s</PlainTextSelection>'):format(project.guid(n), from, to,
    name or "", inside or "")
end


function project.text(n, name, inside, attributes)
  return ('<TextSource guid="%s" name="%s" %s>%s</TextSource>'):format(
    project.guid(n), name, attributes
    or ('plainTextPath="internal://%d.txt"'):format(n), inside or "")
end


-- The archive: the project, and texts by their names.
function project.pack(xml, texts, name)
  local entries = { { name = name or "project.qde", bytes = xml } }
  for file, text in pairs(texts or {}) do
    entries[#entries + 1] = { name = file, bytes = text }
  end
  return zip(entries)
end


-- f(coding.read of a file with those bytes, its path).
function project.reading(bytes, f, ending)
  files.with(bytes, function(path) f(coding.read(path), path) end,
    ending or ".qde")
end


-- A file of an archive; when none is named, the project.
function project.unpacked(path, name)
  if not os.execute "command -v unzip >/dev/null" then skip "unzip is not installed" end
  local pipe <close> = io.popen(("unzip -p %s %s"):format(path, name or "project.qde"))
  return pipe:read "a"
end


-- Where the schemas of the standard stand, and samples of projects.
project.SAMPLES = "../shared/refi-qda/"

project.can_validate = os.execute(("test -r %sProject.xsd && command -v xmllint >/dev/null")
  :format(project.SAMPLES))


-- Whether XML is as a schema of the standard wants it; where there is nothing to
-- validate by, which a test of its own tells, nothing speaks against it.
function project.is_valid(xml, schema)
  if not project.can_validate then return true end
  return files.with(xml, function(path)
    return os.execute(("xmllint --noout --schema %s%s %s 2>/dev/null"):format(
      project.SAMPLES, schema or "Project.xsd", path)) == true
  end, ".xml")
end


-- How often the report of losses names something.
function project.loss(c, what)
  for row in c:losses():each() do
    if row.what:find(what, 1, true) then return row.n end
  end
  return 0
end


return project

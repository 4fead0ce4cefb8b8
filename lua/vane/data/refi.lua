-- Projects and codebooks of programs for qualitative analysis (REFI-QDA 1.5,
-- qdasoftware.org): from their XML to the tables a coding is made of, and
-- what could not be carried over.

local core = require "vane.core.refi"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local fail = require "vane.base.fail"
local texts = require "vane.data.refi_text"

local na = base.na

local NAMESPACES = { ["urn:QDA-XML:project:1.0"] = true,
  ["urn:QDA-XML:codebook:1.0"] = true }

-- The attributes that are kept of each element.
local dated = { "guid", "name", "creatingUser", "creationDateTime" }
local kept = {
  User = { "guid", "name" },
  Code = { "guid", "name", "isCodable", "color" },
  TextSource = { "guid", "name", "plainTextPath", "creatingUser" },
  Representation = { "guid", "name", "plainTextPath", "creatingUser" },
  TextDescription = { "guid", "name", "plainTextPath", "creatingUser" },
  Transcript = { "guid", "name", "plainTextPath", "creatingUser" },
  PictureSource = dated, PDFSource = dated, AudioSource = dated,
  VideoSource = dated,
  PlainTextSelection = { "guid", "name", "creatingUser", "startPosition",
    "endPosition" },
  PictureSelection = dated, AudioSelection = dated, VideoSelection = dated,
  TranscriptSelection = dated,
  PDFSelection = { "guid", "name", "creatingUser", "page" },
  Coding = dated,
  CodeRef = { "targetGUID" }, SourceRef = { "targetGUID" },
  VariableRef = { "targetGUID" },
  Variable = { "guid", "name", "typeOfVariable" },
  Case = { "guid", "name" },
}

-- What a coding has no place for, as the report of losses calls it.
local lost = { Note = "notes", Link = "links", Set = "sets", Graph = "graphs",
  SyncPoint = "points of transcripts", NoteRef = "references to notes" }


-- ---- one name for each thing ----

-- GUIDs come with and without braces, in small letters and capitals.
local function plain_guid(guid)
  return guid and guid:gsub("[{}]", ""):upper() or nil
end


-- The name, or the name with a number behind it where it is taken.
local function unused(name, taken)
  local own, n = name, 1
  while taken[own] do
    n = n + 1
    own = ("%s (%d)"):format(name, n)
  end
  taken[own] = true
  return own
end


-- Names of several codes are told apart by those above them.
local function path_of(code)
  local names = {}
  while code do
    table.insert(names, 1, code.name)
    code = code.parent
  end
  return table.concat(names, " / ")
end


local function name_codes(codes)
  local times, taken = {}, {}
  for _, code in ipairs(codes) do
    times[code.name] = (times[code.name] or 0) + 1
  end
  for _, code in ipairs(codes) do
    local name = times[code.name] > 1 and path_of(code) or code.name
    code.label = unused(name, taken)
  end
end


-- ---- what elements say ----

-- p: the project as it comes in. Handlers get it, the element and the one
-- around it, when an element opens or closes.
local opens, closes = {}, {}


function opens.User(p, e)
  p.users[#p.users + 1] = e
  p.user_of[plain_guid(e.guid) or ""] = e
end


function opens.Code(p, e, around)
  e.parent = around and around.is == "Code" and around or nil
  e.name = e.name or "(no name)"
  p.codes[#p.codes + 1] = e
  p.code_of[plain_guid(e.guid) or ""] = e
end


local function open_source(p, e)
  e.values = {}
  e.kind = e.is:match "^(%u%l+)Source$" or e.is:match "^(%u+)Source$"
  e.kind = (e.kind or "?"):lower()
  p.sources[#p.sources + 1] = e
  p.source_of[plain_guid(e.guid) or ""] = e
  e.text_owner = e
end


for _, kind in ipairs { "Text", "Picture", "PDF", "Audio", "Video" } do
  opens[kind .. "Source"] = open_source
end


-- A text that belongs to a source of another kind.
local function open_text(_, e, around)
  e.source = around and (around.source or (around.values and around)) or nil
  e.text_owner = e
end

opens.Representation, opens.TextDescription = open_text, open_text
opens.Transcript = open_text


local function open_selection(p, e, around)
  e.source = around and (around.source or (around.values and around)) or nil
  e.owner = around and around.text_owner
  e.kind = e.is:match "^(%a+)Selection$":lower()
  p.units[#p.units + 1] = e
  e.codings = {}
  e.startPosition = math.tointeger(tonumber(e.startPosition))
  e.endPosition = math.tointeger(tonumber(e.endPosition))
end


for _, kind in ipairs { "PlainText", "Picture", "PDF", "Audio", "Video",
  "Transcript" } do
  opens[kind .. "Selection"] = open_selection
end


-- The unit that stands for a whole source.
local function whole(p, source)
  if not source.unit then
    source.unit = { is = "Source", kind = "source", source = source,
      codings = {}, name = source.name, creatingUser = source.creatingUser }
    p.units[#p.units + 1] = source.unit
  end
  return source.unit
end


function opens.Coding(p, e, around)
  local unit = around and around.codings and around
    or around and around.values and whole(p, around)
    or around and around.source and whole(p, around.source)
  if unit then
    unit.codings[#unit.codings + 1] = e
    p.n_codings = p.n_codings + 1
  end
end


function opens.CodeRef(p, e, around)
  if around and around.is == "Coding" then around.code = e.targetGUID
  else p:lose "codes of cases and sets" end
end


function opens.Variable(p, e)
  p.variable_of[plain_guid(e.guid) or ""] = e
end


function opens.Case(p, e)
  e.values, e.sources = {}, {}
  p.cases[#p.cases + 1] = e
end


function opens.SourceRef(_, e, around)
  if around and around.sources then
    around.sources[#around.sources + 1] = e.targetGUID
  end
end


function opens.VariableRef(_, e, around)
  if around then around.variable = e.targetGUID end
end


function closes.VariableValue(p, e, around)
  local variable = p.variable_of[plain_guid(e.variable) or ""]
  if not (around and around.values and variable and e.value) then
    return p:lose "values of variables without a place"
  end
  around.values[variable.name or "?"] = e.value
end


for _, kind in ipairs { "Text", "Boolean", "Integer", "Float", "Date",
  "DateTime" } do
  closes[kind .. "Value"] = function(_, e, around)
    if around then around.value = table.concat(e.says or {}) end
  end
end


function closes.Description(_, e, around)
  if around then around.definition = table.concat(e.says or {}) end
end


function closes.PlainTextContent(_, e, around)
  if around then around.content = table.concat(e.says or {}) end
end


-- ---- reading the stream ----

local function new_project()
  return {
    users = {}, user_of = {}, codes = {}, code_of = {}, sources = {},
    source_of = {}, units = {}, variable_of = {}, cases = {}, n_codings = 0,
    losses = {},
    lose = function(p, what, n)
      p.losses[what] = (p.losses[what] or 0) + (n or 1)
    end,
  }
end


local function element(reader, name)
  local e = { is = name }
  for _, attribute in ipairs(kept[name] or {}) do
    e[attribute] = core.attribute(reader, attribute)
  end
  return e
end


local function check_root(reader, p, name, path)
  if name ~= "Project" and name ~= "CodeBook" then
    fail("%s: the file begins with <%s>; a project begins with <Project>, a "
      .. "codebook with <CodeBook>", path, name)
  end
  p.origin = core.attribute(reader, "origin")
  p.is_ours = p.origin ~= nil and p.origin:find "^vane " ~= nil
  if not NAMESPACES[core.namespace(reader)] then
    p:lose(("the namespace \"%s\", which is none of the standard's")
      :format(core.namespace(reader)))
  end
end


local function open_element(reader, p, stack, name, path)
  if #stack == 0 then check_root(reader, p, name, path) end
  local e = element(reader, name)
  if lost[name] then p:lose(lost[name]) end
  if opens[name] then opens[name](p, e, stack[#stack]) end
  stack[#stack + 1] = e
end


local function close_element(p, stack, name)
  local e = table.remove(stack)
  if closes[name] then closes[name](p, e, stack[#stack]) end
end


local function read_stream(reader, path)
  local p, stack = new_project(), {}
  for event, said in function() return core.next(reader) end do
    local e = stack[#stack]
    if event == "opens" then open_element(reader, p, stack, said, path)
    elseif event == "closes" then close_element(p, stack, said)
    elseif closes[e.is] then
      e.says = e.says or {}
      e.says[#e.says + 1] = said
    end
  end
  return p
end


-- ---- tables ----

local function or_na(value)
  if value == nil or value == "" then return na end
  return value
end


local function code_frame(p)
  name_codes(p.codes)
  local lists = { {}, {}, {}, {}, {}, {} }
  for i, code in ipairs(p.codes) do
    lists[1][i] = code.label
    lists[2][i] = code.parent and code.parent.label or na
    lists[3][i] = code.isCodable ~= "false" and code.isCodable ~= "0"
    lists[4][i] = or_na(code.color)
    lists[5][i] = or_na(code.definition)
    lists[6][i] = or_na(plain_guid(code.guid))
  end
  return frames.of({ "code", "parent", "codable", "colour", "definition",
    "guid" }, lists, { code = "text", parent = "text", codable = "logical",
    colour = "text", definition = "text", guid = "text" })
end


-- The user that made a coding, else its unit, else its source.
local function coder_of(p, coding, unit)
  local source, owner = unit.source, unit.owner
  for _, guid in ipairs { coding.creatingUser or false,
    unit.creatingUser or false, owner and owner.creatingUser or false,
    source and source.creatingUser or false } do
    local user = guid and p.user_of[plain_guid(guid)]
    if user then return user.label end
  end
  p.unknown = true
  return "unknown"
end


local function name_users(p)
  local taken = {}
  for _, user in ipairs(p.users) do
    user.label = unused(user.name and user.name ~= "" and user.name
      or "(no name)", taken)
  end
end


local function coder_frame(p)
  local names, guids = {}, {}
  for i, user in ipairs(p.users) do
    names[i], guids[i] = user.label, or_na(plain_guid(user.guid))
  end
  local known = {}
  for _, name in ipairs(names) do known[name] = true end
  if p.unknown and not known.unknown then
    names[#names + 1], guids[#guids + 1] = "unknown", na
  end
  return frames.of({ "coder", "guid" }, { names, guids },
    { coder = "text", guid = "text" })
end


-- What cases say of their sources counts where a source says nothing itself.
local function spread_cases(p)
  for _, case in ipairs(p.cases) do
    for _, guid in ipairs(case.sources) do
      local source = p.source_of[plain_guid(guid)]
      for name, value in pairs(source and case.values or {}) do
        if source.values[name] == nil then source.values[name] = value end
      end
    end
  end
end


local function name_sources(p)
  local taken = {}
  for _, source in ipairs(p.sources) do
    source.label = unused(source.name or "(no name)", taken)
  end
end


-- "Mabel.txt 0-410", "report.pdf page 2", "speech.mp3"; what we wrote
-- ourselves has the unit's own name.
local function unit_label(p, unit)
  if p.is_ours and unit.kind ~= "source" then return unit.name end
  local source = unit.source and unit.source.label or "(no source)"
  if unit.startPosition and unit.endPosition then
    return ("%s %d-%d"):format(source, unit.startPosition, unit.endPosition)
  end
  if unit.page then return ("%s page %s"):format(source, unit.page) end
  return unit.kind == "source" and source or source .. " " .. unit.kind
end


local roles = { unit = true, source = true, coder = true, code = true,
  kind = true, start = true, finish = true, text = true, memo = true,
  guid = true, source_guid = true }


-- The variables' names, sorted; those that a column is called already get a
-- stroke behind them.
local function variable_names(p)
  local known, list = {}, {}
  for _, source in ipairs(p.sources) do
    for name in pairs(source.values) do
      if not known[name] then
        known[name] = roles[name:lower()] and name .. "_" or name
        list[#list + 1] = name
      end
    end
  end
  table.sort(list)
  return list, known
end


-- A row for each coding; one without a code for each unit without any.
local function rows_of(p)
  local variables, called = variable_names(p)
  local names = { "unit", "source", "coder", "code", "kind", "start", "finish",
    "text", "memo", "guid", "source_guid" }
  local fixed, lists = #names, {}
  for _, name in ipairs(variables) do names[#names + 1] = called[name] end
  for j = 1, #names do lists[j] = {} end
  local n, taken = 0, {}

  local function add(unit, coder, code)
    n = n + 1
    local source = unit.source
    local cells = { unit.label, or_na(source and source.label), coder, code,
      unit.kind, or_na(unit.startPosition), or_na(unit.endPosition),
      or_na(unit.text), or_na(unit.definition), or_na(plain_guid(unit.guid)),
      or_na(source and plain_guid(source.guid)) }
    for j = 1, fixed do lists[j][n] = cells[j] end
    for j, name in ipairs(variables) do
      lists[fixed + j][n] = or_na(source and source.values[name])
    end
  end

  for _, unit in ipairs(p.units) do
    local label = unit_label(p, unit)
    unit.label = p.is_ours and label or unused(label, taken)
    local n_before = n
    for _, coding in ipairs(unit.codings) do
      local code = p.code_of[plain_guid(coding.code) or ""]
      if code then add(unit, coder_of(p, coding, unit), code.label)
      else p:lose "codings whose code is not in the codebook" end
    end
    if n == n_before then add(unit, coder_of(p, {}, unit), na) end
  end
  local types = {}
  for j = 1, fixed do
    types[names[j]] = (names[j] == "start" or names[j] == "finish")
      and "integer" or "text"
  end
  return frames.of(names, lists, types)
end


-- Sources that nobody selected anything in are none of the coding's.
local function count_idle(p)
  local used = {}
  for _, unit in ipairs(p.units) do used[unit.source or 0] = true end
  for _, source in ipairs(p.sources) do
    if not used[source] then p:lose "sources without a unit" end
  end
end


local function check_dates(f)
  local days = f.types.date == "text" and f:column "date" or {}
  for i, day in ipairs(days) do
    if day ~= na then
      local whole_day = day:match "^(%d%d%d%d%-%d%d%-%d%d)T?"
      if not whole_day then return f end
      days[i] = whole_day
    end
  end
  if #days == 0 then return f end
  local ok, dated_frame = pcall(f.with, f, { { "date", days } },
    { types = { date = "date" } })
  return ok and dated_frame or f
end


local function loss_frame(p)
  local whats, counts = {}, {}
  for what in pairs(p.losses) do whats[#whats + 1] = what end
  table.sort(whats)
  for i, what in ipairs(whats) do counts[i] = p.losses[what] end
  return frames.of({ "what", "n" }, { whats, counts },
    { what = "text", n = "integer" })
end


-- The tables of a project: rows, codes, coders, losses, and the sources'
-- texts by their names.
local function read(path)
  local reader <close> = core.open(path)
  local p = read_stream(reader, path)
  name_users(p)
  name_sources(p)
  spread_cases(p)
  texts.fill(p, reader)
  count_idle(p)
  local codes = code_frame(p)
  local rows = check_dates(rows_of(p))
  return { rows = rows, codes = codes, coders = coder_frame(p),
    losses = loss_frame(p), contents = texts.contents(p),
    name = path:match "[^/]*$", n_codings = p.n_codings }
end


return { read = read }

-- What the standard's schemas say of each element: its attributes, those that it
-- needs with a star, what may stand in it, in that order, or what its text
-- looks like.

local plain_guid = require "vane.data.refi.names".plain_guid

local GUID <const> = "^%x+%-%x+%-%x+%-%x+%-%x+$"
local MOMENT <const> = "^%-?%d%d%d%d+%-%d%d%-%d%dT%d%d:%d%d:%d%d[%d.:Z+-]*$"
local DAY <const> = "^%-?%d%d%d%d+%-%d%d%-%d%d[%d:Z+-]*$"
local WHOLE <const> = "^%s*[+-]?%d+%s*$"
local ANY <const> = ""

local made = " creatingUser creationDateTime modifyingUser modifiedDateTime"
local texts = "guid* name richTextPath plainTextPath" .. made
local media = "guid* name path currentPath" .. made
local ends = " Coding NoteRef VariableValue"
local area = " firstX* firstY* secondX* secondY*"
local target = { "targetGUID*" }
local selected = "Description Coding NoteRef"
local text_source = { texts,
  "Description PlainTextContent PlainTextSelection" .. ends }
local recording = "Description Transcript %sSelection" .. ends
local moments = { "guid* name begin* end*" .. made, selected }


local elements = {
  Project = { "name* origin creatingUserGUID creationDateTime modifyingUserGUID "
    .. "modifiedDateTime basePath", "Users CodeBook Variables Cases Sources "
    .. "Notes Links Sets Graphs Description NoteRef" },
  Users = { "", "User" }, User = { "guid* name id" },
  CodeBook = { "origin", "Codes Sets" }, Codes = { "", "Code" },
  Code = { "guid* name* isCodable* color", "Description NoteRef Code" },
  Variables = { "", "Variable" },
  Variable = { "guid* name* typeOfVariable*", "Description" },
  VariableValue = { "", "VariableRef TextValue BooleanValue IntegerValue "
    .. "FloatValue DateValue DateTimeValue" },
  Cases = { "", "Case" },
  Case = { "guid* name", "Description CodeRef VariableValue SourceRef "
    .. "SelectionRef" },
  Sources = { "", "TextSource PictureSource PDFSource AudioSource VideoSource" },
  TextSource = text_source, Representation = text_source,
  TextDescription = text_source, Note = text_source,
  PictureSource = { media, "Description TextDescription PictureSelection" .. ends },
  PDFSource = { media, "Description PDFSelection Representation" .. ends },
  AudioSource = { media, recording:format "Audio" },
  VideoSource = { media, recording:format "Video" },
  Transcript = { texts, "Description PlainTextContent SyncPoint "
    .. "TranscriptSelection NoteRef" },
  SyncPoint = { "guid* timeStamp position" },
  PlainTextSelection = { "guid* name startPosition* endPosition*" .. made,
    selected },
  PictureSelection = { "guid* name" .. area .. made, selected },
  PDFSelection = { "guid* name page*" .. area .. made,
    "Description Representation Coding NoteRef" },
  AudioSelection = moments, VideoSelection = moments,
  TranscriptSelection = { "guid* name fromSyncPoint toSyncPoint" .. made,
    selected },
  Coding = { "guid* creatingUser creationDateTime", "CodeRef NoteRef" },
  CodeRef = target, NoteRef = target, SourceRef = target, SelectionRef = target,
  VariableRef = target, MemberCode = target, MemberSource = target,
  MemberNote = target,
  Notes = { "", "Note" }, Links = { "", "Link" }, Sets = { "", "Set" },
  Graphs = { "", "Graph" },
  Link = { "guid* name direction color originGUID targetGUID", "NoteRef" },
  Set = { "guid* name*", "Description MemberCode MemberSource MemberNote" },
  Graph = { "guid* name", "Vertex Edge" },
  Vertex = { "guid* representedGUID name firstX* firstY* secondX secondY shape "
    .. "color" },
  Edge = { "guid* representedGUID name sourceVertex* targetVertex* color "
    .. "direction lineStyle" },
  Description = { says = ANY }, PlainTextContent = { says = ANY },
  TextValue = { says = ANY }, BooleanValue = { says = "^%s*[tf01]%a*%s*$" },
  IntegerValue = { says = WHOLE }, DateValue = { says = DAY },
  FloatValue = { says = "^%s*[+-]?%d*%.?%d*%s*$" }, DateTimeValue = { says = MOMENT },
}


local function words(text)
  local set = {}
  for word in text:gmatch "%a+" do set[word] = true end
  return set
end


-- What the values of attributes look like, where not anything will do.
local shapes = {
  color = function(value) return value:find "^#%x%x%x$" or value:find "^#%x%x%x%x%x%x$" end,
}


local function shape(names, fits)
  for name in names:gmatch "%a+" do shapes[name] = fits end
end


shape("guid targetGUID creatingUser modifyingUser creatingUserGUID originGUID "
  .. "modifyingUserGUID representedGUID sourceVertex targetVertex fromSyncPoint "
  .. "toSyncPoint", function(value) return value:find(GUID) and #value == 36 end)
shape("creationDateTime modifiedDateTime",
  function(value) return value:find(MOMENT) end)
shape("page firstX firstY secondX secondY begin end timeStamp position "
  .. "startPosition endPosition", function(value) return value:find(WHOLE) end)

for name, list in pairs { direction = "Associative OneWay Bidirectional",
  lineStyle = "dotted dashed solid", typeOfVariable = "Text Boolean Integer "
    .. "Float Date DateTime", shape = "Person Oval Rectangle RoundedRectangle "
    .. "Star LeftTriangle RightTriangle UpTriangle DownTriangle Note" } do
  local set = words(list)
  shape(name, function(value) return set[value] end)
end


-- Each as { may = set of attributes, needs = list, ranks = where each of what it
-- holds stands, says = }.
local known = {}

for name, said in pairs(elements) do
  local needs, ranks, rank = {}, {}, 0
  for needed in (said[1] or ""):gmatch "(%a+)%*" do needs[#needs + 1] = needed end
  for child in (said[2] or ""):gmatch "%a+" do
    rank = rank + 1
    ranks[child] = rank
  end
  known[name] = { may = words(said[1] or ""), needs = needs, ranks = ranks,
    says = said.says }
end


local schema = { elements = known, MOMENT = MOMENT }


-- The value as it should stand, GUIDs in one form, or nil where it is none.
function schema.value(name, value)
  local fits = shapes[name]
  if not fits then return value end
  if value:find "^{?%x+%-" then value = plain_guid(value) end
  return fits(value) and value or nil
end


return schema

-- The coding, made pleasant: made of tables, and read from projects, texts
-- and surveys.

local core = require "vane.core.coding"
local core_text = require "vane.core.coding_text"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local beside = require "vane.data.coding.beside"
local noun = require "vane.base.noun"
local of_rows = require "vane.data.coding.of_rows"
local frame = require "vane.data.frame"
require "vane.core.events"
require "vane.data.coding.agreement"
require "vane.data.coding.design"
require "vane.data.coding.diagram"
require "vane.data.coding.find"
require "vane.data.coding.join"
require "vane.data.coding.passages"
require "vane.data.coding.recode"
require "vane.data.coding.rules"
require "vane.data.coding.search"
require "vane.data.coding.show"
require "vane.data.coding.time"
require "vane.data.coding.units"
require "vane.data.coding.write"
local store = require "vane.data.store"
local tell = require "vane.data.coding.tell"

local methods = core.methods

local WORD = "coding"


-- ---- making ----

local function make(f, given)
  local c = of_rows(f, given)
  tell.all(WORD, c)
  return c
end


--- coding(frame, { unit =, source =, coder =, code =, ... }) -> coding
---   Units of text with the codes that coders gave them. The frame has a row
---   for each coding (columns unit, source, date, type, coder, code; only
---   unit and code are needed), or no column code: then a row for each unit
---   and coder, and a column of 0 and 1 for each code. Other names of columns
---   are said by options: unit, source, date, type, language, actor, coder,
---   code, text. All other columns are kept with the units.
---   A row without a code says that its coder looked at the unit and found
---   nothing to code; a unit that a coder has no row for is missing for that
---   coder. A row without a coder is that of the coder "unknown"; where there
---   is a column of coders and neither coder nor code is told, nobody has
---   looked at the unit yet.
---   What the first row of a unit that says anything has in a column counts;
---   where others differ, it is told. A name that units of several sources
---   have, as numbers of paragraphs, is no name: such units are called by
---   source and unit, "report 1".
---   codes   a frame of all codes there are (column code, and what else is
---           known), in its order; or, of 0 and 1, the list of their columns
---   coders  the same of coders
---   separator  what parts several codes in one cell, as ";"
---   Raises when a 0/1 cell is something else or a code is not among `codes`.
---
---   > who, what = {"ann", "bob", "bob"}, {"ageing", "ageing", na}
---   > coding(frame{ unit = {"p1", "p1", "p2"}, coder = who, code = what })
---   coding 2 units, 1 code, 2 coders, 2 codings
---     units that 2 coders looked at: 1
---     coded with nothing: 1
---     code    units  coders
---     ageing      1       2
local coding = noun(WORD, core, make)


-- ---- reading ----

local readers = {}


function readers.csv(path, opts)
  return make(frame.read(path), opts)
end

readers.gz, readers.xlsx = readers.csv, readers.csv


function readers.qde(path)
  local project = require "vane.data.refi".read(path)
  local c = of_rows(project.rows, { codes = project.codes,
    coders = project.coders })  -- coders may give one place a GUID each
  for name, known in pairs(beside) do known[c] = project[name] end
  return c
end

readers.qdpx, readers.qdc = readers.qde, readers.qde


--- coding.texts(path, { names =, encoding =, recursive = }) -> coding
---   Text files as sources and their paragraphs as units that nobody has coded
---   yet. The path names a .txt or .md file, a folder of such files with the
---   folders in it, or is a list of paths.
---   Blank lines part paragraphs; each is called by its file and number. Of
---   Markdown the headings are no units: the column `heading` says which ones
---   a paragraph stands under. Columns: unit, source, paragraph, heading,
---   text, start, finish (letters of the source's text, half-open), hash of
---   that text, and what is known of the source: lines "date: 2014-05-31"
---   between two lines --- at the top of a .md file, and parts of the files'
---   names. More is joined by c:join.
---   names      how files are named, without the ending: "{date}_{type}_{}"
---              keeps the first two parts as columns date and type
---   encoding   as in frame.read; UTF-16 is known by its mark
---   recursive  false: not the folders in a folder
---   Files without a paragraph, of other endings, of the same text, or named
---   otherwise are told.
---   Raises on bytes that are no text, naming file and line.
---
---   > write = require "vane.core.text_file".write
---   > write("build/2014_news.md", "# Water\n\nIt rained.\n\nIt pours.")
---   > c = coding.texts("build/2014_news.md", { names = "{date}_{type}" })
---   > c:units():select("unit", "date", "type", "heading", "start")
---   frame 2 x 5
---     unit               date  type  heading  start
---     2014_news.md 0001  2014  news  Water        9
---     2014_news.md 0002  2014  news  Water       21
function coding.texts(path, opts)
  local rows, contents = require "vane.data.coding.text"(path, opts)
  local c = make(rows)
  beside.contents[c] = contents
  return c
end

coding.open, coding.check = store.open, store.check
coding.recover = store.recover


function readers.vane(path, opts)
  check("coding.read", opts, {})
  return store.open(path, { read_only = true })
end

readers.txt, readers.md, readers.markdown = coding.texts, coding.texts,
  coding.texts


--- coding.survey(f, { respondent =, open =, questions = }) -> coding
---   Answers to a survey or interviews, of a frame (or the path of a table)
---   with a row for each respondent and a column for each question. The
---   respondents become sources, their answers in their own words units, called
---   by both, that nobody has coded yet. All other columns, answers to choose
---   among too, are known of the units, for c:table{ by = } and c:units{ }.
---   respondent  the column that names them, else one called respondent, id,
---               source or interview
---   open        the columns with answers in people's own words, else those
---               with an answer of more than 40 letters
---   questions   a frame, or path, with more about the questions: a column
---               question that names them, and columns such as topic, horizon
---   Empty answers are no units, and told.
---   Raises when a respondent has two rows.
---
---   > f = frame{ id = {"r1", "r2"}, size = {"small", "big"} }
---   > f = f:with{ q1 = {"We lack skills.", na}, q2 = {"By 2030.", "Never."} }
---   > c = coding.survey(f, { open = { "q1", "q2" } })
---   > c:units():select("unit", "size", "text")
---   frame 3 x 3
---     unit   size   text
---     r1 q1  small  We lack skills.
---     r1 q2  small  By 2030.
---     r2 q2  big    Never.
function coding.survey(f, opts)
  return make(require "vane.data.coding.survey"(f, opts))
end


--- coding.scheme(given) -> frame
---   A scheme of codes, looked over: a frame, the path of a table (.csv, .xlsx)
---   or codebook (.qdc), or a Lua table. Columns: code, and as far as they are
---   known parent, definition, colour, rule (for c:autocode) and others. In a
---   Lua table each code is a table that begins with its name, and holds the
---   codes below it; or names are keys and rules stand behind them.
---   Raises on a code named twice, a parent that is no code, codes below each
---   other in a circle, and a colour that is none (#rgb or #rrggbb).
---
---   > data = { "big data", rule = "big data or hadoop", colour = "#0af" }
---   > s = coding.scheme{ { "digital", data }, { "skills" } }
---   > s:select("code", "parent")
---   frame 3 x 2
---     code      parent
---     digital   na
---     big data  digital
---     skills    na
function coding.scheme(given)
  return require "vane.data.coding.scheme"(given)
end


--- coding.changes(old, new, { renamed = { old = "new" } }) -> frame
---   What became of a scheme of codes: a row for each change, with code,
---   change (added, removed, renamed, moved, redefined, recoloured, rule
---   changed), before and after. Both are as for coding.scheme, or codings.
---   A code is the same under another name when `renamed` says so, when both
---   have one guid, or when one code that is gone and one that is new have the
---   same definition. c:recode takes the frame.
---
---   > old = { { "ict", definition = "Computers" }, { "green" } }
---   > new = { { "digital", definition = "Computers" }, { "water" } }
---   > coding.changes(old, new)
---   frame 3 x 4
---     code     change   before  after
---     digital  renamed  ict     digital
---     green    removed  green   na
---     water    added    na      water
function coding.changes(old, new, given)
  return require "vane.data.coding.changes"(old, new, given)
end


--- coding.read(path, { unit =, source =, coder =, code =, ... }) -> coding
---   Reads a coding from a table (.csv, .csv.gz, .xlsx; see coding for the
---   columns), from a project for exchange (.qdpx, .qde) or from a codebook
---   alone (.qdc), or a study kept in a file (.vane, see coding.open; only to
---   look at). A project's selections are the units, also those without a code,
---   and a source that is coded as a whole is one; c:merge_units makes one of
---   those at the same place. All of a project's users are coders. Codes of one
---   name are told apart by those above them. Variables of sources, and of
---   cases with sources, become columns of the units, and so do source_maker,
---   source_created, source_changer and source_changed, where a project says
---   who made a source and when. What else it says is kept for writing
---   (c:extras), with the files in it; c:losses() tells what could not be
---   carried over. Texts (.txt, .md) and folders are read by coding.texts.
---   Raises when the file is of another kind, damaged, or unpacks to far more
---   than it should.
---   Source: REFI-QDA 1.5, www.qdasoftware.org.
---
---   > coding(frame{ unit = {1, 1}, code = {"b", "a"} }):write "build/c.csv"
---   > coding.read("build/c.csv").n_codings
---   2
function coding.read(path, opts)
  if type(path) ~= "string" then
    fail("%s.read: the path should be a text, found %s", WORD,
      check.found(path))
  end
  local reader = readers[(path:lower():match "%.(%w+)$")]
    or (core_text.files(path) and coding.texts)
  if not reader then
    fail("%s.read: \"%s\" is none of the files that can be read: .csv, .csv.gz, "
      .. ".xlsx, .qdpx, .qde, .qdc, .vane, .txt, .md, or a folder of texts",
      WORD, path)
  end
  return reader(path, opts)
end


--- c:losses() -> frame
---   What a project held that a coding has no place for, and what had to be
---   decided in reading it: what, n.
---
---   > coding(frame{ unit = {1}, code = {"b"} }):losses().n_rows
---   0
function methods.losses(c)
  core.meta.self(c, "losses")
  return beside.losses[c] or frames.of({ "what", "n" }, { {}, {} },
    { what = "text", n = "integer" })
end


--- c:stamps() -> frame
---   Under which GUID, and when, codings and selections were made, as far as a
---   project said so: unit, code (missing for the selection itself), coder,
---   guid, created. A project that is written says the same again.
---
---   > coding(frame{ unit = {1}, code = {"b"} }):stamps().n_rows
---   0
function methods.stamps(c)
  core.meta.self(c, "stamps")
  return beside.stamps[c] or frames.of({ "unit", "code", "coder", "guid",
    "created" }, { {}, {}, {}, {}, {} }, { unit = "text", code = "text",
    coder = "text", guid = "text", created = "text" })
end


--- c:extras() -> frame
---   What a project said that a coding has no place for, and that a project or
---   study which is written says again: notes, links, sets, graphs, cases,
---   points of transcripts, where selections of pictures, pages and recordings
---   lie, what selections were called. A row for each: element (as the standard
---   calls it), guid, name, unit, source, within (the GUID of what it stands
---   in), attributes, inside (XML).
---   Source: REFI-QDA 1.5, www.qdasoftware.org.
---
---   > coding(frame{ unit = {1}, code = {"b"} }):extras().n_rows
---   0
function methods.extras(c)
  core.meta.self(c, "extras")
  return beside.extras[c] or require "vane.data.refi.extras".none()
end


return coding

-- Text files as sources of a coding, and their paragraphs as its units.

local native = require "vane.core.coding_text"
local text_file = require "vane.core.text_file"
local frames = require "vane.core.frame"
local base = require "vane.core.base"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local note = require "vane.base.note"
local with_dates = require "vane.data.coding.dates"

local na = base.na

local WORD = "coding.texts"

local FEW = 3  -- names of files in a sentence

-- Columns that paragraphs have of their own.
local own = { unit = true, source = true, paragraph = true, heading = true,
  text = true, start = true, finish = true, kind = true, hash = true,
  code = true, coder = true }


-- ---- which files ----

local function is_text(path)
  local ending = path:lower():match "%.(%w+)$"
  return ending == "txt" or ending == "md" or ending == "markdown"
end


local function is_markdown(path)
  return is_text(path) and not path:lower():find "%.txt$"
end


-- "a", "b", "c" and 4 more
local function few_names(names)
  local said = {}
  for i = 1, math.min(#names, FEW) do said[i] = ('"%s"'):format(names[i]) end
  local text = table.concat(said, ", ")
  return #names > FEW and ("%s and %d more"):format(text, #names - FEW) or text
end


local function count_files(n)
  return n == 1 and "1 file" or n .. " files"
end


-- Of a folder the text files in it, with the names they have there.
local function add_folder(files, folder, below, recursive)
  local others = {}
  for _, name in ipairs(below) do
    if not recursive and name:find("/", 1, true) then goto next end
    if is_text(name) then
      files[#files + 1] = { name = name, path = folder:gsub("/*$", "/") .. name }
    else
      others[#others + 1] = name
    end
    ::next::
  end
  if #others > 0 then
    note(("%s: left out, being no .txt or .md: %s in %s"):format(WORD,
      few_names(others), folder))
  end
end


local function add_path(files, path, recursive)
  if type(path) ~= "string" then
    fail("%s: a path should be a text, found %s", WORD, check.found(path))
  end
  local below = native.files(path)
  if below then return add_folder(files, path, below, recursive) end
  files[#files + 1] = { name = path:match "[^/]*$", path = path }
end


local function files_of(given, recursive)
  local files, taken = {}, {}
  for _, path in ipairs(type(given) == "table" and given or { given }) do
    add_path(files, path, recursive)
  end
  for _, file in ipairs(files) do
    if taken[file.path] then
      fail("%s: the file \"%s\" is named twice", WORD, file.path)
    end
    if taken[file.name] then file.name = file.path end
    taken[file.name], taken[file.path] = true, true
  end
  if #files == 0 then
    fail("%s: no .txt or .md file is in %s", WORD, type(given) == "string"
      and '"' .. given .. '"' or "the list")
  end
  return files
end


-- ---- what a file says of itself ----

-- "---", lines such as "date: 2014-05-31", "---" at the top of a text; the
-- byte behind it.
local function front_matter(text)
  local block, behind = text:match "^%-%-%-[ \t]*\n(.-)\n%-%-%-[ \t]*\n()"
  local about = {}
  for line in (block or ""):gmatch "[^\n]+" do
    local key, value = line:match "^([%w_%-]+)[ \t]*:[ \t]*(.-)[ \t]*$"
    if key then
      value = value:match '^"(.*)"$' or value:match "^'(.*)'$" or value
      key = key:lower():gsub("-", "_")
      about[own[key] and key .. "_" or key] = value ~= "" and value or nil
    end
  end
  return about, behind or 1
end


-- "{date}_{type}" as a pattern, and its fields in their order.
local function name_pattern(names)
  local fields = {}
  local pattern = names:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0")
    :gsub("{([%w_]*)}", function(field)
      if field == "" then return ".*" end
      fields[#fields + 1] = field
      return "(.-)"
    end)
  if #fields == 0 then
    fail("%s: 'names' should say which parts of the files' names to keep, as "
      .. "in \"{date}_{type}_{}\", found \"%s\"", WORD, names)
  end
  for _, field in ipairs(fields) do
    if own[field] then
      fail("%s: 'names' cannot fill the column \"%s\", which paragraphs have "
        .. "of their own", WORD, field)
    end
  end
  return "^" .. pattern .. "$", fields
end


local function read_names(files, names)
  local pattern, fields = name_pattern(names)
  local others = {}
  for _, file in ipairs(files) do
    local base_name = file.name:match "[^/]*$":gsub("%.%w+$", "")
    local parts = table.pack(base_name:match(pattern))
    if parts[1] == nil then others[#others + 1] = file.name end
    for i, field in ipairs(fields) do
      file.about[field] = file.about[field] or parts[i]
    end
  end
  if #others > 0 then
    note(("%s: not named like \"%s\": %s"):format(WORD, names,
      few_names(others)))
  end
end


local function read_file(file, encoding)
  file.text = text_file.read(file.path, encoding)
    :gsub("\r\n?", "\n")
  file.about, file.from = {}, 1
  if is_markdown(file.name) then
    file.about, file.from = front_matter(file.text)
  end
end


-- ---- tables ----

local function paragraphs_of(files)
  local lists = { {}, {}, {}, {} }
  for i, file in ipairs(files) do
    lists[1][i], lists[2][i] = file.name, file.text
    lists[3][i], lists[4][i] = file.from, is_markdown(file.name)
  end
  return native.paragraphs(table.unpack(lists))
end


-- A row for each file: its name, the digest of its text, what it says.
local function about_files(files)
  local columns, known = { "source", "hash" }, {}
  for _, file in ipairs(files) do
    for key in pairs(file.about) do
      if not known[key] then columns[#columns + 1] = key end
      known[key] = true
    end
  end
  table.sort(columns, function(a, b)
    if own[a] ~= own[b] then return own[a] ~= nil end
    if own[a] then return a > b end
    return a < b
  end)
  local lists, types = {}, {}
  for j, column in ipairs(columns) do
    lists[j], types[column] = {}, "text"
    for i, file in ipairs(files) do
      lists[j][i] = column == "source" and file.name
        or column == "hash" and native.digest(file.text)
        or file.about[column] or na
    end
  end
  return with_dates(frames.of(columns, lists, types))
end


local function tell_empty(files, rows)
  local filled, empty = {}, {}
  for i = 1, rows.n_rows do filled[rows:get(i, "source")] = true end
  for _, file in ipairs(files) do
    if not filled[file.name] then empty[#empty + 1] = file.name end
  end
  if rows.n_rows == 0 then
    fail("%s: there is no paragraph in %s", WORD, few_names(empty))
  end
  if #empty > 0 then
    note(("%s: %s without a paragraph: %s"):format(WORD, count_files(#empty),
      few_names(empty)))
  end
end


local function tell_same(about)
  local first, same = {}, {}
  for row in about:each() do
    if first[row.hash] then
      same[#same + 1] = ("%s like %s"):format(row.source, first[row.hash])
    end
    first[row.hash] = first[row.hash] or row.source
  end
  if #same > 0 then
    note(("%s: of the same text: %s"):format(WORD, few_names(same)))
  end
end


local function without_headings(rows)
  local some = rows:aggregate { n = "count heading" }:get(1, "n") > 0
  return some and rows or rows:drop "heading"
end


local options = {
  encoding = { kind = "string" }, names = { kind = "string" },
  recursive = { kind = "boolean", default = true },
}


-- The paragraphs as rows that nobody has coded, and the texts by name.
return function(path, given)
  local opts = check(WORD, given, options)
  local files = files_of(path, opts.recursive)
  for _, file in ipairs(files) do read_file(file, opts.encoding) end
  if opts.names then read_names(files, opts.names) end
  local rows, about = paragraphs_of(files), about_files(files)
  tell_empty(files, rows)
  tell_same(about)
  local nobody = {}
  for i = 1, rows.n_rows do nobody[i] = na end
  rows = without_headings(rows):join(about, { by = "source", kind = "left" })
    :with({ { "coder", nobody }, { "code", nobody } },
      { types = { coder = "text", code = "text" } })
  local contents = {}
  for _, file in ipairs(files) do contents[file.name] = file.text end
  return rows, contents
end

-- Which room may look into which. Read from the includes under core/ and the
-- requires under lua/; an arrow may be left out, never turned round.

-- main -> host -> bind -> calc -> data
local HEIGHT = { main = 5, host = 4, bind = 3, calc = 2, data = 1 }

-- Who may see a library (the first word of its header's name), also through
-- a header of ours.
local SPEAKERS = { "^core/main%.", "^core/host/", "^core/bind/" }
local LIBRARIES = {
  lua = SPEAKERS, lauxlib = SPEAKERS, lualib = SPEAKERS,
  igraph = { "^core/data/graph", "^core/data/err", "^core/calc/graph/centre",
    "^core/calc/space/communit", "^core/calc/graph/layout", "^core/calc/space/network" },
  csv = { "^core/data/csv" },
  sqlite3 = { "^core/data/sql", "^core/data/store", "^core/data/coding/search" },
  zip = { "^core/data/" }, libxml = { "^core/data/" }, zlib = { "^core/data/" },
  cjson = { "^core/data/geometry" },
  cblas = { "^core/calc/" },
  pcre2 = { "^core/calc/coding/pattern" }, libstemmer = { "^core/calc/coding/lexicon" },
  readline = { "^core/host/" },
}


-- Rooms of lua/vane, and those they may require.
local REQUIRES = {
  base  = { base = true },
  data  = { base = true, data = true },
  study = { base = true, data = true, study = true },
  show  = { base = true, data = true, show = true },
  host  = { base = true, host = true },
}


local function matches_one(text, patterns)
  for _, pattern in ipairs(patterns) do
    if text:find(pattern) then return true end
  end
  return false
end


-- ---- core/ ----

local function room_of(path)
  return path:match "^core/(%w+)/" or path:match "^core/(%w+)%.c$"
end


local function own_includes(text)
  local list = {}
  for name in text:gmatch '#include%s+"([^"]+)"' do
    list[#list + 1] = "core/" .. name
  end
  return list
end


-- The libraries a file sees, and through which of our headers: name -> path.
local function libraries_seen(path, files, seen, visited)
  seen, visited = seen or {}, visited or {}
  if visited[path] or not files[path] then return seen end
  visited[path] = true
  for name in files[path]:gmatch "#include%s+<([^>]+)>" do
    seen[name] = seen[name] or path
  end
  for _, header in ipairs(own_includes(files[path])) do
    libraries_seen(header, files, seen, visited)
  end
  return seen
end


local function wrong_includes(files)
  local wrong = {}
  for path, text in pairs(files) do
    for _, header in ipairs(own_includes(text)) do
      local from, to = HEIGHT[room_of(path)], HEIGHT[room_of(header)]
      if not from or not to or from < to then
        wrong[#wrong + 1] = path .. " includes " .. header
      end
    end
    for name, through in pairs(libraries_seen(path, files)) do
      local allowed = LIBRARIES[name:match "^%w+"]
      if allowed and not matches_one(path, allowed) then
        wrong[#wrong + 1] = ("%s sees <%s> (in %s)"):format(path, name, through)
      end
    end
  end
  table.sort(wrong)
  return wrong
end


-- ---- lua/ ----

local function wrong_requires(files)
  local wrong = {}
  for path, text in pairs(files) do
    local allowed = REQUIRES[path:match "^lua/vane/(%w+)/"]
    local code = text:gsub("%-%-[^\n]*", "")
    for name in code:gmatch "require%s*%(?%s*[\"']([^\"']+)[\"']" do
      local room = name:match "^vane%.(%w+)"
      if name == "vane" or (allowed and room and room ~= "core"
          and not allowed[room]) then
        wrong[#wrong + 1] = path .. " requires " .. name
      end
    end
    local keeps_environment = path:find "vane/init%.lua$"
      or path:find "base/strict%.lua$"
    if not keeps_environment and code:find "%f[%w_]_G%f[^%w_]" then
      wrong[#wrong + 1] = path .. " touches _G"
    end
  end
  table.sort(wrong)
  return wrong
end


-- ---- the tests ----

local function read_all(folder, ending)
  local files = {}
  local pipe <close> = io.popen(("find %s -name '%s'"):format(folder, ending))
  for path in pipe:lines() do
    local file <close> = assert(io.open(path))
    files[path] = file:read "a"
  end
  return files
end


test("in core/ no room looks up, and libraries stay in their rooms",
  function()
    local files = read_all("core", "*.[ch]")
    assert(files["core/main.c"] and files["core/data/matrix.h"])
    eq(wrong_includes(files), {})
  end)

test("in lua/ studies and pictures look down, and never at each other",
  function()
    local files = read_all("lua", "*.lua")
    assert(files["lua/vane/init.lua"])
    eq(wrong_requires(files), {})
  end)

test("a wrong include is found", function()
  eq(wrong_includes {
    ["core/data/matrix.c"] = '#include "data/matrix.h"\n#include "calc/sum.h"',
    ["core/data/matrix.h"] = "#include <math.h>",
    ["core/calc/sum.h"] = "",
  }, { "core/data/matrix.c includes core/calc/sum.h" })
end)

test("a library is found where it does not belong, also behind a header",
  function()
    eq(wrong_includes {
      ["core/calc/matrix/rank.c"] = "#include <lua.h>\n#include <lauxlib.h>",
      ["core/bind/graph.c"] = '#include "data/graph/igraph.h"',
      ["core/data/graph/igraph.h"] = "#include <igraph.h>",
      ["core/bind/bind.h"] = "#include <lua.h>",
    }, {
      "core/bind/graph.c sees <igraph.h> (in core/data/graph/igraph.h)",
      "core/calc/matrix/rank.c sees <lauxlib.h> (in core/calc/matrix/rank.c)",
      "core/calc/matrix/rank.c sees <lua.h> (in core/calc/matrix/rank.c)",
    })
  end)

test("a wrong require is found", function()
  eq(wrong_requires {
    ["lua/vane/study/space.lua"] = 'local chart = require "vane.show.chart"',
    ["lua/vane/show/chart.lua"] = "require('vane.study.space')",
    ["lua/vane/base/check.lua"] = '-- require "vane.data.frame"\n_G.x = 1',
    ["lua/vane/data/frame.lua"] = 'require "vane.core.frame" require "vane"',
    ["lua/vane/init.lua"] = 'require "vane.study.space"',
  }, {
    "lua/vane/base/check.lua touches _G",
    "lua/vane/data/frame.lua requires vane",
    "lua/vane/show/chart.lua requires vane.study.space",
    "lua/vane/study/space.lua requires vane.show.chart",
  })
end)

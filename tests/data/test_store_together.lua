-- Studies that several programs, or one program twice, have open, and what
-- programs that were killed leave behind.

local files = dofile "tests/data/files.lua"
package.path = "tests/data/?.lua;" .. package.path
local with_path = require "store_path"


local function quoted(text) return ("%q"):format(text) end


-- What another program says that runs the lines and ends.
local function elsewhere(lines, ...)
  local pipe <close> = io.popen(("exec %s -e '%s' 2>&1"):format(files.program,
    lines:format(...)))
  return pipe:read "a"
end


local function is_there(path)
  local file <close> = io.open(path)
  return file ~= nil
end


local function eq_alone(path)
  local pipe <close> = io.popen("ls -d '" .. path .. "'?* 2>&1")
  local names = pipe:read "a"
  assert(names:find "No such file", names)
end


-- ---- opened more than once ----

-- POSIX drops a program's locks on a file as soon as it closes the file once,
-- whatever it had opened it for.
local again = {
  ["checked"] = function(path) coding.check(path) end,
  ["read and closed"] = function(path) coding.read(path):close() end,
  ["read and kept"] = function(path) return coding.read(path) end,
  ["opened and kept"] = function(path) return coding.open(path) end,
  ["taken for a table"] = function(path) pcall(frame.read, path, { delim = "," }) end,
  ["written over in vain"] = function(path, c) pcall(c.write, c, path) end,
}


for how, look in pairs(again) do
  test("a study loses nothing that is " .. how .. " while it is open", function()
    with_path(function(path)
      local c = coding.open(path)
      c:add_unit { unit = "a" }
      local kept = look(path, c)
      for _, unit in ipairs { "b", "c" } do
        elsewhere("coding.open(%s):add_unit{ unit = %s }", quoted(path), quoted(unit))
        c:add_unit { unit = unit .. unit }
      end
      eq(elsewhere("print(coding.read(%s).n_units)", quoted(path)), "5\n")
      eq(c.n_units, 5)
      c:close()
      if kept then
        eq(kept.n_units, 5)
        kept:close()
      end
      eq({ is_there(path .. "-wal"), is_there(path .. "-shm") }, { false, false })
      eq(coding.read(path).n_units, 5)
    end)
  end)
end


test("who only looks leaves nothing beside a study, and takes nothing away",
  function()
    with_path(function(path)
      coding(frame { unit = { 1 }, code = { "a" } }):write(path)
      local before = files.bytes(path)
      coding.read(path):close()
      coding.check(path)
      eq({ is_there(path .. "-wal"), is_there(path .. "-shm") }, { false, false })
      assert(files.bytes(path) == before)
      local c = coding.open(path)
      c:add_unit { unit = 2 }
      coding.read(path):close()
      eq(is_there(path .. "-wal"), true)
      c:close()
      eq(coding.read(path).n_units, 2)
    end)
  end)


test("a study behind a link is tidied where it stands", function()
  with_path(function(path) with_path(function(link)
    coding(frame { unit = { 1 }, code = { "a" } }):write(path)
    os.execute(("ln -s '%s' '%s'"):format(path, link))
    coding.read(link):close()
    local c = coding.open(link)
    c:add_unit { unit = 2 }
    c:close()
    eq({ is_there(path .. "-wal"), is_there(link .. "-wal") }, { false, false })
    eq(coding.read(path).n_units, 2)
  end) end)
end)


-- ---- made by several at once ----

test("of programs that write one study at once the first is whole", function()
  for _ = 1, 5 do
    with_path(function(path)
      local all = {}
      for i = 1, 3 do
        all[i] = io.popen(("exec %s -e '%s' 2>&1"):format(files.program,
          ("local c = coding.read %q print(pcall(c.write, c, %q))"):format(
            "datasets/horizon/synthetic_codings.csv", path)))
      end
      local n_written = 0
      for _, pipe in ipairs(all) do
        local said = pipe:read "a"
        pipe:close()
        if said:find "^true" then n_written = n_written + 1
        else assert(said:find("is there already", 1, true), said) end
      end
      eq(n_written, 1)
      local c = coding.read(path)
      eq(c.n_codings, 1321)
      c:close()
      eq_alone(path)
    end)
  end
end)


-- ---- left by programs that were killed ----

local beside = { "", "-wal", "-shm", "-journal" }


local function leave_draft(path)
  for _, ending in ipairs(beside) do
    files.put(path .. ".new-99999999-0" .. ending, "half a study")
  end
end


local function eq_cleared(path)
  for _, ending in ipairs(beside) do
    eq(is_there(path .. ".new-99999999-0" .. ending), false)
  end
end


test("what is left of a study half made goes when its path is used again", function()
  with_path(function(path)
    local other = path .. ".new-old"
    files.put(other, "somebody's own")
    leave_draft(path)
    coding(frame { unit = { 1 }, code = { "a" } }):write(path)
    eq_cleared(path)
    leave_draft(path)
    coding.read(path):close()
    eq(is_there(path .. ".new-99999999-0"), true)
    coding.open(path):close()
    eq_cleared(path)
    eq(files.bytes(other), "somebody's own")
    os.remove(other)
  end)
end)

test("a program killed while it writes a study leaves nothing for long", function()
  with_path(function(path)
    local n_killed = 0  -- before the study was there
    for round = 1, 6 do
      local pipe <close> = io.popen(("echo $$; exec %s -e '%s' 2>&1"):format(
        files.program, ([[io.stdout:setvbuf "no"
        local c = coding.read %q
        print "ready"
        c:write %q]]):format("datasets/horizon/synthetic_codings.csv", path)))
      local pid = pipe:read "l"
      eq(pipe:read "l", "ready")
      os.execute(("sleep 0.0%d; kill -s KILL %s 2>/dev/null"):format(round, pid))
      eq(pipe:read "a", "")
      if not is_there(path) then n_killed = n_killed + 1
      else
        local c = coding.read(path)
        eq(c.n_codings, 1321)
        c:close()
        os.remove(path)
      end
    end
    coding(frame { unit = { 1 }, code = { "a" } }):write(path)
    eq_alone(path)
    if n_killed == 0 then skip "each study was written before its program was killed" end
  end)
end)

-- Stores as files: what is no store, what is damaged, and programs that are
-- killed or write at once.

package.path = "tests/data/?.lua;" .. package.path
local files = require "files"
local with_path = require "store_path"

local function quoted(text) return ("%q"):format(text) end


local function small(path)
  coding(frame { unit = { "p", "q" }, source = { "s", "s" }, code = { "a", "b" } }):write(path)
end


-- A store with 3000 units, each with a text and a code, by hundreds.
local function large(path)
  local c = coding.open(path, { coder = "ann" })
  local rows = { unit = {}, text = {}, code = {} }
  for i = 1, 3000 do
    rows.unit[i], rows.code[i] = "p" .. i, "c" .. i % 10
    rows.text[i] = ("paragraph %d "):format(i):rep(10)
  end
  c:add(coding(frame(rows)))
  c:close()
end


-- The file with a change made in its bytes.
local function spoil(path, change)
  local bytes = files.bytes(path)
  files.put(path, change(bytes))
  return files.bytes(path)
end


local function run(code, before)
  local pipe = assert(io.popen(("%s %s -e %s 2>&1"):format(before or "", files.program,
    "'" .. code:gsub("'", "'\\''") .. "'")))
  local said = pipe:read "a"
  pipe:close()
  return said
end


-- ---- what is no store ----

test("what is no study is told apart", function()
  raises('"no/such.vane": there is no such file', coding.read, "no/such.vane")
  raises("no/such.vane", coding.open, "no/such.vane")
  raises("ends in .vane", coding.open, "study.csv")
  raises("the path should be a text", coding.open)
  raises("unknown option 'coders' (did you mean 'coder'?)", coding.open, ":memory:",
    { coders = "x" })
  files.with("", function(path)
    raises("the file is empty; remove it to begin a new study", coding.open, path)
  end, ".vane")
  files.with("unit,code\n1,a\n", function(path)
    raises("it is no study of vane, but some other file", coding.open, path)
    eq(files.bytes(path), "unit,code\n1,a\n")
  end, ".vane")
  with_path(function(path)
    os.execute("mkdir " .. path)
    raises("it is a folder, not a file", coding.open, path)
    raises("it is a folder, not a file", coding.read, path)
    os.execute("rmdir " .. path)
  end)
end)

test("a database of another program is left alone", function()
  with_path(function(path)
    small(path)
    local bytes = spoil(path, function(b) return b:sub(1, 68) .. "\0\0\0\7" .. b:sub(73) end)
    raises("it is a database of another program", coding.open, path)
    eq(files.bytes(path), bytes)
  end)
end)

test("what a newer vane wrote is left alone", function()
  with_path(function(path)
    small(path)
    local bytes = spoil(path, function(b) return b:sub(1, 60) .. "\0\0\3\9" .. b:sub(65) end)
    raises("a newer vane wrote it (version 777 of its tables", coding.open, path)
    raises("open it with that one", coding.read, path)
    eq(files.bytes(path), bytes)
  end)
end)

-- Whoever may write everything runs it as somebody who may not.
local function as_nobody()
  local pipe <close> = io.popen "id -u"
  if pipe:read "l" ~= "0" then return "" end
  local before = "setpriv --reuid=65534 --regid=65534 --clear-groups"
  if not run("print 'runs'", before):find "^runs" then
    skip "whoever runs this may write everything"
  end
  return before
end


test("what may not be written can still be read", function()
  local before = as_nobody()
  local pipe <close> = assert(io.popen "mktemp -d")
  local folder = pipe:read "l"
  local path = folder .. "/a.vane"
  small(path)
  os.execute(("chmod 444 %s && chmod 555 %s"):format(path, folder))
  local opened = run(("coding.open(%q)"):format(path), before)
  local read = run(("print(coding.read(%q).n_codings)"):format(path), before)
  local new = run(("coding.open(%q)"):format(folder .. "/b.vane"), before)
  os.execute(("chmod 755 %s && rm -r %s"):format(folder, folder))
  eq(opened:find("may not be written; coding.read opens it", 1, true) ~= nil, true)
  eq(read, "2\n")
  eq(new:find('b.vane": its folder may not be written', 1, true) ~= nil, true)
  raises('"no/such/b.vane": there is no such folder', coding.open, "no/such/b.vane")
end)

test("a study is not written over", function()
  with_path(function(path)
    small(path)
    local bytes = files.bytes(path)
    raises("is there already; coding.open", small, path)
    eq(files.bytes(path), bytes)
    raises("is there already; the new file needs a path", coding.recover, path, path)
  end)
end)


-- ---- what is damaged ----

test("a file cut short or overwritten is refused, and never made worse", function()
  with_path(function(path)
    large(path)
    local whole = files.bytes(path)
    for _, part in ipairs { 0.1, 0.5, 0.9 } do
      local cut = whole:sub(1, #whole * part // 1 | 0)
      files.put(path, cut)
      raises("the file is damaged", coding.open, path)
      raises("coding.recover(", coding.read, path)
      eq(files.bytes(path), cut)
    end
  end)
end)

-- Counts of what a recovery says, by name.
local function rescued(path, new)
  local found = {}
  for row in coding.recover(path, new):each() do found[row.what] = row.n end
  return found
end


-- The file with the pages of two indexes exchanged: pages and rows are whole,
-- and still an answer would be wrong.
local function exchange_indexes(path)
  local function place(bytes, index)  -- of the number of its page
    local _, last = bytes:find("index" .. index .. "coding", 1, true)
    return last + 1
  end
  spoil(path, function(bytes)
    local a, b = place(bytes, "coding_code"), place(bytes, "coding_coder")
    local low, high = math.min(a, b), math.max(a, b)
    return bytes:sub(1, low - 1) .. bytes:sub(high, high)
      .. bytes:sub(low + 1, high - 1) .. bytes:sub(low, low)
      .. bytes:sub(high + 1)
  end)
end


test("an index that says other things than its table is found", function()
  with_path(function(path) with_path(function(new)
    small(path)
    eq(coding.check(path).n_rows, 0)
    exchange_indexes(path)
    raises("row 2 missing from index coding_code", coding.open, path)
    raises("row 2 missing from index coding_code", coding.read, path)
    local found = coding.check(path):column "found"
    eq(table.concat(found, "\n"):find("missing from index coding_code", 1, true)
      ~= nil, true)
    eq(rescued(path, new).codings, 2)
    eq(coding.check(new).n_rows, 0)
  end) end)
end)

test("looking through a file changes nothing in it", function()
  with_path(function(path)
    large(path)
    local bytes = files.bytes(path)
    eq(coding.check(path).n_rows, 0)
    local cut = bytes:sub(1, #bytes // 2)
    files.put(path, cut)
    raises("the file is damaged", coding.check, path)
    eq(files.bytes(path), cut)
  end)
  raises("there is no such file", coding.check, "no.vane")
  raises("ends in .vane", coding.check, "no.csv")
  files.with("unit,code\n1,a\n", function(path)
    raises("it is no study of vane", coding.check, path)
  end, ".vane")
end)

test("what can be read of a damaged file comes into a new one", function()
  with_path(function(path) with_path(function(new)
    large(path)
    local whole = files.bytes(path)
    local n_pages = #whole // 4096
    for round = 1, 12 do
      local at = 4096 * (1 + (round * 7919) % (n_pages - 1))
      local spoiled = whole:sub(1, at) .. ("\xff"):rep(4096) .. whole:sub(at + 4097)
      files.put(path, spoiled)
      local found = rescued(path, new)
      eq(files.bytes(path), spoiled)
      local c = coding.open(new)
      eq({ c.n_units, c.n_codings }, { found.units, found.codings })
      assert(found.units >= 2900, "too much is lost: " .. found.units)
      for row in c:units():head(50):each() do
        eq(row.text, ("paragraph %s "):format(row.unit:sub(2)):rep(10))
      end
      c:add_code { code = "after" }
      c:undo()
      c:close()
      os.remove(new)
    end
  end) end)
end)

test("of a file cut short the front comes into a new one", function()
  with_path(function(path) with_path(function(new)
    large(path)
    local whole = files.bytes(path)
    files.put(path, whole:sub(1, #whole // 2))
    local found = rescued(path, new)
    assert(found.units > 500 and found.units <= 3000, found.units)
    eq(coding.read(new).n_units, found.units)
  end) end)
end)

test("an intact file is recovered as it is, and nothing is left beside it", function()
  with_path(function(path) with_path(function(new)
    small(path)
    local found = rescued(path, new)
    local pipe <close> = io.popen(("ls %s*"):format(new))
    eq(pipe:read "a", new .. "\n")
    eq({ found.units, found.codings, found["places that could not be read"] }, { 2, 2, 0 })
    eq(coding.read(new):rows(), coding.read(path):rows())
    eq(coding.read(new):history {}:drop "time", coding.read(path):history {}:drop "time")
  end) end)
  raises("there is no such file", coding.recover, "no.vane", "build/never.vane")
end)


-- ---- several programs ----

test("two programs that write at once lose nothing", function()
  with_path(function(path)
    small(path)
    local writer = [[
      local c = coding.open(%s, { coder = "%s" })
      for i = 1, 150 do c:add_code { code = "%s" .. i } end]]
    local words = {}
    for _, who in ipairs { "x", "y" } do
      words[#words + 1] = ("%s -e '%s' &"):format(files.program,
        writer:format(quoted(path), who, who))
    end
    eq(os.execute(table.concat(words, " ") .. " wait"), true)
    local c = coding.open(path)
    eq(c.n_codes, 302)
    local h = c:history {}
    eq({ h:where { who = "x" }.n_rows, h:where { who = "y" }.n_rows }, { 150, 150 })
    eq(h:column "change", h:sort "change":column "change")
  end)
end)

test("two programs that begin the same study share it", function()
  with_path(function(path)
    local code = ("coding.open(%s):add_code { code = tostring(arg) }"):format(quoted(path))
    local begin = ("%s -e '%s' &"):format(files.program,
      code:gsub("tostring%(arg%)", "\"%%s\""))
    eq(os.execute(begin:format "a" .. begin:format "b" .. " wait"), true)
    local codes = coding.read(path):codes():column "code"
    table.sort(codes)
    eq(codes, { "a", "b" })
  end)
end)

test("who waits too long for another program is told", function()
  with_path(function(path)
    small(path)
    local c = coding.open(path)
    local said = c:change("long", function()
      c:add_code { code = "mine" }
      return run(("coding.open(%s, { wait = 0.1 }):add_code { code = 'other' }")
        :format(quoted(path)))
    end)
    eq(said:find("another program is writing to it and did not end within 0.1", 1,
      true) ~= nil, true)
    eq(c:codes():column "code", { "a", "b", "mine" })
  end)
end)


-- ---- killed ----

local rounds = tonumber(os.getenv "VANE_KILLS" or 200)

-- Writes until it is killed, telling each change that it has committed.
local writer = [[
  local c = coding.open(%s, { coder = "writer" })
  local from = c.n_codes
  io.stdout:setvbuf "no"
  print "ready"
  for i = from + 1, from + 1000 do
    c:change("two", function()
      c:add_code { code = "n" .. i }
      c:note { text = "t" .. i }
    end)
    print(i)
  end]]


test(("killed at any instant, a study keeps all that was committed (%d times)")
  :format(rounds), function()
    with_path(function(path)
      coding.open(path):close()
      local command = ("echo $$; exec %s -e '%s'"):format(files.program,
        writer:format(quoted(path)))
      local n_killed_at_work = 0
      for round = 1, rounds do
        local pipe <close> = assert(io.popen(command))
        local pid, last = pipe:read "l", nil
        assert(pipe:read "l" == "ready")
        for _ = 1, round * 7919 % 6 do last = pipe:read "l" end
        os.execute("kill -s KILL " .. pid)
        for line in pipe:lines() do last = line end
        local c = coding.open(path)
        local n = tonumber(last) or c.n_codes
        assert(c.n_codes == n or c.n_codes == n + 1,
          ("told %d, found %d"):format(n, c.n_codes))
        eq(c:notes().n_rows, c.n_codes)
        if n > 0 then eq(c:codes():get(n, "code"), "n" .. n) end
        n_killed_at_work = n_killed_at_work + (n > 0 and 1 or 0)
        c:close()
      end
      assert(n_killed_at_work > rounds / 2)
    end)
  end)

test("a study that cannot be begun is named by its own path", function()
  local path = "build/" .. ("x"):rep(250) .. ".vane"
  raises(path .. '": File name too long', coding.open, path)
end)

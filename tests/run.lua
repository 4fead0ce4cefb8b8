-- Runs every tests/*/test_*.lua (or those named on the command line) with
-- four words: test, eq, near, raises. The last line says how many passed.

local n_passed, n_failed, n_skipped = 0, 0, 0


local function shown(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end


-- Tables are equal when their entries are.
local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for key, value in pairs(a) do
    if not same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end


local function listed(value)
  if type(value) ~= "table" then return shown(value) end
  local parts = {}
  for _, item in ipairs(value) do parts[#parts + 1] = listed(item) end
  for key, item in pairs(value) do
    if type(key) ~= "number" then
      parts[#parts + 1] = tostring(key) .. " = " .. listed(item)
    end
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end


function eq(found, wanted)
  if same(found, wanted) then return end
  error(("found %s, wanted %s"):format(listed(found), listed(wanted)), 2)
end


function near(found, wanted, tolerance)
  if math.abs(found - wanted) <= (tolerance or 1e-12) then return end
  error(("found %.17g, wanted %.17g"):format(found, wanted), 2)
end


-- Calls f, which must raise a sentence that holds `part`.
function raises(part, f, ...)
  local ok, message = pcall(f, ...)
  if ok then error("nothing was raised, wanted: " .. part, 2) end
  if not tostring(message):find(part, 1, true) then
    error(("raised %q, wanted %q"):format(tostring(message), part), 2)
  end
end


local Skip = {}

-- Ends a test that cannot run here, saying why.
function skip(why)
  error(setmetatable({ why = why }, Skip), 0)
end


function test(fact, f)
  local ok, problem = xpcall(f, function(e)
    return getmetatable(e) == Skip and e or debug.traceback(tostring(e), 2)
  end)
  if ok then
    n_passed = n_passed + 1
  elseif getmetatable(problem) == Skip then
    n_skipped = n_skipped + 1
    print(("skipped: %s: %s"):format(fact, problem.why))
  else
    n_failed = n_failed + 1
    print(("FAILED: %s\n  %s"):format(fact, (problem:gsub("\n", "\n  "))))
  end
end


local function all_files()
  local pipe <close> = io.popen("ls tests/*/test_*.lua")
  local list = {}
  for path in pipe:lines() do list[#list + 1] = path end
  return list
end


local paths = #arg > 0 and arg or all_files()
for _, path in ipairs(paths) do
  local chunk, problem = loadfile(path, "t", _ENV)
  if chunk then
    test(path .. " runs to its end", chunk)
  else
    test(path .. " can be read", function() error(problem, 0) end)
  end
  collectgarbage()
end

if n_skipped > 0 then print(("%d skipped"):format(n_skipped)) end
print(("%d passed, %d failed"):format(n_passed, n_failed))
os.exit(n_failed == 0, true)

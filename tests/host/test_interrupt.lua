-- Ctrl-C stops what runs, whatever it is.

local vane = require "host.vane"


-- Runs the code, sends it SIGINT once it says that it runs, and gives what
-- it said and its exit status. `before` has run by then: there stands what
-- starts other programs, since Lua ignores SIGINT while it waits for them.
local function interrupt(code, before)
  local folder <close> = vane.folder()
  folder:write("a.lua", (before or "") .. " io.open(arg[1], 'w'):close()\n" .. code)
  local command = ([[cd %s
    setsid %s a.lua ready >out 2>err & pid=$!
    { sleep 20; kill -s KILL $pid; } 2>log & guard=$!
    for i in $(seq 400); do [ -e ready ] && break; sleep 0.02; done
    kill -s INT -- -$pid
    wait $pid; status=$?; kill $guard; exit $status]]):format(folder.path, vane.absolute())
  local _, _, status = os.execute(command)
  return folder:read "err", status, folder:read "out"
end


local function stops(name, code, before)
  test("Ctrl-C stops " .. name, function()
    local err, status = interrupt(code, before)
    eq(err:gsub("%d+%.%d s", "0.0 s"):gsub(":%d+:", ":N:"),
      "a.lua:N: interrupted after 0.0 s\n")
    eq(status, 130)
  end)
end


stops("a loop", "while true do end")
stops("a loop that catches every error",
  "while true do pcall(function() while true do end end) end")
stops("a loop whose handlers fail too", [[
while true do
  xpcall(function() while true do end end, function() while true do end end)
end]])
stops("a coroutine",
  "coroutine.wrap(function() while true do end end)()")
stops("coroutines in coroutines", [[
local function nest(n)
  if n == 0 then while true do end end
  local co = coroutine.create(nest)
  while true do coroutine.resume(co, n - 1) end
end
nest(20)]])
stops("sorting with a slow comparison", [[
local t = {}
for i = 1, 1000000 do t[i] = i % 1000 end
while true do table.sort(t, function(a, b) return a < b end) end]])
stops("a closing variable", [[
local guard <close> = setmetatable({}, { __close = function()
  while true do end
end })
while true do end]])


stops("a model that never ends",
  "scenario.run { model = function() while true do end end, runs = 3 }")
stops("runs of a system", [[
while true do
  scenario.run { runs = 100000, model = system { drivers = { a = { start = 1,
    noise = 1 } }, steps = 1000 } }
end]])


-- Code that starts a writer of a pipe, which ends by itself: where nobody opens
-- the other end, it would wait for ever.
local function into_pipe(commands)
  return ("os.execute [==[mkfifo pipe; timeout 10 sh -c '(%s) >pipe' &]==]"):format(commands)
end


stops("reading from a pipe that stays silent",
  "for line in pipe:lines() do print(line) end error 'read'",
  "local pipe = io.popen('sleep 20')")

local COUNT = "linkage.cooccur { file = '%s', group = 'a', class = 'b' }"
stops("counting linkages in a pipe that falls silent", COUNT:format "pipe",
  into_pipe [[printf "a,b\\n1,x\\n1,y\\n"; sleep 10]])
stops("counting linkages in a pipe that never ends", COUNT:format "pipe",
  into_pipe "echo a,b; while echo 1,x; do :; done")
stops("counting linkages over and over", "while true do " .. COUNT:format "many" .. " end", [[
  local many = io.open("many", "w")
  many:write "a,b\n"
  for i = 1, 200000 do many:write(i * 7919 % 100003, ",", i % 501, "\n") end
  many:close()
]])
stops("reading a table from a pipe that nobody writes to",
  "frame.read 'pipe'", "os.execute 'mkfifo pipe'")
stops("reading a table from a pipe that falls silent",
  "frame.read 'pipe'", into_pipe "echo a; sleep 10")


test("what was printed before stays printed", function()
  local _, _, out = interrupt("while true do end", "print 'first'")
  eq(out, "first\n")
end)


test("coroutines keep working as they did", function()
  local co = coroutine.create(function(a, b)
    local c = coroutine.yield(a + b)
    error({ c })
  end)
  eq({ coroutine.resume(co, 1, 2) }, { true, 3 })
  local ok, problem = coroutine.resume(co, 4)
  eq(ok, false)
  eq(problem, { 4 })
  eq({ coroutine.resume(co) }, { false, "cannot resume dead coroutine" })
  local each = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
  eq({ each(), each(), each() }, { 1, 2, 3 })
  raises("coroutine", coroutine.resume, 3)
  raises("cannot close", function()
    coroutine.wrap(function() coroutine.close(coroutine.running()) end)()
  end)
end)


test("closing a coroutine closes its variables", function()
  local closed = {}
  local co = coroutine.create(function()
    local guard <close> = setmetatable({}, { __close = function()
      closed[#closed + 1] = "guard"
    end })
    coroutine.yield(guard)
  end)
  coroutine.resume(co)
  eq(coroutine.close(co), true)
  eq(closed, { "guard" })
  eq(coroutine.status(co), "dead")
end)


test("coroutines that close each other 20000 deep are refused", function()
  local out = vane.run { "-e", [[
    local function chain(n)
      local before = n > 0 and chain(n - 1)
      local co = coroutine.create(function()
        local guard <close> = setmetatable({}, { __close = function()
          if before then assert(coroutine.close(before)) end
        end })
        coroutine.yield(guard)
      end)
      coroutine.resume(co)
      return co
    end
    local last
    for _ = 1, 1 do last = chain(150) end
    print(coroutine.close(last))]] }
  eq(out:match "^false" ~= nil, true)
end)

-- What long work says on standard error when it is no terminal; the bar on
-- terminals stands in tests/sessions.

local vane = require "host.vane"


-- Reads a table from a pipe whose writer is slow, so that the work is long.
local function read_slowly(words)
  local folder <close> = vane.folder()
  local pipe = folder.path .. "/pipe"
  local script = folder:write("a.lua", ([[
    os.execute "mkfifo '%s'"
    os.execute "(echo a; sleep 1.3; echo 1) >'%s' &"
    print(frame.read("%s").n_rows)]]):format(pipe, pipe, pipe))
  words[#words + 1] = script
  return vane.run(words)
end


test("--progress=plain says a line for each long stage, also in a pipe", function()
  local out, err, status = read_slowly { "--progress=plain" }
  eq(out, "1\n")
  eq(status, 0)
  eq(err:gsub("%d+%.%d+", "N"), "vane: reading a pipe: N MB in N s, N MB/s\n")
end)


-- The line of a stage, without its numbers.
local function line_of(code)
  local _, err, status = vane.run { "--progress=plain", "-e", code }
  eq(status, 0)
  return (err:gsub("%d+%.%d+", "N"))
end


test("functions of the analyst are counted by the runs and rows they see", function()
  eq(line_of [[ scenario.run { runs = 5, drivers = { a = uniform(0, 1) },
      model = function(x) os.execute "sleep 0.3"; return x.a end } ]],
    "vane: running the model: 5 runs in N s, N/s\n")
  eq(line_of [[ f = frame { x = { 1, 2, 3, 4, 5 } }
      f:where(function() os.execute "sleep 0.3"; return true end) ]],
    "vane: where: 5 rows in N s, N/s\n")
end)


-- Whether it takes as long as to be told depends on the machine.
test("words and fields that work are called by their names", function()
  local lines = line_of [[
    x, y, state = {}, {}, 1
    for i = 1, 150000 do
      state = state * 48271 % 2147483647
      x[i], y[i] = state, state % 7 == 0 and 1 or 0
    end
    f = frame { x = x, y = y }
    t = cart(f, { outcome = "y" })
    g = f:head(4000):with { x = function(row) return row.x % 300 end }
      :graph { from = "x", to = "y" }
    n = space { graph = g, replicates = 199 }.null ]]
  if lines == "" then skip "this machine is too fast for them to be told" end
  for line in lines:gmatch "[^\n]+" do
    assert(line:find "^vane: cart: " or line:find "^vane: null: "
      or line:find "^vane: space: ", line)
  end
end)


test("a stage ends when what it counts raises", function()
  eq(line_of [[ f = frame { x = { 1, 2 } }
      ok = pcall(f.with, f, { y = function() os.execute "sleep 1.1"; error "no" end })
      f:with { y = function() os.execute "sleep 0.6"; return 1 end } ]],
    "vane: with: N s, not finished\nvane: with: 2 rows in N s, N/s\n")
end)


test("without it nothing is said in a pipe", function()
  local out, err = read_slowly {}
  eq({ out, err }, { "1\n", "" })
end)


test("--progress=never says nothing, and what is wrong is refused", function()
  local out, err = vane.run { "--progress=never", "-e", "1 + 1" }
  eq({ out, err }, { "2\n", "" })
  local _, wrong, status = vane.run { "--progress=loud", "-e", "1" }
  eq(status, 2)
  eq(wrong, 'vane: --progress should be auto, plain or never, found "loud"; vane --help '
    .. "lists the options\n")
end)


test("short work says nothing", function()
  local _, err = vane.run { "--progress=plain", "-e",
    'frame.read "datasets/megatrends/downstream.csv".n_rows' }
  eq(err, "")
end)

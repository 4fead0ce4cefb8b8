local vane = dofile "tests/host/vane.lua"


-- Runs what the last line says how to start, in a shell.
local function start(said)
  local line = said:match "start with: ([^\n]*)\n$"
  return vane.run { "-e", ("os.exit(os.execute(%q) == true)"):format(line .. " >out 2>&1") }
end


for study, headline in pairs {
  megatrend = "mega trends: 3 trends x 3 industries",
  crossover = "3 sub-trends x 8 parameters",
} do
  test("vane new " .. study .. " writes a script that runs on its example", function()
    local folder <close> = vane.folder()
    local target = folder.path .. "/Ann's own"
    local said, problem, status = vane.run { "new", study, target }
    eq({ problem, status }, { "", 0 })
    local _, _, ran = start(said)
    local printed = folder:read "Ann's own/out"
    if ran ~= 0 then error(printed, 0) end
    eq(printed:find(headline, 1, true) ~= nil, true)
  end)
end


test("vane new never writes over a file", function()
  local folder <close> = vane.folder()
  folder:write("form.csv", "mine")
  local _, problem, status = vane.run { "new", "crossover", folder.path }
  eq(status, 1)
  eq(problem:find("is already there; name another folder", 1, true) ~= nil, true)
  eq(folder:read "form.csv", "mine")
  eq(io.open(folder.path .. "/crossover.lua"), nil)
end)


test("vane new says what is wrong with the study, the folder, the words", function()
  local function problem(wanted, part, ...)
    local _, sentence, status = vane.run { "new", ... }
    eq({ status, sentence:find(part, 1, true) ~= nil }, { wanted, true })
  end
  problem(2, 'did you mean "megatrend"?', "megatrends", "x")
  problem(2, "wants a study and a folder", "megatrend")
  problem(2, "wants a study and a folder", "megatrend", "x", "y")
  problem(1, "cannot make the folder", "megatrend", "/proc/none/x")
end)


test("vane new alone lists the studies", function()
  eq(vane.run { "new" }, "studies: crossover, megatrend\n"
    .. "write one with: vane new STUDY FOLDER\n")
end)

-- The command line: what runs, with which arguments, and the exit status.

local vane = require "host.vane"


test("a script has its arguments in arg and in ...", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua", "print(arg[0], arg[1], #arg, ...)")
  local out, err, status = vane.run { script, "one", "two words" }
  eq(out, script .. "\tone\t2\tone\ttwo words\n")
  eq(err, "")
  eq(status, 0)
end)


test("options after the script are its arguments", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua", "print(...)")
  eq(vane.run { script, "--help", "-e" }, "--help\t-e\n")
end)


test("without a script standard input is one", function()
  eq(vane.run({}, { stdin = "print(6 * 7)" }), "42\n")
  eq(vane.run({ "-", "x" }, { stdin = "print(...)" }), "x\n")
end)


test("a first line that starts with # is left out", function()
  local folder <close> = vane.folder()
  local script = folder:write("a", "#!/usr/bin/env vane\nprint(1)\nx.y = 1")
  os.execute("chmod +x " .. script)
  local out, err, status = vane.run { script }
  eq(out, "1\n")
  eq(err, script .. ":3: no such name 'x'\n")
  eq(status, 1)
end)


test("the system starts a script by its first line", function()
  local folder <close> = vane.folder()
  os.execute(("ln -s %s %s/vane"):format(vane.absolute(), folder.path))
  local script = folder:write("a", "#!/usr/bin/env vane\nprint(...)")
  os.execute("chmod +x " .. script)
  local pipe <close> = io.popen(("PATH=%s:$PATH %s b"):format(folder.path,
    script))
  eq(pipe:read "a", "b\n")
end)


test("-e may stand several times, and prints what an expression gives",
  function()
    eq(vane.run { "-e", "x = 2", "-e", "x + 1", "-e", "= x, 'a'" },
      "3\n2\na\n")
  end)


test("-e runs before the script, and its names stay", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.lua", "print(x)")
  eq(vane.run { "-e", "x = 2", script }, "2\n")
end)


test("a script that fails ends with 1, and what follows is not run",
  function()
    local out, err, status = vane.run { "-e", "error('no')", "-e", "1" }
    eq(out, "")
    eq(err, "-e:1: no\n")
    eq(status, 1)
  end)


test("a script that is not there ends with 1", function()
  local out, err, status = vane.run { "/nowhere/x.lua" }
  eq(out, "")
  eq(err, 'vane: reading "/nowhere/x.lua": there is no such file, nor a folder "/nowhere"\n')
  eq(status, 1)
  local _, near = vane.run { "scripts/megatrend.lua" }
  eq(near, 'vane: reading "scripts/megatrend.lua": there is no such file (did you mean '
    .. '"megatrends.lua"?)\n')
  local _, word = vane.run { "nwe" }
  eq(word, 'vane: reading "nwe": there is no such file; vane --help lists what can be asked\n')
  local _, folder = vane.run { "/tmp" }
  eq(folder, "vane: cannot read /tmp: Is a directory\n")
end)


test("a wrong command line ends with 2 and names the nearest option",
  function()
    local out, err, status = vane.run { "--trcae" }
    eq(out, "")
    eq(err, 'vane: unknown option "--trcae" (did you mean "--trace"?); '
      .. "vane --help lists the options\n")
    eq(status, 2)
    for _, words in ipairs { { "-x" }, { "-e" }, { "--color=blue" },
        { "--color" }, { "-qx" } } do
      local _, _, wrong = vane.run(words)
      eq(wrong, 2)
    end
  end)


test("--version and --help answer on standard output", function()
  local version, err, status = vane.run { "--version" }
  eq(version:match "^vane [%d.]+  Lua 5%.4" ~= nil, true)
  eq(err, "")
  eq(status, 0)
  local help = vane.run { "--help" }
  eq(help:match "^usage: vane" ~= nil, true)
  for line in help:gmatch "[^\n]+" do eq(#line <= 76, true) end
end)


test("os.exit gives the status it was told", function()
  local _, _, status = vane.run { "-e", "os.exit(7)" }
  eq(status, 7)
end)


test("results that cannot be written are a failure", function()
  local folder <close> = vane.folder()
  local _, _, status = os.execute(("%s -e 'print(1)' >/dev/full 2>%s/err")
    :format(vane.program, folder.path))
  eq(status, 1)
  eq(folder:read "err",
    "vane: cannot write the results: No space left on device\n")
end)


test("numbers print and parse the same in every locale", function()
  local say = "1.5, tonumber '1.5', tonumber '1,5', ('%.2f'):format(0.5)"
  for _, locale in ipairs { "de_DE.UTF-8", "C", "fr_FR.UTF-8" } do
    eq(vane.run({ "-e", say }, { before = "LC_ALL=" .. locale }),
      "1.5\n1.5\nnil\n0.50\n")
  end
end)


test("compiled Lua is refused", function()
  local folder <close> = vane.folder()
  local script = folder:write("a.luac", string.dump(function() end))
  local _, err, status = vane.run { script }
  eq(err, script .. ": this is compiled Lua; vane runs texts only\n")
  eq(status, 1)
  eq(vane.run { "-e", "load(string.dump(print and function() end))" },
    "nil\nattempt to load a binary chunk (mode is 't')\n")
end)


test("NO_COLOR, --color and a file all leave colours out or put them in",
  function()
    local escape = "\27"
    local _, piped = vane.run { "-e", "x" }
    eq(piped:find(escape, 1, true), nil)
    local _, always = vane.run { "--color=always", "-e", "x" }
    eq(always, "\27[1m-e:1: \27[0mno such name 'x'\n")
    local _, never = vane.run({ "--color=never", "-e", "x" })
    eq(never:find(escape, 1, true), nil)
  end)


test("the first locale that is told decides which signs are drawn", function()
  local code = 'show(chart.bar(frame { n = { "a" }, v = { 2 } }, { value = "v" }))'
  for before, sign in pairs {
    ["LC_ALL= LC_CTYPE= LANG=C.UTF-8"] = "█",
    ["LC_ALL=C LC_CTYPE=C.UTF-8 LANG=C.UTF-8"] = "#",
    ["LC_ALL= LC_CTYPE=C LANG=C.UTF-8"] = "#",
    ["LC_ALL=de_DE.utf8 LANG=C"] = "█",
    ["LC_ALL= LC_CTYPE= LANG="] = "#",
  } do
    local out = vane.run({ "-e", code }, { before = "env " .. before })
    eq({ before, out:find(sign, 1, true) ~= nil }, { before, true })
  end
end)

-- make install: everything in its place, and the program finds its files.

local vane = require "host.vane"


test("what is installed runs from where it was put", function()
  local folder <close> = vane.folder()
  local san = vane.program:find "/san/" and "SAN=1" or ""
  local made = os.execute(("env -u MAKEFLAGS -u MAKELEVEL make -s install %s "
    .. "DESTDIR=%s PREFIX=/opt/v >%s/log 2>&1"):format(san, folder.path,
    folder.path))
  if not made then error(folder:read "log", 0) end
  local top = folder.path .. "/opt/v/"
  local pipe <close> = io.popen(("cd / && env -u VANE_HOME %sbin/vane -e "
    .. "'(require \"vane.host.new\").studies[2], frame{ x = {7} }.n_rows, "
    .. "graph{ {\"a\", \"b\"} }.n_edges' 2>&1"):format(top))
  eq(pipe:read "a", "megatrend\n1\n1\n")
  for _, path in ipairs { "share/man/man1/vane.1", "share/vane/vane.d.lua",
      "share/bash-completion/completions/vane",
      "share/vane/lua/vane/forms/megatrend/megatrend.lua" } do
    assert(io.open(top .. path)):close()
  end
end)


test("a program without its shared object runs, and says what is missing", function()
  local folder <close> = vane.folder()
  os.execute(("cp %s %s/vane"):format(vane.program, folder.path))
  local pipe <close> = io.popen(("cd / && VANE_HOME=$OLDPWD/lua %s/vane -e "
    .. "'1 + 1' -e 'graph{ {\"a\", \"b\"} }' 2>&1"):format(folder.path))
  local said = pipe:read "a"
  eq(said:sub(1, 2), "2\n")
  assert(said:find("a part of vane is missing", 1, true), said)
end)


test("a program without its files says where it looked for them", function()
  local _, err, status = vane.run({ "-e", "1" },
    { before = "VANE_HOME=/nowhere" })
  eq(err, "vane: cannot find its Lua files (vane/init.lua); set VANE_HOME to "
    .. "the folder that holds them\n")
  eq(status, 1)
end)

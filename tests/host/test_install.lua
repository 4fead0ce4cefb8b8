local vane = dofile "tests/host/vane.lua"


test("what is installed finds its files and explains itself", function()
  local folder <close> = vane.folder()
  local quiet = "make --no-print-directory install PREFIX=/usr DESTDIR=%s >%s/log 2>&1"
  if not os.execute(quiet:format(folder.path, folder.path)) then
    error(folder:read "log", 0)
  end
  local program = vane.quote(folder.path .. "/usr/bin/vane")
  local pipe <close> = io.popen(("cd / && %s -e 'frame{ x = {1, 2} }.n_rows' 2>&1"):format(program))
  eq(pipe:read "a", "2\n")
  local page = folder:read "usr/share/man/man1/vane.1"
  eq(page:find("\n.SS frame.read\n", 1, true) ~= nil, true)
  eq(page:find("\\-\\-trace", 1, true) ~= nil, true)
  eq(load(folder:read "usr/share/vane/vane.d.lua", "definitions", "t", {}) ~= nil, true)
  local completion = folder:read "usr/share/bash-completion/completions/vane"
  eq(completion:find("complete ", 1, true) ~= nil, true)
end)


test("the bash completion is sound", function()
  eq(os.execute "bash -n lua/vane/host/completion.bash", true)
end)

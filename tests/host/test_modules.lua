-- require: whose code it finds, and which names that code sees.

local vane = require "host.vane"


test("a module beside the script sees the vocabulary, strictly", function()
  local folder <close> = vane.folder()
  folder:write("sub/mine.lua", "return { n = frame{ x = {1} }.n_rows }")
  folder:write("sub/bad.lua", "\nreturn mispelt")
  local script = folder:write("sub/a.lua",
    "print(require 'mine'.n)\nrequire 'bad'")
  local out, err = vane.run { script }
  eq(out, "1\n")
  eq(err, folder.path .. "/sub/bad.lua:2: no such name 'mispelt'; a text is written \"mispelt\"\n")
end)


test("VANE_PATH names folders of the analyst's modules", function()
  local folder <close> = vane.folder()
  folder:write("one/first.lua", "return na")
  folder:write("two/second/init.lua", "return 2")
  local out = vane.run({ "-e", "require 'first', (require 'second')" },
    { before = ("VANE_PATH=%s/one:%s/two"):format(folder.path, folder.path) })
  eq(out, "na\n2\n")
end)


test("a foreign module gets Lua's plain names", function()
  local folder <close> = vane.folder()
  folder:write("foreign.lua", "own = unknown\nreturn type(frame)")
  local before = ("LUA_PATH_5_4='%s/?.lua;;'"):format(folder.path)
  eq(vane.run({ "-e", "(require 'foreign')" }, { before = before }), "nil\n")
end)


test("a module with a fault in its text names it", function()
  local folder <close> = vane.folder()
  folder:write("bad.lua", "x =\n\n}")
  local script = folder:write("a.lua", "require 'bad'")
  local _, err, status = vane.run { script }
  eq(err, folder.path .. "/bad.lua:3: } cannot stand here\n")
  eq(status, 1)
end)


test("load, loadfile and dofile see the analyst's names", function()
  local folder <close> = vane.folder()
  local path = folder:write("a.lua", "return frame and x")
  local code = ("x = 3 print(load('return x')(), loadfile %q(), dofile %q)")
    :format(path, path)
  eq(vane.run { "-e", code }, "3\t3\t3\n")
  eq(vane.run { "-e", "load('return y', 'c', 't', { y = 4 })()" }, "4\n")
end)


test("a module written in C loads", function()
  local folder <close> = vane.folder()
  local source = folder:write("tiny.c", [[
#include <lua.h>
#include <lauxlib.h>
int luaopen_tiny(lua_State *L) { lua_pushinteger(L, 42); return 1; }
]])
  local built = os.execute(("gcc -shared -fPIC $(pkg-config --cflags lua5.4) "
    .. "-o %s/tiny.so %s 2>%s/log"):format(folder.path, source, folder.path))
  if not built then skip "no C compiler" end
  local before = ("LUA_CPATH_5_4='%s/?.so'"):format(folder.path)
  eq(vane.run({ "-e", "(require 'tiny')" }, { before = before }), "42\n")
end)


test("events make graphs before anything else does", function()
  eq(vane.run { "-e", "print(frame{ p = {1, 1}, c = {'a', 'b'} }"
    .. ":events{ group = 'p', class = 'c' }:graph().n_edges)" }, "1\n")
end)

-- Kernels that choose a form by the width of the machine find the same bytes in
-- every form, and on arm64 as here. What they find is proved elsewhere.

package.path = "tests/data/?.lua;" .. package.path
local folder = require "program_folder"


local function exists(path)
  local file <close> = io.open(path)
  return file ~= nil
end


local function found(lanes, command)
  local pipe <close> = io.popen(("VANE_LANES=%d %s"):format(lanes, command))
  return pipe:read "a"
end


test("every width of the machine finds the same bytes", function()
  local one = found(1, folder .. "kernels")
  eq(select(2, one:gsub("\n", "")), 8)
  for _, lanes in ipairs { 16, 32, 64 } do eq(found(lanes, folder .. "kernels"), one) end
end)


test("arm64 finds the same bytes", function()
  local program = folder .. "kernels-arm64"
  if not exists(program) then skip "no compiler for arm64 (gcc-aarch64-linux-gnu)" end
  local pipe <close> = io.popen "command -v qemu-aarch64-static"
  local runner = pipe:read "l"
  if not runner then skip "nothing to run arm64 (qemu-user-static)" end
  local here = found(1, folder .. "kernels")
  eq(found(1, runner .. " " .. program), here)
  eq(found(16, runner .. " " .. program), here)
end)

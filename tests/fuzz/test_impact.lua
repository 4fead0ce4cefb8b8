-- Cross-impact files with something wrong in them: a matrix, scenarios or a
-- sentence comes of each, and nothing else. VANE_FUZZ=100 tries a hundred
-- times as many.

package.path = "tests/data/?.lua;" .. package.path
local said = require "files".said  -- notes, which are not wanted here

local times = tonumber(os.getenv "VANE_FUZZ" or 1)

local spoil = dofile "tests/fuzz/spoil.lua" (7, { ",", '"', "\n", "\r\n", "\0", "\xff",
  "#\n", "&", "&\n", " -x\n", " -", "1e999", "nan", "-9999999999", "0.1", "|", "A|x", "|\n",
  "from,to,judgement\n", "expert", "é", ("9"):rep(400), (","):rep(300), ("&\n"):rep(80) })


local function content(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end


local small = impact.read "tests/data/fixtures/small.scw"
small:write "build/fuzz.sl"
small:write "build/fuzz.csv"
small:judgements():write "build/fuzz_list.csv"

-- What is done with a path of each kind.
local ways = {
  { "scw", content "tests/data/fixtures/small.scw", impact.read },
  { "csv", content "build/fuzz.csv", impact.read },
  { "csv", content "build/fuzz_list.csv", impact.read },
  { "sl", content "build/fuzz.sl", function(path) return small:solutions(path) end },
}


for _, way in ipairs(ways) do
  local ending, good, read = table.unpack(way)
  test(("a spoiled .%s is read or refused with a sentence"):format(ending), function()
    local path = "build/spoiled_fuzz." .. ending
    for _ = 1, 300 * times do
      local file = assert(io.open(path, "wb"))
      file:write(spoil(good))
      file:close()
      said(function()
        local ok, problem = pcall(function()
          local x = read(path)
          if x.n_variants and x.n_variants < 12 then x:count { time = 0.2 } end
        end)
        if not ok then
          local text = tostring(problem)
          assert(not text:find("attempt to", 1, true), text)
          assert(not text:find("lua/vane", 1, true), text)
        end
      end)
    end
  end)
end

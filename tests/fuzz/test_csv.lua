-- Tables of text with something wrong in them: a frame or a sentence comes of
-- each, and nothing else. VANE_FUZZ=100 tries a hundred times as many.

package.path = "tests/data/?.lua;" .. package.path
local said = require "files".said  -- notes, which are not wanted here

local times = tonumber(os.getenv "VANE_FUZZ" or 1)

local spoil = dofile "tests/fuzz/spoil.lua" (1, { ",", ";", "\t", '"', '""',
  "\n", "\r\n", "\r", "\n\n", "\0", "\xff", "\xef\xbb\xbf", "NA", "#N/A", "0012",
  "1,234", "1.234,5", "1 234,5", "12,5 %", "1e999", "-", "NaN", "Inf", "31.12.2014",
  "01/02/2014", "2014-02-30", "TRUE", "wahr", "99999999999999999999", "é", " ",
  ("9"):rep(500), (","):rep(300), ("x"):rep(5000), '"x\ny"', "\xc2\xa0" })

local good = {
  "id,name,share,day,open\n1,Anna,0.5,2014-12-31,TRUE\n2,\"B, C\",,2015-01-01,false\n",
  "a;b\r\n1.234,5;12,5 %\r\n0,1;3 %\r\n",
  "\xef\xbb\xbfcode\tx\n0012\t1\n7\t-2.5\n",
}

local options = {
  {}, { types = { a = "number", id = "text", x = "integer" } }, { na = "7" },
  { header = false }, { decimal = "," }, { delim = ";" }, { dates = "dmy" },
  { encoding = "windows-1252" }, { encoding = "latin1", decimal = "." },
}

local path = os.tmpname()


local function write(bytes)
  local file <close> = assert(io.open(path, "wb"))
  file:write(bytes)
end


-- What a frame says of itself must hold together, and be read again alike.
local function look_at(f)
  for _, name in ipairs(f.names) do eq(#f:column(name), f.n_rows) end
  tostring(f)
end


test("tables with anything in them give a frame or a sentence", function()
  for _ = 1, 3000 * times do
    write(spoil(good[spoil.random(#good)]))
    local given = options[spoil.random(#options)]
    local ok, found
    said(function() ok, found = pcall(frame.read, path, given) end)
    if ok then
      look_at(found)
    elseif not found:find(('reading "%s": '):format(path), 1, true) then
      error("no sentence of ours: " .. found, 0)
    end
  end
end)

test("what was read is read again alike after it was written", function()
  local again = path .. "2.csv"
  for _ = 1, 300 * times do
    write(spoil(good[1]))
    local ok, f
    said(function() ok, f = pcall(frame.read, path) end)
    if ok and f.n_cols > 0 then
      f:write(again)
      local types = f.types
      local g = frame.read(again, { types = types })
      for _, name in ipairs(f.names) do
        eq(g:column(name), f:column(name))
      end
    end
  end
  os.remove(again)
end)

os.remove(path)

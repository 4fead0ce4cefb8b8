-- Every word an analyst can write has a help text of the house's form, and
-- every example in it gives what it says.

local texts = require "vane.host.texts"
local prompt = dofile "tests/texts/typed.lua"

local WIDTH = 76

local entries = texts.entries(getmetatable(_ENV).words)


local function is_called(entry)
  return entry.kind == "function" or entry.kind == "method"
    or (entry.kind == "module" and entry.text)
end


test("every public thing has a help text of at most 76 columns", function()
  local without, wide = {}, {}
  for _, entry in ipairs(entries) do
    if not entry.text and entry.kind ~= "module" and entry.kind ~= "value" then
      without[#without + 1] = entry.name
    end
    for line in (entry.text or ""):gmatch "[^\n]+" do
      if utf8.len(line) > WIDTH then wide[#wide + 1] = entry.name end
    end
  end
  eq(without, {})
  eq(wide, {})
end)


test("every public function says its usage and gives an example", function()
  local lacking = {}
  for _, entry in ipairs(entries) do
    if is_called(entry) and entry.text then
      local parts = texts.parts(entry.text)
      if #parts.usage == 0 or #parts.examples == 0 then
        lacking[#lacking + 1] = entry.name
      end
    end
  end
  eq(lacking, {})
end)


for _, entry in ipairs(entries) do
  if is_called(entry) and entry.text then
    test("the example of " .. entry.name .. " is true", function()
      local typed = prompt()
      for _, example in ipairs(texts.parts(entry.text).examples) do
        local printed = typed(example.typed):gsub("[ ]+\n", "\n")
        eq(printed, (example.printed:gsub("[ ]+\n", "\n")))
      end
    end)
  end
end


test("every word of another program leads to one of ours", function()
  local known, lost = {}, {}
  for _, entry in ipairs(entries) do
    known[entry.name], known[entry.name:match "[^.:]+$"] = true, true
  end
  for word, ours in pairs(require "vane.base.synonyms") do
    if not known[ours.word] then lost[#lost + 1] = word .. " -> " .. ours.word end
  end
  eq(lost, {})
end)

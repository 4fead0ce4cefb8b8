-- The blocks of the README, in their order, as one session: Lua blocks run,
-- and what a transcript shows is what is printed.

local prompt = dofile "tests/texts/typed.lua"


local function blocks()
  local file <close> = assert(io.open "README.md")
  local list = {}
  for kind, body in file:read "a":gmatch "\n```(%w*)\n(.-)\n```" do
    list[#list + 1] = { kind = kind, body = body }
  end
  return list
end


-- { typed =, printed = } for each "> line" of a transcript.
local function steps(body)
  local list = {}
  for line in (body .. "\n"):gmatch "(.-)\n" do
    local typed = line:match "^> (.*)$"
    if typed then
      list[#list + 1] = { typed = typed, printed = "" }
    else
      list[#list].printed = list[#list].printed .. line .. "\n"
    end
  end
  return list
end


test("the README has code and transcripts", function()
  local n = {}
  for _, block in ipairs(blocks()) do n[block.kind] = (n[block.kind] or 0) + 1 end
  eq(n.lua ~= nil and n[""] ~= nil, true)
end)


local typed = prompt()
for i, block in ipairs(blocks()) do
  test(("block %d of the README is true"):format(i), function()
    if block.kind == "lua" then
      local said, ok = typed(block.body)
      if not ok then error(said, 0) end
    else
      for _, step in ipairs(steps(block.body)) do
        eq((typed(step.typed)), step.printed)
      end
    end
  end)
end

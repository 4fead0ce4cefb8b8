-- texts.lua [UNITS]: how long it takes to code texts by a hundred rules, to
-- search them, and to find units by their codes, on texts of fifty words drawn
-- by a seed: seconds of CPU.

local random = require "vane.core.random"

local SEED = 20140714
local N_WORDS, N_RULES, N_STEMS = 50, 100, 20000
local n_units = tonumber(... or "100000")


-- Different words of three to eight letters, the same in every run.
local function stems()
  local list, letters = {}, random.units(SEED, 0, 9 * N_STEMS)
  for i = 1, N_STEMS do
    local word = {}
    for k = 1, 3 + i % 6 do
      word[k] = string.char(97 + letters[9 * (i - 1) + k] * 26 // 1)
    end
    list[i] = table.concat(word)
  end
  return list
end


-- Texts in which few words stand often.
local function texts(words)
  local list = {}
  for i = 1, n_units do
    local line, draws = {}, random.units(SEED, i, N_WORDS)
    for k = 1, N_WORDS do line[k] = words[1 + draws[k] ^ 3 * N_STEMS // 1] end
    list[i] = table.concat(line, " ")
  end
  return list
end


local function rules(words)
  local list = {}
  for r = 1, N_RULES do
    list[("r%03d"):format(r)] = {
      words[r] .. "*", words[3 * r] .. " " .. words[5 * r],
      words[7 * r] .. " near/5 " .. words[2 * r],
      ("%s and (%s or %s) and not %s"):format(words[r], words[r + 50],
        words[r + 9], words[r + 3]),
    }
  end
  return list
end


local function time(what, job)
  local before = os.clock()
  local answer = job()
  print(("  %-44s %8.3f s"):format(what, os.clock() - before))
  return answer
end


local words = stems()
local units, nobody = {}, {}
for i = 1, n_units do units[i], nobody[i] = i, na end
local c = coding(frame({ { "unit", units }, { "text", texts(words) },
  { "coder", nobody }, { "code", nobody } },
  { types = { coder = "text", code = "text" } }))

print(("texts: %d units of %d words, %d rules"):format(n_units, N_WORDS,
  N_RULES))
local coded = time("codes by rules", function()
  return c:autocode { rules = rules(words) }
end)
time("the same, by stems", function()
  return c:autocode { rules = rules(words), stems = "english" }
end)
time("a regular expression", function()
  return c:hits { rules = { x = "/\\b[a-c]{3}\\w+z\\b/" } }
end)
time("first search, which makes the index", function()
  return c:search(words[9] .. " and " .. words[99])
end)
time("one more search", function()
  return c:search(words[900] .. " near/5 " .. words[2])
end)
time("units by a question about codes", function()
  return coded:units "r001 and (r002 or r003) and not r004"
end)

-- Makes the two files of datasets/futures: seven invented experts judge how
-- the variants of nine descriptors of European clusters in 2030 promote and
-- restrict each other, and the model takes the median of what they say.
--
-- Each variant was given a place on two axes, how open and how dynamic that
-- future is; what variants say about each other follows from how near they
-- are, times a strength drawn for each pair of descriptors, and every expert
-- strays from that by one now and then. Nobody was asked.
--
--   vane tests/generate/futures.lua MODEL.scw JUDGEMENTS.csv

local random = require "vane.core.random"

local SEED, N_EXPERTS = 20301231, 7
local SILENT, STRAYS = 0.4, 0.25  -- sections without judgements; judgements moved

local descriptors = {
  { "Cluster policy", { "European networks", 1, 1 }, { "National programmes", 0, 0 },
    { "Regional self-help", -1, -1 } },
  { "Internationalisation", { "Global partners", 1, 1 }, { "European partners", 0, 0 },
    { "At home", -1, -1 } },
  { "Trade", { "Open", 1, 0 }, { "Managed", 0, 1 }, { "Conflict", -1, -1 } },
  { "Value chains", { "Global", 1, 0 }, { "Near-shored", -1, 1 },
    { "Fragmented", -1, -1 } },
  { "Digital transition", { "Platforms lead", 1, 1 }, { "Steady", 0, 0 },
    { "Slow", 0, -1 } },
  { "Green transition", { "Rules lead", -1, 1 }, { "Markets lead", 1, 1 },
    { "Stalled", 0, -1 } },
  { "Funding", { "Missions", 0, 1 }, { "Mixed finance", 1, 0 }, { "Scarce", -1, -1 } },
  { "Skills", { "Mobile talent", 1, 1 }, { "Retrained at home", -1, 1 },
    { "Shortage", 0, -1 } },
  { "SMEs", { "Drive innovation", 1, 1 }, { "Follow", 0, 0 }, { "Left behind", -1, -1 } },
}

local stream = 0


-- n numbers from 0 to below 1.
local function units(n)
  stream = stream + 1
  return random.units(SEED, stream, n)
end


local function rounded(x)
  return math.tointeger(math.max(-3, math.min(3, math.floor(x + 0.5))))
end


local function nearness(a, b)
  return a[2] * b[2] + a[3] * b[3]
end


-- What variant a says about each variant of a descriptor: nearer ones are
-- promoted, the others restricted.
local function plain_row(a, descriptor, strength)
  local row, mean = {}, 0
  for k = 2, #descriptor do
    row[k - 1] = nearness(a, descriptor[k])
    mean = mean + row[k - 1] / (#descriptor - 1)
  end
  for k, near in ipairs(row) do row[k] = rounded(strength * (near - mean)) end
  return row
end


local function median(values)
  table.sort(values)
  return values[(#values + 1) // 2]
end


-- What each expert makes of a plain judgement.
local function opinions(plain)
  local said, draws = {}, units(2 * N_EXPERTS)
  for e = 1, N_EXPERTS do
    local step = draws[2 * e - 1] < STRAYS and (draws[2 * e] < 0.5 and -1 or 1) or 0
    said[e] = plain == 0 and 0 or rounded(plain + step)
  end
  return said
end


local rows = { expert = {}, from = {}, to = {}, judgement = {} }
local model = { judgements = {} }

local function add(from, to, said)
  for e, value in ipairs(said) do
    local k = #rows.from + 1
    rows.expert[k], rows.from[k], rows.to[k] = ("expert %d"):format(e), from, to
    rows.judgement[k] = value
  end
  table.insert(model.judgements, { from, to, median(said) })
end


for i, source in ipairs(descriptors) do
  model[i] = { source[1] }
  for k = 2, #source do model[i][k] = source[k][1] end
  for j, target in ipairs(descriptors) do
    local draw = units(2)
    local strength = (i ~= j and draw[1] >= SILENT) and 0.5 + draw[2] or 0
    for k = 2, #source do
      for l, plain in ipairs(plain_row(source[k], target, strength)) do
        if plain ~= 0 then
          add(source[1] .. "|" .. source[k][1], target[1] .. "|" .. target[l + 1][1],
            opinions(plain))
        end
      end
    end
  end
end

impact(model):write(arg[1])
frame { { "expert", rows.expert }, { "from", rows.from }, { "to", rows.to },
  { "judgement", rows.judgement } }:write(arg[2])

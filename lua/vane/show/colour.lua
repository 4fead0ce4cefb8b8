-- Colours by the part they play, on light and on dark ground. Categories are
-- those of Okabe and Ito (2008), which colour-blind readers tell apart, and four
-- that are further from the paper than any of these. Ramps grow darker on light
-- ground and lighter on dark, so that more is always further from the paper, in
-- print too.

local colour = { roles = {} }

colour.N_SERIES = 12
colour.N_STEPS = 9  -- of a ramp

local plain = {
  paper = { "#ffffff", "#15191e" },
  ink   = { "#1f2933", "#e4e8ec" },
  soft  = { "#5b6670", "#a3adb6" },  -- second voice: axes, notes
  rule  = { "#d5dae0", "#39424c" },  -- lines of the grid
  faint = { "#eef1f4", "#20262d" },  -- a ground under marks
}

local series = { { "#0072b2", "#4da3dd" }, { "#d55e00", "#f28e4b" },
  { "#009e73", "#3dc39b" }, { "#b0568c", "#e3a1c4" }, { "#b57a00", "#f5c04d" },
  { "#2f8fc4", "#8ecbf0" }, { "#6b6b6b", "#b4b4b4" }, { "#8a5a1c", "#c9a15a" },
  { "#1d2f6b", "#d3dcff" }, { "#7a1155", "#ffd6ee" }, { "#004f43", "#c4fff0" },
  { "#4f2400", "#ffe2c4" } }

local ramp = { { "#f2f6fa", "#1c242d" }, { "#dde9f4", "#22364a" },
  { "#c3daec", "#284a6b" }, { "#9fc5e1", "#2f608c" }, { "#74abd3", "#3b78ad" },
  { "#4a8fc2", "#5592c7" }, { "#2a72ad", "#7badd9" }, { "#125594", "#a5c8e8" },
  { "#08356b", "#d3e5f5" } }

local spread = { { "#8c4a03", "#f5b968" }, { "#bf7a26", "#d39a4b" },
  { "#dcae6c", "#9c7037" }, { "#f1dbb8", "#5c4526" }, { "#f3f3f3", "#262b31" },
  { "#c5dcec", "#26435c" }, { "#84b4d6", "#3d6d97" }, { "#3f83b5", "#639ac9" },
  { "#12497f", "#a5cdee" } }


local function add(name, list)
  for i, pair in ipairs(list) do colour.roles[name .. i - 1] = pair end
end


for name, pair in pairs(plain) do colour.roles[name] = pair end
add("series", series)
add("ramp", ramp)
add("spread", spread)


-- The i-th category's role; they come round again.
function colour.of_category(i)
  return "series" .. (i - 1) % colour.N_SERIES
end


-- The step of a ramp for a part from 0 to 1.
function colour.of_part(part, name)
  local step = math.floor(part * colour.N_STEPS)
  return (name or "ramp") .. math.max(0, math.min(colour.N_STEPS - 1, step))
end


-- What is read upon that colour.
function colour.upon(role)
  local name, step = role:match "^(%a+)(%d+)$"
  if name == "ramp" then return tonumber(step) >= 5 and "paper" or "ink" end
  if name == "spread" then
    return math.abs(tonumber(step) - 4) >= 3 and "paper" or "ink"
  end
  return name == "series" and "paper" or "ink"
end


return colour

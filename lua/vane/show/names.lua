-- Names beside points, none over another name: those that find no room are
-- left out, and stand in the tips of their points.

local native = require "vane.core.place"
local letters = require "vane.show.letters"

local MOST = 400  -- names that are tried; the first ones
local ROOM = 0.4  -- of the width, at most, for a name


-- points: list of { x =, y =, r =, name = }, the most important first. Writes
-- the names that fit, of the first `most`, into s from (left, 0) to (s.width,
-- height); with `over`, where nothing else is free, over points that matter less.
return function(s, points, left, height, most, over)
  local flat, texts = {}, {}
  for i, p in ipairs(points) do
    local width = 0
    if i <= (most or MOST) then
      texts[i] = letters.shorten(p.name, ROOM * s.width, s.style.measure, s.style.small)
      width = s.style.measure(texts[i], s.style.small)
    end
    for _, number in ipairs { p.x, p.y, p.r, width } do flat[#flat + 1] = number end
  end
  local tall = s.style.on_paper and s.style.small + 2 or s.style.line
  local boxes = native.names(flat, tall, left, 0, s.width, height,
    over and s.style.on_paper)
  for i, p in ipairs(points) do
    local from = boxes[2 * i - 1]
    if from then
      s:text { x = from, y = boxes[2 * i] + tall / 2, text = texts[i],
        size = s.style.small, key = p.key, near = p.near, halo = over,
        tip = texts[i] ~= p.name and p.name or nil }
    end
  end
end

-- How large things are drawn: on paper by pixels and the widths of letters,
-- on a terminal by columns and rows, each 8 x 16 pixels.

local base = require "vane.core.base"
local lettering = require "vane.core.lettering"

local COLUMN, ROW = 8, 16
local BOLD = 1.13  -- bold letters are so much wider

local style = { COLUMN = COLUMN, ROW = ROW }


local paper = { COLUMN = COLUMN, ROW = ROW, text = 12, small = 11, title = 15,
  line = 16, gap = 8, skip = 8, edge = 12, rise = 0, on_paper = true }

function paper.measure(text, size, bold)
  return lettering.width(text) * (size or paper.text) * (bold and BOLD or 1)
end


-- What lies on the edge between two rows is drawn in the lower one; `rise` puts
-- names of what ends there into the upper one.
local terminal = { COLUMN = COLUMN, ROW = ROW, text = ROW, small = ROW, title = ROW, line = ROW,
  gap = COLUMN, skip = 0, edge = 0, rise = 1, on_paper = false }

function terminal.measure(text)
  return base.width(text) * COLUMN
end


-- The style of a picture of that many pixels across.
function style.paper(width)
  return setmetatable({ width = width }, { __index = paper })
end


-- The same of so many columns of a terminal.
function style.terminal(n_columns)
  return setmetatable({ width = n_columns * COLUMN }, { __index = terminal })
end


return style

-- The frame, made pleasant.

local core = require "vane.core.frame"
local noun = require "vane.base.noun"

local frame = noun("frame", core, function() end)

return frame

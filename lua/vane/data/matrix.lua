-- The matrix, made pleasant.

local core = require "vane.core.matrix"
local noun = require "vane.base.noun"

local matrix = noun("matrix", core, function(opts)
  return core.of(opts.rows, opts.cols, opts.cells)
end)

return matrix

-- Who draws: lua/vane/init.lua puts here what makes a chart of a declaration
-- (see r:pictures()), so that a study can write its picture and need not know
-- who draws it.
--
--   drawing.of(declaration) -> chart or nil

return {}

-- f(path) with a path where nothing stands yet, for a store; nothing stands
-- there afterwards.

return function(f)
  local name = os.tmpname()
  local path = name .. ".vane"
  local ok, problem = xpcall(f, debug.traceback, path)
  for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
  os.remove(name)
  if not ok then error(problem, 0) end
end

-- How the analyst's code finds more code. Modules beside the script, in
-- VANE_PATH and in the current folder are the analyst's own and see the
-- vocabulary; all others (LuaRocks trees) get Lua's plain globals.


-- "a:b" as a search path for `ending`, after the script's own folder.
local function path_of(folder, endings)
  local folders = { folder }
  for other in (os.getenv("VANE_PATH") or ""):gmatch("[^:;]+") do
    folders[#folders + 1] = other
  end
  if folder ~= "." then folders[#folders + 1] = "." end
  local list = {}
  for _, each in ipairs(folders) do
    for _, ending in ipairs(endings) do list[#list + 1] = each .. ending end
  end
  return table.concat(list, ";")
end


-- Lua's own loaders, but for texts only and into the analyst's environment.
local function loaders(environment)
  local function load_text(chunk, name, _, ...)
    return load(chunk, name, "t", select("#", ...) == 0 and environment or ...)
  end
  local function load_file(path, _, ...)
    return loadfile(path, "t", select("#", ...) == 0 and environment or ...)
  end
  local function do_file(path)
    local chunk, problem = load_file(path)
    if not chunk then error(problem, 0) end
    return chunk()
  end
  return { load = load_text, loadfile = load_file, dofile = do_file }
end


local function searcher(environment, path)
  return function(name)
    if name:find("^vane%f[.\0]") then return nil end
    local file, tried = package.searchpath(name, path)
    if not file then return tried end
    local chunk, problem = loadfile(file, "t", environment)
    if not chunk then error(problem, 0) end
    return chunk, file
  end
end


return function(environment, folder)
  local path = path_of(folder, { "/?.lua", "/?/init.lua" })
  table.insert(package.searchers, 2, searcher(environment, path))
  package.cpath = path_of(folder, { "/?.so" }) .. ";" .. package.cpath
  for name, loader in pairs(loaders(environment)) do
    rawset(environment, name, loader)
  end
end

-- Stores that are open: asked and changed by statements of SQL, and which one
-- stands behind a coding.

local core = require "vane.core.store"
local frames = require "vane.core.frame"
local check = require "vane.base.check"
local fail = require "vane.base.fail"
local grid = require "vane.base.grid"

local store_of = setmetatable({}, { __mode = "k" })  -- by its coding

local Store = {}
Store.__index = Store


-- Values by their names as a frame of one row, or nil.
local function one_row(values)
  if not values or not next(values) then return nil end
  local names, cells = check.keys(values), {}
  for i, name in ipairs(names) do cells[i] = { values[name] } end
  return frames.of(names, cells)
end


-- The answer as a frame; `given` is a frame that the statement may call so,
-- `types` those of columns of the answer.
function Store:ask(statement, values, given, types)
  return core.ask(self.box, statement, one_row(values), given, types)
end


-- The first cell of the answer, or nil when it has no row.
function Store:cell(statement, values, given)
  local f = self:ask(statement, values, given)
  if f.n_rows > 0 then return f:get(1, f.names[1]) end
end


-- How many rows were changed.
function Store:run(statement, values, given)
  return core.run(self.box, statement, one_row(values), given)
end


-- A new row with those values by column; gives its number.
function Store:insert(thing, values)
  local columns = check.keys(values)
  self:run(("INSERT INTO %s(%s) VALUES(:%s)"):format(thing,
    table.concat(columns, ", "), table.concat(columns, ", :")), values)
  return self:cell("SELECT max(id) FROM " .. thing)
end


-- Other values in the row of that number.
function Store:update(thing, id, values)
  local columns, sets = check.keys(values), {}
  for i, name in ipairs(columns) do sets[i] = ("%s = :%s"):format(name, name) end
  if #sets == 0 then return end
  values.id = id
  self:run(("UPDATE %s SET %s WHERE id = :id"):format(thing,
    table.concat(sets, ", ")), values)
end


-- What stands in the journal can be read for ever.
local function check_letters(what, text)
  if not utf8.len(text) or text:find("\0", 1, true) then
    fail("%s: a name holds bytes that are no letters; names are texts in UTF-8",
      grid.plain(what))
  end
end


-- Calls f, of which everything is kept or nothing, under the name of whoever
-- opened the store; `what` is said in the journal.
function Store:change(what, f)
  check_letters(what, what)
  check_letters("the coder " .. self.who, self.who)
  return core.change(self.box, self.who, what, f)
end


-- Calls f, which sees one state of the store, whoever changes it meanwhile.
function Store:look(f)
  return core.look(self.box, f)
end


local open = {}


function open.new(path, opts)
  return setmetatable({ path = path, who = opts.coder,
    box = core.open(path, opts.read_only, opts.wait) }, Store)
end


-- A new one, which stands under the path once it is settled.
function open.draft(path, opts)
  return setmetatable({ path = path, who = opts.coder, box = core.draft(path) },
    Store)
end


function open.stand_behind(c, store) store_of[c] = store end


-- The store behind a coding, or nil.
function open.behind(c) return store_of[c] end


-- The same for a verb that needs one.
function open.of(c, verb)
  return store_of[c] or fail("%s: this coding is not kept in a store; "
    .. "c:write \"study.vane\" makes one of it, and coding.open opens it", verb)
end


return open

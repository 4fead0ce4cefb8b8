-- Typical mistakes: what Lua says about them, and what we say instead.

local base = require "vane.core.base"
local check = require "vane.base.check"

local JOIN = "; texts are joined with .. , and tonumber(x) reads a number"


-- "math.floor" for "flor": the nearest function of Lua's own libraries.
local function near_function(name)
  if #name < 4 then return "" end
  local whole, keys = {}, {}
  for _, library in ipairs { "string", "table", "math", "io", "os", "utf8" } do
    for key in pairs(require(library)) do
      whole[key] = library .. "." .. key
      keys[#keys + 1] = key
    end
  end
  table.sort(keys)
  local near = base.nearest(name, keys)
  return near and (" (did you mean '%s'?)"):format(whole[near]) or ""
end


-- Lua's name of a type, as our sentences say it.
local function phrase(what)
  return check.phrase(what == "no value" and "nil" or what)
end


-- "nil", "a number".
local function a(what)
  return what == "nil" and what or "a " .. what
end


local function call_nil(kind, name)
  if kind == "field" then
    return ("there is no function '%s' here%s"):format(name,
      near_function(name))
  elseif kind == "method" then
    return ("there is no method '%s' on this value"):format(name)
  end
  return ("'%s' is nil and cannot be called"):format(name)
end


local function call_other(what, kind, name)
  if kind == "for iterator" then
    return ("for ... in wants pairs(t), ipairs(t) or a function, found a %s"
      .. "; for i = 1, n do counts"):format(what)
  end
  return ("'%s' is a %s and cannot be called"):format(name, what)
end


local function index_nil(_, name)
  return ("'%s' is nil, so it has no fields; is it misspelt, or did an "
    .. "earlier step give nothing?"):format(name)
end


local function wrong_argument(n, name, wanted, found)
  return ("%s: argument %s should be %s, found %s"):format(name, n,
    phrase(wanted), phrase(found))
end


local function bad_byte(byte)
  byte = tonumber(byte)
  if byte == 0xC2 then
    return "an invisible space from a word processor stands here; type it "
      .. "anew"
  elseif byte == 0xE2 then
    return "curly quotes or a long dash from a word processor stand here; "
      .. "write \" and -"
  end
  return "names are written with the letters a to z, digits and _; other "
    .. "letters stand in quotes"
end


local function missing_close(wanted, opened, line, found)
  local where = ("the '%s' of line %s"):format(opened, line)
  if found == "<eof>" then
    return ("the text ends before '%s' closes %s"):format(wanted, where)
  elseif opened == "{" then
    return ("a comma, or the '}' of %s, is missing before %s")
      :format(where, found)
  end
  return ("'%s', which closes %s, is missing before %s"):format(wanted, where,
    found)
end


-- Lua's pattern, and the sentence or what makes it from the captures. The
-- first that fits is taken.
local rules = {
  -- while it runs
  { "^attempt to call a nil value %((%l+) '(.-)'%)$", call_nil },
  { "^attempt to call a nil value$", "nil cannot be called" },
  { "^attempt to call a (%w+) value %(([%l ]+) '(.-)'%)$", call_other },
  { "^attempt to call a (%w+) value$", "a %s cannot be called; what stands "
    .. "behind it belongs into the brackets before, as in f(x, { name = value })" },
  { "^attempt to index a nil value %(([%l ]+) '(.-)'%)$", index_nil },
  { "^attempt to index a nil value$", "nil has no fields; did an earlier "
    .. "step give nothing?" },
  { "^attempt to index a (%w+) value %([%l ]+ '(.-)'%)$",
    function(what, name)
      return ("'%s' is a %s, which has no fields"):format(name, what)
    end },
  { "^attempt to perform arithmetic on a (%w+) value %([%l ]+ '(.-)'%)$",
    function(what, name)
      return ("'%s' is %s and cannot be calculated with"):format(name, a(what))
    end },
  { "^attempt to perform arithmetic on a (%w+) value$",
    function(what) return a(what) .. " cannot be calculated with" end },
  { "^attempt to %l+ a 'string' with a '%w+'$",
    "a text cannot be calculated with" .. JOIN },
  { "^attempt to %l+ a '%w+' with a 'string'$",
    "a text cannot be calculated with" .. JOIN },
  { "^attempt to compare two (%w+) values$",
    "two %ss cannot be compared with < or >" },
  { "^attempt to compare (%w+) with (%w+)$",
    function(left, right)
      return a(left) .. " cannot be compared with " .. a(right)
    end },
  { "^attempt to concatenate a (%w+) value %([%l ]+ '(.-)'%)$",
    function(what, name)
      return ("'%s' is %s and cannot be joined to a text; tostring(x) makes "
        .. "a text of anything"):format(name, a(what))
    end },
  { "^attempt to concatenate a (%w+) value$",
    function(what)
      return a(what) .. " cannot be joined to a text; tostring(x) makes a "
        .. "text of anything"
    end },
  { "^attempt to get length of a (%w+) value %([%l ]+ '(.-)'%)$",
    function(what, name)
      return ("'%s' is %s, which has no length"):format(name, a(what))
    end },
  { "^attempt to get length of a (%w+) value$",
    function(what) return a(what) .. " has no length" end },
  { "^bad 'for' (%l+ ?%l*) %(number expected, got (.-)%)$",
    "the %s of a for loop should be a number, found %s" },
  { "^bad argument #(%d+) to '(.-)' %((.-) expected, got (.-)%)$",
    wrong_argument },
  { "^bad argument #(%d+) to '(.-)' %((.-)%)$",
    function(n, name, problem)
      return ("%s: argument %s: %s"):format(name, n, problem)
    end },
  { "^calling '(.-)' on bad self", "%s: write it with a colon, as in "
    .. "x:name(...)" },
  { "^stack overflow", "a function calls itself without end (stack overflow)" },
  { "^C stack overflow", "this is nested too deep (C stack overflow)" },
  { "^error in error handling$",
    "a function calls itself without end (stack overflow)" },
  { "^not enough memory$", "not enough memory; nothing was changed" },
  { "^module '(.-)' not found:", "no module '%s' beside the script, in "
    .. "VANE_PATH, or among the installed Lua modules" },
  { "^attempt to load a binary chunk", "this is compiled Lua; vane runs "
    .. "texts only" },

  -- while it is read
  { "^invalid escape sequence near '([^\n]*)", "a backslash in quotes starts "
    .. "a special letter, at %s; write / in paths, or [[C:\\data\\x.csv]]" },
  { "^unfinished string near", "a quote is opened on this line and never "
    .. "closed" },
  { "near '<\\(%d+)>'$", bad_byte },
  { "near '!'$", "'!' is no sign of Lua; 'not equal' is ~= , and 'not' is "
    .. "written out" },
  { "near '&'$", "'and' is written out, not &&" },
  { "near '|'$", "'or' is written out, not ||" },
  { "^unexpected symbol near '//'$", "a remark starts with --" },
  { "^unexpected symbol near '#'$", "a remark starts with --" },
  { "^unexpected symbol near '%['$", "a list is written { 1, 2 }" },
  { "^syntax error near '%+'$", "there is no += or ++; write x = x + 1" },
  { "^syntax error near '%-'$", "there is no -= or --; write x = x - 1" },
  { "^'then' expected near '='$", "= gives a value, == compares" },
  { "^'do' expected near '='$", "= gives a value, == compares" },
  { "^'%)' expected near '='$", "named options stand in braces, as in "
    .. "f:where{ x = 1 }, and == compares" },
  { "^'}' expected near '='$", "a name before = stands without quotes, as in "
    .. "{ name = value }" },
  { "^'then' expected near '{'$", "after the condition comes 'then', and "
    .. "'end' closes it" },
  { "^'(.-)' expected %(to close '(.-)' at line (%d+)%) near '?(.-)'?$",
    missing_close },
  { "^'(.-)' expected near '?(.-)'?$", function(wanted, found)
      if found == "<eof>" then
        return ("the text ends where '%s' is wanted"):format(wanted)
      elseif wanted == "<eof>" then
        return ("'%s' closes nothing that is open"):format(found)
      elseif wanted == ")" or wanted == "}" then
        return ("a comma or '%s' is missing before %s"):format(wanted, found)
      end
      return ("'%s' is wanted before %s"):format(wanted, found)
    end },
  { "^<eof> expected near '(.-)'$", "'%s' does not belong here; it closes "
    .. "or goes on with nothing" },
  { "^function arguments expected near", "after x:name come its arguments in "
    .. "brackets, as in x:name(); the function itself is x.name" },
  { "^<name> expected near '?(.-)'?$", "a name is wanted before %s" },
  { "^unexpected symbol near <eof>$", "the text ends in the middle" },
  { "^syntax error near <eof>$", "the text ends in the middle: show(x) shows "
    .. "a lone value, and between two a comma, a bracket or = is missing" },
  { "^syntax error near '([%a_][%w_]*)'$", "something is missing before %s: a "
    .. "comma, a bracket or =" },
  { "^syntax error near '(.-)'$", "the text cannot go on with %s here" },
  { "^unexpected symbol near '(.-)'$", "%s cannot stand here" },
}


return function(message)
  for _, rule in ipairs(rules) do
    local captures = { message:match(rule[1]) }
    if #captures > 0 then
      local say = rule[2]
      if type(say) == "string" then return (say:format(table.unpack(captures))) end
      return (say(table.unpack(captures)))
    end
  end
  return message
end

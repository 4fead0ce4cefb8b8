-- Colours for what goes to standard error, when it may have them.

local host = require "vane.core.host"


local function pen(code)
  return function(text)
    if text == "" or not host.colour() then return text end
    return ("\27[%sm%s\27[0m"):format(code, text)
  end
end


return { bold = pen "1", faint = pen "2", green = pen "32" }

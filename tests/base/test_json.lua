-- Values as JSON.

local json = require "vane.base.json"


test("numbers, texts, lists and objects are written in order", function()
  eq(json.write { b = 1, a = { 1.5, "x", true, na } },
    '{"a":[1.5,"x",true,null],"b":1}')
  eq(json.write { json.empty, {} }, "[[],{}]")
  eq(json.write(1e6), "1000000")
  eq(json.write(0 / 0), "null")
  eq(json.write(math.huge), "null")
end)

test("a text can neither end itself nor a script", function()
  eq(json.write '"</script>\\\n\0', '"\\"\\u003c/script\\u003e\\\\\\n\\u0000"')
  eq(json.write "\xFF", '"?"')
end)

test("what JSON has no place for is said", function()
  raises("a function has no place in JSON", json.write, print)
end)

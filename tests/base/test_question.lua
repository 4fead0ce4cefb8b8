-- The little language in which words and codes are asked for.

local question = require "vane.base.question"

local both = { nearness = true, patterns = true }


-- The tree as a text with every parenthesis.
local function written(tree)
  local parts = {}
  for i, part in ipairs(tree) do parts[i] = written(part) end
  if tree.op == "words" then return tree.text end
  if tree.op == "pattern" then return "/" .. tree.text .. "/" end
  if tree.op == "not" then return "not(" .. parts[1] .. ")" end
  if tree.op == "near" then
    return ("near%d(%s)"):format(tree.within, table.concat(parts, ","))
  end
  return "(" .. table.concat(parts, " " .. tree.op .. " ") .. ")"
end


local function read(text, opts)
  return written(question.parse("asking", text, opts or both))
end


test("and binds before or, not before both, parentheses before all", function()
  eq(read "a or b and not c", "(a or (b and not(c)))")
  eq(read "(a or b) and c", "((a or b) and c)")
  eq(read "not not a", "a")
  eq(read "a AND b Or c", "((a and b) or c)")
  eq(read "not (a or b)", "not((a or b))")
end)

test("words side by side belong together, also in quotes of any kind",
  function()
    eq(read "big data or digit*", "(big data or digit*)")
    eq(read '"research and development"', "research and development")
    eq(read "“this or that” and «x»", "(this or that and x)")
    eq(read "„so oder so“", "so oder so")
  end)

test("near says how many words may stand between", function()
  eq(read "a near b", "near10(a,b)")
  eq(read "a b near/3 c", "near3(a b,c)")
  eq(read "a near/3 b near/5 c", "near5(a,b,c)")
  eq(read 'near(a, "b c", d, 7)', "near7(a,b c,d)")
  eq(read "near(a b)", "near10(a,b)")
  eq(read('near(a, "7")', both), "near10(a,7)")
  eq(read("near", { patterns = true }), "near")
end)

test("a pattern stands between strokes", function()
  eq(read [[/a\/b (c)/ or d]], [[(/a\/b (c)/ or d)]])
  eq(read("a/b", both), "a/b")
  eq(read("/a", {}), "/a")
end)

test("what cannot be read is told with its place", function()
  for text, why in pairs {
    ["a and"] = "a word is wanted here, found nothing more (at letter 5)",
    ["ä and or b"] = 'a word is wanted here, found "or" (at letter 7)',
    ["(a or b"] = "the parenthesis that opens here is not closed (at letter 1)",
    ["a or b)"] = '"and" or "or" should stand before ")" (at letter 7)',
    ['a "b'] = "the quotation that begins here does not end (at letter 3)",
    ["a /b"] = "the pattern that begins here does not end with / (at letter 3)",
    ["near(a)"] = "near() wants two words at least",
    ["near(a, (b))"] = 'near() holds words or quotations, found "("',
    ["a near and"] = 'a word should follow "near", found "and"',
    ["a near/2000 b"] = "near counts 1000 words at most",
    ["a, b"] = '"and" or "or" should stand before ","',
    ["a \"b\""] = '"and" or "or" should stand before "b"',
    [" "] = "the question is empty",
    ["\xff"] = "is not valid UTF-8",
    [("("):rep(101) .. "a"] = "more than 100 parentheses stand in each other",
  } do
    raises(why, read, text)
  end
end)

test("a tree becomes steps, each behind what it joins", function()
  local n = 0
  local steps = question.steps(question.parse("asking", "a and (b or not c)"),
    function()
      n = n + 1
      return n - 1
    end)
  eq(steps, { 0, 1, 2, -3, -2, -1 })
end)

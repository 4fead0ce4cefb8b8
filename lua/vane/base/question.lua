-- The little language in which words, codes and texts are asked for:
--
--   digital and (green or funding) and not skills
--   "big data" or digit*         words side by side belong together
--   green near/5 hydrogen        five words between them at most
--   near(green, hydrogen, 5)     the same, also of more than two
--   /colou?rs?/                  a regular expression
--
-- question.parse gives a tree: { op = "and" | "or", ... }, { op = "not", x },
-- { op = "near", within =, ... } of words, { op = "words", text =, exact = }
-- or { op = "pattern", text = }; each says `at` which letter it begins.

local fail = require "vane.base.fail"

local question = {}

local DEEPEST = 100   -- parentheses in each other
local BETWEEN = 10    -- words between those that are near, when not said
local MOST_BETWEEN = 1000

local joining = { ["and"] = true, ["or"] = true, ["not"] = true }
local closing = { ['"'] = '"', ["“"] = "”", ["„"] = "“", ["«"] = "»" }


-- ---- saying what is wrong ----

local function excerpt(text)
  return utf8.len(text) and utf8.len(text) > 60
    and text:sub(1, utf8.offset(text, 58) - 1) .. "..." or text
end


local function wrong(p, at, sentence, ...)
  local letter = (utf8.len(p.text, 1, math.max(1, math.min(at, #p.text)), true)
    or at)
  fail("%s: cannot read \"%s\": %s (at letter %d)", p.what, excerpt(p.text),
    sentence:format(...), letter)
end


-- ---- signs ----

-- What stands in quotes, up to the closing one.
local function quoted(p, at, opening)
  local close = closing[opening]
  local from = at + #opening
  local ends = p.text:find(close, from, true)
  if not ends then
    wrong(p, at, "the quotation that begins here does not end")
  end
  return { is = "words", text = p.text:sub(from, ends - 1), exact = true,
    at = at }, ends + #close
end


local function pattern(p, at)
  local from, ends = at + 1, at + 1
  while true do
    ends = p.text:find("[/\\]", ends)
    if not ends then
      wrong(p, at, "the pattern that begins here does not end with /")
    end
    if p.text:sub(ends, ends) == "/" then break end
    ends = ends + 2
  end
  return { is = "pattern", text = p.text:sub(from, ends - 1), at = at },
    ends + 1
end


local function opening_quote(p, at)
  for sign in pairs(closing) do
    if p.text:sub(at, at + #sign - 1) == sign then return sign end
  end
end


-- A word ends at a blank, a parenthesis, a comma or a quotation.
local function bare(p, at)
  local ends = at
  while ends <= #p.text and not p.text:find("^[%s(),]", ends)
    and not opening_quote(p, ends) do
    ends = ends + 1
  end
  return { is = "word", text = p.text:sub(at, ends - 1), at = at }, ends
end


local function next_sign(p, at)
  local letter = p.text:sub(at, at)
  if letter:find "[(),]" then return { is = letter, at = at }, at + 1 end
  if letter == "/" and p.patterns then return pattern(p, at) end
  local quote = opening_quote(p, at)
  if quote then return quoted(p, at, quote) end
  return bare(p, at)
end


local function signs_of(p)
  local signs, at = {}, p.text:match "^%s*()"
  while at <= #p.text do
    local sign
    sign, at = next_sign(p, at)
    local word = sign.is == "word" and sign.text:lower()
    if joining[word] then sign.is = word end
    if word and p.nearness then
      sign.within = word == "near" and BETWEEN
        or math.tointeger(tonumber(word:match "^near/(%d+)$"))
      if sign.within then sign.is = "near" end
    end
    signs[#signs + 1] = sign
    at = p.text:match("^%s*()", at)
  end
  signs[#signs + 1] = { is = "end", at = #p.text }
  return signs
end


-- ---- reading ----

local read_or


local function here(p)
  return p.signs[p.place]
end


local function take(p)
  p.place = p.place + 1
  return p.signs[p.place - 1]
end


local function says(sign)
  return sign.is == "end" and "nothing more" or ('"%s"'):format(sign.text
    or sign.is)
end


-- Words side by side, or a quotation.
local function read_words(p)
  local first = take(p)
  if first.is == "words" then
    first.op = "words"
    return first
  end
  local parts = { first.text }
  while here(p).is == "word" do parts[#parts + 1] = take(p).text end
  return { op = "words", text = table.concat(parts, " "), at = first.at }
end


local function check_within(p, at, within)
  if within > MOST_BETWEEN then
    wrong(p, at, "near counts %d words at most", MOST_BETWEEN)
  end
  return within
end


-- near(green, "big data", 5); the commas may be left out.
local function read_near_list(p, sign)
  local list = { op = "near", at = sign.at, within = sign.within }
  take(p)
  while here(p).is ~= ")" do
    local part = take(p)
    if part.is == "word" or part.is == "words" then
      list[#list + 1] = { op = "words", text = part.text, at = part.at,
        exact = part.is == "words" or nil }
    elseif part.is ~= "," then
      wrong(p, part.at, "near() holds words or quotations, found %s",
        says(part))
    end
  end
  take(p)
  local last = list[#list]
  if #list > 2 and not last.exact and last.text:find "^%d+$" then
    list.within = math.tointeger(tonumber(last.text)) or MOST_BETWEEN + 1
    list[#list] = nil
  end
  if #list < 2 then wrong(p, sign.at, "near() wants two words at least") end
  check_within(p, sign.at, list.within)
  return list
end


-- green near/5 hydrogen near/5 steel
local function read_near(p, first)
  local list
  while here(p).is == "near" do
    local sign = take(p)
    list = list or { op = "near", at = first.at, within = sign.within, first }
    list.within = math.max(list.within, check_within(p, sign.at, sign.within))
    if here(p).is ~= "word" and here(p).is ~= "words" then
      wrong(p, here(p).at, "a word should follow \"near\", found %s",
        says(here(p)))
    end
    list[#list + 1] = read_words(p)
  end
  return list or first
end


local function read_enclosed(p)
  local open = take(p)
  p.depth = p.depth + 1
  if p.depth > DEEPEST then
    wrong(p, open.at, "more than %d parentheses stand in each other", DEEPEST)
  end
  local inner = read_or(p)
  if here(p).is ~= ")" then
    wrong(p, open.at, "the parenthesis that opens here is not closed")
  end
  take(p)
  p.depth = p.depth - 1
  return inner
end


local function read_one(p)
  local sign = here(p)
  if sign.is == "(" then return read_enclosed(p) end
  if sign.is == "near" and p.signs[p.place + 1].is == "(" then
    take(p)
    return read_near_list(p, sign)
  end
  if sign.is == "pattern" then
    take(p).op = "pattern"
    return sign
  end
  if sign.is == "word" or sign.is == "words" then
    return read_near(p, read_words(p))
  end
  wrong(p, sign.at, "a word is wanted here, found %s", says(sign))
end


local function read_not(p)
  local turned = false
  while here(p).is == "not" do
    take(p)
    turned = not turned
  end
  local one = read_one(p)
  return turned and { op = "not", at = one.at, one } or one
end


-- One or more, with `op` between them.
local function read_list(p, op, read)
  local first = read(p)
  local list = { op = op, at = first.at, first }
  while here(p).is == op do
    take(p)
    list[#list + 1] = read(p)
  end
  return #list > 1 and list or first
end


local function read_and(p)
  return read_list(p, "and", read_not)
end


function read_or(p)
  return read_list(p, "or", read_and)
end


-- The tree of a question; `what` asks it, for the sentence of one that cannot
-- be read. With `opts.nearness` words may be near each other, with
-- `opts.patterns` /.../ is a regular expression.
function question.parse(what, text, opts)
  local p = { what = what, text = text, place = 1, depth = 0,
    nearness = opts and opts.nearness, patterns = opts and opts.patterns }
  if not utf8.len(text) then
    fail("%s: the question is not valid UTF-8", what)
  end
  if not text:find "%S" then fail("%s: the question is empty", what) end
  p.signs = signs_of(p)
  local tree = read_or(p)
  if here(p).is ~= "end" then
    wrong(p, here(p).at, "\"and\" or \"or\" should stand before %s",
      says(here(p)))
  end
  return tree
end


-- ---- steps ----

local AND, OR, NOT = -1, -2, -3  -- as core/calc/coding/question.h numbers them


-- The tree as steps behind each other, leaves by the number, from 0, that
-- leaf_of gives.
function question.steps(tree, leaf_of, into)
  into = into or {}
  if tree.op == "not" then
    question.steps(tree[1], leaf_of, into)
    into[#into + 1] = NOT
  elseif tree.op == "and" or tree.op == "or" then
    question.steps(tree[1], leaf_of, into)
    for i = 2, #tree do
      question.steps(tree[i], leaf_of, into)
      into[#into + 1] = tree.op == "and" and AND or OR
    end
  else
    into[#into + 1] = leaf_of(tree)
  end
  return into
end


return question

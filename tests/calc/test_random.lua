local random = require "vane.core.random"


test("Philox4x32-10 gives its authors' known answers", function()
  -- kat_vectors of Random123: counter, key, block
  eq({ random.philox(0, 0, 0, 0, 0, 0) },
    { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })
  local ones = 0xffffffff
  eq({ random.philox(ones, ones, ones, ones, ones, ones) },
    { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })
  eq({ random.philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344,
    0xa4093822, 0x299f31d0) },
    { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })
end)

test("a stream draws the words of its blocks in order", function()
  -- seed in the key, block number and stream in the counter
  local seed, stream = 5 << 32 | 7, 9 << 32 | 3
  local words = { random.philox(0, 0, 3, 9, 7, 5) }
  table.move({ random.philox(1, 0, 3, 9, 7, 5) }, 1, 4, 5, words)
  local units = random.units(seed, stream, 4)
  for i = 1, 4 do
    -- 27 upper bits of one word, 26 of the next, over 2^53
    local whole = (words[2 * i - 1] >> 5) << 26 | words[2 * i] >> 6
    eq(units[i], whole / 2.0 ^ 53)
  end
end)

test("whole numbers are drawn equally often and below their bound", function()
  local count = { [0] = 0, 0, 0, 0, 0, 0, 0 }
  for _, x in ipairs(random.below(1, 0, 70000, 7)) do count[x] = count[x] + 1 end
  local chi2 = 0
  for x = 0, 6 do chi2 = chi2 + (count[x] - 10000) ^ 2 / 10000 end
  assert(chi2 < 22.46, chi2)  -- 6 degrees of freedom, one in a thousand
  eq(random.below(1, 0, 3, 1), { 0, 0, 0 })
end)

test("a bound that 2^32 does not divide leaves no number more frequent", function()
  -- With 3 x 2^30 a third of the words is drawn again. A product's upper half
  -- alone would give every third number twice as often as the others.
  local count = { [0] = 0, 0, 0 }
  for _, x in ipairs(random.below(2, 0, 30000, 3 << 30)) do
    count[x % 3] = count[x % 3] + 1
  end
  for k = 0, 2 do assert(math.abs(count[k] - 10000) < 330, count[k]) end
end)

test("numbers between 0 and 1 have the mean and spread of even ones", function()
  local sum, squares = 0, 0
  for _, x in ipairs(random.units(3, 1, 60000)) do
    assert(x >= 0 and x < 1)
    sum, squares = sum + x, squares + (x - 0.5) ^ 2
  end
  near(sum / 60000, 1 / 2, 0.005)
  near(squares / 60000, 1 / 12, 0.002)
end)

test("streams and seeds differ, and the same one is the same again", function()
  local first = random.units(1, 0, 20)
  eq(random.units(1, 0, 20), first)
  for _, other in ipairs { random.units(1, 1, 20), random.units(2, 0, 20) } do
    for i = 1, 20 do assert(other[i] ~= first[i]) end
  end
end)

test("bounds and counts that make no sense are refused", function()
  raises("below: wants an upper bound from 1", random.below, 1, 0, 5, 0)
  raises("wants 0 or more draws", random.units, 1, 0, -1)
end)

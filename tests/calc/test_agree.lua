local agree = require "vane.core.agree"


-- Judges x things, from { { scores of a judge }, ... }.
local function judges(rows)
  local names, things = {}, {}
  for i = 1, #rows do names[i] = "judge " .. i end
  for j = 1, #rows[1] do things[j] = "thing " .. j end
  return matrix.of(names, things, rows)
end


-- Things x judges, as known answers print them.
local function turned(rows)
  return judges(rows):transpose()
end


-- ---- chi-square ----

test("the tail of chi-square is right at its closed forms", function()
  -- even df: exp(-x/2) times the first df/2 terms of the series of exp(x/2)
  for _, x in ipairs { 0.01, 0.5, 1, 3, 10, 40, 130, 200 } do
    local term, sum = 1, 0
    for k = 1, 60 do
      sum = sum + term
      near(agree.chi2_tail(x, 2 * k) / (math.exp(-x / 2) * sum), 1, 1e-11)
      term = term * (x / 2) / k
    end
  end
  near(agree.chi2_tail(3.841458820694124, 1), 0.05, 1e-14)
  near(agree.chi2_tail(6.634896601021213, 1), 0.01, 1e-14)
  eq(agree.chi2_tail(0, 3), 1.0)
end)


-- ---- Kendall's W ----

test("W of three judges and four things, by hand", function()
  -- Rank sums 4, 6, 8, 12 about 7.5: S = 12.25 + 2.25 + 0.25 + 20.25 = 35.
  -- W = 12 x 35 / (9 x 60) = 7/9, chi-square = 3 x 3 x 7/9 = 7, df 3.
  local k = agree.kendall(judges { { 1, 2, 3, 4 }, { 1, 3, 2, 4 },
    { 2, 1, 3, 4 } })
  near(k.w, 7 / 9)
  near(k.chi2, 7)
  eq({ k.df, k.n_judges, k.n_left_out }, { 3, 3, 0 })
  near(k.p, 0.07189777249646516, 1e-12)
end)

test("W is 1 when all say the same and 0 when they cancel", function()
  near(agree.kendall(judges { { 1, 5, 9 }, { 2, 3, 7 } }).w, 1)
  near(agree.kendall(judges { { 1, 2, 3 }, { 3, 2, 1 } }).w, 0)
end)


-- 12 S / (m^2 (n^3 - n) - m T) with midranks, as the books print it.
local function printed_w(rows)
  local m, n, sums, ties = #rows, #rows[1], {}, 0
  for _, row in ipairs(rows) do
    for j = 1, n do
      local less, same = 0, 0
      for k = 1, n do
        if row[k] < row[j] then less = less + 1 end
        if row[k] == row[j] then same = same + 1 end
      end
      sums[j] = (sums[j] or 0) + less + (same + 1) / 2
      ties = ties + same ^ 2 - 1  -- t of them together t^3 - t
    end
  end
  local squares = 0
  for j = 1, n do squares = squares + (sums[j] - m * (n + 1) / 2) ^ 2 end
  return 12 * squares / (m ^ 2 * (n ^ 3 - n) - m * ties)
end


test("W with ties agrees with the printed formula", function()
  local rows = { { 1, 1, 2, 2, 4 }, { 0, 3, 3, 3, 4 }, { 2, 0, 1, 1, 3 } }
  near(agree.kendall(judges(rows)).w, printed_w(rows))
  rows = { { 0, 0, 0, 1 }, { 0, 1, 1, 1 }, { 0, 0, 1, 1 }, { 0, 0, 0, 1 } }
  near(agree.kendall(judges(rows)).w, printed_w(rows))
end)

test("judges who did not judge everything are left out of W and counted", function()
  local k = agree.kendall(judges { { 1, 2, 3 }, { 9, na, 1 }, { 1, 3, 2 } })
  near(k.w, printed_w { { 1, 2, 3 }, { 1, 3, 2 } })
  eq({ k.n_judges, k.n_left_out }, { 2, 1 })
end)

test("W does not mind the order of judges or things", function()
  local rows = { { 1, 1, 2, 4 }, { 0, 3, 3, 1 }, { 2, 0, 1, 3 } }
  local w = agree.kendall(judges(rows)).w
  near(agree.kendall(judges { rows[3], rows[1], rows[2] }).w, w)
  local mixed = {}
  for i, row in ipairs(rows) do mixed[i] = { row[4], row[2], row[1], row[3] } end
  near(agree.kendall(judges(mixed)).w, w)
end)

test("W is undefined for one judge, for all tied, and for one thing", function()
  for _, rows in ipairs { { { 1, 2 } }, { { 1, 1 }, { 2, 2 } }, { { 1 }, { 2 } },
    { { 1, na }, { na, 2 } } } do
    local k = agree.kendall(judges(rows))
    eq({ is_na(k.w), is_na(k.chi2), is_na(k.p) }, { true, true, true })
  end
end)


-- ---- Krippendorff's alpha, ordinal ----

local KRIPPENDORFF_2011 = {  -- sections C, D: 12 units, 4 observers
  { 1, 1, na, 1 }, { 2, 2, 3, 2 }, { 3, 3, 3, 3 }, { 3, 3, 3, 3 },
  { 2, 2, 2, 2 }, { 1, 2, 3, 4 }, { 4, 4, 4, 4 }, { 1, 1, 2, 1 },
  { 2, 2, 2, 2 }, { na, 5, 5, 5 }, { na, na, 1, 1 }, { na, 3, na, na },
}

local HAYES_2007 = {  -- p. 84: 40 units, 5 observers
  { 1, 1, 2, na, 2 }, { 1, 1, 0, 1, na }, { 2, 3, 3, 3, na },
  { na, 0, 0, na, 0 }, { 0, 0, 0, na, 0 }, { 0, 0, 0, na, 0 },
  { 1, 0, 2, na, 1 }, { 1, na, 2, 0, na }, { 2, 2, 2, na, 2 },
  { 2, 1, 1, 1, na }, { na, 1, 0, 0, na }, { 0, 0, 0, 0, na },
  { 1, 2, 2, 2, na }, { 3, 3, 2, 2, 3 }, { 1, 1, 1, na, 1 },
  { 1, 1, 1, na, 1 }, { 2, 1, 2, na, 2 }, { 1, 2, 3, 3, na },
  { 1, 1, 0, 1, na }, { 0, 0, 0, na, 0 }, { 0, 0, 1, 1, na },
  { 0, 0, na, 0, 0 }, { 2, 3, 3, 3, na }, { 0, 0, 0, 0, na },
  { 1, 2, na, 2, 2 }, { 0, 1, 1, 1, na }, { 0, 0, 0, 1, 0 },
  { 1, 2, 1, 2, na }, { 1, 1, 2, 2, na }, { 1, 1, 2, na, 2 },
  { 1, 1, 0, na, 0 }, { 2, 1, 2, 1, na }, { 2, 2, na, 2, 2 },
  { 3, 2, 2, 2, na }, { 2, 2, 2, na, 2 }, { 2, 2, 3, na, 2 },
  { 2, 2, 2, na, 2 }, { 2, 2, na, 1, 2 }, { 2, 2, 2, 2, na },
  { 1, 1, 1, na, 1 },
}


test("ordinal alpha gives the published values", function()
  near(agree.ordinal_alpha(turned(KRIPPENDORFF_2011)), 0.815, 0.0005)
  near(agree.ordinal_alpha(turned(KRIPPENDORFF_2011)), 0.815387503755, 1e-12)
  near(agree.ordinal_alpha(turned(HAYES_2007)), 0.7598, 6e-5)
  near(agree.ordinal_alpha(turned(HAYES_2007)), 0.759829189151, 1e-12)
end)

test("ordinal alpha looks at order alone, not at distances", function()
  local spread = {}
  for i, row in ipairs(KRIPPENDORFF_2011) do
    spread[i] = {}
    for j, x in ipairs(row) do spread[i][j] = is_na(x) and na or 10.0 ^ x end
  end
  near(agree.ordinal_alpha(turned(spread)), 0.815387503755, 1e-12)
end)

test("alpha is 1 for the same judgements and below 0 for opposite ones", function()
  near(agree.ordinal_alpha(judges { { 1, 2, 3 }, { 1, 2, 3 } }), 1)
  assert(agree.ordinal_alpha(judges { { 1, 2, 3 }, { 3, 2, 1 } }) < 0)
end)

test("alpha of nothing that varies or pairs is undefined, not 1", function()
  eq(is_na(agree.ordinal_alpha(judges { { 2, 2 }, { 2, 2 } })), true)
  eq(is_na(agree.ordinal_alpha(judges { { 1, na }, { na, 2 } })), true)
  eq(is_na(agree.ordinal_alpha(judges { { 1, 2, 3 } })), true)
end)

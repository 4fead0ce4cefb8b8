-- The word that was meant, of those that are known.

local nearest = require "vane.core.base".nearest


local function is_meant(word, known, wanted)
  eq({ word, nearest(word, known) }, { word, wanted })
end


test("a slip of the finger is seen: a letter more, less, other, or two swapped", function()
  for _, slip in ipairs { "industri", "industr", "indusstry", "idnustry", "INDUSTRY" } do
    is_meant(slip, { "trend", "industry" }, "industry")
  end
end)

test("of a short word one letter may differ, of a long one three", function()
  is_meant("hed", { "head" }, "head")
  is_meant("mean", { "head", "sum" }, nil)
  is_meant("plot", { "pert" }, nil)
  is_meant("matirks", { "matrix" }, nil)
  is_meant("megatredns", { "megatrend" }, "megatrend")
end)

test("what differs in more than one letter begins alike", function()
  is_meant("label", { "table" }, nil)
  is_meant("lable", { "label" }, "label")
  is_meant("table", { "tabel" }, "tabel")
end)

test("a word cut short is told whole", function()
  is_meant("grow", { "great", "growth" }, "growth")
  is_meant("correl", { "cosine", "correlation" }, "correlation")
  is_meant("co", { "correlation" }, nil)
end)

test("of words that differ wholly none is meant", function()
  is_meant("x", { "y", "z" }, nil)
  is_meant("", { "a" }, nil)
  is_meant("x", {}, nil)
end)

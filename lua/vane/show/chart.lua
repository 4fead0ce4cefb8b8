-- The word `chart`: pictures of frames, matrices, graphs and results.

local fail = require "vane.base.fail"
local noun = require "vane.base.noun"
local picture = require "vane.show.picture"

local core = { methods = picture.methods, fields = picture.fields }

core.agreement = require "vane.show.agreement".agreement
core.bar = require "vane.show.bar".bar
core.basins = require "vane.show.basins".basins
core.bubble = require "vane.show.bubble".bubble
core.chain = require "vane.show.chain".chain
core.chord = require "vane.show.chord".chord
core.diagram = require "vane.show.bubble".diagram
core.distribution = require "vane.show.distribution".distribution
core.dots = require "vane.show.dots".dots
core.flow = require "vane.show.flow".flow
core.heat = require "vane.show.heat".heat
core.network = require "vane.show.network".network
core.plane = require "vane.show.plane".plane
core.roadmap = require "vane.show.roadmap".roadmap
core.scenarios = require "vane.show.scenarios".scenarios
core.series = require "vane.show.series".series
core.slope = require "vane.show.slope".slope
core.tree = require "vane.show.dendrogram".tree
core.tube = require "vane.show.tube".tube


--- chart.heat(matrix, {...}) -> chart
---   Pictures. Each word draws one kind from a frame, a matrix or a result;
---   what it gives is drawn when it is shown, and written by p:save "x.svg".
---   The title, notes and sources go onto the picture; data that is called
---   synthetic says so on it. What is shown may stand among the options,
---   as frame, matrix, graph, tree or roadmap: chart.bar{ frame = f, ... }.
---
---   > m = matrix.of({"a", "b"}, {"x", "y"}, {{1, 2}, {3, 4}})
---   > chart.heat(m, { title = "Four cells" }).kind
---   heat
local function make()
  fail "chart: say which kind, as in chart.heat(matrix)"
end


return noun("chart", core, make, "study")

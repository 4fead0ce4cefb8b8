-- How an assessment of mega trends reads: a headline, the matrix as dots, what
-- the signs mean.

local grid = require "vane.base.grid"
local ranking = require "vane.study.ranking"

local SIGNS = { ["00"] = "·", ["10"] = "▼", ["01"] = "▲", ["11"] = "●" }


-- One cell: the marks, whether it was published, and whether it is an area,
-- or none, by declaration.
local function sign_of(s, i, j)
  local text = SIGNS[("%d%d"):format(s.down[i][j], s.up[i][j])]
  if s.published and s.published[i][j] then
    text = (text == "·" and "" or text) .. "◆"
  end
  local rule = s.down[i][j] * s.up[i][j]
  if s.area[i][j] > rule then return text .. "+" end
  if s.area[i][j] < rule then return text .. "-" end
  return text
end


local function dots(s, opts)
  local n = grid.n_shown(#s.rows, opts)
  local headers, columns = { "" }, { table.move(s.rows, 1, n, 1, {}) }
  for j, col in ipairs(s.cols) do
    headers[j + 1], columns[j + 1] = col, {}
    for i = 1, n do columns[j + 1][i] = sign_of(s, i, j) end
  end
  return grid.columns(headers, columns, { all = opts and opts.all,
    width = opts and opts.width, more_rows = #s.rows - n })
end


local function legend(s)
  local parts = { "● both ways", "▼ down", "▲ up" }
  if s.published then parts[#parts + 1] = "◆ published" end
  local n = s.counts
  if n.added > 0 then parts[#parts + 1] = "+ area by declaration" end
  if n.removed > 0 then parts[#parts + 1] = "- none by declaration" end
  return "  " .. table.concat(parts, "   ")
end


local function areas_line(s)
  local n = s.counts
  local text = ("  marks: %d downstream, %d upstream; areas: %d by rule"):format(
    n.downstream, n.upstream, n.rule)
  if n.added + n.removed > 0 then
    text = text .. (", %d with what is declared"):format(n.areas)
  end
  return text
end


local function audit_line(s)
  local n = s.counts
  return ("  published: %d (%d by rule, %d without both marks); not published: "
    .. "%d by rule"):format(n.published, n.agree, n.published - n.agree,
    n.rule - n.agree)
end


local function panel_line(s)
  local scale = s.scale
  return ("  %d experts, a score is strong from %g on, scale %g to %g%s"):
    format(#s.experts, scale.strong, scale.low, scale.high,
      scale.assumed and " (assumed)" or "")
end


local function headline(s)
  local parts = { ("mega trends: %d trends x %d industries"):format(#s.rows,
    #s.cols) }
  if s.opts.date then parts[#parts + 1] = s.opts.date end
  if s.source then parts[#parts + 1] = s.source end
  if s.synthetic then parts[#parts + 1] = "SYNTHETIC DATA" end
  return table.concat(parts, "   ")
end


return function(s, opts)
  local lines = { headline(s) }
  if s.experts then lines[#lines + 1] = panel_line(s) end
  lines[#lines + 1] = areas_line(s)
  if s.published then lines[#lines + 1] = audit_line(s) end
  lines[#lines + 1] = dots(s, opts)
  lines[#lines + 1] = legend(s)
  lines[#lines + 1] = "  ranks: " .. ranking.basis(s.experts and #s.experts,
    s.opts)
  return table.concat(lines, "\n")
end

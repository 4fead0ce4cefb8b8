-- What a coefficient of agreement says of itself.

local base = require "vane.core.base"
local core = require "vane.core.reliability"
local counted = require "vane.base.counted"

local FEW = core.few_clusters  -- of fewer each is left out once

local titles = {
  percent = "percent agreement", cohen = "Cohen's kappa",
  fleiss = "Fleiss' kappa", krippendorff = "Krippendorff's alpha",
  gwet_ac1 = "Gwet's AC1", gwet_ac2 = "Gwet's AC2",
  brennan_prediger = "Brennan and Prediger's kappa",
  alpha_u = "Krippendorff's alpha of stretches",
}


local function rounded(x)
  return x == base.na and "undefined" or ("%.3f"):format(x)
end


local function headline(fields, opts, level)
  local line = ("%s, %s: %s"):format(titles[opts.coefficient], level,
    rounded(fields.value))
  if fields.high == base.na then return line end
  local few = opts.cluster and fields.n_clusters < FEW
  return ("%s   %s %s to %s"):format(line, few and "with one cluster left out"
    or ("%g %% interval"):format(100 * opts.confidence),
    fields.low == base.na and "?" or rounded(fields.low), rounded(fields.high))
end


local function left_out_line(n, why_one, why_many, lines)
  if n > 0 then
    lines[#lines + 1] = ("  %s left out: %s"):format(counted(n, why_one,
      why_many), "not enough was said of " .. (n == 1 and "it" or "them"))
  end
end


-- What low and high are.
local function range_of(fields, opts)
  local n = fields.n_clusters
  local few = opts.cluster and n < FEW
  if fields.value == base.na then return "no interval: nothing varies" end
  if opts.cluster and n < 2 then
    return ("no interval: it needs two clusters (\"%s\")"):format(opts.cluster)
  end
  if not few and opts.replicates == 0 then return "no interval asked for" end
  if fields.too_long then
    return ("no interval: %d different values in %d resamples would take "
      .. "minutes; say a 'cluster' of units, or fewer 'replicates'"):format(
      fields.n_values, opts.replicates)
  end
  if few then return "low to high: one cluster left out" end
  return opts.cluster and "low to high: clusters drawn anew"
    or "low to high: units drawn anew"
end


local function interval_line(fields, opts, lines)
  if fields.high == base.na then
    if fields.too_long or opts.cluster then
      lines[#lines + 1] = "  " .. fields.range
    end
    return
  end
  local line = ("  interval from %d resamples of units, seed %d"):format(
    opts.replicates, opts.seed)
  if opts.cluster then
    line = ("  %s (\"%s\", %d of them)"):format(fields.range, opts.cluster,
      fields.n_clusters)
  end
  if fields.n_undefined > 0 then
    line = line .. ("; %d of them without variation"):format(fields.n_undefined)
  end
  lines[#lines + 1] = line
end


local function text_of(fields, opts, level)
  local lines = { headline(fields, opts, level) }
  if fields.undefined then lines[2] = "  undefined: " .. fields.undefined end
  lines[#lines + 1] = ("  %s, %s rated twice or more, %s, %s"):format(
    counted(fields.n_coders, "coder"), counted(fields.n_units, "unit"),
    counted(fields.n_ratings, "rating"), counted(fields.n_values, "value"))
  left_out_line(fields.n_left_out, "unit", "units", lines)
  if opts.blank_said then lines[#lines + 1] = "  " .. opts.blank_said end
  if fields.observed ~= base.na then
    local word = opts.coefficient == "krippendorff" and "disagreement"
      or "agreement"
    lines[#lines + 1] = ("  observed %s %s, by chance %s"):format(word,
      rounded(fields.observed), fields.expected == base.na and "not considered"
      or rounded(fields.expected))
  end
  interval_line(fields, opts, lines)
  return table.concat(lines, "\n")
end


local function stretches_text(fields, opts)
  local lines = { headline(fields, opts, opts.method),
    ("  %s, %s of %s on %g to %g"):format(counted(fields.n_coders, "coder"),
      counted(fields.n_stretches, "stretch", "stretches"),
      counted(fields.n_codes, "code"), fields.from, fields.to) }
  if fields.n_left_out > 0 then
    lines[#lines + 1] = ("  %s left out for want of a coder, code or place")
      :format(counted(fields.n_left_out, "row"))
  end
  if fields.undefined then
    lines[#lines + 1] = "  undefined: " .. fields.undefined
  end
  if opts.cluster then interval_line(fields, opts, lines)
  else lines[#lines + 1] = "  " .. fields.range end
  return table.concat(lines, "\n")
end


return { units = text_of, stretches = stretches_text, range = range_of }

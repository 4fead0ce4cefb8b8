-- What a coefficient of agreement says of itself.

local base = require "vane.core.base"

local titles = {
  percent = "percent agreement", cohen = "Cohen's kappa",
  fleiss = "Fleiss' kappa", krippendorff = "Krippendorff's alpha",
  gwet_ac1 = "Gwet's AC1", gwet_ac2 = "Gwet's AC2",
  brennan_prediger = "Brennan and Prediger's kappa",
  alpha_u = "Krippendorff's alpha of stretches",
}


local function counted(n, one, many)
  return ("%d %s"):format(n, n == 1 and one or many or one .. "s")
end


local function rounded(x)
  return x == base.na and "undefined" or ("%.3f"):format(x)
end


local function headline(fields, opts, level)
  local line = ("%s, %s: %s"):format(titles[opts.coefficient], level,
    rounded(fields.value))
  if fields.low ~= base.na then
    line = line .. ("   %g %% interval %s to %s"):format(
      100 * opts.confidence, rounded(fields.low), rounded(fields.high))
  end
  return line
end


local function left_out_line(n, why_one, why_many, lines)
  if n > 0 then
    lines[#lines + 1] = ("  %s left out: %s"):format(counted(n, why_one,
      why_many), "not enough was said of " .. (n == 1 and "it" or "them"))
  end
end


local function interval_line(fields, opts, lines)
  if fields.low == base.na then return end
  local line = ("  interval from %d resamples of units, seed %d"):format(
    opts.replicates, opts.seed)
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
  local lines = { ("%s (%s): %s"):format(titles.alpha_u, opts.method,
    rounded(fields.value)),
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
  lines[#lines + 1] = "  no interval: stretches are no independent units"
  return table.concat(lines, "\n")
end


return { units = text_of, stretches = stretches_text }

-- Which mega trends and industries drive each other?
--
-- Data: the example_ files, invented to show how it is done. Fill in the two
-- forms (1: a strong influence, 0: none; your own names of trends and
-- industries), put form_ for example_ below, and run it again.

local id = { rows = "trend" }

local m = megatrend {
  downstream = matrix.read("example_downstream.csv", id),  -- the trend acts on the industry
  upstream   = matrix.read("example_upstream.csv", id),    -- the industry acts on the trend
}

show(m)
show(m.exposure:sort "-areas")

m.audit:write "areas.csv"

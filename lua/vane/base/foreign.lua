-- Names that other languages and programs have, and what to write here.

local nothing = "nothing is nil, and a missing value is na"
local missing = "a missing value is na"
local truth = "write true and false in small letters"
local count = "#list counts a list, f.n_rows the rows of a frame"
local say = "print(x) and show(x) write a line, io.write(x) a part of one"
local more = "require \"name\" brings in a module"
local leave = "a script ends with its last line, or with os.exit(0)"
local whole = "math.floor(x) cuts to a whole number"
local steps = "for i = 1, n do ... end counts"
local table_of_rows = "a table of columns is a frame: frame.read(path), "
  .. "frame{ x = {...} }"

return {
  None = nothing, null = nothing, NULL = nothing, Null = nothing,
  nul = nothing, undefined = nothing, NIL = nothing, Nil = nothing,
  NA = missing, NaN = missing, nan = missing, missing = missing,
  True = truth, TRUE = truth, False = truth, FALSE = truth,
  len = count, length = count, nrow = count, ncol = count, size = count,
  printf = say, echo = say, cat = say, puts = say, write = say,
  import = more, library = more, include = more, source = more,
  quit = leave, exit = leave,
  int = whole, floor = whole, round = "math.floor(x + 0.5) rounds",
  str = "tostring(x) makes a text", float = "tonumber(text) reads a number",
  range = steps, seq = steps,
  pd = table_of_rows, DataFrame = table_of_rows, df = table_of_rows,
  dataframe = table_of_rows, read_csv = table_of_rows, csv = table_of_rows,
  this = "the value itself is self, in a function written with a colon",
}

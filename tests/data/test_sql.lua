local links = frame {
  { "a", { "x", "x", "y", na } },
  { "b", { "p", "q", "p", "q" } },
  { "n", { 1, 2, 5, na } },
}

local function ask(statement, tables, values)
  return frame.sql(statement, tables or { t = links }, values)
end

local function column(statement, tables, values)
  local f = ask(statement, tables, values)
  return f:column(f.names[1])
end


-- ---- answers ----

test("a question over one frame", function()
  local f = ask "select a, sum(n) as total from t where a is not null group by a"
  eq(f.names, { "a", "total" })
  eq(f:column "a", { "x", "y" })
  eq(f:column "total", { 3, 5 })
end)

test("a missing cell is null, both ways", function()
  eq(column "select count(*) from t where n is null", { 1 })
  eq(column "select n + 1 as m from t where a is null", { na })
  eq(column "select count(n) from t where n = n", { 3 })
  eq(column("select :x is null as missing", {}, { x = na }), { 1 })
  eq(column "select coalesce(a, '?') from t where n is null", { "?" })
end)

-- Every pair of rows, compared by hand.
local function joined_by_hand(f, g, on)
  local pairs_found = {}
  for i = 1, f.n_rows do
    for j = 1, g.n_rows do
      local p, q = f:get(i, on), g:get(j, on)
      if not is_na(p) and not is_na(q) and p == q then
        pairs_found[#pairs_found + 1] = i .. "-" .. j
      end
    end
  end
  table.sort(pairs_found)
  return pairs_found
end

local function joined_by_sql(f, g, on)
  local list = column(("select a.rowid || '-' || b.rowid as pair from a join b "
    .. "on a.%s = b.%s"):format(on, on), { a = f, b = g })
  table.sort(list)
  return list
end

-- A small generator, so that the frames are the same everywhere.
local function scattered(n, seed)
  local state = seed
  local function below_n(most)
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % most
  end
  local f = { text = {}, int = {}, num = {}, day = {}, flag = {} }
  for i = 1, n do
    f.text[i] = below_n(9) == 0 and na or "k" .. below_n(7)
    f.int[i] = below_n(9) == 0 and na or below_n(7) - 3
    f.num[i] = below_n(9) == 0 and na or (below_n(7) - 3) / 4
    f.day[i] = below_n(9) == 0 and na or ("2020-01-0%d"):format(1 + below_n(7))
    f.flag[i] = below_n(9) == 0 and na or below_n(2) == 0
  end
  return frame(f, { types = { day = "date" } })
end

test("a join finds the pairs that a search by hand finds", function()
  local f, g = scattered(61, 1), scattered(47, 2)
  for _, on in ipairs { "text", "int", "num", "day", "flag" } do
    local by_hand = joined_by_hand(f, g, on)
    eq(#by_hand > 100, true)
    eq(joined_by_sql(f, g, on), by_hand)
  end
end)

test("a join of integers with decimals goes by value", function()
  local whole = frame { { "v", { 0, 1, 2, -3, 9007199254740993 } } }
  local decimal = frame { { "v", { 2.0, 0.5, -3.0, -0.0, 9007199254740992.0 } } }
  eq(column("select a.v from a join b on a.v = b.v order by a.v",
    { a = whole, b = decimal }), { -3, 0, 2 })
  eq(column("select a.v from b left join a on a.v = b.v order by b.rowid",
    { a = whole, b = decimal }), { 2, na, -3, 0, na })
end)

test("texts and numbers compare by SQL's rules", function()
  local f = frame { { "code", { "1", "01", "x" } }, { "n", { 1, 2, 3 } } }
  eq(column("select n from t where code = 1", { t = f }), { 1 })
  eq(column("select n from t where n = '2'", { t = f }), { 2 })
  eq(column("select n from t where code = 'X'", { t = f }), {})
  eq(column("select n from t where code = 'X' collate nocase", { t = f }), { 3 })
  eq(column("select n from t where code in ('x', '1') order by n", { t = f }),
    { 1, 3 })
end)

test("a left join keeps what finds no partner", function()
  local f = frame { { "id", { 1, 2 } } }
  local g = frame { { "id", { 2 } }, { "name", { "two" } } }
  local h = frame.sql("select f.id, g.name from f left join g using (id)",
    { f = f, g = g })
  eq(h:column "name", { na, "two" })
end)

test("row numbers count from 1", function()
  eq(column "select rowid as row from t where b = 'q'", { 2, 4 })
end)

test("two tables may be the same frame, and frames stay as they are", function()
  eq(column("select count(*) from a, b", { a = links, b = links }), { 16 })
  eq(links:column "a", { "x", "x", "y", na })
end)

test("the answer outlives the frames it came from", function()
  local f = frame.sql("select v || '!' as v from t",
    { t = frame { v = { "here" } } })
  collectgarbage()
  eq(f:get(1, "v"), "here!")
end)

test("the source is that of the frames, each once", function()
  local a = frame({ x = { 1 } }, { source = "a.csv" })
  local b = frame({ x = { 1 } }, { source = "b.csv" })
  eq(frame.sql("select 1 as x", { p = a, q = b, r = a }).source, "a.csv, b.csv")
  eq(frame.sql("select 1 as x").source, nil)
end)


-- ---- types ----

local typed = frame({
  { "i", { 9007199254740993, na } }, { "x", { 0.5, na } },
  { "s", { "2020-01-01", na } }, { "d", { "2020-01-31", na } },
  { "l", { true, na } },
}, { types = { d = "date", s = "text" } })

test("a column straight from a frame keeps its type and digits", function()
  local f = frame.sql("select * from t", { t = typed })
  eq(f, typed)
  eq(frame.sql("select d, l from (select * from t)", { t = typed }).types,
    { d = "date", l = "logical" })
end)

test("so does one without rows or values", function()
  eq(frame.sql("select * from t where 0", { t = typed }).types, typed.types)
  eq(frame.sql("select * from t where i is null", { t = typed }).types,
    typed.types)
  eq(frame.sql("select null as x").types, { x = "number" })
end)

test("worked out days are dates, texts from a frame stay texts", function()
  local f = frame.sql("select max(d) as last, date(d, '+1 month') as later, "
    .. "s from t where d is not null", { t = typed })
  eq(f.types, { last = "date", later = "date", s = "text" })
  eq(f:get(1, "later"), "2020-03-02")  -- the 31st of February
end)

test("dates compare with ISO texts", function()
  eq(column("select i from t where d = '2020-01-31'", { t = typed }),
    { 9007199254740993 })
  eq(column("select i from t where d > ?", { t = typed }, { "2020-01-30" }),
    { 9007199254740993 })
  eq(column("select i from t where d = '31.1.2020'", { t = typed }), {})
end)

test("logical cells are 1 and 0", function()
  eq(column("select l + 1 as m from t where l", { t = typed }), { 2 })
  eq(column("select l = true as m from t where l is not null", { t = typed }),
    { 1 })
end)

test("integers and decimals make numbers, if no digit is lost", function()
  local f = ask "values (1), (0.5), (null)"
  eq(f.types, { column1 = "number" })
  eq(f:column "column1", { 1.0, 0.5, na })
  raises("more digits", ask, "values (9007199254740993), (0.5)")
  raises("more digits", ask, "values (0.5), (9007199254740993)")
end)

test("what no column can hold is an error that names it", function()
  raises('sql: the result\'s column "v", row 2: found a text, but the column so '
    .. "far holds integer; a missing cell is na; cast(... as text) makes one "
    .. "kind of them", ask, "select 1 as v union all select 'a'")
  raises('column "v", row 1: the number is infinite', ask, "select 9e999 as v")
  raises("bytes are no value", ask, "select x'00' as v")
  raises("no UTF-8", ask, "select cast(x'ff' as text) as v")
  raises("no UTF-8", ask, "select char(0) as v")
  raises("the integer is too large", ask, "select -9223372036854775808 as v")
  raises("integer overflow", ask,
    "select sum(v) as v from (select 9223372036854775807 as v union all select 1)")
end)


-- ---- names ----

test("names may be words of SQL, foreign letters, blanks and quotes", function()
  local f = frame { { "select", { 1 } }, { "Größe", { 2 } }, { 'a "b" c', { 3 } } }
  local g = frame.sql('select "select", "Größe", "a ""b"" c" from "group by"',
    { ["group by"] = f })
  eq(g, f)
end)

test("a frame without rows is a table without rows", function()
  local f = frame({ x = {} }, { types = { x = "text" } })
  eq(frame.sql("select count(*) as n from t", { t = f }):get(1, "n"), 0)
  eq(frame.sql("select x from t join u using (x)", { t = f, u = f }).n_rows, 0)
end)

test("names that SQL cannot tell apart are refused", function()
  raises('table "t" has the columns "x" and "X", which SQL cannot tell apart',
    ask, "select 1", { t = frame { { "x", { 1 } }, { "X", { 2 } } } })
  raises('cannot tell the tables "T" and "t" apart', ask, "select 1",
    { t = links, T = links })
  raises('table "t" has no columns', ask, "select 1", { t = frame {} })
end)

test("two columns of one name need new names", function()
  raises('the result needs different names, as in "select a.x as first": '
    .. 'column "n" stands twice', ask, "select n, n from t")
end)


-- ---- values ----

test("values fill their places, by name or in order", function()
  eq(column("select n from t where a = :a and b = :b", nil,
    { a = "x", b = "q" }), { 2 })
  eq(column("select n from t where a = ? and b = ?", nil, { "x", "q" }), { 2 })
  eq(column("select ?2 || ?1 as s", {}, { "a", "b" }), { "ba" })
  eq(column("select :i as v", {}, { i = 9007199254740993 }), { 9007199254740993 })
  eq(column("select :x as v", {}, { x = 0.1 }), { 0.1 })
  eq(column("select :l as v", {}, { l = true }), { 1 })
  eq(column("select :s as v", {}, { s = "'; drop" }), { "'; drop" })
end)

test("a value too few or too many is an error", function()
  raises('sql: no value for "since"', ask, "select :since as v")
  raises('no place for the value "sinse"', ask, "select 1 as v", {},
    { sinse = 1 })
  raises("should be a table", ask, "select ?", {}, 5)
end)


-- ---- errors ----

test("a misspelt name is named with its place and the nearest known one", function()
  raises('sql: no column "other" (but "a", "b", "n") at line 1, column 8 of the statement', ask,
    "select other from t")
  local f = frame { amount = { 1 } }
  raises('no column "p.ammount" (did you mean "amount"?) at line 2, column 3',
    ask, "select\n  p.ammount from pay p", { pay = f })
  raises('column 15', ask, "select 'ä€😀', ammount from pay", { pay = f })
  raises('no table "link" (did you mean "links"?)', ask, "select 1 from link",
    { links = f })
  raises('no table "tt"; frames get their names in the second argument, as in '
    .. '{ tt = f }', ask, "select 1 from tt", {})
  raises('column "n" stands in several tables at line 1, column 8 of the '
    .. "statement; say which, as in name_of_table.n", ask,
    "select n from t a, t b")
  raises("say which", frame.sql,
    "with a(x) as (select 1), b(x) as (select 2) select x from a, b")
end)

test("a text in double quotes is no text", function()
  raises('no column "x" (but "a", "b", "n") at line 1, column 27 of the statement; a text stands '
    .. 'in single quotes', ask, 'select n from t where a = "x"')
end)

test("what is no SQL is an error", function()
  raises('near "selec": syntax error at line 1, column 1', ask, "selec 1")
  raises("the statement ends too early", ask, "select n from t where")
  raises("the statement is empty", ask, "")
  raises("the statement is empty", ask, " -- nothing\n")
  raises("one statement at a time; a second one begins at \"select 2\"", ask,
    "select 1; select 2")
  raises("one statement at a time", ask, "select 1; oops")
  raises("holds a NUL byte", ask, "select 1\0")
  raises("no such function: nothing_such", ask, "select nothing_such(n) from t")
  raises("should be a text, found a table", frame.sql, {})
  raises("table w has 1 values for 2 columns", ask,
    "with w(a, b) as (select 1) select * from w")
  eq(column "select 1 as v; -- the end", { 1 })
end)

test("nothing can be written, opened or set", function()
  for _, statement in ipairs {
    "insert into t values ('x', 'y', 1)", "delete from t", "update t set n = 1",
    "create table u (x)", "create view u as select 1", "drop table t",
    "attach 'build/x.db' as x", "vacuum", "vacuum into 'build/x.db'", "begin",
    "commit", "pragma user_version", "pragma temp_store_directory = '/tmp'",
    "reindex", "analyze", "with w as (select 1) insert into t select 1,2,3",
  } do
    raises("only questions can be asked", ask, statement)
  end
  raises("reaches beyond", ask, "select load_extension('x')")
  raises("reaches beyond", ask, "select * from pragma_database_list")
end)

test("nothing is drawn by lot, so that answers repeat", function()
  raises("sql: random() gives another answer each time", ask, "select random()")
  raises("sql: randomblob() gives", ask, "select n from t order by randomblob(4)")
end)

test("a deep or endless statement ends in a sentence", function()
  raises("sql: ", ask, "select " .. ("("):rep(100000) .. "1" .. (")"):rep(100000))
  raises("sql: ", ask, "select 1" .. (" + 1"):rep(100000))
  raises("sql: ", ask, ("select 1 union all "):rep(100000) .. "select 1")
end)

test("more columns than SQL takes are counted", function()
  local wide = {}
  for i = 1, 2001 do wide[i] = { "c" .. i, { i } } end
  raises('table "t" has 2001 columns and SQL takes at most 2000', ask,
    "select 1", { t = frame(wide) })
end)

test("tables are frames with names", function()
  raises('table "m" should be a frame, found a matrix; write it as m:frame()',
    ask, "select 1", { m = matrix.of({ "a" }, { "x" }, { { 1 } }) })
  raises('table "t" should be a frame, found a whole number', ask, "select 1",
    { t = 5 })
  raises("tables need names, as in { links = f }, found 1", ask, "select 1",
    { links, other = links })
  raises("the tables should be named", ask, "select 1", 5)
end)

test("a long text or pattern has a bound", function()
  raises("too big", ask, "select length(zeroblob(1000000000)) as n")
  raises("pattern too complex", ask,
    "select 'a' like :p as v", {}, { p = ("%a"):rep(1000) })
end)

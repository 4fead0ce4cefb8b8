loadfile("tests/data/facts.lua", "t", _ENV)()("test_power", 2)

loadfile("tests/data/facts.lua", "t", _ENV)()("test_apart", 16)

loadfile("tests/data/facts.lua", "t", _ENV)()("test_igraph", 10)

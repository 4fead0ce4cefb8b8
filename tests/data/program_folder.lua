-- Where the programs stand that tests run beside vane: next to it, in tests/.

local pipe <close> = io.popen "readlink -f /proc/$PPID/exe"
return (pipe:read("l"):gsub("[^/]*$", "tests/"))

-- Writes zip archives without compression, honest ones and lying ones.

local crc_of_byte = {}
for i = 0, 255 do
  local crc = i
  for _ = 1, 8 do
    crc = (crc & 1) == 1 and (crc >> 1) ~ 0xEDB88320 or crc >> 1
  end
  crc_of_byte[i] = crc
end


local function crc32(bytes)
  local crc = 0xFFFFFFFF
  for i = 1, #bytes do
    crc = crc_of_byte[(crc ~ bytes:byte(i)) & 0xFF] ~ (crc >> 8)
  end
  return crc ~ 0xFFFFFFFF
end


-- What both headers of an entry say, from the version needed to the lengths.
local function about(entry)
  return ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, entry.flags or 0,
    entry.method or 0, 0, 0x21, entry.crc or crc32(entry.bytes),
    entry.packed or #entry.bytes, entry.size or #entry.bytes, #entry.name, 0)
end


-- The bytes of an archive of { name =, bytes = } entries; the fields crc,
-- size, packed, method, flags, unix (a mode) and offset say other than true.
local function zip(entries)
  local parts, directory, at = {}, {}, 0
  for i, entry in ipairs(entries) do
    parts[i] = "PK\3\4" .. about(entry) .. entry.name .. entry.bytes
    directory[i] = ("<c4I2"):pack("PK\1\2", entry.unix and 0x0314 or 20)
      .. about(entry) .. ("<I2I2I2I4I4"):pack(0, 0, 0,
        (entry.unix or 0) << 16, entry.offset or at) .. entry.name
    at = at + #parts[i]
  end
  local index = table.concat(directory)
  return table.concat(parts) .. index .. ("<c4I2I2I2I2I4I4I2"):pack(
    "PK\5\6", 0, 0, #entries, #entries, #index, at, 0)
end


return zip

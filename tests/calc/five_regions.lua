-- The example of the R package EconGeo (P.-A. Balland): regions x industries.

return matrix.of({ "R1", "R2", "R3", "R4", "R5" }, { "I1", "I2", "I3", "I4", "I5" }, {
  { 100, 0, 0, 0, 0 },
  { 0, 15, 5, 70, 10 },
  { 0, 20, 10, 20, 50 },
  { 0, 25, 30, 5, 40 },
  { 0, 40, 55, 5, 0 },
}):titled { rows = "region", cols = "industry", source = "five.csv" }

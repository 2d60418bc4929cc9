-- Prints `case nanoseconds`, a line for each case: processor time of one evaluation.
local pilots = { { id = "P4", name = "Pilot", weeks = 4 }, { id = "P6", name = "Pilot", weeks = 6 } }
local data = { pilots = pilots, budget = 25000.0, sector = "health" }

local function all(list, holds)
  for i = 1, #list do
    if not holds(list[i]) then return false end
  end
  return true
end

local function short(p) return p.weeks <= 6 end
local function example(d)
  return #d.pilots >= 1 and #d.pilots <= 2 and all(d.pilots, short) and d.budget > 10000.0
end

local excluded = { "finance", "energy" }
local function contains(list, value)
  for i = 1, #list do
    if list[i] == value then return true end
  end
  return false
end
local function choice(d) return d.sector == "health" and not contains(excluded, d.sector) end

local function measure(name, count, holds)
  for _ = 1, count / 10 do assert(holds(data)) end
  local start = os.clock()
  for _ = 1, count do assert(holds(data)) end
  print(name, (os.clock() - start) * 1e9 / count)
end
measure("example", 1000000, example)
measure("choice", 1000000, choice)

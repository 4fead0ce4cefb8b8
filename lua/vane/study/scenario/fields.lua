-- What the document of a scenario may hold, in the order in which it is read;
-- of each field its title and the question that it answers. The questions are
-- those of the scenario workshop and of the work on policy: European Cluster
-- Trends, Methodological Report 2014, chapters 4.3.6 to 4.3.8.

local function list(name, title, question)
  return { name = name, title = title, question = question,
    kind = { "string", "table", "frame" } }
end


return {
  { name = "story", title = "Story", kind = "string",
    question = "What happens, from now until then?" },
  list("drivers", "Drivers", "Which developments bring it about?"),
  list("uncertainties", "Uncertainties", "What could still turn out otherwise?"),
  list("events", "Events", "Which events lead there?"),
  list("actors", "Actors", "Who decides, who gains, who loses?"),
  list("signals", "Weak signals",
    "Which early signs would show that it unfolds?"),
  list("opportunities", "Opportunities",
    "Which openings for clustering does it bring?"),
  list("challenges", "Challenges", "Which difficulties does it bring?"),
  list("position", "Position", "How well is cluster policy placed to use the "
    .. "gains and limit the harm?"),
  list("policy", "Policy action", "Which policy action is needed?"),
  list("implications", "Implications for cluster managers",
    "What does it mean for cluster managers?"),
  list("evidence", "Evidence", "Which sources say that it may come?"),
}

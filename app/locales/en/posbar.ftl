# How positions by stakeholder group are told.
posbar-item = { $position } { $count }
posbar-comma = {", "}
posbar-semicolon = {"; "}
posbar-nobody = Nobody has taken a position
posbar-other = neutral or question
posbar-key = How to read the margin
posbar-how = One cell is one comment. Before the line: oppose. After it: support, thin if with changes. Hollow: neutral or question.
posbar-how-scaled = The longer, the more comments. Before the line: oppose. After it: support, thin if with changes. Hollow: neutral or question.
posbar-axis-oppose = oppose
posbar-axis-support = support
posbar-axis-other = other
posbar-technical-within = Technical community, within it

front-title = What is asked, and what came of it
front-lead = A commission publishes the text of a norm. States, the private sector with the technical community, and civil society comment on it paragraph by paragraph. Facilitators make one report of it, commissioners decide, and everyone who commented gets an answer.
front-empty = There is no consultation yet. When one opens, it will stand here with its text and its closing date.
front-prepared = In preparation
front-prepared-note = Seen by those who prepare them
front-open = Open
front-open-note = Taking comments now
front-deciding = Being decided
front-deciding-note = Closed to comments
front-published = Published
front-published-note = What came of earlier consultations
front-opens = Opens { $moment }
front-closes = Closes { $moment }
front-no-close = No closing date has been set yet
front-outcome-of = Outcome of { $date }
front-submissions = { $count ->
    [one] { $count } submission
   *[other] { $count } submissions
 }
front-issues = { $count ->
    [one] { $count } issue
   *[other] { $count } issues
 }
front-decided-item = { $disposition } { $count }
front-taking-part = Taking part
front-taking-part-how = Comment where you read, for an organisation or for yourself. What you write stays a draft until you submit it. You then get a receipt and, when it is decided, an answer to each comment.
front-sign-in = Sign in or register

document-kicker = Request for Consultation, round { $round }
document-comment-whole = Comment on the document as a whole
document-short = All
document-replace = Replace the text
call-asked = What is asked
call-stands = Where it stands
call-mandate = Mandate and method
call-opens = Not open yet
call-open = Open
call-closed = Closed
call-closed-at = Closed { $moment }
call-where-you-are = Where you are: { $moment }
call-phase-done = Done:
call-spoken = Who has spoken
call-spoken-note = Groups are declared by those who comment, and not verified in these figures. The technical community is counted within the private sector, and shown on its own too. These figures are no votes.
call-group = Stakeholder group
call-submissions = Submissions
call-comments = Comments
provision-title = Provision { $label }
provision-before = Before: { $label }
provision-after = After: { $label }
provision-neighbours = Other provisions
text-title = Import the text
text-lead = Choose a Markdown file of up to 5 MB, or paste the text. It is cut into provisions; you see the cut, and can correct what a piece was taken for, before anything is stored.
text-source = The text
text-file = Markdown file
text-paste = Or the text itself, as Markdown
text-language = Language of the text (a tag such as en or pt-BR)
text-preview = Show the cut
text-again = Show it again as corrected
text-store = Store this text
text-cut = The cut
text-cut-count = { $count ->
    [one] One provision
   *[other] { $count } provisions
 }
text-label = Label
text-kind = Kind
text-words = Text
field-anchor = Provision
text-correct-stored = Correct the provisions of the text there is
text-stale = Another window replaced the text meanwhile. Nothing of yours was stored; look at it again and store it, if it still should replace the other.
text-level = Level
text-split = Divide before
text-split-none = do not divide
text-merge = Join with the provision before
text-omit = Leave out: no part of the text
text-correct = Correct { $label }
text-look = What deserves a look
text-line = Line { $line }
text-notices-more = { $count ->
    [one] One more; mend the text itself and look again.
   *[other] { $count } more; mend the text itself and look again.
 }
text-left-out = Left out, as you said
text-corrections = { $count ->
    [one] One correction so far
   *[other] { $count } corrections so far
 }
text-undo = Undo the last correction
text-long = The text is long: only provisions that deserve a look can be corrected here. Mend others in the text itself.
notice-number-skipped = The number { $found } follows with a gap; { $expected } would have been next.
notice-number-twice = The number { $found } stands here a second time; its label is { $expected }.
notice-number-back = The number { $found } comes after { $expected }.
notice-level-skipped = A heading of level { $found } where level { $expected } would be next.
notice-front-matter = These lines in front of the text were left out: { $found }
notice-comment = This hidden note was left out: { $found }
notice-open-comment = This hidden note is never closed. It was left out up to the end of its paragraph: { $found }
notice-surplus-cells = A row has more cells than the head of its table; they are kept: { $found }
notice-long-provision = A very long provision of { $found } characters; consider dividing it.
notice-not-an-item = This line looks like an item of a list and was not read as one: { $found }

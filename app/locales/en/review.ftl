# The reading room: issues, debate, decisions; positions and redlines wherever they stand.
positions-title = Positions by stakeholder group
positions-said = Positions by stakeholder group: { $subject }
positions-key = Comments, not votes. One cell is one comment; thin cells support with changes; hollow ones are neutral or questions.
positions-of-which-technical = of which technical
positions-oppose = oppose
positions-support = support, with changes
positions-other = other
positions-with-changes = With changes
positions-unstated = Not stated
positions-figures = Positions in figures
positions-group = Stakeholder group
positions-all = All
redline-inserted = inserted
redline-deleted = removed
redline-key-inserted = inserted words
redline-key-deleted = removed words
redline-key = Beside each change: the decision that made it.
list-comma = {", "}
quoted = “{ $words }”
pages = Pages
first-page = From the beginning
by-anonymous = Anonymous
by-for = { $author }, { $organisation }
by-verified = verified by the secretariat
by-not-verified = not verified
by-not-verified-own = Stated by you, not verified
by-not-verified-them = Stated by them, not verified
comment-hidden = Hidden from the public: { $reason }
provision-said = Provision { $label }
reading-room-lead = The issues of the frozen report. Read what was said, debate it with the other commissioners, and record what the commission decides.
reading-room-kicker = Reading room. Report version { $number }, frozen { $date }
reading-room-agenda = Agenda
reading-room-remain = { $count ->
    [one] of { $all } issues remains to be decided
   *[other] of { $all } issues remain to be decided
 }
reading-room-decided-count = { $count ->
    [one] { $count } decided
   *[other] { $count } decided
 }, { $consensus } by consensus
reading-room-undecided = To be decided
reading-room-decided = Decided
reading-room-all-decided = Every issue is decided. The facilitators now prepare the revised text.
reading-room-not-begun = not begun
reading-room-in-debate = { $count ->
    [one] in debate, { $count } remark
   *[other] in debate, { $count } remarks
 }
issue-number = Issue { $number }
issue-touches = Touches { $labels }
issue-touches-list = Touches
issue-rests-on = { $count ->
    [one] rests on { $count } comment
   *[other] rests on { $count } comments
 }
issue-consulted = The text as consulted on
issue-said = What was said
issue-minority = Minority view.
issue-wordings = Proposed wordings
issue-options = Options
issue-observation = The facilitators observe:
issue-all-comments = { $count ->
    [one] The comment, whole
   *[other] All { $count } comments, whole
 }
issue-comments-title = Comments behind issue { $number }
issue-back = Back to the issue
decision-on-issue = Decision on issue { $number }
decision-number = Decision { $number }
decision-heading = Decision { $number }: { $disposition }
decision-record = Record the decision
decision-recorded = Recorded by { $by }, { $moment }
decision-by-consensus = By consensus.
decision-by-vote = Recorded vote: { $favour } for, { $against } against, { $abstentions } abstained.
decision-dissents = Dissent:
decision-recusals = Recused:
decision-reopen = Reopen this decision
decision-reopen-do = Reopen
decision-reopened = Reopened { $moment }:
decision-before = Earlier decisions on this issue
decision-none = No decision stands on this issue.
decision-conflict = Somebody else was faster
decision-conflict-body = Another commissioner changed the decision on this issue while you were writing. Nothing of theirs was overwritten. If you disagree with what stands, reopen it with a reason.
decision-recorded-one = What stands
decision-yours = What you wrote
decisions-count = { $count ->
    [one] { $count } decision
   *[other] { $count } decisions
 }
debate = Debate
debate-confidential = Remarks are confidential to commissioners.
debate-empty = Nobody has spoken on this issue yet.
debate-add = Add remark
field-disposition = Disposition
field-decision-reason = Reason
hint-decision-reason = Goes to each of the submitters, word for word.
field-reached = How it was reached
field-votes-for = For
field-votes-against = Against
field-abstentions = Abstained
field-dissents = Dissents
field-recusals = Recusals
field-remark = Your remark
field-reopen-reason = Why it is to be reopened
hint-reopen-reason = The decision stays in the record with this reason.
problem-disposition-missing = Choose a disposition
problem-reason-missing = Give the reason
problem-reached-missing = Say whether it was by consensus or by a recorded vote
problem-votes-missing = { $field }: a recorded vote needs all three figures; write 0 if there were none
problem-votes = { $field }: “{ $detail }” is no number; write a whole number, 0 or more
problem-votes-empty = A recorded vote needs at least one voice
problem-votes-with-consensus = { $field }: a consensus has no figures; choose “recorded vote” or empty this field
problem-remark-missing = Write the remark itself
refusal-not-published = The outcome is not published yet.
outcome-comments-behind = The comments behind it

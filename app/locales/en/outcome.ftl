# The outcome: how it is prepared, what everybody reads, and the answers to each submitter.
nav-answers = Answers
nav-preparation = Prepare outcome
outcome-title = { $title }, version { $number }
outcome-version = version { $number }
outcome-published = Outcome, published { $date }
outcome-against = Version { $new } against version { $old }
outcome-views = Views
outcome-redline = Redline
outcome-text-before = The text consulted on
outcome-text-after = The revised text
outcome-each = What became of each comment
outcome-each-of-issue = What became of the comments behind issue { $number }
outcome-by-reference = { $count ->
    [one] { $count } comment, by reference
   *[other] { $count } comments, by reference
 }
outcome-back = Back to the outcome
outcome-changed = Changed provisions
outcome-changes = changes:
outcome-count-unchanged = { $count ->
    [one] { $count } provision unchanged
   *[other] { $count } provisions unchanged
 }
outcome-count-typographic = { $count ->
    [one] { $count } provision with other typography alone
   *[other] { $count } provisions with other typography alone
 }
outcome-count-renumbered = { $count ->
    [one] { $count } renumbered
   *[other] { $count } renumbered
 }
outcome-count-modified = { $count ->
    [one] { $count } provision modified
   *[other] { $count } provisions modified
 }
outcome-count-split = { $count ->
    [one] { $count } from a division
   *[other] { $count } from divisions
 }
outcome-count-merged = { $count ->
    [one] { $count } merged
   *[other] { $count } merged
 }
outcome-count-moved = { $count ->
    [one] { $count } moved
   *[other] { $count } moved
 }
outcome-count-removed = { $count ->
    [one] { $count } removed
   *[other] { $count } removed
 }
outcome-count-new = { $count ->
    [one] { $count } new
   *[other] { $count } new
 }
outcome-decisions-on = { $decisions } on { $comments }; each submitter has an answer.
outcome-decisions = { $decisions }; each submitter has an answer.
outcome-decisions-some = { $decisions } on { $comments } and, not published, { $others }; each submitter has an answer.
outcome-same = { $count ->
    [one] { $labels } is unchanged
   *[other] { $labels } are unchanged
 }
outcome-range = { $first } to { $last }
outcome-same-words = { $count ->
    [one] { $labels } says the same
   *[other] { $labels } say the same
 }
outcome-was = was { $labels }
outcome-was-kind = was: { $before }; now: { $after }
outcome-without = No decision: { $reason }
outcome-elsewhere = Decisions on the document as a whole
outcome-not-yet = The outcome is not published yet
outcome-not-yet-draft = This consultation is being prepared.
outcome-not-yet-open = Comments are being taken. When the round has closed, facilitators make one report of them, and the commission decides.
outcome-not-yet-consolidation = The round has closed. Facilitators are making one report of all comments; then the commission decides.
outcome-not-yet-review = The report is frozen. The commission is deciding issue by issue.
outcome-not-yet-decided = The commission has decided every issue. The revised text is being prepared.
outcome-not-yet-published = The outcome is published.
outcome-not-yet-what = The revised text will stand here, with the decision beside every change and what became of each comment.
fate-reference = Reference
fate-from = From
fate-on = On
fate-issue = Issue
fate-decision = Decision
fate-changed = Words that changed
fate-set-aside = Set aside:
fate-no-words = no words changed
fate-withheld = Not public: { $figure } more comments. Their authors have answers.
answers-title = Answers to your comments
answers-lead = For each of your comments: the issue it went into, what the commission decided and why, and the words that changed.
answers-none = You have submitted no comment in this consultation. If you do, its answer will stand here.
answers-later = When the outcome is published you will get one message, and the answers will stand here.
answers-withdrawn = You withdrew this comment; it was not considered.
answers-no-words = No words of the text changed because of it.
preparation-title = Prepare the outcome
preparation-lead = Import the revised text, correct where its provisions come from, and name the decisions behind each change. Then publish.
preparation-ready = Nothing stands in the way: the outcome can be published.
preparation-no-text = The revised text is missing. Import it below.
preparation-text = The revised text
preparation-replace-note = Replace it by another version
preparation-imported = { $title }, version { $number }, is imported. Until it is published it can be replaced; what you corrected is kept where the words stay.
preparation-matching = Changes and their decisions
preparation-matching-note = Labels are those of the text consulted on; numbers are those of the issues.
preparation-decisions = The decisions
preparation-from = Comes from
preparation-moved = It stands elsewhere now
preparation-issues = Decisions behind it
preparation-names-none = Names no decision yet, nor why it needs none
preparation-without = Or no decision, because the change is
preparation-with-decision = behind a decision
preparation-doubts = Changes and decisions that do not go together
preparation-doubt-nothing-changed = Issue { $number } ({ $disposition }): no change names this decision.
preparation-doubt-against = { $label } is changed and names issue { $number } ({ $disposition }).
preparation-despite = I have looked at these, and they are meant so
field-despite = Changes and decisions that do not go together
problem-despite = Say that the changes and decisions that do not go together are meant so, or correct them
preparation-unchanged = { $count ->
    [one] { $count } provision is unchanged
   *[other] { $count } provisions are unchanged
 }
preparation-unchanged-note = If one of them is matched wrongly, choose it to correct it.
preparation-save = Save the changes
preparation-publish = Publish the outcome
preparation-blocked = The outcome can be published when every changed provision names a decision, or says why it needs none.
preparation-consequence = The revised text and all decisions with their reasons become public at once, and every submitter gets one message with the answers to their comments. This cannot be undone.
preparation-sure = Publish “{ $title }” now
preparation-conflict = Somebody else was faster
preparation-conflict-body = Another facilitator changed the preparation while you were working. Nothing was overwritten. Your entries are still in the fields below; compare and save again.
preparation-field = Field
preparation-stored = As it stands
preparation-yours = Yours
field-revised-text = Paste the revised text (Markdown)
field-revised-file = Or choose a file
hint-revised-file = Markdown, UTF-8, up to 5 MB
field-confirm = Confirmation
problem-confirm = Confirm that the outcome is to be published
problem-no-such-decision = There is no decision “{ $detail }”; write numbers of issues such as 7, 11
response-subject = Answers to your comments: { $title }
response-lead = The commission has decided, and the outcome of “{ $title }” is published. This is what became of your comments.
response-issue = Issue { $number }: { $statement }
response-decision = { $disposition }. { $how }
response-changed = Words changed in { $labels }.
response-answers = Your answers, with the words that changed
response-outcome = The outcome

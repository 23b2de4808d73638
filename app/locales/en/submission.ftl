submission-none = You have written nothing yet. Read the text and comment where you have something to say.
submission-submitted = Submitted. Until the round closes you may amend or withdraw it.
submission-withdrawn = Withdrawn. You may comment again until the round closes.
submission-drafts-lead = { $count ->
    [one] One draft is kept. It is not submitted yet. You may close this window and come back.
   *[other] { $count } drafts are kept. They are not submitted yet. You may close this window and come back.
 }
submission-saved = Kept.
submission-done = Submitted. A confirmation with every comment is on its way to your e-mail address.
submission-changed = Another window saved other particulars meanwhile. These are stored; what you typed is below.
submission-drafts = Drafts
submission-add = Add a comment in the text
submission-complete = Ready to submit
submission-change = Change
submission-amends = Amends { $reference }
submission-moved = The text was replaced and has { $label } no more. Look where this comment belongs.
submission-who = Who is speaking
submission-choose = Choose
submission-declared = The group is declared by you and shown as such.
submission-publication = Publication
publication-name-hint = Your name stands beside that of your organisation.
publication-organisation-hint = Your own name is seen by facilitators only.
publication-anonymous-hint = Everybody, the commission included, sees your stakeholder group alone: no name, no organisation, no country. The facilitators see who you are. Comments that are submitted together get references in a row; whoever does not want them connected submits them one by one.
publication-not-for-publication-hint = Read by facilitators and commissioners only.
submission-hand-in = Submit
submission-hand-in-lead = Each comment gets a reference, and you get a confirmation by e-mail. Until the round closes you may amend or withdraw what you submitted.
submission-submit = { $count ->
    [one] Submit one comment
   *[other] Submit { $count } comments
 }
submission-save = Keep and go on later
submission-withdraw = Withdraw the whole submission
submission-print = A copy to print
submission-copy = My submission, a copy
submission-comments = Submitted comments
problem-group-missing = Choose a stakeholder group
problem-publication-missing = Choose how your comments are published
problem-organisation-missing = Write the organisation, or choose another way of publication
problem-too-many-drafts = At most { $detail } drafts are kept; submit or remove some first
refusal-profile-incomplete = Complete your profile first: your name and your stakeholder group.
refusal-withdrawn = This comment has been withdrawn.
receipt-subject = Your comments on “{ $title }” were received
receipt-lead = { $count ->
    [one] One comment of yours stands, received { $moment }.
   *[other] { $count } comments of yours stand, received { $moment }.
 }
receipt-publication = Publication: { $publication }
receipt-until = Until the round closes you may amend or withdraw them.
receipt-link = Your submission
receipt-comment = { $reference }, { $on }
hidden-subject = Your comment { $reference } was hidden
hidden-lead = A facilitator of “{ $title }” has hidden your comment { $reference }. It stays in the record with its reference; facilitators and commissioners still read it.
hidden-reason = The reason given:
hidden-link = Your comment
submission-quota = Used so far: { $comments } of { $most_comments } comments and { $characters } of { $most_characters } characters that one account may submit in this round.
problem-quota-comments = One account may submit at most { $detail } comments in a round, withdrawn ones included; put several points into one, or remove a draft
problem-quota-characters = One account may submit at most { $detail } characters in a round; shorten a comment, or send a longer paper to the secretariat
receipt-words-elsewhere = The words of the comments that are not quoted here are on the page of your submission.
receipt-others = Also received: { $references }
submission-problem = On { $label }: { $problem }
submission-unsubmitted = { $count ->
    [one] The round is closed, and this comment was not submitted: nobody but you reads it, and it is not counted. You may read and copy it.
   *[other] The round is closed, and these { $count } comments were not submitted: nobody but you reads them, and they are not counted. You may read and copy them.
 }
confirm-withdraw = Withdraw { $reference }?
confirm-withdraw-body = The comment keeps its reference and stands as withdrawn; nobody but you reads it, and it is not counted. Until the round closes you may bring it back. You get a confirmation by e-mail.
confirm-withdraw-do = Withdraw it
confirm-withdraw-all = Withdraw your whole submission?
confirm-withdraw-all-body = All your comments keep their references and stand as withdrawn; nobody but you reads them, and they are not counted. Until the round closes you may bring them back, with the amendments that are not submitted. You get a confirmation by e-mail.
confirm-withdraw-all-do = Withdraw everything
confirm-remove = Remove this draft?
confirm-remove-body = Until the round closes you may bring it back; then it is forgotten. A comment that it amends stays as it is.
confirm-remove-do = Remove the draft
confirm-leave = Leave it as it is
reminder-subject = Your drafts on “{ $title }” are not submitted yet
reminder-lead = { $count ->
    [one] One comment of yours is kept as a draft and not submitted yet. The round closes { $moment }; after that it is not read and not counted.
   *[other] { $count } comments of yours are kept as drafts and not submitted yet. The round closes { $moment }; after that they are not read and not counted.
 }
reminder-how = Look through them, say who is speaking, and press “Submit”. If you do not want to submit them, there is nothing to do.
confirm-details = Change what is published of you?
confirm-details-body = Your comments are submitted. This changes what stands beside each of them from now on; the change is recorded.
confirm-before = Until now
confirm-after = From now on
confirm-details-do = Change it
submission-ticks = Untick what you want to submit later; it stays a draft.
submission-tick = Submit this now
submission-submit-ticked = Submit the ticked comments
submission-undo = Undo
submission-bring-back = Bring back
submission-undo-until = Until the round closes, { $moment }, it can be brought back.
submission-undo-until-close = Until the round closes it can be brought back.
submission-removed = The draft was removed.
submission-withdrawn-now = Withdrawn. A confirmation is on its way to your e-mail address.
submission-back = It is back, as it was.
submission-withdrawn-comments = Withdrawn comments
submission-removed-drafts = Removed drafts
problem-none-chosen = Tick at least one draft to submit it
unsubmitted-yet = { $count ->
    [one] One comment not submitted yet
   *[other] { $count } comments not submitted yet
 }
unsubmitted = { $count ->
    [one] One comment of yours was not submitted
   *[other] { $count } comments of yours were not submitted
 }
receipt-left = { $count ->
    [one] One comment is not submitted yet (on { $labels }). It stays a draft that nobody but you reads.
   *[other] { $count } comments are not submitted yet (on { $labels }). They stay drafts that nobody but you reads.
 }
withdrawn-subject = Withdrawn: your comments on “{ $title }”
withdrawn-lead = { $count ->
    [one] You withdrew one comment on “{ $title }”, { $moment }. It keeps its reference; nobody but you reads it, and it is not counted.
   *[other] You withdrew { $count } comments on “{ $title }”, { $moment }. They keep their references; nobody but you reads them, and they are not counted.
 }
withdrawn-until = Until the round closes you may bring back what you withdrew, on the page of your submission. If it was not you, do that and write to the secretariat.
withdrawn-others = Also withdrawn: { $references }
confirm-forget = Remove this draft for good?
confirm-forget-body = The round is closed: its words are forgotten and cannot be brought back. A comment that it amends stays as it is.
confirm-forget-do = Remove the draft

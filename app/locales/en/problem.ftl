# What is wrong, and how to mend it.
problems = { $count ->
    [one] One thing is to be mended
   *[other] { $count } things are to be mended
 }
problem-missing = { $field }: fill this in
problem-too-long = { $field }: at most { $detail } characters; shorten it
problem-nul = { $field }: contains a character that no text holds (NUL); remove it
problem-unseen = { $field }: contains a character that nobody can see ({ $detail }) and that makes words look like others; type it by hand
problem-email = Write an e-mail address such as office@example.org
problem-slug = Use lower-case letters, digits and single hyphens, at most 80, and not “new”
problem-time-zone = “{ $detail }” is no time zone; write a name such as Europe/Paris
problem-closes-before-opens = The closing time must be after the opening time
problem-body-missing = Write the comment itself
problem-position-missing = Choose a position
problem-on-line = Line { $line }: { $message }
problem-in-column = Line { $line }, column { $column }: { $message }
problem-text-not-utf8 = The text is not valid UTF-8; save it as UTF-8 and try again
problem-text-nul = The text contains a NUL character; remove it and try again
problem-text-empty = The text is empty; choose a file or paste the text
problem-text-too-large = The text is larger than { $detail } bytes; divide it into several texts
problem-text-too-many = The text has more than { $detail } provisions; divide it into several texts
problem-text-too-deep = Lists and quotes are nested more than { $detail } deep; make the structure flatter
problem-unknown-provision = The text has no provision “{ $detail }” any more; look at the preview again
problem-language-tag = “{ $detail }” is no language tag; write one such as en, fr or ar
problem-text-missing = Paste the text or choose a file
problem-text-replaced = The text was replaced while you were writing. Look at the provision as it now stands, and save again if your comment still fits
field-text = Text
field-file = File
field- = This form
field-title = Title
field-slug = Name in addresses
field-time-zone = Time zone
field-closes-at = Closes at
field-opens-at = Opens at
field-email = E-mail address
field-body = Comment
field-position = Position
field-proposed-wording = Proposed wording
field-rationale = Rationale
field-colon = { $name }:
field-kind = Kind
problem-unknown = { $field }: choose one of those offered
problem-country = “{ $detail }” is no country code; write two letters such as FR
problem-no-account = No account has the address { $detail }; ask the person to sign in once
problem-role-not-held = This person does not hold the role any more
problem-role-of-installation = An administrator is one of the whole installation, not of a consultation
problem-roles-exclude = { $detail } holds the other role here, and nobody is both; take that one away first
field-name = Name
field-organisation = Organisation
field-group = Stakeholder group
field-country = Country
field-role = Role
field-consultation = Consultation
refusal-closed = This round closed on { $since }.
refusal-not-open = This round is not open yet.
refusal-still-open = This round is still open.
refusal-text-in-use = Comments have been submitted on this text; it cannot be replaced any more.
refusal-no-text = This consultation has no text yet.
refusal-frozen = The report is frozen.
refusal-not-frozen = The report is not frozen yet.
refusal-unaccounted = { $count ->
    [one] One comment is still unaccounted for.
   *[other] { $count } comments are still unaccounted for.
 }
refusal-undecided = { $count ->
    [one] One issue has no decision yet.
   *[other] { $count } issues have no decision yet.
 }
refusal-changes-without-decision = These changed provisions name no decision yet, nor why they need none: { $labels }
refusal-published = The outcome is published.
refusal-nothing-to-submit = There is no comment to submit.
refusal-roles-exclude = Whoever is commissioner of a consultation does not facilitate it, and the other way round.
refusal-last-administrator = The last administrator cannot be removed.
refusal-taken = “{ $what }” is taken already.
refusal-link-spent = This link has been used already or has expired.
status-not-found = Nothing here
status-not-found-body = There is no page at this address, or it is not open to you. If you expected one, sign in or ask whoever sent you the address.
status-forbidden = Not for your role
status-forbidden-body = You may see this consultation, but your role does not include this step.
status-cross-site = Refused
status-cross-site-body = This request came from another site. Go back, reload the page and try again.
status-method = Not like this
status-method-body = This address does not take this kind of request.
status-refused = Not possible now
status-too-large = Too large
status-too-large-body = What was sent is larger than this page takes. Shorten it, or divide it into several.
status-too-large-unread = What was sent is far larger than this page takes, so it was not read. Go back: your browser still has what you wrote.
status-malformed = Not understood
status-malformed-body = The request could not be read. Go back, reload the page and try again.
status-too-many = Too many attempts
status-too-many-body = { $count ->
    [one] Please wait a minute and try again. Nothing was lost.
   *[other] Please wait { $count } minutes and try again. Nothing was lost.
 }
status-fault = A fault of ours
status-fault-body = This did not work, and the fault is on our side. It has been noted. Nothing that was acknowledged before is lost.
status-unavailable = Back in a moment
status-unavailable-body = The database cannot be reached, or has no room, just now. Nothing that was acknowledged is lost; what you have just sent was not stored. Go back in your browser to what you typed, and try again in a minute.
status-sign-in-body = Sign in to go on. What you typed is still here.
status-conflict-body = Somebody, perhaps you in another window, changed this meanwhile.
problem-no-such-provision = “{ $detail }” is no label of this text; write labels as they stand beside the provisions
problem-too-many = At most { $detail }
problem-wording-of-what = Say which provision this wording would change
problem-option-title-missing = Option { $detail }: give it a title
problem-option-too-long = An option's words are too long: at most { $detail } characters
problem-option-nul = Option { $detail } contains a character that no text holds (NUL); remove it
problem-nothing-taken = Tick a comment in the list, or take one in hand
problem-no-such-comment = There is no such comment
problem-withdrawn = { $detail } has been withdrawn; it needs no account
problem-not-in-comment = These words are not in { $detail }; copy them as they stand, … leaves some out
problem-terms-stand = { $field }: was promised to those who comment, and stands now that the round has opened
problem-only-later = Once open, a round can be extended but not shortened
problem-note-missing = Say in a public note what changes and why
problem-moment = “{ $detail }” is no date and time of this time zone
problem-undo-clash = Somebody else has changed these comments since; this cannot be undone any more
problem-taken = “{ $detail }” is taken already; choose another
field-statement = Statement
hint-statement = Neutral, in one or two sentences, so that every group finds its point in it
field-anchors = Provisions it touches
hint-anchors = Labels, separated by commas; none if it goes across the text
field-minority = Minority views
field-observation = The facilitators' observation
field-excerpt = Words that matter
field-reason = Reason
field-issue = Issue
field-note = Public note
field-commission = Who asks
field-question = What is asked
field-mandate = Mandate and method
field-confidentiality = Who may read the comments
field-publishes-report = Everybody may read the public edition of the frozen report
field-publishes-counts = After the close everybody may see counts by stakeholder group, even if the comments are not public
field-purpose = Purpose
field-method = Method
field-participation = On who took part
field-across = Across norms, and what was found missing
refusal-issue-not-empty = { $count ->
    [one] One comment rests on this issue; move it or set it aside first.
   *[other] { $count } comments rest on this issue; move them or set them aside first.
 }
refusal-nothing-to-undo = There is nothing to undo.
problem-correct-not-possible = { $detail } cannot be changed so; leave it as it was
problem-no-label = “{ $detail }” is no label: give one of up to 60 characters
problem-label-taken = Another provision is “{ $detail }” already; give another label
problem-too-many-corrections = There are more than { $detail } corrections; mend the text itself
problem-verification-note-missing = Say how you made sure, or why it no longer holds
refusal-not-second = An administrator, or a second facilitator whom an administrator appointed, must confirm this.

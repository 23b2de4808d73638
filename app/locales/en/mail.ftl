# Mail.
mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-foot = This mail was sent by Plenary, { $site }
mail-sign-in-subject = Your sign-in link for Plenary
mail-sign-in-lead = Somebody, probably you, asked to sign in with this address.
mail-sign-in-link = Sign in
mail-sign-in-how = Open the link and press the button there. It works once, within 15 minutes, on any device.
mail-sign-in-not-you = If it was not you, there is nothing to do: without this link nobody gets in.
outbox-title = Mail that is not delivered
outbox-lead = Mail that a mail server refused for good, that failed too often, or that is being tried again. What it says is for its reader alone.
outbox-held = This server lets no mail leave (setting hold_mail).
outbox-none = Every mail that was tried has been delivered.
outbox-undelivered = Not delivered
outbox-what = What
outbox-queued = Queued
outbox-error = The mail server says
outbox-not-tried = not tried again
outbox-tried-again = tried again { $moment }
outbox-resend = Try it anew
outbox-resend-all = Try all of them anew
outbox-discard = Take it out
outbox-discard-why = It is never sent; nobody is told.
outbox-discard-now = Take it out for good
outbox-discarded = The mail was taken out.
outbox-gone = This mail is not waiting any more: it was sent, is being sent, or was taken out meanwhile.
mail-kind-sign-in = Sign-in link
mail-kind-receipt = Confirmation of a submission
mail-kind-withdrawn = Comments were withdrawn
mail-kind-entered = Comments entered by the secretariat
mail-kind-hidden = A comment was hidden
mail-kind-debate-read = The debate was read
mail-kind-response = Answer to a submission
mail-kind-report-frozen = The report was frozen
mail-kind-reminder = Reminder of drafts
mail-kind-role-changed = A role was given or taken
mail-kind-role-asked = You are asked to confirm a role
outbox-waiting = { $count ->
    [one] { $count } mail waits to be sent
   *[other] { $count } mails wait to be sent
}
outbox-put-off = { $count ->
    [one] { $count } waits for tomorrow: its address got as many mails as are sent in a day
   *[other] { $count } wait for tomorrow: their addresses got as many mails as are sent in a day
}
outbox-resent = { $count ->
    [one] { $count } mail is tried anew.
   *[other] { $count } mails are tried anew.
}
outbox-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
outbox-more = { $count ->
    [one] { $count } more is not shown here. “Try all of them anew” holds for it, too.
   *[other] { $count } more are not shown here. “Try all of them anew” holds for them, too.
}

# What was typed into a form that could not be acted upon.
status-sign-in = Sign in to go on
status-conflict = Changed meanwhile
status-invalid = This could not be taken
words-title = What you wrote
words-lead = It was not taken. It stands here to read and to copy.
words-again = Send it again
words-unnamed = What you wrote
words-here = Your words are kept.
words-here-body = What you wrote is kept for an hour, and only this browser can read it. Open the link that we mail you in this same browser, and your words stand in their form again.
words-in-form = Your words stand in the form again.
words-in-form-body = Nothing has been sent. Look through them and press the button.
words-left = This has no place in the form any more:
words-elsewhere = Your words are not in this browser.
words-elsewhere-body = What you wrote before signing in is kept for an hour in the browser in which you wrote it. Sign in there, and it stands in its form again. If you have sent it already, all is well.
problem-no-such-act = This page has no such button (any more). Reload it and try again.

# Mail.
mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-foot = This mail was sent by Plenary, { $site }
mail-sign-in-subject = Your sign-in link for Plenary
mail-sign-in-lead = Somebody, probably you, asked to sign in with this address.
mail-sign-in-link = Sign in
mail-sign-in-how = Open the link and press the button there. It works once, within 15 minutes, on any device.
mail-sign-in-not-you = If it was not you, there is nothing to do: without this link nobody gets in.

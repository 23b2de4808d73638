# Ce qui a été saisi dans un formulaire auquel il n’a pu être donné suite.
status-sign-in = Connectez-vous pour continuer
status-conflict = Modifié entre-temps
status-invalid = Ceci n’a pu être pris en compte
words-title = Ce que vous avez écrit
words-lead = Ce texte n’a pas été pris en compte. Il reste ici pour être lu et copié.
words-again = Envoyer de nouveau
words-unnamed = Ce que vous avez écrit
words-here = Votre texte est conservé.
words-here-body = Ce que vous avez écrit est conservé pendant une heure, et seul ce navigateur peut le lire. Ouvrez dans ce même navigateur le lien que nous vous envoyons : votre texte se retrouvera dans son formulaire.
words-in-form = Votre texte est de nouveau dans le formulaire.
words-in-form-body = Rien n’a été envoyé. Relisez-le et appuyez sur le bouton.
words-left = Ceci n’a plus de place dans le formulaire :
words-elsewhere = Votre texte n’est pas dans ce navigateur.
words-elsewhere-body = Ce que vous avez écrit avant de vous connecter est conservé pendant une heure dans le navigateur où vous l’avez écrit. Connectez-vous là-bas, et il se retrouvera dans son formulaire. Si vous l’avez déjà envoyé, tout est en ordre.
problem-no-such-act = Cette page n’a pas (ou plus) ce bouton. Rechargez-la et réessayez.

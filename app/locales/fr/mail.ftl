# Courrier.
mail-greeting = Bonjour { $name },
mail-greeting-nobody = Bonjour,
mail-foot = Ce courrier a été envoyé par Plenary, { $site }
mail-sign-in-subject = Votre lien de connexion à Plenary
mail-sign-in-lead = Quelqu’un, sans doute vous, a demandé à se connecter avec cette adresse.
mail-sign-in-link = Se connecter
mail-sign-in-how = Ouvrez le lien et appuyez sur le bouton qui s’y trouve. Il sert une seule fois, dans les 15 minutes, sur n’importe quel appareil.
mail-sign-in-not-you = Si ce n’était pas vous, il n’y a rien à faire : sans ce lien, personne n’entre.
outbox-title = Courriels non remis
outbox-lead = Courriels qu’un serveur a refusés définitivement, qui ont échoué trop souvent ou sont de nouveau tentés. Leur contenu n’est que pour leur destinataire.
outbox-held = Ce serveur ne laisse partir aucun courriel (réglage hold_mail).
outbox-none = Tous les courriels tentés ont été remis.
outbox-undelivered = Non remis
outbox-what = Objet
outbox-queued = Mis en attente
outbox-error = Le serveur de courrier répond
outbox-not-tried = n’est plus tenté
outbox-tried-again = de nouveau tenté { $moment }
outbox-resend = Tenter de nouveau
outbox-resend-all = Tout tenter de nouveau
outbox-discard = Retirer
outbox-discard-why = Il ne sera jamais envoyé ; personne n’en est informé.
outbox-discard-now = Retirer définitivement
outbox-discarded = Le courriel a été retiré.
outbox-gone = Ce courriel n’attend plus : il a été envoyé, est en cours d’envoi ou a été retiré entre-temps.
mail-kind-sign-in = Lien de connexion
mail-kind-receipt = Confirmation d’une contribution
mail-kind-withdrawn = Des commentaires ont été retirés
mail-kind-entered = Commentaires saisis par le secrétariat
mail-kind-hidden = Un commentaire a été masqué
mail-kind-debate-read = Le débat a été lu
mail-kind-response = Réponse à une contribution
mail-kind-report-frozen = Le rapport a été figé
mail-kind-reminder = Rappel de brouillons
mail-kind-role-changed = Un rôle a été donné ou retiré
mail-kind-role-asked = Un rôle est à confirmer
outbox-waiting = { $count ->
    [one] { $count } courriel attend d’être envoyé
   *[other] { $count } courriels attendent d’être envoyés
}
outbox-put-off = { $count ->
    [one] { $count } attend demain : son adresse a reçu autant de courriels qu’on en envoie en un jour
   *[other] { $count } attendent demain : leurs adresses ont reçu autant de courriels qu’on en envoie en un jour
}
outbox-resent = { $count ->
    [one] { $count } courriel est de nouveau tenté.
   *[other] { $count } courriels sont de nouveau tentés.
}
outbox-attempts = { $count ->
    [one] { $count } tentative
   *[other] { $count } tentatives
}
outbox-more = { $count ->
    [one] { $count } autre n’est pas affiché ici. « Tout tenter de nouveau » vaut pour lui aussi.
   *[other] { $count } autres ne sont pas affichés ici. « Tout tenter de nouveau » vaut pour eux aussi.
}

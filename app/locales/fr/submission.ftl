submission-none = Vous n’avez encore rien écrit. Lisez le texte et commentez là où vous avez quelque chose à dire.
submission-submitted = Soumise. Jusqu’à la clôture vous pouvez la modifier ou la retirer.
submission-withdrawn = Retirée. Vous pouvez commenter à nouveau jusqu’à la clôture.
submission-drafts-lead = { $count ->
    [one] Un brouillon est conservé. Il n’est pas encore soumis. Vous pouvez fermer cette fenêtre et revenir.
   *[other] { $count } brouillons sont conservés. Ils ne sont pas encore soumis. Vous pouvez fermer cette fenêtre et revenir.
 }
submission-saved = Enregistré.
submission-done = Soumis. Une confirmation avec chaque commentaire est en route vers votre adresse électronique.
submission-changed = Une autre fenêtre a enregistré d’autres indications entre-temps. Voici ce qui est enregistré ; votre saisie est ci-dessous.
submission-drafts = Brouillons
submission-add = Ajouter un commentaire dans le texte
submission-complete = Prêt à être soumis
submission-change = Modifier
submission-amends = Modifie { $reference }
submission-moved = Le texte a été remplacé et n’a plus { $label }. Voyez où ce commentaire doit aller.
submission-who = Qui parle
submission-choose = Choisir
submission-declared = Le groupe est déclaré par vous et affiché comme tel.
submission-publication = Publication
publication-name-hint = Votre nom figure à côté de celui de votre organisation.
publication-organisation-hint = Votre propre nom n’est vu que des facilitateurs.
publication-anonymous-hint = Tous, y compris la commission, ne voient que votre groupe de parties prenantes : ni nom, ni organisation, ni pays. Les facilitateurs voient qui vous êtes. Les commentaires soumis ensemble reçoivent des références qui se suivent ; pour qu’ils ne soient pas rapprochés, soumettez-les un par un.
publication-not-for-publication-hint = Lu par les facilitateurs et les commissaires seulement.
submission-hand-in = Soumettre
submission-hand-in-lead = Chaque commentaire reçoit une référence et vous une confirmation par courriel. Jusqu’à la clôture vous pouvez modifier ou retirer ce que vous avez soumis.
submission-submit = { $count ->
    [one] Soumettre un commentaire
   *[other] Soumettre { $count } commentaires
 }
submission-save = Garder et continuer plus tard
submission-withdraw = Retirer toute la contribution
submission-print = Une copie à imprimer
submission-copy = Ma contribution, copie
submission-comments = Commentaires soumis
problem-group-missing = Choisissez un groupe de parties prenantes
problem-publication-missing = Choisissez comment vos commentaires sont publiés
problem-organisation-missing = Indiquez l’organisation, ou choisissez un autre mode de publication
problem-too-many-drafts = Au plus { $detail } brouillons sont conservés ; soumettez-en ou supprimez-en d’abord
refusal-profile-incomplete = Complétez d’abord votre profil : votre nom et votre groupe de parties prenantes.
refusal-withdrawn = Ce commentaire a été retiré.
receipt-subject = Vos commentaires sur « { $title } » ont été reçus
receipt-lead = { $count ->
    [one] Un commentaire de votre part est enregistré, reçu le { $moment }.
   *[other] { $count } commentaires de votre part sont enregistrés, reçus le { $moment }.
 }
receipt-publication = Publication : { $publication }
receipt-until = Jusqu’à la clôture vous pouvez les modifier ou les retirer.
receipt-link = Votre contribution
receipt-comment = { $reference }, { $on }
hidden-subject = Votre commentaire { $reference } a été masqué
hidden-lead = Un facilitateur de « { $title } » a masqué votre commentaire { $reference }. Il reste au dossier avec sa référence ; facilitateurs et commissaires le lisent toujours.
hidden-reason = Le motif indiqué :
hidden-link = Votre commentaire
submission-quota = Utilisé jusqu’ici : { $comments } commentaires sur { $most_comments } et { $characters } caractères sur { $most_characters } qu’un compte peut soumettre dans ce tour.
problem-quota-comments = Un compte peut soumettre au plus { $detail } commentaires par tour, retraits compris ; réunissez plusieurs points en un seul ou supprimez un brouillon
problem-quota-characters = Un compte peut soumettre au plus { $detail } caractères par tour ; abrégez un commentaire ou envoyez un document plus long au secrétariat
receipt-words-elsewhere = Le texte des commentaires qui ne sont pas cités ici figure sur la page de votre contribution.
receipt-others = Également reçus : { $references }
submission-problem = Sur { $label } : { $problem }
submission-unsubmitted = { $count ->
    [one] La consultation est close et ce commentaire n’a pas été soumis : personne d’autre que vous ne le lit et il n’est pas compté. Vous pouvez le lire et le copier.
   *[other] La consultation est close et ces { $count } commentaires n’ont pas été soumis : personne d’autre que vous ne les lit et ils ne sont pas comptés. Vous pouvez les lire et les copier.
 }
confirm-withdraw = Retirer { $reference } ?
confirm-withdraw-body = Le commentaire garde sa référence et figure comme retiré ; personne d’autre que vous ne le lit et il n’est pas compté. Jusqu’à la clôture, vous pouvez le rétablir. Vous recevez une confirmation par courriel.
confirm-withdraw-do = Le retirer
confirm-withdraw-all = Retirer toute votre contribution ?
confirm-withdraw-all-body = Tous vos commentaires gardent leur référence et figurent comme retirés ; personne d’autre que vous ne les lit et ils ne sont pas comptés. Jusqu’à la clôture, vous pouvez les rétablir, avec les modifications non soumises. Vous recevez une confirmation par courriel.
confirm-withdraw-all-do = Tout retirer
confirm-remove = Supprimer ce brouillon ?
confirm-remove-body = Jusqu’à la clôture, vous pouvez le rétablir ; ensuite il est effacé. Un commentaire qu’il modifie reste tel quel.
confirm-remove-do = Supprimer le brouillon
confirm-leave = Ne rien changer
reminder-subject = Vos brouillons sur « { $title } » ne sont pas encore soumis
reminder-lead = { $count ->
    [one] Un commentaire est conservé comme brouillon et n’est pas encore soumis. La consultation se termine { $moment } ; après cela, il ne sera ni lu ni compté.
   *[other] { $count } commentaires sont conservés comme brouillons et ne sont pas encore soumis. La consultation se termine { $moment } ; après cela, ils ne seront ni lus ni comptés.
 }
reminder-how = Relisez-les, dites qui s’exprime et appuyez sur « Soumettre ». Si vous ne voulez pas les soumettre, il n’y a rien à faire.
confirm-details = Changer ce qui est publié de vous ?
confirm-details-body = Vos commentaires sont soumis. Ceci change ce qui figure désormais à côté de chacun d’eux ; le changement est consigné.
confirm-before = Jusqu’ici
confirm-after = Désormais
confirm-details-do = Changer
submission-ticks = Décochez ce que vous voulez soumettre plus tard ; cela reste un brouillon.
submission-tick = Soumettre maintenant
submission-submit-ticked = Soumettre les commentaires cochés
submission-undo = Annuler
submission-bring-back = Rétablir
submission-undo-until = Jusqu’à la clôture, { $moment }, cela peut être rétabli.
submission-undo-until-close = Jusqu’à la clôture, cela peut être rétabli.
submission-removed = Le brouillon a été supprimé.
submission-withdrawn-now = Retiré. Une confirmation est en route vers votre adresse électronique.
submission-back = C’est rétabli, tel quel.
submission-withdrawn-comments = Commentaires retirés
submission-removed-drafts = Brouillons supprimés
problem-none-chosen = Cochez au moins un brouillon à soumettre
unsubmitted-yet = { $count ->
    [one] Un commentaire pas encore soumis
   *[other] { $count } commentaires pas encore soumis
 }
unsubmitted = { $count ->
    [one] Un de vos commentaires n’a pas été soumis
   *[other] { $count } de vos commentaires n’ont pas été soumis
 }
receipt-left = { $count ->
    [one] Un commentaire n’est pas encore soumis (sur { $labels }). Il reste un brouillon que personne d’autre que vous ne lit.
   *[other] { $count } commentaires ne sont pas encore soumis (sur { $labels }). Ils restent des brouillons que personne d’autre que vous ne lit.
 }
withdrawn-subject = Retirés : vos commentaires sur « { $title } »
withdrawn-lead = { $count ->
    [one] Vous avez retiré un commentaire sur « { $title } », { $moment }. Il garde sa référence ; personne d’autre que vous ne le lit et il n’est pas compté.
   *[other] Vous avez retiré { $count } commentaires sur « { $title } », { $moment }. Ils gardent leurs références ; personne d’autre que vous ne les lit et ils ne sont pas comptés.
 }
withdrawn-until = Jusqu’à la clôture, vous pouvez rétablir ce que vous avez retiré, sur la page de votre contribution. Si ce n’était pas vous, faites-le et écrivez au secrétariat.
withdrawn-others = Également retirés : { $references }
confirm-forget = Supprimer définitivement ce brouillon ?
confirm-forget-body = La consultation est close : son texte est effacé et ne peut pas être rétabli. Un commentaire qu’il modifie reste tel quel.
confirm-forget-do = Supprimer le brouillon

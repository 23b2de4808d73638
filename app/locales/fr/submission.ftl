submission-none = Vous n’avez encore rien écrit. Lisez le texte et commentez là où vous avez quelque chose à dire.
submission-submitted = Soumise. Jusqu’à la clôture vous pouvez la modifier ou la retirer.
submission-withdrawn = Retirée. Vous pouvez commenter à nouveau jusqu’à la clôture.
submission-drafts-lead = { $count ->
    [one] Un brouillon est conservé. Vous pouvez fermer cette fenêtre et revenir.
   *[other] { $count } brouillons sont conservés. Vous pouvez fermer cette fenêtre et revenir.
 }
submission-saved = Enregistré.
submission-done = Soumis. Une confirmation avec chaque commentaire est en route vers votre adresse électronique.
submission-changed = Une autre fenêtre a enregistré d’autres indications entre-temps. Voici ce qui est enregistré ; votre saisie est ci-dessous.
submission-drafts = Brouillons
submission-add = Ajouter un commentaire dans le texte
submission-complete = Complet
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
receipt-wording = Rédaction proposée :
receipt-rationale = Justification :
hidden-subject = Votre commentaire { $reference } a été masqué
hidden-lead = Un facilitateur de « { $title } » a masqué votre commentaire { $reference }. Il reste au dossier avec sa référence ; facilitateurs et commissaires le lisent toujours.
hidden-reason = Le motif indiqué :
hidden-link = Votre commentaire
submission-quota = Utilisé jusqu’ici : { $comments } commentaires sur { $most_comments } et { $characters } caractères sur { $most_characters } qu’un compte peut soumettre dans ce tour.
problem-quota-comments = Un compte peut soumettre au plus { $detail } commentaires par tour, retraits compris ; réunissez plusieurs points en un seul ou supprimez un brouillon
problem-quota-characters = Un compte peut soumettre au plus { $detail } caractères par tour ; abrégez un commentaire ou envoyez un document plus long au secrétariat
receipt-words-elsewhere = Le texte des commentaires qui ne sont pas cités ici figure sur la page de votre contribution.
receipt-others = Également reçus : { $references }

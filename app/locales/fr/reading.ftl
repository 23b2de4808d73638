# Le document, une disposition, un commentaire et les listes de commentaires.
reading-round = Demande de consultation, tour { $number }
reading-byline = Version { $number }, { $date }
reading-document-label = { $title }, version { $number }
reading-contents = Sommaire
reading-asked = Ce qui est demandé
reading-to-call = Mandat et méthode
reading-closed = Clos le { $moment }
reading-where-you-are = Chez vous : { $moment }
reading-how-to-comment = Commentez là où vous lisez : chaque disposition a un lien dans la marge.
reading-to-outcome = Ce qu’il en est advenu
reading-spoken = Qui s’est exprimé
reading-comments-column = Commentaires
reading-versions = Versions
reading-version = Version { $number }, { $state }
reading-version-consulted = soumise à consultation
reading-version-prepared = en préparation
reading-version-published = publiée
reading-comments = { $count ->
    [one] commentaire
   *[other] commentaires
 }
reading-comments-in-contents = , commentaires : { $count }
reading-wordings = { $count ->
    [one] { $count } formulation proposée
   *[other] { $count } formulations proposées
 }
reading-on = sur { $label }
reading-say = Commenter
reading-back-to = Retour à

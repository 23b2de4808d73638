document-kicker = Appel à consultation, tour { $round }
document-comment-whole = Commenter l’ensemble du document
document-short = Tout
document-replace = Remplacer le texte
call-asked = Ce qui est demandé
call-stands = Où en est-on
call-mandate = Mandat et méthode
call-opens = Pas encore ouvert
call-open = Ouvert
call-closed = Clos
call-closed-at = Clos le { $moment }
call-where-you-are = Chez vous : { $moment }
call-phase-done = Terminé :
call-spoken = Qui s’est exprimé
call-spoken-note = Les groupes sont déclarés par les commentateurs et ne sont pas vérifiés dans ces chiffres. La communauté technique est comptée dans le secteur privé et figure aussi à part. Ces chiffres ne sont pas des votes.
call-group = Groupe de parties prenantes
call-submissions = Contributions
call-comments = Commentaires
provision-title = Disposition { $label }
provision-before = Avant : { $label }
provision-after = Après : { $label }
provision-neighbours = Autres dispositions
text-title = Importer le texte
text-lead = Choisissez un fichier Markdown d’au plus 5 Mo, ou collez le texte. Il est découpé en dispositions ; vous voyez le découpage et pouvez le corriger avant que quoi que ce soit soit enregistré.
text-source = Le texte
text-file = Fichier Markdown
text-paste = Ou le texte lui-même, en Markdown
text-language = Langue du texte (une étiquette comme en ou pt-BR)
text-preview = Montrer le découpage
text-again = Montrer à nouveau, corrigé
text-store = Enregistrer ce texte
text-cut = Le découpage
text-cut-count = { $count ->
    [one] Une disposition
   *[other] { $count } dispositions
 }
text-label = Repère
text-kind = Genre
text-words = Texte
field-anchor = Disposition
text-correct-stored = Corriger les dispositions du texte enregistré
text-stale = Une autre fenêtre a remplacé le texte entre-temps. Rien de votre envoi n’a été enregistré ; regardez-le à nouveau et enregistrez-le s’il doit toujours remplacer l’autre.
text-level = Niveau
text-split = Diviser avant
text-split-none = ne pas diviser
text-merge = Joindre à la disposition précédente
text-omit = Laisser de côté : ne fait pas partie du texte
text-correct = Corriger { $label }
text-look = À vérifier
text-line = Ligne { $line }
text-notices-more = { $count ->
    [one] Encore un point ; corrigez le texte lui-même et regardez à nouveau.
   *[other] Encore { $count } points ; corrigez le texte lui-même et regardez à nouveau.
 }
text-left-out = Laissé de côté, comme vous l’avez indiqué
text-corrections = { $count ->
    [one] Une correction jusqu’ici
   *[other] { $count } corrections jusqu’ici
 }
text-undo = Annuler la dernière correction
text-long = Le texte est long : seules les dispositions à vérifier peuvent être corrigées ici. Corrigez les autres dans le texte lui-même.
notice-number-skipped = Le numéro { $found } laisse un vide ; on attendrait { $expected }.
notice-number-twice = Le numéro { $found } apparaît ici une seconde fois ; son repère est { $expected }.
notice-number-back = Le numéro { $found } vient après { $expected }.
notice-level-skipped = Un intertitre de niveau { $found } là où le niveau { $expected } viendrait ensuite.
notice-front-matter = Ces lignes en tête du texte ont été laissées de côté : { $found }
notice-comment = Cette note cachée a été laissée de côté : { $found }
notice-open-comment = Cette note cachée n’est jamais fermée. Elle a été laissée de côté jusqu’à la fin de son paragraphe : { $found }
notice-surplus-cells = Une ligne a plus de cellules que l’en-tête de son tableau ; elles sont conservées : { $found }
notice-long-provision = Une disposition très longue de { $found } caractères ; envisagez de la diviser.
notice-not-an-item = Cette ligne ressemble à un élément de liste et n’a pas été lue comme tel : { $found }

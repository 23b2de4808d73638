# Le résultat : sa préparation, ce que tout le monde lit, et les réponses à chaque contributeur.
nav-answers = Réponses
nav-preparation = Préparer le résultat
outcome-title = { $title }, version { $number }
outcome-version = version { $number }
outcome-published = Résultat, publié le { $date }
outcome-against = Version { $new } comparée à la version { $old }
outcome-views = Vues
outcome-redline = Révisions
outcome-text-before = Le texte soumis à consultation
outcome-text-after = Le texte révisé
outcome-each = Ce qu’est devenu chaque commentaire
outcome-each-of-issue = Ce que sont devenus les commentaires à l’origine de la question { $number }
outcome-by-reference = { $count ->
    [one] { $count } commentaire, par référence
   *[other] { $count } commentaires, par référence
 }
outcome-back = Retour au résultat
outcome-changed = Dispositions modifiées
outcome-changes = changements :
outcome-count-unchanged = { $count ->
    [one] { $count } disposition inchangée
   *[other] { $count } dispositions inchangées
 }
outcome-count-typographic = { $count ->
    [one] { $count } retouche typographique
   *[other] { $count } retouches typographiques
 }
outcome-count-renumbered = { $count ->
    [one] { $count } renumérotée
   *[other] { $count } renumérotées
 }
outcome-count-modified = { $count ->
    [one] { $count } disposition modifiée
   *[other] { $count } dispositions modifiées
 }
outcome-count-split = { $count ->
    [one] { $count } issue d’une scission
   *[other] { $count } issues de scissions
 }
outcome-count-merged = { $count ->
    [one] { $count } fusionnée
   *[other] { $count } fusionnées
 }
outcome-count-moved = { $count ->
    [one] { $count } déplacée
   *[other] { $count } déplacées
 }
outcome-count-removed = { $count ->
    [one] { $count } supprimée
   *[other] { $count } supprimées
 }
outcome-count-new = { $count ->
    [one] { $count } nouvelle
   *[other] { $count } nouvelles
 }
outcome-decisions-on = { $decisions } sur { $comments } ; chaque contributeur a une réponse.
outcome-decisions = { $decisions } ; chaque contributeur a une réponse.
outcome-decisions-some = { $decisions } sur { $comments } et, non publiés, { $others } ; chaque contributeur a une réponse.
outcome-same = { $count ->
    [one] { $labels } est inchangée
   *[other] { $labels } sont inchangées
 }
outcome-range = { $first } à { $last }
outcome-same-words = { $count ->
    [one] { $labels } dit la même chose
   *[other] { $labels } disent la même chose
 }
outcome-was = auparavant { $labels }
outcome-was-kind = auparavant : { $before } ; désormais : { $after }
outcome-without = Sans décision : { $reason }
outcome-elsewhere = Décisions sur le document dans son ensemble
outcome-not-yet = Le résultat n’est pas encore publié
outcome-not-yet-draft = Cette consultation est en préparation.
outcome-not-yet-open = Les commentaires sont ouverts. Une fois le tour clos, les facilitateurs en font un seul rapport et la commission décide.
outcome-not-yet-consolidation = Le tour est clos. Les facilitateurs font de tous les commentaires un seul rapport ; la commission décidera ensuite.
outcome-not-yet-review = Le rapport est figé. La commission décide question par question.
outcome-not-yet-decided = La commission a tranché toutes les questions. Le texte révisé est en préparation.
outcome-not-yet-published = Le résultat est publié.
outcome-not-yet-what = Le texte révisé figurera ici, avec la décision à côté de chaque changement et ce qu’est devenu chaque commentaire.
fate-reference = Référence
fate-from = De
fate-on = Sur
fate-issue = Question
fate-decision = Décision
fate-changed = Mots modifiés
fate-set-aside = Écarté :
fate-no-words = aucun mot modifié
fate-withheld = Non publics : { $figure } autres commentaires. Leurs auteurs ont une réponse.
answers-title = Réponses à vos commentaires
answers-lead = Pour chacun de vos commentaires : la question dont il relève, ce que la commission a décidé et pourquoi, et les mots modifiés.
answers-none = Vous n’avez soumis aucun commentaire dans cette consultation. Si vous le faites, la réponse figurera ici.
answers-later = À la publication du résultat, vous recevrez un message et les réponses figureront ici.
answers-withdrawn = Vous avez retiré ce commentaire ; il n’a pas été examiné.
answers-no-words = Aucun mot du texte n’a été modifié de ce fait.
preparation-title = Préparer le résultat
preparation-lead = Importez le texte révisé, corrigez l’origine de ses dispositions et nommez les décisions à l’origine de chaque changement. Puis publiez.
preparation-ready = Rien ne s’y oppose : le résultat peut être publié.
preparation-no-text = Le texte révisé manque. Importez-le ci-dessous.
preparation-text = Le texte révisé
preparation-replace-note = Le remplacer par une autre version
preparation-imported = { $title }, version { $number }, est importé. Il peut être remplacé jusqu’à la publication ; vos corrections sont gardées là où les mots restent.
preparation-matching = Les changements et leurs décisions
preparation-matching-note = Les étiquettes sont celles du texte soumis à consultation ; les numéros sont ceux des questions.
preparation-decisions = Les décisions
preparation-from = Vient de
preparation-moved = Elle se trouve maintenant ailleurs
preparation-issues = Décisions à l’origine
preparation-names-none = Ne cite encore aucune décision, ni la raison de s’en passer
preparation-without = Ou sans décision, car la modification est
preparation-with-decision = fondée sur une décision
preparation-doubts = Modifications et décisions qui ne s’accordent pas
preparation-doubt-nothing-changed = Question { $number } ({ $disposition }) : aucune modification ne cite cette décision.
preparation-doubt-against = { $label } est modifié et cite la question { $number } ({ $disposition }).
preparation-despite = Je les ai examinées : c’est bien voulu ainsi
field-despite = Modifications et décisions qui ne s’accordent pas
problem-despite = Confirmez que les modifications et décisions qui ne s’accordent pas sont voulues ainsi, ou corrigez-les
preparation-unchanged = { $count ->
    [one] { $count } disposition est inchangée
   *[other] { $count } dispositions sont inchangées
 }
preparation-unchanged-note = Si l’une d’elles est mal appariée, choisissez-la pour la corriger.
preparation-save = Enregistrer les changements
preparation-publish = Publier le résultat
preparation-blocked = Le résultat peut être publié quand chaque disposition modifiée cite une décision ou dit pourquoi elle n’en demande pas.
preparation-consequence = Le texte révisé et toutes les décisions avec leurs motifs deviennent aussitôt publics, et chaque contributeur reçoit un message avec les réponses à ses commentaires. C’est irrévocable.
preparation-sure = Publier « { $title } » maintenant
preparation-conflict = Quelqu’un a été plus rapide
preparation-conflict-body = Un autre facilitateur a changé la préparation pendant que vous travailliez. Rien n’a été écrasé. Vos saisies sont encore dans les champs ci-dessous ; comparez et enregistrez à nouveau.
preparation-field = Champ
preparation-stored = État actuel
preparation-yours = Votre saisie
field-revised-text = Collez le texte révisé (Markdown)
field-revised-file = Ou choisissez un fichier
hint-revised-file = Markdown, UTF-8, 5 Mo au plus
field-confirm = Confirmation
problem-confirm = Confirmez que le résultat doit être publié
problem-no-such-decision = Il n’y a pas de décision « { $detail } » ; écrivez des numéros de questions, par exemple 7, 11
response-subject = Réponses à vos commentaires : { $title }
response-lead = La commission a décidé et le résultat de « { $title } » est publié. Voici ce que sont devenus vos commentaires.
response-issue = Question { $number } : { $statement }
response-decision = { $disposition }. { $how }
response-changed = Mots modifiés dans { $labels }.
response-answers = Vos réponses, avec les mots modifiés
response-outcome = Le résultat

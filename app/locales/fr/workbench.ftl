# L'établi du facilitateur.
workbench-title = Atelier
workbench-kicker = { $title }, tour { $round }, { $phase }
workbench-left = { $all ->
    [one] sur un commentaire restent à traiter
   *[other] sur { $all } commentaires restent à traiter
 }
workbench-accounted = { $in } dans { $issues ->
    [one] une question
   *[other] { $issues } questions
 }, { $aside } écartés avec motif. Le rapport peut être figé à zéro.
workbench-comments = Commentaires
workbench-shown = { $shown } affichés sur { $matching }
workbench-pages = Pages de commentaires
workbench-no-comments = Aucun commentaire n'a encore été déposé. Ils apparaîtront ici.
workbench-all-done = Tous les commentaires sont traités. Le rapport peut être rédigé et figé.
workbench-none-match = Aucun commentaire ne correspond. Modifiez le filtre.
workbench-whole = Ensemble
workbench-tick = Prendre { $reference }
workbench-filter = Filtrer les commentaires
workbench-filter-provision = Disposition
workbench-filter-group = Groupe
workbench-filter-position = Position
workbench-filter-kind = Nature
workbench-filter-state = État
workbench-filter-words = Mots
workbench-do-filter = Filtrer
workbench-all-provisions = Toutes les dispositions
workbench-all-groups = Tous les groupes
workbench-all-kinds = Toutes les natures
workbench-all-positions = Toutes les positions
accounting-unaccounted = À traiter
accounting-in-issue = Dans une question
accounting-set-aside = Écartés
accounting-all = Tous
standing-unaccounted = à traiter
standing-aside = écarté
standing-aside-short = écarté
standing-aside-because = Écarté : { $reason }
standing-in = Dans la question { $issues }
standing-in-short = question { $issues }
workbench-in-hand = Commentaire en main
workbench-which = { $index } sur { $matching }
workbench-nothing-in-hand = Choisissez un commentaire dans la liste pour le voir à côté des mots qu'il vise.
workbench-acts-on = Ce que vous faites vaut pour les commentaires cochés dans la liste ou, si aucun ne l'est, pour le commentaire en main.
workbench-into = Va dans
workbench-put = Mettre dans la question
workbench-new-issue = Nouvelle question
workbench-excerpt = Mots qui comptent
workbench-excerpt-hint = Des mots du commentaire ; … en omet. Vide : ses premiers mots.
workbench-reason = Motif de la mise à l'écart
workbench-set-aside = Écarter
workbench-take-back = Reprendre
workbench-take-out = Retirer de la question
workbench-issues = Questions en chantier
workbench-no-issues = Pas encore de question. Prenez des commentaires sur le même point et faites-en une.
workbench-open-issue = Énoncé, extraits et options
workbench-clashed = Quelqu'un a été plus rapide.
workbench-clashed-how = Rien n'a été modifié. Voyez où en sont les commentaires et décidez à nouveau.
workbench-clash = { $reference } : vous l'aviez vu { $seen } ; à présent : { $now }.
workbench-frozen = Le rapport est figé, ou le tour n'est pas ouvert : on peut lire ici les commentaires, non les traiter.
workbench-last = Dernier geste : { $what }
workbench-undo = Annuler
done-gather = { $what } dans la question { $issue }
done-take-out = { $what } hors de la question { $issue }
done-set-aside = { $what } à l'écart
done-take-back = { $what } repris
done-excerpt = mots de { $what } dans la question { $issue }
keys-next = commentaire suivant, précédent
keys-tick = cocher
keys-issue = vers une question
keys-new = nouvelle question
keys-aside = écarter
keys-undo = annuler
keys-filter = mots
keys-all = toutes les touches

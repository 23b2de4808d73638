front-title = Ce qui est demandé, et ce qu’il en est advenu
front-lead = Une commission publie le texte d’une norme. Les États, le secteur privé avec la communauté technique, et la société civile le commentent paragraphe par paragraphe. Des facilitateurs en font un rapport, les commissaires décident, et quiconque a commenté reçoit une réponse.
front-empty = Il n’y a pas encore de consultation. Dès qu’une consultation s’ouvrira, elle figurera ici avec son texte et sa date de clôture.
front-prepared = En préparation
front-prepared-note = Visibles par ceux qui les préparent
front-open = Ouvertes
front-open-note = Les commentaires sont reçus en ce moment
front-deciding = En cours de décision
front-deciding-note = Closes aux commentaires
front-published = Publiées
front-published-note = Ce qu’il est advenu des consultations passées
front-opens = Ouvre le { $moment }
front-closes = Clôture le { $moment }
front-no-close = Aucune date de clôture n’est encore fixée
front-outcome-of = Résultat du { $date }
front-submissions = { $count ->
    [one] { $count } contribution
   *[other] { $count } contributions
 }
front-issues = { $count ->
    [one] { $count } question
   *[other] { $count } questions
 }
front-decided-item = { $disposition } { $count }
front-taking-part = Participer
front-taking-part-how = Commentez là où vous lisez, pour une organisation ou pour vous-même. Ce que vous écrivez reste un brouillon jusqu’à ce que vous le déposiez. Vous recevez alors un accusé de réception puis, une fois la décision prise, une réponse à chaque commentaire.
front-sign-in = Se connecter ou s’inscrire

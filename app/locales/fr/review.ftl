# La salle de lecture : questions, débat, décisions ; positions et révisions partout où elles figurent.
positions-title = Positions par groupe de parties prenantes
positions-said = Positions par groupe de parties prenantes : { $subject }
positions-key = Des commentaires, non des votes. Une case est un commentaire ; les cases minces soutiennent avec modifications ; les cases vides sont neutres ou posent une question.
positions-of-which-technical = dont technique
positions-oppose = contre
positions-support = pour, avec modifications
positions-other = autres
positions-with-changes = Avec modifications
positions-unstated = Non précisé
positions-figures = Positions en chiffres
positions-group = Groupe de parties prenantes
positions-all = Total
redline-inserted = ajouté
redline-deleted = supprimé
redline-key-inserted = mots ajoutés
redline-key-deleted = mots supprimés
redline-key = À côté de chaque changement : la décision qui l’a causé.
list-comma = {", "}
quoted = « { $words } »
pages = Pages
first-page = Depuis le début
by-anonymous = Anonyme
by-for = { $author }, { $organisation }
by-verified = vérifié par le secrétariat
by-not-verified = non vérifié
by-not-verified-own = Déclaré par vous, non vérifié
by-not-verified-them = Déclaré par l’auteur, non vérifié
comment-hidden = Masqué au public : { $reason }
provision-said = Disposition { $label }
reading-room-lead = Les questions du rapport figé. Lisez ce qui a été dit, débattez-en avec les autres commissaires et consignez ce que la commission décide.
reading-room-kicker = Salle de lecture. Rapport, version { $number }, figé le { $date }
reading-room-agenda = Ordre du jour
reading-room-remain = { $count ->
    [one] question sur { $all } reste à trancher
   *[other] questions sur { $all } restent à trancher
 }
reading-room-decided-count = { $count ->
    [one] { $count } tranchée
   *[other] { $count } tranchées
 }, dont { $consensus } par consensus
reading-room-undecided = À trancher
reading-room-decided = Tranchées
reading-room-all-decided = Toutes les questions sont tranchées. Les facilitateurs préparent maintenant le texte révisé.
reading-room-not-begun = pas commencée
reading-room-in-debate = { $count ->
    [one] en débat, { $count } remarque
   *[other] en débat, { $count } remarques
 }
issue-number = Question { $number }
issue-touches = Concerne { $labels }
issue-touches-list = Concerne
issue-rests-on = { $count ->
    [one] repose sur { $count } commentaire
   *[other] repose sur { $count } commentaires
 }
issue-consulted = Le texte soumis à consultation
issue-said = Ce qui a été dit
issue-minority = Avis minoritaire.
issue-wordings = Rédactions proposées
issue-options = Options
issue-observation = Les facilitateurs observent :
issue-all-comments = { $count ->
    [one] Le commentaire en entier
   *[other] Les { $count } commentaires en entier
 }
issue-comments-title = Commentaires à l’origine de la question { $number }
issue-back = Retour à la question
decision-on-issue = Décision sur la question { $number }
decision-number = Décision { $number }
decision-heading = Décision { $number } : { $disposition }
decision-record = Consigner la décision
decision-recorded = Consignée par { $by }, { $moment }
decision-by-consensus = Par consensus.
decision-by-vote = Vote enregistré : { $favour } pour, { $against } contre, { $abstentions } abstentions.
decision-dissents = Opinion dissidente :
decision-recusals = Récusation :
decision-reopen = Rouvrir cette décision
decision-reopen-do = Rouvrir
decision-reopened = Rouverte le { $moment } :
decision-before = Décisions antérieures sur cette question
decision-none = Aucune décision n’est en vigueur sur cette question.
decision-conflict = Quelqu’un a été plus rapide
decision-conflict-body = Un autre commissaire a changé la décision sur cette question pendant que vous écriviez. Rien de ce qu’il a consigné n’a été écrasé. Si vous n’êtes pas d’accord, rouvrez la décision en donnant un motif.
decision-recorded-one = Ce qui est consigné
decision-yours = Ce que vous avez écrit
decisions-count = { $count ->
    [one] { $count } décision
   *[other] { $count } décisions
 }
debate = Débat
debate-confidential = Les remarques sont réservées aux commissaires.
debate-empty = Personne ne s’est encore exprimé sur cette question.
debate-add = Ajouter la remarque
field-disposition = Suite donnée
field-decision-reason = Motif
hint-decision-reason = Transmis mot pour mot à chaque contributeur.
field-reached = Comment elle a été prise
field-votes-for = Pour
field-votes-against = Contre
field-abstentions = Abstentions
field-dissents = Opinions dissidentes
field-recusals = Récusations
field-remark = Votre remarque
field-reopen-reason = Pourquoi rouvrir la décision
hint-reopen-reason = La décision reste consignée, avec ce motif.
problem-disposition-missing = Choisissez la suite donnée
problem-reason-missing = Donnez le motif
problem-reached-missing = Indiquez si c’est par consensus ou par un vote enregistré
problem-votes-missing = { $field } : un vote enregistré demande les trois chiffres ; écrivez 0 s’il n’y en a pas
problem-votes = { $field } : « { $detail } » n’est pas un nombre ; écrivez un nombre entier, 0 ou plus
problem-votes-empty = Un vote enregistré demande au moins une voix
problem-votes-with-consensus = { $field } : un consensus n’a pas de chiffres ; choisissez « vote enregistré » ou videz ce champ
problem-remark-missing = Écrivez la remarque elle-même
refusal-not-published = Le résultat n’est pas encore publié.
outcome-comments-behind = Les commentaires à l’origine de la décision

# Ce qui ne va pas, et comment y remédier.
problems = { $count ->
    [one] Un point est à corriger
   *[other] { $count } points sont à corriger
 }
problem-missing = { $field } : à remplir
problem-too-long = { $field } : au plus { $detail } caractères ; raccourcissez
problem-nul = { $field } : contient un caractère qu’aucun texte ne comporte (NUL) ; supprimez-le
problem-unseen = { $field } : contient un caractère invisible ({ $detail }) qui fait lire autre chose ; saisissez à la main
problem-email = Écrivez une adresse électronique telle que office@example.org
problem-slug = Lettres minuscules, chiffres et traits d’union isolés, 80 au plus, et pas « new »
problem-time-zone = « { $detail } » n’est pas un fuseau horaire ; écrivez un nom tel que Europe/Paris
problem-closes-before-opens = La clôture doit venir après l’ouverture
problem-body-missing = Écrivez le commentaire lui-même
problem-position-missing = Choisissez une position
problem-on-line = Ligne { $line } : { $message }
problem-in-column = Ligne { $line }, colonne { $column } : { $message }
problem-text-not-utf8 = Le texte n’est pas en UTF-8 valide ; enregistrez-le en UTF-8 et réessayez
problem-text-nul = Le texte contient un caractère NUL ; supprimez-le et réessayez
problem-text-empty = Le texte est vide ; choisissez un fichier ou collez le texte
problem-text-too-large = Le texte dépasse { $detail } octets ; divisez-le en plusieurs textes
problem-text-too-many = Le texte compte plus de { $detail } dispositions ; divisez-le en plusieurs textes
problem-text-too-deep = Listes et citations sont imbriquées sur plus de { $detail } niveaux ; aplatissez la structure
problem-unknown-provision = Le texte n’a plus de disposition « { $detail } » ; regardez de nouveau l’aperçu
problem-language-tag = « { $detail } » n’est pas une étiquette de langue ; écrivez par exemple en, fr ou ar
problem-text-missing = Collez le texte ou choisissez un fichier
problem-text-replaced = Le texte a été remplacé pendant que vous écriviez. Relisez la disposition telle qu’elle est maintenant et enregistrez à nouveau si votre commentaire convient toujours
field-text = Texte
field-file = Fichier
field- = Ce formulaire
field-title = Titre
field-slug = Nom dans les adresses
field-time-zone = Fuseau horaire
field-closes-at = Clôture
field-opens-at = Ouverture
field-email = Adresse électronique
field-body = Commentaire
field-position = Position
field-proposed-wording = Rédaction proposée
field-rationale = Motif
field-colon = { $name } :
field-kind = Nature
problem-unknown = { $field } : choisissez parmi ce qui est proposé
problem-country = « { $detail } » n’est pas un code de pays ; écrivez deux lettres telles que FR
problem-no-account = Aucun compte n’a l’adresse { $detail } ; demandez à la personne de se connecter une fois
problem-role-not-held = Cette personne n’a plus ce rôle
problem-role-of-installation = Un administrateur l’est de toute l’installation, pas d’une consultation
problem-roles-exclude = { $detail } a ici l’autre rôle, et nul n’a les deux ; retirez d’abord celui-là
field-name = Nom
field-organisation = Organisation
field-group = Groupe de parties prenantes
field-country = Pays
field-role = Rôle
field-consultation = Consultation
refusal-closed = Ce tour a été clos le { $since }.
refusal-not-open = Ce tour n’est pas encore ouvert.
refusal-still-open = Ce tour est encore ouvert.
refusal-text-in-use = Des commentaires ont été déposés sur ce texte ; il ne peut plus être remplacé.
refusal-no-text = Cette consultation n’a pas encore de texte.
refusal-frozen = Le rapport est figé.
refusal-not-frozen = Le rapport n’est pas encore figé.
refusal-unaccounted = { $count ->
    [one] Un commentaire n’est pas encore pris en compte.
   *[other] { $count } commentaires ne sont pas encore pris en compte.
 }
refusal-undecided = { $count ->
    [one] Une question n’a pas encore de décision.
   *[other] { $count } questions n’ont pas encore de décision.
 }
refusal-changes-without-decision = Ces dispositions modifiées ne citent encore aucune décision ni la raison de s’en passer : { $labels }
refusal-published = Le résultat est publié.
refusal-nothing-to-submit = Il n’y a aucun commentaire à déposer.
refusal-roles-exclude = Un commissaire d’une consultation n’en est pas facilitateur, et inversement.
refusal-last-administrator = Le dernier administrateur ne peut être retiré.
refusal-taken = « { $what } » est déjà pris.
refusal-link-spent = Ce lien a déjà servi ou a expiré.
status-not-found = Rien ici
status-not-found-body = Il n’y a pas de page à cette adresse, ou elle ne vous est pas ouverte. Si vous en attendiez une, connectez-vous ou demandez à qui vous a donné l’adresse.
status-forbidden = Pas pour votre rôle
status-forbidden-body = Vous pouvez voir cette consultation, mais votre rôle ne comprend pas cette étape.
status-cross-site = Refusé
status-cross-site-body = Cette demande venait d’un autre site. Revenez en arrière, rechargez la page et réessayez.
status-method = Pas ainsi
status-method-body = Cette adresse n’accepte pas ce genre de demande.
status-refused = Impossible pour l’instant
status-too-large = Trop volumineux
status-too-large-body = Ce qui a été envoyé dépasse ce que cette page accepte. Abrégez-le ou répartissez-le.
status-too-large-unread = Ce qui a été envoyé dépasse de loin ce que cette page accepte et n’a pas été lu. Revenez en arrière : votre navigateur a toujours ce que vous avez écrit.
status-malformed = Incompris
status-malformed-body = La demande n’a pu être lue. Revenez en arrière, rechargez la page et réessayez.
status-too-many = Trop d’essais
status-too-many-body = { $count ->
    [one] Attendez une minute et réessayez. Rien n’est perdu.
   *[other] Attendez { $count } minutes et réessayez. Rien n’est perdu.
 }
status-fault = Une erreur de notre fait
status-fault-body = Cela n’a pas fonctionné, et l’erreur vient de nous. Elle a été consignée. Rien de ce qui a été confirmé n’est perdu.
status-unavailable = De retour dans un instant
status-unavailable-body = La base de données est injoignable, ou n’a plus de place, pour le moment. Rien de ce qui a été confirmé n’est perdu ; ce que vous venez d’envoyer n’a pas été enregistré. Revenez en arrière dans votre navigateur pour retrouver votre saisie, et réessayez dans une minute.
status-sign-in-body = Connectez-vous pour continuer. Ce que vous avez écrit est toujours là.
status-conflict-body = Quelqu’un, peut-être vous dans une autre fenêtre, l’a modifié entre-temps.
problem-no-such-provision = « { $detail } » n'est pas un numéro de ce texte ; écrivez les numéros tels qu'ils figurent à côté des dispositions
problem-too-many = { $detail } au plus
problem-wording-of-what = Dites quelle disposition cette rédaction modifierait
problem-option-title-missing = Option { $detail } : donnez-lui un titre
problem-option-too-long = Les mots d'une option sont trop longs : { $detail } caractères au plus
problem-option-nul = L'option { $detail } contient un caractère qu'aucun texte ne garde (NUL) ; supprimez-le
problem-nothing-taken = Cochez un commentaire dans la liste, ou prenez-en un en main
problem-no-such-comment = Ce commentaire n'existe pas
problem-withdrawn = { $detail } a été retiré ; il n'y a rien à traiter
problem-not-in-comment = Ces mots ne sont pas dans { $detail } ; copiez-les tels quels, … en omet
problem-terms-stand = { $field } : promis à ceux qui commentent, ne change plus une fois le tour ouvert
problem-only-later = Une fois ouvert, un tour peut être prolongé, non raccourci
problem-note-missing = Dites dans un avis public ce qui change et pourquoi
problem-moment = « { $detail } » n'est pas une date et une heure de ce fuseau
problem-undo-clash = Quelqu'un d'autre a modifié ces commentaires depuis ; on ne peut plus annuler
problem-taken = « { $detail } » est déjà pris ; choisissez-en un autre
field-statement = Énoncé
hint-statement = Neutre, en une ou deux phrases, pour que chaque groupe y retrouve son point
field-anchors = Dispositions concernées
hint-anchors = Numéros, séparés par des virgules ; aucun si elle traverse le texte
field-minority = Avis minoritaires
field-observation = Observation des facilitateurs
field-excerpt = Mots qui comptent
field-reason = Motif
field-issue = Question
field-note = Avis public
field-commission = Qui demande
field-question = Ce qui est demandé
field-mandate = Mandat et méthode
field-confidentiality = Qui peut lire les commentaires
field-publishes-report = Chacun peut lire l'édition publique du rapport figé
field-publishes-counts = Après la clôture, chacun peut voir les nombres par groupe, même si les commentaires ne sont pas publics
field-purpose = Objet
field-method = Méthode
field-participation = Sur les participants
field-across = Questions transversales et ce qui manque
refusal-issue-not-empty = { $count ->
    [one] Un commentaire repose sur cette question ; déplacez-le ou écartez-le d'abord.
   *[other] { $count } commentaires reposent sur cette question ; déplacez-les ou écartez-les d'abord.
 }
refusal-nothing-to-undo = Il n'y a rien à annuler.
problem-correct-not-possible = { $detail } ne peut pas être changé ainsi ; laissez-le comme il était
problem-no-label = « { $detail } » n’est pas un repère : donnez-en un d’au plus 60 caractères
problem-label-taken = Une autre disposition porte déjà « { $detail } » ; donnez un autre repère
problem-too-many-corrections = Il y a plus de { $detail } corrections ; corrigez le texte lui-même
problem-verification-note-missing = Dites comment vous vous en êtes assuré, ou pourquoi cela ne vaut plus
refusal-not-second = Un administrateur, ou un second facilitateur nommé par un administrateur, doit confirmer.

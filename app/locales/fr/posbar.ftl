# Comment sont dites les positions par catégorie.
posbar-item = { $position } { $count }
posbar-comma = {", "}
posbar-semicolon = {" ; "}
posbar-nobody = Personne n’a pris position
posbar-other = neutre ou question
posbar-key = Comment lire la marge
posbar-how = Une case est un commentaire. Avant la ligne : contre. Après : pour, mince si avec modifications. En creux : neutre ou question.
posbar-how-scaled = Plus c’est long, plus il y a de commentaires. Avant la ligne : contre. Après : pour, mince si avec modifications. En creux : neutre ou question.
posbar-axis-oppose = contre
posbar-axis-support = pour
posbar-axis-other = autre
posbar-technical-within = Communauté technique, comptée dedans

# Courrier.
mail-greeting = Bonjour { $name },
mail-greeting-nobody = Bonjour,
mail-foot = Ce courrier a été envoyé par Plenary, { $site }
mail-sign-in-subject = Votre lien de connexion à Plenary
mail-sign-in-lead = Quelqu’un, sans doute vous, a demandé à se connecter avec cette adresse.
mail-sign-in-link = Se connecter
mail-sign-in-how = Ouvrez le lien et appuyez sur le bouton qui s’y trouve. Il sert une seule fois, dans les 15 minutes, sur n’importe quel appareil.
mail-sign-in-not-you = Si ce n’était pas vous, il n’y a rien à faire : sans ce lien, personne n’entre.

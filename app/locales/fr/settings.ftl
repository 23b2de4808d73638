# Créer une consultation et en modifier les conditions.
settings-new = Nouvelle consultation
settings-create = Créer la consultation
settings-save = Enregistrer
settings-policies = Ce que les visiteurs peuvent voir
settings-no-text = La consultation s'ouvre quand elle a un texte et que l'heure d'ouverture est venue. Elle n'a pas encore de texte.
settings-frozen = Le rapport est figé : les conditions ne changent plus.
settings-no-close = pas encore de date
settings-confidentiality-public = Publique
settings-confidentiality-public-after-close = Publique après la clôture
settings-confidentiality-internal = Interne
settings-standing = Ceci a été dit à tous ceux qui commentent et ne change plus. Le tour peut être prolongé.
hint-note = Chacun le lit à côté des dates : ce qui change, et pourquoi

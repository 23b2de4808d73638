# Creating a consultation, and changing its terms.
settings-new = New consultation
settings-create = Create the consultation
settings-save = Save
settings-policies = What visitors may see
settings-no-text = The consultation opens when it has a text and its opening time has come. It has no text yet.
settings-frozen = The report is frozen: the terms stand.
settings-no-close = no date set yet
settings-confidentiality-public = Public
settings-confidentiality-public-after-close = Public after close
settings-confidentiality-internal = Internal
settings-standing = These were told to everybody who comments, and stand. The round may be extended.
hint-note = Everybody reads it beside the dates: what changes, and why

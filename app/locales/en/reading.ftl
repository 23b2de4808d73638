# The document, a provision, a comment, and lists of comments.
reading-round = Request for Consultation, round { $number }
reading-byline = Version { $number }, { $date }
reading-document-label = { $title }, version { $number }
reading-contents = Contents
reading-asked = What is asked
reading-to-call = Mandate and method
reading-closed = Closed { $moment }
reading-where-you-are = Where you are: { $moment }
reading-how-to-comment = Comment where you read: each provision has a link in the margin.
reading-to-outcome = What came of it
reading-spoken = Who has spoken
reading-comments-column = Comments
reading-versions = Versions
reading-version = Version { $number }, { $state }
reading-version-consulted = as consulted on
reading-version-prepared = in preparation
reading-version-published = as published
reading-comments = { $count ->
    [one] comment
   *[other] comments
 }
reading-comments-in-contents = , comments: { $count }
reading-wordings = { $count ->
    [one] { $count } proposed wording
   *[other] { $count } proposed wordings
 }
reading-on = on { $label }
reading-say = Comment
reading-back-to = Back to

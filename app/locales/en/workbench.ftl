# The facilitator's workbench.
workbench-title = Workbench
workbench-kicker = { $title }, round { $round }, { $phase }
workbench-left = { $all ->
    [one] of one comment unaccounted for
   *[other] of { $all } comments unaccounted for
 }
workbench-accounted = { $in } in { $issues ->
    [one] one issue
   *[other] { $issues } issues
 }, { $aside } set aside with a reason. The report can be frozen at zero.
workbench-comments = Comments
workbench-shown = { $shown } of { $matching } shown
workbench-pages = Pages of comments
workbench-no-comments = No comment has been submitted yet. They come here as they do.
workbench-all-done = Every comment is accounted for. The report can be written and frozen.
workbench-none-match = No comment is like this. Change the filter.
workbench-whole = Whole
workbench-tick = Take { $reference }
workbench-filter = Filter the comments
workbench-filter-provision = Provision
workbench-filter-group = Stakeholder group
workbench-filter-position = Position
workbench-filter-kind = Kind
workbench-filter-state = State
workbench-filter-words = Words
workbench-do-filter = Filter
workbench-all-provisions = All provisions
workbench-all-groups = All groups
workbench-all-kinds = All kinds
workbench-all-positions = All positions
accounting-unaccounted = Unaccounted for
accounting-in-issue = In an issue
accounting-set-aside = Set aside
accounting-all = All
standing-unaccounted = unaccounted for
standing-aside = set aside
standing-aside-short = set aside
standing-aside-because = Set aside: { $reason }
standing-in = In issue { $issues }
standing-in-short = issue { $issues }
workbench-in-hand = Comment in hand
workbench-which = { $index } of { $matching }
workbench-nothing-in-hand = Choose a comment in the list to see it beside the words it is on.
workbench-acts-on = What you do applies to the comments ticked in the list, or, if none is, to the comment in hand.
workbench-into = Goes into
workbench-put = Put into the issue
workbench-new-issue = New issue
workbench-excerpt = Words that matter
workbench-excerpt-hint = Words of the comment; … leaves some out. Empty: its first words.
workbench-reason = Reason for setting aside
workbench-set-aside = Set aside
workbench-take-back = Take back
workbench-take-out = Take out of the issue
workbench-issues = Issues under construction
workbench-no-issues = No issue yet. Take comments on the same point and make one of them.
workbench-open-issue = Statement, excerpts and options
workbench-clashed = Somebody else was faster.
workbench-clashed-how = Nothing was changed. Look how the comments stand now, and decide again.
workbench-clash = { $reference }: you saw it { $seen }; now it is: { $now }.
workbench-frozen = The report is frozen, or the round has not opened: comments can be read here, not accounted for.
workbench-last = Last: { $what }
workbench-undo = Undo
done-gather = { $what } into issue { $issue }
done-take-out = { $what } out of issue { $issue }
done-set-aside = { $what } set aside
done-take-back = { $what } taken back
done-excerpt = words of { $what } in issue { $issue }
keys-next = next, previous comment
keys-tick = tick
keys-issue = into an issue
keys-new = new issue
keys-aside = set aside
keys-undo = undo
keys-filter = words
keys-all = all keys

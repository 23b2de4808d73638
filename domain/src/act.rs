//! What somebody may do: the left column of the table in [`crate::permission`].

words! {
    /// What somebody may do.
    Act {
        /// Read text, call, dates and phase of a consultation that has opened.
        ReadConsultation = "read-consultation",
        /// See a consultation before it opens.
        ReadPrepared = "read-prepared",
        /// Verify that organisations are who they say they are.
        VerifyStakeholders = "verify-stakeholders",
        /// Create a consultation.
        CreateConsultation = "create-consultation",
        /// Prepare it: texts, round, policies.
        PrepareConsultation = "prepare-consultation",
        /// Give and take the role facilitator of a consultation; ask for that of commissioner, and confirm what another asks.
        GrantRoles = "grant-roles",
        /// Give and take the role commissioner without asking another.
        AppointCommissioners = "appoint-commissioners",
        /// Write a draft, submit, amend, withdraw, read one's own answers.
        Comment = "comment",
        /// Read a draft, a submission or the answers of somebody.
        ReadOwn = "read-own",
        /// Read every submitted comment of the round, hidden words included.
        ReadEveryComment = "read-every-comment",
        /// See who wrote a comment whose author is not published.
        ReadAuthor = "read-author",
        /// See counts and positions before visitors do.
        ReadCounts = "read-counts",
        /// Hide a comment with a reason.
        Moderate = "moderate",
        /// Enter a submission on behalf of its author.
        EnterOnBehalf = "enter-on-behalf",
        /// Make issues, set aside, write the report, read its draft.
        Consolidate = "consolidate",
        /// Freeze the report.
        FreezeReport = "freeze-report",
        /// Read the commission's edition of a frozen report.
        ReadFrozenReport = "read-frozen-report",
        /// Read the public edition, if the policy publishes it.
        ReadPublicReport = "read-public-report",
        /// Take part in the debate.
        Remark = "remark",
        /// Read the debate.
        ReadRemarks = "read-remarks",
        /// Read the debate without being a commissioner: with a reason, and commissioners are told.
        InspectDebate = "inspect-debate",
        /// Record a decision, reopen it.
        Decide = "decide",
        /// Import the revised text, match provisions, publish the outcome.
        PrepareOutcome = "prepare-outcome",
        /// Read the outcome once it is published.
        ReadOutcome = "read-outcome",
        /// Export public data.
        ExportPublic = "export-public",
        /// Export everything of a consultation, without remarks.
        ExportEverything = "export-everything",
        /// Accounts, roles of the installation, settings.
        Administer = "administer",
        /// Read the audit record of a consultation.
        ReadAudit = "read-audit",
        /// One's own profile and sessions.
        OwnProfile = "own-profile",
    }
}

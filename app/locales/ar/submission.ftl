submission-none = لم تكتب شيئًا بعد. اقرأ النص وعلّق حيث لديك ما تقوله.
submission-submitted = قُدّمت. ويمكنك تعديلها أو سحبها حتى إغلاق الجولة.
submission-withdrawn = سُحبت. ويمكنك التعليق من جديد حتى إغلاق الجولة.
submission-drafts-lead = { $count ->
    [zero] لا مسودات.
    [one] مسودة واحدة محفوظة ولم تُقدَّم بعد. يمكنك إغلاق هذه النافذة والعودة.
    [two] مسودتان محفوظتان ولم تُقدَّما بعد. يمكنك إغلاق هذه النافذة والعودة.
    [few] { $count } مسودات محفوظة ولم تُقدَّم بعد. يمكنك إغلاق هذه النافذة والعودة.
    [many] { $count } مسودة محفوظة ولم تُقدَّم بعد. يمكنك إغلاق هذه النافذة والعودة.
   *[other] { $count } مسودة محفوظة ولم تُقدَّم بعد. يمكنك إغلاق هذه النافذة والعودة.
 }
submission-saved = حُفظ.
submission-done = قُدّمت. وتصلك بالبريد رسالة تأكيد فيها كل تعليق.
submission-changed = حفظت نافذة أخرى بيانات أخرى في هذه الأثناء. هذا هو المحفوظ، وما كتبته أدناه.
submission-drafts = المسودات
submission-add = أضف تعليقًا في النص
submission-complete = جاهز للتقديم
submission-change = تغيير
submission-amends = يعدّل { $reference }
submission-moved = استُبدل النص ولم يعد فيه { $label }. انظر أين مكان هذا التعليق.
submission-who = من المتحدث
submission-choose = اختر
submission-declared = المجموعة كما تصرّح بها أنت، وتُعرض على هذا الأساس.
submission-publication = النشر
publication-name-hint = يظهر اسمك بجانب اسم منظمتك.
publication-organisation-hint = لا يرى اسمك إلا الميسّرون.
publication-anonymous-hint = لا يرى الجميع، بمن فيهم اللجنة، سوى مجموعة أصحاب المصلحة التي تنتمي إليها: لا الاسم ولا المنظمة ولا البلد. ويرى الميسّرون من أنت. والتعليقات التي تُقدَّم معًا تحمل مراجع متتالية؛ فمن لا يريد أن يُربط بينها فليقدّمها واحدًا واحدًا.
publication-not-for-publication-hint = يقرؤها الميسّرون والمفوضون فقط.
submission-hand-in = التقديم
submission-hand-in-lead = يُعطى كل تعليق مرجعًا، ويصلك تأكيد بالبريد. ويمكنك حتى إغلاق الجولة تعديل ما قدّمته أو سحبه.
submission-submit = { $count ->
    [zero] قدّم
    [one] قدّم تعليقًا واحدًا
    [two] قدّم تعليقين
    [few] قدّم { $count } تعليقات
    [many] قدّم { $count } تعليقًا
   *[other] قدّم { $count } تعليق
 }
submission-save = احفظ وتابع لاحقًا
submission-withdraw = سحب المساهمة كلها
submission-print = نسخة للطباعة
submission-copy = مساهمتي، نسخة
submission-comments = التعليقات المقدَّمة
problem-group-missing = اختر مجموعة أصحاب المصلحة
problem-publication-missing = اختر كيف تُنشر تعليقاتك
problem-organisation-missing = اكتب اسم المنظمة أو اختر طريقة نشر أخرى
problem-too-many-drafts = تُحفظ { $detail } مسودة على الأكثر؛ قدّم بعضها أو احذفه أولًا
refusal-profile-incomplete = أكمل ملفك أولًا: اسمك ومجموعة أصحاب المصلحة.
refusal-withdrawn = سُحب هذا التعليق.
receipt-subject = استُلمت تعليقاتك على «{ $title }»
receipt-lead = { $count ->
    [zero] لا تعليقات. { $moment }
    [one] لك تعليق واحد مسجّل، استُلم { $moment }.
    [two] لك تعليقان مسجّلان، استُلما { $moment }.
    [few] لك { $count } تعليقات مسجّلة، استُلمت { $moment }.
    [many] لك { $count } تعليقًا مسجّلًا، استُلمت { $moment }.
   *[other] لك { $count } تعليق مسجّل، استُلمت { $moment }.
 }
receipt-publication = النشر: { $publication }
receipt-until = يمكنك تعديلها أو سحبها حتى إغلاق الجولة.
receipt-link = مساهمتك
receipt-comment = { $reference }، { $on }
hidden-subject = أُخفي تعليقك { $reference }
hidden-lead = أخفى ميسّر «{ $title }» تعليقك { $reference }. ويبقى في السجل بمرجعه، وما زال الميسّرون والمفوضون يقرؤونه.
hidden-reason = السبب المذكور:
hidden-link = تعليقك
submission-quota = المستخدم حتى الآن: { $comments } من { $most_comments } تعليقًا، و{ $characters } من { $most_characters } حرفًا يجوز لحساب واحد تقديمها في هذه الجولة.
problem-quota-comments = يجوز لحساب واحد أن يقدّم { $detail } تعليقًا على الأكثر في الجولة، بما فيها المسحوبة؛ اجمع عدة نقاط في تعليق واحد أو احذف مسودة
problem-quota-characters = يجوز لحساب واحد أن يقدّم { $detail } حرفًا على الأكثر في الجولة؛ اختصر تعليقًا أو أرسل ورقة أطول إلى الأمانة
receipt-words-elsewhere = نصوص التعليقات غير المقتبسة هنا موجودة في صفحة مساهمتك.
receipt-others = واستُلمت أيضًا: { $references }
submission-problem = بشأن { $label }: { $problem }
submission-unsubmitted = { $count ->
    [zero] أُغلقت الجولة ولم يُقدَّم شيء.
    [one] أُغلقت الجولة ولم يُقدَّم هذا التعليق: لا يقرؤه أحد سواك ولا يُحتسب. يمكنك قراءته ونسخه.
    [two] أُغلقت الجولة ولم يُقدَّم هذان التعليقان: لا يقرؤهما أحد سواك ولا يُحتسبان. يمكنك قراءتهما ونسخهما.
    [few] أُغلقت الجولة ولم تُقدَّم هذه التعليقات ({ $count }): لا يقرؤها أحد سواك ولا تُحتسب. يمكنك قراءتها ونسخها.
    [many] أُغلقت الجولة ولم تُقدَّم هذه التعليقات ({ $count }): لا يقرؤها أحد سواك ولا تُحتسب. يمكنك قراءتها ونسخها.
   *[other] أُغلقت الجولة ولم تُقدَّم هذه التعليقات ({ $count }): لا يقرؤها أحد سواك ولا تُحتسب. يمكنك قراءتها ونسخها.
 }
confirm-withdraw = أتسحب { $reference }؟
confirm-withdraw-body = يحتفظ التعليق بمرجعه ويظهر مسحوبًا، فلا يقرؤه أحد سواك ولا يُحتسب. ويمكنك استرجاعه حتى إغلاق الجولة. ويصلك تأكيد بالبريد.
confirm-withdraw-do = اسحبه
confirm-withdraw-all = أتسحب مشاركتك كلها؟
confirm-withdraw-all-body = تحتفظ تعليقاتك كلها بمراجعها وتظهر مسحوبة، فلا يقرؤها أحد سواك ولا تُحتسب. ويمكنك استرجاعها حتى إغلاق الجولة مع التعديلات التي لم تُقدَّم. ويصلك تأكيد بالبريد.
confirm-withdraw-all-do = اسحب كل شيء
confirm-remove = أتحذف هذه المسودة؟
confirm-remove-body = يمكنك استرجاعها حتى إغلاق الجولة، ثم تُنسى. والتعليق الذي تعدّله يبقى كما هو.
confirm-remove-do = احذف المسودة
confirm-leave = اتركه كما هو
reminder-subject = مسوداتك بشأن «{ $title }» لم تُقدَّم بعد
reminder-lead = { $count ->
    [zero] لا مسودات لك. تُغلق الجولة { $moment }.
    [one] لك تعليق محفوظ مسودةً ولم يُقدَّم بعد. تُغلق الجولة { $moment }، وبعدها لا يُقرأ ولا يُحتسب.
    [two] لك تعليقان محفوظان مسودتين ولم يُقدَّما بعد. تُغلق الجولة { $moment }، وبعدها لا يُقرآن ولا يُحتسبان.
    [few] لك { $count } تعليقات محفوظة مسودات ولم تُقدَّم بعد. تُغلق الجولة { $moment }، وبعدها لا تُقرأ ولا تُحتسب.
    [many] لك { $count } تعليقًا محفوظة مسودات ولم تُقدَّم بعد. تُغلق الجولة { $moment }، وبعدها لا تُقرأ ولا تُحتسب.
   *[other] لك { $count } تعليق محفوظة مسودات ولم تُقدَّم بعد. تُغلق الجولة { $moment }، وبعدها لا تُقرأ ولا تُحتسب.
 }
reminder-how = راجعها، وقل من يتكلم، ثم اضغط «تقديم». وإن لم ترد تقديمها فلا شيء عليك.
confirm-details = أتغيّر ما يُنشر عنك؟
confirm-details-body = تعليقاتك مقدَّمة. يغيّر هذا ما يظهر إلى جانب كل منها من الآن فصاعدًا، ويُسجَّل التغيير.
confirm-before = حتى الآن
confirm-after = من الآن فصاعدًا
confirm-details-do = غيّره
submission-ticks = أزل العلامة عما تريد تقديمه لاحقًا، فيبقى مسودة.
submission-tick = قدّم هذا الآن
submission-submit-ticked = قدّم التعليقات المعلَّمة
submission-undo = تراجع
submission-bring-back = استرجاع
submission-undo-until = يمكن استرجاعه حتى إغلاق الجولة، { $moment }.
submission-undo-until-close = يمكن استرجاعه حتى إغلاق الجولة.
submission-removed = حُذفت المسودة.
submission-withdrawn-now = سُحب. وتصلك بالبريد رسالة تأكيد.
submission-back = استُرجع كما كان.
submission-withdrawn-comments = التعليقات المسحوبة
submission-removed-drafts = المسودات المحذوفة
problem-none-chosen = علّم مسودة واحدة على الأقل لتقديمها
unsubmitted-yet = { $count ->
    [zero] لا تعليقات غير مقدَّمة
    [one] تعليق واحد لم يُقدَّم بعد
    [two] تعليقان لم يُقدَّما بعد
    [few] { $count } تعليقات لم تُقدَّم بعد
    [many] { $count } تعليقًا لم يُقدَّم بعد
   *[other] { $count } تعليق لم يُقدَّم بعد
 }
unsubmitted = { $count ->
    [zero] لا تعليقات غير مقدَّمة
    [one] لك تعليق لم يُقدَّم
    [two] لك تعليقان لم يُقدَّما
    [few] لك { $count } تعليقات لم تُقدَّم
    [many] لك { $count } تعليقًا لم يُقدَّم
   *[other] لك { $count } تعليق لم يُقدَّم
 }
receipt-left = { $count ->
    [zero] لا تعليقات غير مقدَّمة ({ $labels }).
    [one] تعليق واحد لم يُقدَّم بعد (على { $labels })، ويبقى مسودة لا يقرؤها أحد سواك.
    [two] تعليقان لم يُقدَّما بعد (على { $labels })، ويبقيان مسودتين لا يقرؤهما أحد سواك.
    [few] { $count } تعليقات لم تُقدَّم بعد (على { $labels })، وتبقى مسودات لا يقرؤها أحد سواك.
    [many] { $count } تعليقًا لم يُقدَّم بعد (على { $labels })، وتبقى مسودات لا يقرؤها أحد سواك.
   *[other] { $count } تعليق لم يُقدَّم بعد (على { $labels })، وتبقى مسودات لا يقرؤها أحد سواك.
 }
withdrawn-subject = سُحبت تعليقاتك على «{ $title }»
withdrawn-lead = { $count ->
    [zero] لم تسحب شيئًا من «{ $title }»، { $moment }.
    [one] سحبت تعليقًا واحدًا على «{ $title }»، { $moment }. يحتفظ بمرجعه، ولا يقرؤه أحد سواك ولا يُحتسب.
    [two] سحبت تعليقين على «{ $title }»، { $moment }. يحتفظان بمرجعيهما، ولا يقرؤهما أحد سواك ولا يُحتسبان.
    [few] سحبت { $count } تعليقات على «{ $title }»، { $moment }. تحتفظ بمراجعها، ولا يقرؤها أحد سواك ولا تُحتسب.
    [many] سحبت { $count } تعليقًا على «{ $title }»، { $moment }. تحتفظ بمراجعها، ولا يقرؤها أحد سواك ولا تُحتسب.
   *[other] سحبت { $count } تعليق على «{ $title }»، { $moment }. تحتفظ بمراجعها، ولا يقرؤها أحد سواك ولا تُحتسب.
 }
withdrawn-until = يمكنك حتى إغلاق الجولة استرجاع ما سحبته من صفحة مساهمتك. وإن لم تكن أنت من سحبه فافعل ذلك واكتب إلى الأمانة.
withdrawn-others = وسُحب أيضًا: { $references }
confirm-forget = أتحذف هذه المسودة نهائيًا؟
confirm-forget-body = أُغلقت الجولة: تُنسى كلماتها ولا يمكن استرجاعها. والتعليق الذي تعدّله يبقى كما هو.
confirm-forget-do = احذف المسودة

# قاعة القراءة: المسائل والنقاش والقرارات؛ والمواقف والتعديلات حيثما وردت.
positions-title = المواقف حسب مجموعة أصحاب المصلحة
positions-said = المواقف حسب مجموعة أصحاب المصلحة: { $subject }
positions-key = تعليقات لا أصوات. كل خانة تعليق واحد؛ الخانات الرفيعة تأييد مع تعديلات؛ والمفرغة محايدة أو أسئلة.
positions-of-which-technical = منه التقني
positions-oppose = معارضة
positions-support = تأييد، ومع تعديلات
positions-other = غير ذلك
positions-with-changes = مع تعديلات
positions-unstated = غير مذكور
positions-figures = المواقف بالأرقام
positions-group = مجموعة أصحاب المصلحة
positions-all = المجموع
redline-inserted = مضاف
redline-deleted = محذوف
redline-key-inserted = كلمات مضافة
redline-key-deleted = كلمات محذوفة
redline-key = بجانب كل تغيير القرار الذي أحدثه.
list-comma = {"، "}
quoted = «{ $words }»
pages = الصفحات
first-page = من البداية
by-anonymous = دون ذكر الاسم
by-for = { $author }، { $organisation }
by-verified = تحققت منه الأمانة
by-not-verified = لم يُتحقق منه
by-not-verified-own = صرّحتم به ولم يُتحقق منه
by-not-verified-them = صرّح به صاحبه ولم يُتحقق منه
comment-hidden = محجوب عن العموم: { $reason }
provision-said = الحكم { $label }
reading-room-lead = مسائل التقرير المثبَّت. اقرأ ما قيل، وناقشه مع سائر أعضاء اللجنة، وسجّل ما تقرره اللجنة.
reading-room-kicker = قاعة القراءة. التقرير، الإصدار { $number }، ثُبّت في { $date }
reading-room-agenda = جدول الأعمال
reading-room-remain = { $count ->
    [zero] من { $all } مسألة، لم يبق ما يُبتّ فيه
    [one] من { $all } مسألة بقيت للبتّ فيها
    [two] من { $all } مسألة بقيتا للبتّ فيهما
    [few] من { $all } مسألة بقيت للبتّ فيها
    [many] من { $all } مسألة بقيت للبتّ فيها
   *[other] من { $all } مسألة بقيت للبتّ فيها
 }
reading-room-decided-count = { $count ->
    [zero] لم يُبتّ في شيء
    [one] بُتّ في مسألة واحدة
    [two] بُتّ في مسألتين
    [few] بُتّ في { $count } مسائل
    [many] بُتّ في { $count } مسألة
   *[other] بُتّ في { $count } مسألة
 }، منها { $consensus } بتوافق الآراء
reading-room-undecided = قيد البتّ
reading-room-decided = بُتّ فيها
reading-room-all-decided = بُتّ في كل المسائل. يعدّ الميسّرون الآن النص المنقّح.
reading-room-not-begun = لم يبدأ
reading-room-in-debate = { $count ->
    [zero] قيد النقاش، دون ملاحظات
    [one] قيد النقاش، ملاحظة واحدة
    [two] قيد النقاش، ملاحظتان
    [few] قيد النقاش، { $count } ملاحظات
    [many] قيد النقاش، { $count } ملاحظة
   *[other] قيد النقاش، { $count } ملاحظة
 }
issue-number = المسألة { $number }
issue-touches = تتعلق بـ { $labels }
issue-touches-list = تتعلق بـ
issue-rests-on = { $count ->
    [zero] لا تستند إلى تعليقات
    [one] تستند إلى تعليق واحد
    [two] تستند إلى تعليقين
    [few] تستند إلى { $count } تعليقات
    [many] تستند إلى { $count } تعليقًا
   *[other] تستند إلى { $count } تعليق
 }
issue-consulted = النص المطروح للتشاور
issue-said = ما قيل
issue-minority = رأي الأقلية.
issue-wordings = الصياغات المقترحة
issue-options = الخيارات
issue-observation = يلاحظ الميسّرون:
issue-all-comments = { $count ->
    [zero] لا تعليقات
    [one] التعليق كاملًا
    [two] التعليقان كاملين
    [few] التعليقات الـ{ $count } كاملة
    [many] التعليقات الـ{ $count } كاملة
   *[other] التعليقات الـ{ $count } كاملة
 }
issue-comments-title = التعليقات وراء المسألة { $number }
issue-back = العودة إلى المسألة
decision-on-issue = القرار في المسألة { $number }
decision-number = القرار { $number }
decision-heading = القرار { $number }: { $disposition }
decision-record = تسجيل القرار
decision-recorded = سجّله { $by }، { $moment }
decision-by-consensus = بتوافق الآراء.
decision-by-vote = تصويت مسجَّل: { $favour } مع، { $against } ضد، { $abstentions } ممتنعون.
decision-dissents = رأي مخالف:
decision-recusals = تنحٍّ:
decision-reopen = إعادة فتح هذا القرار
decision-reopen-do = إعادة الفتح
decision-reopened = أُعيد فتحه في { $moment }:
decision-before = قرارات سابقة في هذه المسألة
decision-none = لا قرار قائم في هذه المسألة.
decision-conflict = سبقك غيرك
decision-conflict-body = غيّر عضو آخر في اللجنة القرار في هذه المسألة أثناء كتابتك. لم يُمحَ شيء مما سجّله. إن كنت لا توافق على القائم فأعد فتحه مع ذكر السبب.
decision-recorded-one = القائم
decision-yours = ما كتبتَه
decisions-count = { $count ->
    [zero] لا قرارات
    [one] قرار واحد
    [two] قراران
    [few] { $count } قرارات
    [many] { $count } قرارًا
   *[other] { $count } قرار
 }
debate = النقاش
debate-confidential = الملاحظات سرية بين أعضاء اللجنة.
debate-empty = لم يتحدث أحد في هذه المسألة بعد.
debate-add = إضافة الملاحظة
field-disposition = ما آلت إليه
field-decision-reason = السبب
hint-decision-reason = يُرسل إلى كل من قدّم تعليقًا كما هو.
field-reached = كيف اتُّخذ
field-votes-for = مع
field-votes-against = ضد
field-abstentions = ممتنعون
field-dissents = الآراء المخالفة
field-recusals = المتنحّون
field-remark = ملاحظتك
field-reopen-reason = سبب إعادة الفتح
hint-reopen-reason = يبقى القرار في السجل مع هذا السبب.
problem-disposition-missing = اختر ما آلت إليه المسألة
problem-reason-missing = اذكر السبب
problem-reached-missing = بيّن أكان بتوافق الآراء أم بتصويت مسجَّل
problem-votes-missing = { $field }: يحتاج التصويت المسجَّل إلى الأرقام الثلاثة؛ اكتب 0 إن لم يكن
problem-votes = { $field }: «{ $detail }» ليس رقمًا؛ اكتب عددًا صحيحًا، 0 أو أكثر
problem-votes-empty = يحتاج التصويت المسجَّل إلى صوت واحد على الأقل
problem-votes-with-consensus = { $field }: لا أرقام لتوافق الآراء؛ اختر «تصويت مسجَّل» أو أفرغ هذا الحقل
problem-remark-missing = اكتب الملاحظة نفسها
refusal-not-published = لم تُنشر النتيجة بعد.
outcome-comments-behind = التعليقات التي استند إليها القرار

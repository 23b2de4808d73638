document-kicker = دعوة إلى التشاور، الجولة { $round }
document-comment-whole = علّق على الوثيقة ككل
document-short = الكل
document-replace = استبدال النص
call-asked = ما المطلوب
call-stands = أين وصلت
call-mandate = الولاية والمنهج
call-opens = لم تُفتح بعد
call-open = مفتوحة
call-closed = مغلقة
call-closed-at = أُغلقت { $moment }
call-where-you-are = بتوقيتك: { $moment }
call-phase-done = تم:
call-spoken = من أدلى برأيه
call-spoken-note = المجموعات كما صرّح بها المعلقون، ولم يُتحقق منها في هذه الأرقام. ويُحسب المجتمع التقني ضمن القطاع الخاص ويظهر وحده أيضًا. وهذه الأرقام ليست أصواتًا.
call-group = مجموعة أصحاب المصلحة
call-submissions = المساهمات
call-comments = التعليقات
provision-title = الحكم { $label }
provision-before = السابق: { $label }
provision-after = التالي: { $label }
provision-neighbours = أحكام أخرى
text-title = استيراد النص
text-lead = اختر ملف Markdown حتى 5 ميغابايت، أو الصق النص. يُقسَّم إلى أحكام، وترى التقسيم وتصحّحه قبل أن يُحفظ شيء.
text-source = النص
text-file = ملف Markdown
text-paste = أو النص نفسه بصيغة Markdown
text-language = لغة النص (وسم مثل en أو pt-BR)
text-preview = اعرض التقسيم
text-again = اعرضه مجددًا بعد التصحيح
text-store = احفظ هذا النص
text-cut = التقسيم
text-cut-count = { $count ->
    [zero] لا أحكام
    [one] حكم واحد
    [two] حكمان
    [few] { $count } أحكام
    [many] { $count } حكمًا
   *[other] { $count } حكم
 }
text-label = الرقم
text-kind = النوع
text-words = النص
field-anchor = الحكم
text-correct-stored = تصحيح أحكام النص المحفوظ
text-stale = استبدلت نافذة أخرى النص في هذه الأثناء. لم يُحفظ شيء مما أرسلته؛ راجعه مجددًا واحفظه إن كان ما يزال ينبغي أن يحل محل الآخر.
text-level = المستوى
text-split = قسّم قبل
text-split-none = بلا تقسيم
text-merge = ضمّه إلى الحكم السابق
text-omit = اتركه: ليس جزءًا من النص
text-correct = تصحيح { $label }
text-look = ما يستحق المراجعة
text-line = السطر { $line }
text-notices-more = { $count ->
    [zero] لا شيء غيرها.
    [one] ونقطة أخرى؛ صحّح النص نفسه وراجعه مجددًا.
    [two] ونقطتان أخريان؛ صحّح النص نفسه وراجعه مجددًا.
    [few] و{ $count } نقاط أخرى؛ صحّح النص نفسه وراجعه مجددًا.
    [many] و{ $count } نقطة أخرى؛ صحّح النص نفسه وراجعه مجددًا.
   *[other] و{ $count } نقطة أخرى؛ صحّح النص نفسه وراجعه مجددًا.
 }
text-left-out = ما تُرك كما طلبت
text-corrections = { $count ->
    [zero] لا تصحيحات حتى الآن
    [one] تصحيح واحد حتى الآن
    [two] تصحيحان حتى الآن
    [few] { $count } تصحيحات حتى الآن
    [many] { $count } تصحيحًا حتى الآن
   *[other] { $count } تصحيح حتى الآن
 }
text-undo = تراجع عن آخر تصحيح
text-long = النص طويل: لا يمكن هنا إلا تصحيح الأحكام التي تستحق المراجعة. صحّح غيرها في النص نفسه.
notice-number-skipped = الرقم { $found } يترك فراغًا؛ كان التالي { $expected }.
notice-number-twice = الرقم { $found } يرد هنا مرة ثانية؛ وعلامته { $expected }.
notice-number-back = الرقم { $found } يأتي بعد { $expected }.
notice-level-skipped = عنوان من المستوى { $found } حيث يكون التالي المستوى { $expected }.
notice-front-matter = تُركت هذه الأسطر التي في مقدمة النص: { $found }
notice-comment = تُركت هذه الملاحظة المخفية: { $found }
notice-open-comment = هذه الملاحظة المخفية لم تُغلق. تُركت حتى نهاية فقرتها: { $found }
notice-surplus-cells = في صفٍّ خلايا أكثر مما في رأس جدوله، وقد أُبقيت: { $found }
notice-long-provision = حكم طويل جدًا من { $found } حرفًا؛ فكّر في تقسيمه.
notice-not-an-item = يبدو هذا السطر بندًا من قائمة ولم يُقرأ كذلك: { $found }

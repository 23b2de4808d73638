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
call-spoken-note = المجموعات كما صرّح بها المعلقون. ويُحسب المجتمع التقني ضمن القطاع الخاص ويظهر وحده أيضًا. وهذه الأرقام ليست أصواتًا.
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
text-kind-of = نوع { $label }
text-words = النص
field-anchor = الحكم

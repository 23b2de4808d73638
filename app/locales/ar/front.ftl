front-title = ما يُسأل عنه، وما آل إليه
front-lead = تنشر لجنة نصَّ قاعدة من القواعد، فتعلّق عليه الدول والقطاع الخاص مع المجتمع التقني والمجتمع المدني فقرةً فقرة. ويجمع الميسّرون التعليقات في تقرير واحد، ويقرر أعضاء اللجنة، ويتلقى كل من علّق جوابًا.
front-empty = لا توجد مشاورة بعد. وحين تُفتح مشاورة ستظهر هنا بنصها وموعد إغلاقها.
front-prepared = قيد الإعداد
front-prepared-note = يراها من يُعدّونها
front-open = مفتوحة
front-open-note = تتلقى التعليقات الآن
front-deciding = قيد البتّ
front-deciding-note = أُغلق باب التعليق
front-published = منشورة
front-published-note = ما آلت إليه المشاورات السابقة
front-opens = تُفتح في { $moment }
front-closes = تُغلق في { $moment }
front-no-close = لم يُحدَّد موعد الإغلاق بعد
front-outcome-of = نتيجة { $date }
front-submissions = { $count ->
    [zero] لا مساهمات
    [one] مساهمة واحدة
    [two] مساهمتان
    [few] { $count } مساهمات
    [many] { $count } مساهمة
   *[other] { $count } مساهمة
 }
front-issues = { $count ->
    [zero] لا مسائل
    [one] مسألة واحدة
    [two] مسألتان
    [few] { $count } مسائل
    [many] { $count } مسألة
   *[other] { $count } مسألة
 }
front-decided-item = { $disposition } { $count }
front-taking-part = المشاركة
front-taking-part-how = علّق حيث تقرأ، باسم منظمة أو باسمك. ويبقى ما تكتبه مسودة حتى تقدّمه. ثم تتلقى إيصالًا، وحين يُبتّ في الأمر جوابًا عن كل تعليق.
front-sign-in = تسجيل الدخول أو التسجيل

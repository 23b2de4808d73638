# تقرير التجميع، صفحةً على الشبكة وعلى الورق.
report-title = { $title }: تقرير التجميع
report-contents = المحتويات
report-inserted = مضاف:
report-deleted = محذوف:
report-edition-commission = نسخة اللجنة
report-edition-public = النسخة العامة
report-edition-commission-holds = تضم هذه النسخة ما يجوز لأعضاء اللجنة قراءته: كل التعليقات، بما فيها ما ليس للنشر وما حُجبت كلماته عن الجمهور. وهي ليست للنشر.
report-edition-public-holds = تضم هذه النسخة ما يجوز للجميع قراءته. أما التعليقات التي ليست للنشر فلا ترد إلا في نسخة اللجنة.
report-frozen = { $edition }، الإصدار { $number }، جُمِّدت في { $moment }
report-draft = { $edition }، مسودة: لم تُجمَّد بعد
report-running = { $title } · الجولة { $round } · تقرير التجميع
report-footing = { $confidentiality } · { $edition }
report-marked-commission = سري، للجنة وحدها
report-marked-public = عام
report-unset-title = كلمات لا يمكن إظهارها على هذا الورق
report-unset = { $count ->
    [zero] لا أحرف تعذّرت طباعتها.
    [one] حرف واحد مما كُتب لا يمكن طباعته هنا، وتقوم العلامة { $mark } مقامه. وتُظهر صفحة الويب لهذه النسخة ما كُتب.
    [two] حرفان مما كُتب لا يمكن طباعتهما هنا، وتقوم العلامة { $mark } مقام كل منهما. وتُظهر صفحة الويب لهذه النسخة ما كُتب.
    [few] { $count } أحرف مما كُتب لا يمكن طباعتها هنا، وتقوم العلامة { $mark } مقام كل منها. وتُظهر صفحة الويب لهذه النسخة ما كُتب.
    [many] { $count } حرفًا مما كُتب لا يمكن طباعتها هنا، وتقوم العلامة { $mark } مقام كل منها. وتُظهر صفحة الويب لهذه النسخة ما كُتب.
   *[other] { $count } حرف مما كُتب لا يمكن طباعتها هنا، وتقوم العلامة { $mark } مقام كل منها. وتُظهر صفحة الويب لهذه النسخة ما كُتب.
 }
report-unset-where = أين توجد
report-correction = ما تغيّر عن الإصدار السابق:
report-part-purpose = 1. الغرض والولاية والنص
report-part-participation = 2. من شارك
report-part-glance = 3. نظرة عامة
report-part-norms = 4. قاعدة بعد قاعدة
report-part-across = 5. مسائل عابرة للقواعد وما رُئي ناقصًا
report-annex-set-aside = الملحق أ. تعليقات نُحّيت جانبًا
report-annex-respondents = الملحق ب. المشاركون
report-annex-comments = الملحق ج. كل التعليقات
report-annex-verify = الملحق د. كيف يُتحقق من السجل
report-fact-text = النص موضوع المشاورة
report-text-version = { $title }، الإصدار { $number }
report-fact-round = الجولة
report-fact-opened = الافتتاح
report-fact-closed = الإغلاق
report-fact-confidentiality = السرية
report-fact-edition = النسخة
report-notes = ملاحظات عامة أثناء الجولة
report-method = المنهج
report-no-counts = أرقام هذه الجولة غير منشورة.
report-no-comments = لا تعليقات.
report-total = { $comments ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $comments } تعليقات
    [many] { $comments } تعليقًا
   *[other] { $comments } تعليق
 } في { $submissions ->
    [zero] لا مساهمات.
    [one] مساهمة واحدة.
    [two] مساهمتين.
    [few] { $submissions } مساهمات.
    [many] { $submissions } مساهمة.
   *[other] { $submissions } مساهمة.
 }
report-submissions = المساهمات
report-comments = التعليقات
report-group = مجموعة أصحاب المصلحة
report-country = البلد
report-country-none = غير مذكور
report-day = اليوم
report-by-group = المساهمات والتعليقات بحسب مجموعة أصحاب المصلحة
report-by-country = المساهمات والتعليقات بحسب البلد
report-by-day = التعليقات بحسب اليوم
report-within-private = { $group } (ضمن القطاع الخاص)
report-unheard = لم يُسمع من: { $groups }.
report-all-heard = سُمع من كل مجموعة رئيسية: الدول والقطاع الخاص والمجتمع التقني والمجتمع المدني.
report-glance-reads = تُعرض المواقف مجموعةً إلى جانب مجموعة. وليست أصواتًا: يُعدّ التعليق مرة واحدة أيًّا كان صاحبه.
report-positions-by-norm = المواقف بحسب القاعدة والمجموعة
report-positions-on = المواقف من { $norm }
report-positions-issue = المواقف وراء المسألة { $number }
report-position-none = غير مذكور
report-legend = من الأعلى إلى الأسفل: { $groups }. إلى يسار الخط المعارضة وإلى يمينه التأييد؛ والرفيع تأييد مع تعديلات؛ والمفرَّغ المنفصل محايد أو سؤال أو غير مذكور. ويُعدّ المجتمع التقني ضمن القطاع الخاص أيضًا.
report-norms-read = النص كما عُرض للمشاورة، ومعه المسائل حيث نشأت.
report-issue = المسألة { $number }
report-touches = تمسّ { $labels }
report-see-also = انظر أيضًا
report-excerpts = ما قيل
report-wordings = صياغات مقترحة
report-minority = آراء الأقلية
report-options = الخيارات
report-observation = ملاحظة الميسّرين
report-on = على { $label }
report-hidden = كلمات هذا التعليق محجوبة. السبب: { $reason }
report-nothing-across = لا مسألة عابرة للقواعد.
report-comments-internal = لا يقرأ تعليقات هذه الجولة إلا الميسّرون وأعضاء اللجنة.
report-none-set-aside = لم يُنحَّ أي تعليق جانبًا.
report-none-named = لا يُذكر هنا اسم أحد من المشاركين.
report-respondents-read = بقدر ما وافقوا على ذكر أسمائهم.
report-went-into = أُدرج في
report-was-set-aside = نُحّي جانبًا
report-verify-reads = حُفظ كل ملف من ملفات هذا التقرير عند تجميده ولا يتغير أبدًا. وتقف بصمة SHA-256 لكل ملف إلى جانبه في صفحة التقرير؛ وتحسب الأداة sha256sum أو ما يماثلها بصمة أي ملف. صُنعت هذه النسخة من البيانات التي تقف بصمتها أدناه؛ والنص موضوع المشاورة هو الملف ذو البصمة أدناه كما استُورد.
report-verify-text = النص كما استُورد، SHA-256
report-verify-data = بيانات هذه النسخة (JSON)، SHA-256
report-verify-public = جُمّدت نسخة اللجنة في اللحظة نفسها ومن التعليقات نفسها.
# مكتبه وملفاته والرسالة بشأنه.
desk-not-yet = لا يمكن تجميده بعد.
desk-to-workbench = إلى طاولة العمل
desk-freeze = تجميد التقرير
desk-freeze-now = جمّده الآن
desk-back = ليس بعد
desk-freeze-what = يحفظ التجميد التقرير في نسختين، نسخة اللجنة والنسخة العامة، صفحةً على الشبكة وPDF وCSV وبيانات، لكل منها بصمة SHA-256. ومن بعده لا تتغير المسائل ولا التقرير، وتتداول اللجنة وتبتّ فيما فيه، ويتلقى كل عضو رسالة.
desk-freeze-public = يمكن للجميع قراءة النسخة العامة فورًا.
desk-freeze-internal = وفق سياسة هذه المشاورة لا تُنشر النسخة العامة.
desk-preview = المسودة كما ستُجمَّد الآن
desk-words = كلمات التقرير
desk-save = احفظ الكلمات
desk-not-frozen = لم يُجمَّد التقرير بعد.
desk-withheld = حُجبت كلمات كانت في النسخة العامة، فلم تعد متاحة. اصنع إصدارًا مصحَّحًا.
desk-correct-open = اصنع إصدارًا مصحَّحًا
desk-correct-how = يُصنع الإصدار المصحَّح من المسائل والتعليقات نفسها كما تُقرأ الآن. وتبقى الإصدارات السابقة كما هي، ولا تُتاح نسخها العامة بعد ذلك.
desk-correct-note = ما تغيّر عن الإصدار السابق
desk-correct = جمّد إصدارًا مصحَّحًا
edition-version = الإصدار { $number }، جُمّد في { $moment }
edition-older = حلّ محله إصدار لاحق.
edition-withheld = لم تعد النسخة العامة من هذا الإصدار متاحة. السبب: { $reason }
edition-size = ({ $size } كيلوبايت)
format-html = صفحة على الشبكة
format-pdf = PDF
format-csv = التعليقات CSV
format-json = البيانات
report-mail-subject = جُمّد التقرير عن «{ $title }»
report-mail-words = جُمّد تقرير التجميع للمشاورة «{ $title }»، الإصدار { $number }، في { $moment }. لكم أن تقرؤوه مع كل تعليق يقوم عليه، وأن تتداولوا وتبتّوا فيه.
report-mail-link = اقرأ التقرير
report-stated = المنظمات والفئات كما يصرّح بها الناس عن أنفسهم، وما تحققت منه الأمانة مشار إليه.

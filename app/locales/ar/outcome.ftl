# النتيجة: كيف تُعدّ، وما يقرؤه الجميع، والردود على كل من قدّم تعليقًا.
nav-answers = الردود
nav-preparation = إعداد النتيجة
outcome-title = { $title }، الإصدار { $number }
outcome-version = الإصدار { $number }
outcome-published = النتيجة، نُشرت في { $date }
outcome-against = الإصدار { $new } مقارنةً بالإصدار { $old }
outcome-views = طرق العرض
outcome-redline = التعديلات
outcome-text-before = النص المطروح للتشاور
outcome-text-after = النص المنقّح
outcome-each = ما آل إليه كل تعليق
outcome-each-of-issue = ما آلت إليه التعليقات وراء المسألة { $number }
outcome-by-reference = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد، حسب المرجع
    [two] تعليقان، حسب المرجع
    [few] { $count } تعليقات، حسب المرجع
    [many] { $count } تعليقًا، حسب المرجع
   *[other] { $count } تعليق، حسب المرجع
 }
outcome-back = العودة إلى النتيجة
outcome-changed = الأحكام المعدَّلة
outcome-changes = التغييرات:
outcome-count-unchanged = { $count ->
    [zero] لا أحكام دون تغيير
    [one] حكم واحد دون تغيير
    [two] حكمان دون تغيير
    [few] { $count } أحكام دون تغيير
    [many] { $count } حكمًا دون تغيير
   *[other] { $count } حكم دون تغيير
 }
outcome-count-typographic = { $count ->
    [zero] لا تعديل طباعيًا
    [one] تعديل طباعي واحد
    [two] تعديلان طباعيان
    [few] { $count } تعديلات طباعية
    [many] { $count } تعديلًا طباعيًا
   *[other] { $count } تعديل طباعي
 }
outcome-count-renumbered = { $count ->
    [zero] لا حكم أُعيد ترقيمه
    [one] حكم واحد أُعيد ترقيمه
    [two] حكمان أُعيد ترقيمهما
    [few] { $count } أحكام أُعيد ترقيمها
    [many] { $count } حكمًا أُعيد ترقيمه
   *[other] { $count } حكم أُعيد ترقيمه
 }
outcome-count-modified = { $count ->
    [zero] لا أحكام معدَّلة
    [one] حكم واحد معدَّل
    [two] حكمان معدَّلان
    [few] { $count } أحكام معدَّلة
    [many] { $count } حكمًا معدَّلًا
   *[other] { $count } حكم معدَّل
 }
outcome-count-split = { $count ->
    [zero] لا شيء من تقسيم
    [one] واحد من تقسيم
    [two] اثنان من تقسيم
    [few] { $count } من تقسيم
    [many] { $count } من تقسيم
   *[other] { $count } من تقسيم
 }
outcome-count-merged = { $count ->
    [zero] لا شيء مدموج
    [one] واحد مدموج
    [two] اثنان مدموجان
    [few] { $count } مدموجة
    [many] { $count } مدموجًا
   *[other] { $count } مدموج
 }
outcome-count-moved = { $count ->
    [zero] لا شيء منقول
    [one] واحد منقول
    [two] اثنان منقولان
    [few] { $count } منقولة
    [many] { $count } منقولًا
   *[other] { $count } منقول
 }
outcome-count-removed = { $count ->
    [zero] لا شيء محذوف
    [one] واحد محذوف
    [two] اثنان محذوفان
    [few] { $count } محذوفة
    [many] { $count } محذوفًا
   *[other] { $count } محذوف
 }
outcome-count-new = { $count ->
    [zero] لا شيء جديد
    [one] واحد جديد
    [two] اثنان جديدان
    [few] { $count } جديدة
    [many] { $count } جديدًا
   *[other] { $count } جديد
 }
outcome-decisions-on = { $decisions } بشأن { $comments }؛ ولكل من قدّم تعليقًا رد.
outcome-decisions = { $decisions }؛ ولكل من قدّم تعليقًا رد.
outcome-decisions-some = { $decisions } بشأن { $comments }، ومما لم يُنشر { $others }؛ ولكل من قدّم تعليقًا رد.
outcome-same = { $count ->
    [zero] { $labels } دون تغيير
    [one] { $labels } دون تغيير
    [two] { $labels } دون تغيير
    [few] { $labels } دون تغيير
    [many] { $labels } دون تغيير
   *[other] { $labels } دون تغيير
 }
outcome-range = { $first } إلى { $last }
outcome-same-words = { $count ->
    [zero] { $labels } بالألفاظ نفسها
    [one] { $labels } بالألفاظ نفسها
    [two] { $labels } بالألفاظ نفسها
    [few] { $labels } بالألفاظ نفسها
    [many] { $labels } بالألفاظ نفسها
   *[other] { $labels } بالألفاظ نفسها
 }
outcome-was = كان { $labels }
outcome-was-kind = كان: { $before }؛ وهو الآن: { $after }
outcome-without = دون قرار: تعديل { $reason }
outcome-elsewhere = قرارات بشأن الوثيقة بأكملها
outcome-not-yet = لم تُنشر النتيجة بعد
outcome-not-yet-draft = هذه المشاورة قيد الإعداد.
outcome-not-yet-open = باب التعليق مفتوح. بعد إغلاق الجولة يجمع الميسّرون التعليقات في تقرير واحد، ثم تقرر اللجنة.
outcome-not-yet-consolidation = أُغلقت الجولة. يجمع الميسّرون كل التعليقات في تقرير واحد، ثم تقرر اللجنة.
outcome-not-yet-review = التقرير مثبَّت. تبتّ اللجنة في المسائل واحدة تلو الأخرى.
outcome-not-yet-decided = بتّت اللجنة في كل المسائل. النص المنقّح قيد الإعداد.
outcome-not-yet-published = نُشرت النتيجة.
outcome-not-yet-what = سيكون هنا النص المنقّح، وبجانب كل تغيير قراره، وما آل إليه كل تعليق.
fate-reference = المرجع
fate-from = من
fate-on = على
fate-issue = المسألة
fate-decision = القرار
fate-changed = الكلمات التي تغيّرت
fate-set-aside = وُضع جانبًا:
fate-no-words = لم تتغيّر كلمات
fate-withheld = غير عامة: { $figure } من التعليقات الأخرى. ولأصحابها ردود.
answers-title = الردود على تعليقاتك
answers-lead = لكل تعليق من تعليقاتك: المسألة التي دخل فيها، وما قررته اللجنة ولماذا، والكلمات التي تغيّرت.
answers-none = لم تقدّم تعليقًا في هذه المشاورة. إن فعلت فسيكون الرد عليه هنا.
answers-later = عند نشر النتيجة ستصلك رسالة واحدة، وستكون الردود هنا.
answers-withdrawn = سحبتَ هذا التعليق، فلم يُنظر فيه.
answers-no-words = لم تتغيّر بسببه كلمات من النص.
preparation-title = إعداد النتيجة
preparation-lead = استورد النص المنقّح، وصحّح مصدر أحكامه، واذكر القرارات وراء كل تغيير. ثم انشر.
preparation-ready = لا عائق: يمكن نشر النتيجة.
preparation-no-text = النص المنقّح ناقص. استورده أدناه.
preparation-text = النص المنقّح
preparation-replace-note = استبداله بنسخة أخرى
preparation-imported = استُورد { $title }، الإصدار { $number }. يمكن استبداله حتى النشر؛ ويبقى ما صحّحته حيث تبقى الكلمات.
preparation-matching = التغييرات وقراراتها
preparation-matching-note = الأرقام الدالة على الأحكام هي أرقام النص المطروح للتشاور؛ وأرقام القرارات هي أرقام المسائل.
preparation-decisions = القرارات
preparation-from = مصدره
preparation-moved = صار في موضع آخر
preparation-issues = القرارات وراءه
preparation-names-none = لا يذكر قرارًا بعد ولا سبب الاستغناء عنه
preparation-without = أو دون قرار، لأن التعديل
preparation-with-decision = مبني على قرار
preparation-doubts = تعديلات وقرارات لا تتوافق
preparation-doubt-nothing-changed = المسألة { $number } ({ $disposition }): لا يذكر هذا القرارَ أي تعديل.
preparation-doubt-against = عُدِّل { $label } ويذكر المسألة { $number } ({ $disposition }).
preparation-despite = اطلعتُ عليها، وهي مقصودة على هذا النحو
field-despite = تعديلات وقرارات لا تتوافق
problem-despite = أكّد أن التعديلات والقرارات التي لا تتوافق مقصودة على هذا النحو، أو صحّحها
preparation-unchanged = { $count ->
    [zero] لا أحكام دون تغيير
    [one] حكم واحد دون تغيير
    [two] حكمان دون تغيير
    [few] { $count } أحكام دون تغيير
    [many] { $count } حكمًا دون تغيير
   *[other] { $count } حكم دون تغيير
 }
preparation-unchanged-note = إن كانت مطابقة أحدها خطأً فاختره لتصحيحها.
preparation-save = حفظ التغييرات
preparation-publish = نشر النتيجة
preparation-blocked = يمكن نشر النتيجة حين يذكر كل حكم معدَّل قرارًا أو سبب الاستغناء عنه.
preparation-consequence = يصبح النص المنقّح وكل القرارات مع أسبابها عامة فورًا، وتصل كل من قدّم تعليقًا رسالة واحدة فيها الردود على تعليقاته. لا رجوع عن ذلك.
preparation-sure = نشر «{ $title }» الآن
preparation-conflict = سبقك غيرك
preparation-conflict-body = غيّر ميسّر آخر الإعداد أثناء عملك. لم يُمحَ شيء. ما كتبته ما زال في الحقول أدناه؛ قارن ثم احفظ من جديد.
preparation-field = الحقل
preparation-stored = القائم
preparation-yours = ما كتبتَه
field-revised-text = الصق النص المنقّح (Markdown)
field-revised-file = أو اختر ملفًا
hint-revised-file = Markdown، ‏UTF-8، ‏5 ميغابايت على الأكثر
field-confirm = التأكيد
problem-confirm = أكّد أن النتيجة ستُنشر
problem-no-such-decision = لا يوجد قرار «{ $detail }»؛ اكتب أرقام مسائل مثل 7, 11
response-subject = الردود على تعليقاتك: { $title }
response-lead = قررت اللجنة، ونُشرت نتيجة «{ $title }». هذا ما آلت إليه تعليقاتك.
response-issue = المسألة { $number }: { $statement }
response-decision = { $disposition }. { $how }
response-changed = تغيّرت كلمات في { $labels }.
response-answers = ردودك، مع الكلمات التي تغيّرت
response-outcome = النتيجة

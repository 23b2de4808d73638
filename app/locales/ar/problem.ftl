# ما الخطأ، وكيف يُصلَح.
problems = { $count ->
    [zero] لا شيء يحتاج إلى تصحيح
    [one] أمر واحد يحتاج إلى تصحيح
    [two] أمران يحتاجان إلى تصحيح
    [few] { $count } أمور تحتاج إلى تصحيح
    [many] { $count } أمرًا تحتاج إلى تصحيح
   *[other] { $count } أمر تحتاج إلى تصحيح
 }
problem-missing = { $field }: املأ هذا الحقل
problem-too-long = { $field }: { $detail } حرف على الأكثر؛ اختصر النص
problem-nul = { $field }: يحتوي على محرف لا يرد في نص (NUL)؛ احذفه
problem-unseen = { $field }: يحتوي على محرف لا يُرى ({ $detail }) يغيّر ما يُقرأ؛ اكتبه باليد
problem-email = اكتب عنوان بريد إلكتروني مثل office@example.org
problem-slug = استعمل حروفًا لاتينية صغيرة وأرقامًا وشرطات مفردة، 80 على الأكثر، وليس «new»
problem-time-zone = «{ $detail }» ليست منطقة زمنية؛ اكتب اسمًا مثل Europe/Paris
problem-closes-before-opens = يجب أن يأتي موعد الإغلاق بعد موعد الفتح
problem-body-missing = اكتب التعليق نفسه
problem-position-missing = اختر موقفًا
problem-on-line = السطر { $line }: { $message }
problem-in-column = السطر { $line }، العمود { $column }: { $message }
problem-text-not-utf8 = النص ليس بترميز UTF-8 صحيح؛ احفظه بترميز UTF-8 ثم أعد المحاولة
problem-text-nul = يحتوي النص على محرف NUL؛ احذفه ثم أعد المحاولة
problem-text-empty = النص فارغ؛ اختر ملفًا أو الصق النص
problem-text-too-large = النص أكبر من { $detail } بايت؛ قسّمه إلى نصوص عدة
problem-text-too-many = يزيد عدد أحكام النص على { $detail }؛ قسّمه إلى نصوص عدة
problem-text-too-deep = القوائم والاقتباسات متداخلة أعمق من { $detail }؛ بسّط البنية
problem-unknown-provision = لم يعد في النص حكم «{ $detail }»؛ انظر إلى المعاينة من جديد
problem-language-tag = «{ $detail }» ليس رمز لغة؛ اكتب مثلًا en أو fr أو ar
problem-text-missing = الصق النص أو اختر ملفًا
problem-text-replaced = استُبدل النص وأنت تكتب. انظر إلى الحكم كما هو الآن، واحفظ من جديد إن كان تعليقك ما زال مناسبًا
field-text = النص
field-file = الملف
field- = هذا النموذج
field-title = العنوان
field-slug = الاسم في العناوين
field-time-zone = المنطقة الزمنية
field-closes-at = موعد الإغلاق
field-opens-at = موعد الفتح
field-email = عنوان البريد الإلكتروني
field-body = التعليق
field-position = الموقف
field-proposed-wording = الصياغة المقترحة
field-rationale = التعليل
field-colon = { $name }:
field-kind = النوع
problem-unknown = { $field }: اختر مما هو معروض
problem-country = «{ $detail }» ليس رمز بلد؛ اكتب حرفين مثل FR
problem-no-account = لا حساب بالعنوان { $detail }؛ اطلب من الشخص أن يسجّل الدخول مرة
problem-role-not-held = لم يعد هذا الشخص يتولى هذا الدور
problem-role-of-installation = المدير مدير للمنصة كلها لا لمشاورة بعينها
problem-roles-exclude = يتولى { $detail } هنا الدور الآخر، ولا يجتمع الدوران لأحد؛ اسحب ذلك أولًا
field-name = الاسم
field-organisation = المنظمة
field-group = مجموعة أصحاب المصلحة
field-country = البلد
field-role = الدور
field-consultation = المشاورة
refusal-closed = أُغلقت هذه الجولة في { $since }.
refusal-not-open = لم تُفتح هذه الجولة بعد.
refusal-still-open = ما زالت هذه الجولة مفتوحة.
refusal-text-in-use = قُدّمت تعليقات على هذا النص، فلا يمكن استبداله بعد الآن.
refusal-no-text = ليس لهذه المشاورة نص بعد.
refusal-frozen = التقرير مثبَّت.
refusal-not-frozen = لم يُثبَّت التقرير بعد.
refusal-unaccounted = { $count ->
    [zero] لا تعليقات متبقية.
    [one] بقي تعليق واحد لم يُحتسب.
    [two] بقي تعليقان لم يُحتسبا.
    [few] بقيت { $count } تعليقات لم تُحتسب.
    [many] بقي { $count } تعليقًا لم تُحتسب.
   *[other] بقي { $count } تعليق لم تُحتسب.
 }
refusal-undecided = { $count ->
    [zero] لا مسائل متبقية.
    [one] بقيت مسألة واحدة دون قرار.
    [two] بقيت مسألتان دون قرار.
    [few] بقيت { $count } مسائل دون قرار.
    [many] بقيت { $count } مسألة دون قرار.
   *[other] بقيت { $count } مسألة دون قرار.
 }
refusal-changes-without-decision = هذه الأحكام المعدَّلة لا تذكر قرارًا بعد ولا سبب الاستغناء عنه: { $labels }
refusal-published = نُشرت النتيجة.
refusal-nothing-to-submit = لا يوجد تعليق لتقديمه.
refusal-roles-exclude = عضو اللجنة في مشاورة لا ييسّرها، والعكس كذلك.
refusal-last-administrator = لا يمكن إزالة آخر مدير.
refusal-taken = «{ $what }» مستعمل بالفعل.
refusal-link-spent = استُعمل هذا الرابط من قبل أو انتهت صلاحيته.
status-not-found = لا شيء هنا
status-not-found-body = لا توجد صفحة على هذا العنوان، أو أنها غير متاحة لك. إن كنت تتوقع صفحة فسجّل الدخول أو اسأل من أرسل إليك العنوان.
status-forbidden = ليس لدورك
status-forbidden-body = يمكنك الاطلاع على هذه المشاورة، لكن دورك لا يشمل هذه الخطوة.
status-cross-site = مرفوض
status-cross-site-body = جاء هذا الطلب من موقع آخر. ارجع وأعد تحميل الصفحة ثم حاول مجددًا.
status-method = ليس هكذا
status-method-body = لا يقبل هذا العنوان هذا النوع من الطلبات.
status-refused = غير ممكن الآن
status-too-large = كبير جدًا
status-too-large-body = ما أُرسل أكبر مما تقبله هذه الصفحة. اختصره أو قسّمه.
status-too-large-unread = ما أُرسل أكبر بكثير مما تقبله هذه الصفحة، فلم يُقرأ. ارجع إلى الوراء، فما زال متصفحك يحتفظ بما كتبته.
status-malformed = غير مفهوم
status-malformed-body = تعذّرت قراءة الطلب. ارجع وأعد تحميل الصفحة ثم حاول مجددًا.
status-too-many = محاولات كثيرة
status-too-many-body = { $count ->
    [zero] حاول مجددًا الآن. لم يضِع شيء.
    [one] انتظر دقيقة ثم حاول مجددًا. لم يضِع شيء.
    [two] انتظر دقيقتين ثم حاول مجددًا. لم يضِع شيء.
    [few] انتظر { $count } دقائق ثم حاول مجددًا. لم يضِع شيء.
    [many] انتظر { $count } دقيقة ثم حاول مجددًا. لم يضِع شيء.
   *[other] انتظر { $count } دقيقة ثم حاول مجددًا. لم يضِع شيء.
 }
status-fault = خطأ من جانبنا
status-fault-body = لم ينجح هذا، والخطأ من جانبنا. وقد سُجّل. ولم يضِع شيء مما سبق تأكيده.
status-unavailable = نعود بعد لحظات
status-unavailable-body = يتعذّر الوصول إلى قاعدة البيانات الآن، أو لم تعد فيها مساحة. لم يضِع شيء مما أُكّد؛ أما ما أرسلتَه للتوّ فلم يُحفظ. عُد في متصفحك إلى ما كتبتَه، وحاول مجددًا بعد دقيقة.
status-sign-in-body = سجّل الدخول للمتابعة. ما كتبته ما زال هنا.
status-conflict-body = غيّره أحد في هذه الأثناء، ولعلك أنت في نافذة أخرى.
problem-no-such-provision = «{ $detail }» ليس رقمًا في هذا النص؛ اكتب الأرقام كما تقف إلى جانب الأحكام
problem-too-many = { $detail } على الأكثر
problem-wording-of-what = قل أي حكم تغيّره هذه الصياغة
problem-option-title-missing = الخيار { $detail }: ضع له عنوانًا
problem-option-too-long = كلمات أحد الخيارات طويلة جدًا: { $detail } حرفًا على الأكثر
problem-option-nul = يحتوي الخيار { $detail } على حرف لا يحمله أي نص (NUL)؛ احذفه
problem-nothing-taken = أشّر على تعليق في القائمة أو خذ واحدًا للنظر
problem-no-such-comment = لا يوجد تعليق كهذا
problem-withdrawn = سُحب { $detail }؛ ولا يحتاج إلى معالجة
problem-not-in-comment = هذه الكلمات ليست في { $detail }؛ انسخها كما هي، و… تحذف بعضها
problem-terms-stand = { $field }: وُعد به من يعلّقون، ولا يتغير بعد افتتاح الجولة
problem-only-later = بعد الافتتاح يمكن تمديد الجولة لا تقصيرها
problem-note-missing = قل في ملاحظة عامة ما الذي يتغير ولماذا
problem-moment = «{ $detail }» ليس تاريخًا ووقتًا في هذه المنطقة الزمنية
problem-undo-clash = غيّر شخص آخر هذه التعليقات منذ ذلك؛ فلم يعد التراجع ممكنًا
problem-taken = «{ $detail }» محجوز؛ اختر غيره
field-statement = البيان
hint-statement = محايد، في جملة أو جملتين، تجد فيه كل مجموعة نقطتها
field-anchors = الأحكام التي تمسّها
hint-anchors = أرقام تفصل بينها فواصل؛ لا شيء إن كانت تعبر النص
field-minority = آراء الأقلية
field-observation = ملاحظة الميسّرين
field-excerpt = الكلمات المهمة
field-reason = السبب
field-issue = المسألة
field-note = ملاحظة عامة
field-commission = من يسأل
field-question = ما المطلوب
field-mandate = الولاية والمنهج
field-confidentiality = من يجوز له قراءة التعليقات
field-publishes-report = يجوز للجميع قراءة النسخة العامة من التقرير المجمَّد
field-publishes-counts = بعد الإغلاق يجوز للجميع رؤية الأعداد بحسب المجموعة، ولو لم تكن التعليقات علنية
field-purpose = الغرض
field-method = المنهج
field-participation = عمّن شارك
field-across = مسائل عابرة للقواعد وما رُئي ناقصًا
refusal-issue-not-empty = { $count ->
    [zero] لا تعليقات تستند إليها هذه المسألة.
    [one] تستند هذه المسألة إلى تعليق واحد؛ انقله أو نحّه أولًا.
    [two] تستند هذه المسألة إلى تعليقين؛ انقلهما أو نحّهما أولًا.
    [few] تستند هذه المسألة إلى { $count } تعليقات؛ انقلها أو نحّها أولًا.
    [many] تستند هذه المسألة إلى { $count } تعليقًا؛ انقلها أو نحّها أولًا.
   *[other] تستند هذه المسألة إلى { $count } تعليق؛ انقلها أو نحّها أولًا.
 }
refusal-nothing-to-undo = لا شيء للتراجع عنه.
problem-correct-not-possible = لا يمكن تغيير { $detail } هكذا؛ اتركه كما كان
problem-no-label = «{ $detail }» ليس رقمًا مرجعيًا: اكتب واحدًا لا يتجاوز 60 حرفًا
problem-label-taken = حكم آخر يحمل «{ $detail }» بالفعل؛ اكتب غيره
problem-too-many-corrections = هناك أكثر من { $detail } تصحيح؛ صحّح النص نفسه
problem-verification-note-missing = اذكروا كيف تحققتم أو لماذا لم يعد صحيحًا
refusal-not-second = يجب أن يؤكد ذلك مدير أو ميسّر ثانٍ عيّنه مدير.

# كلمات الإجراء.
phase-draft = قيد الإعداد
phase-open = مفتوحة
phase-consolidation = التجميع
phase-review = المراجعة
phase-decided = بُتّ فيها
phase-published = منشورة
confidentiality-public = تظهر التعليقات فورًا.
confidentiality-public-after-close = تظهر التعليقات بعد إغلاق الجولة.
confidentiality-internal = لا يقرأ التعليقات إلا الميسّرون وأعضاء اللجنة.
confidentiality-public-over = التعليقات منشورة.
confidentiality-public-after-close-over = التعليقات منشورة منذ إغلاق الجولة.
confidentiality-internal-over = لا يقرأ التعليقات إلا الميسّرون وأعضاء اللجنة.
group-state = دولة
group-private-sector = القطاع الخاص
group-technical-community = المجتمع التقني
group-civil-society = المجتمع المدني
group-academia = الأوساط الأكاديمية
group-international-organisation = منظمة دولية
group-individual = فرد
group-none = غير مذكور
kind-general = عام
kind-technical = فني
kind-editorial = تحريري
kind-translation = ترجمة
position-support = تأييد
position-support-with-changes = تأييد مع تعديلات
position-oppose = معارضة
position-neutral = محايد
position-question = سؤال
publication-name = الاسم والمنظمة
publication-organisation = المنظمة فقط
publication-anonymous = دون ذكر الاسم
publication-not-for-publication = ليس للنشر
disposition-accepted = مقبول
disposition-accepted-in-part = مقبول جزئيًا
disposition-not-accepted = غير مقبول
disposition-noted = أُخذ علمًا به
disposition-deferred = مؤجَّل
disposition-out-of-scope = خارج النطاق
reached-consensus = توافق الآراء
reached-vote = تصويت مسجَّل
role-administrator = مدير
role-facilitator = ميسّر
role-commissioner = عضو اللجنة
provision-kind-heading = عنوان
provision-kind-norm = قاعدة
provision-kind-paragraph = فقرة
provision-kind-list-item = بند قائمة
provision-kind-table = جدول
provision-kind-footnote = حاشية
relation-unchanged = دون تغيير
relation-typographic = تعديل طباعي
relation-renumbered = أُعيد ترقيمه
relation-modified = معدَّل
relation-split = مقسَّم
relation-merged = مدموج
relation-moved = منقول
relation-removed = محذوف
relation-new = جديد
no-decision-editorial = تحريري
no-decision-consequential = تبعي
document-as-a-whole = الوثيقة بأكملها
comments-count = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $count } تعليقات
    [many] { $count } تعليقًا
   *[other] { $count } تعليق
 }

figure-few = أقل من { $number }
figure-at-least = { $number } أو أكثر
figure-comments = عدد التعليقات: { $figure }

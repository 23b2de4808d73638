# إنشاء مشاورة وتغيير شروطها.
settings-new = مشاورة جديدة
settings-create = أنشئ المشاورة
settings-save = احفظ
settings-policies = ما يجوز للزوار رؤيته
settings-no-text = تُفتح المشاورة حين يكون لها نص ويحين وقت افتتاحها. لا نص لها بعد.
settings-frozen = التقرير مجمَّد: الشروط ثابتة.
settings-no-close = لم يُحدَّد موعد بعد
settings-confidentiality-public = علنية
settings-confidentiality-public-after-close = علنية بعد الإغلاق
settings-confidentiality-internal = داخلية
settings-standing = قيل هذا لكل من يعلّق فهو ثابت. ويمكن تمديد الجولة.
hint-note = يقرؤها الجميع إلى جانب المواعيد: ما الذي يتغير ولماذا

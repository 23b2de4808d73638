# طاولة عمل الميسّر.
workbench-title = طاولة العمل
workbench-kicker = { $title }، الجولة { $round }، { $phase }
workbench-left = { $all ->
    [zero] لا تعليقات
    [one] من تعليق واحد لم تُعالَج بعد
    [two] من تعليقين لم تُعالَج بعد
    [few] من { $all } تعليقات لم تُعالَج بعد
    [many] من { $all } تعليقًا لم تُعالَج بعد
   *[other] من { $all } تعليق لم تُعالَج بعد
 }
workbench-accounted = { $in } في { $issues ->
    [zero] لا مسائل
    [one] مسألة واحدة
    [two] مسألتين
    [few] { $issues } مسائل
    [many] { $issues } مسألة
   *[other] { $issues } مسألة
 }، و{ $aside } نُحّيت جانبًا بسبب مذكور. يمكن تجميد التقرير عند الصفر.
workbench-comments = التعليقات
workbench-shown = يظهر { $shown } من { $matching }
workbench-pages = صفحات التعليقات
workbench-no-comments = لم يُقدَّم أي تعليق بعد. تظهر هنا حين تُقدَّم.
workbench-all-done = عولجت كل التعليقات. يمكن كتابة التقرير وتجميده.
workbench-none-match = لا تعليق كهذا. غيّر التصفية.
workbench-whole = كلها
workbench-tick = خذ { $reference }
workbench-filter = تصفية التعليقات
workbench-filter-provision = الحكم
workbench-filter-group = المجموعة
workbench-filter-position = الموقف
workbench-filter-kind = النوع
workbench-filter-state = الحالة
workbench-filter-words = كلمات
workbench-do-filter = صفِّ
workbench-all-provisions = كل الأحكام
workbench-all-groups = كل المجموعات
workbench-all-kinds = كل الأنواع
workbench-all-positions = كل المواقف
accounting-unaccounted = لم تُعالَج
accounting-in-issue = في مسألة
accounting-set-aside = نُحّيت جانبًا
accounting-all = الكل
standing-unaccounted = لم يُعالَج
standing-aside = منحّى جانبًا
standing-aside-short = منحّى
standing-aside-because = نُحّي جانبًا: { $reason }
standing-in = في المسألة { $issues }
standing-in-short = المسألة { $issues }
workbench-in-hand = التعليق قيد النظر
workbench-which = { $index } من { $matching }
workbench-nothing-in-hand = اختر تعليقًا من القائمة لتراه إلى جانب الكلمات التي يتناولها.
workbench-acts-on = ما تفعله يسري على التعليقات المؤشَّر عليها في القائمة، وإن لم يؤشَّر على أيٍّ منها فعلى التعليق قيد النظر.
workbench-into = يدخل في
workbench-put = ضعه في المسألة
workbench-new-issue = مسألة جديدة
workbench-excerpt = الكلمات المهمة
workbench-excerpt-hint = كلمات من التعليق؛ و… تحذف بعضها. إن تُركت فارغة فكلماته الأولى.
workbench-reason = سبب التنحية
workbench-set-aside = نحِّ جانبًا
workbench-take-back = استرجِع
workbench-take-out = أخرجه من المسألة
workbench-issues = مسائل قيد الإعداد
workbench-no-issues = لا مسائل بعد. خذ تعليقات على النقطة نفسها واصنع منها مسألة.
workbench-open-issue = البيان والمقتطفات والخيارات
workbench-clashed = سبقك شخص آخر.
workbench-clashed-how = لم يتغير شيء. انظر حال التعليقات الآن وقرّر من جديد.
workbench-clash = { $reference }: رأيته { $seen }؛ وهو الآن: { $now }.
workbench-frozen = التقرير مجمَّد أو لم تُفتح الجولة: تُقرأ التعليقات هنا ولا تُعالَج.
workbench-last = آخر فعل: { $what }
workbench-undo = تراجع
done-gather = { $what } إلى المسألة { $issue }
done-take-out = { $what } من المسألة { $issue }
done-set-aside = نُحّي جانبًا { $what }
done-take-back = استُرجع { $what }
done-excerpt = كلمات { $what } في المسألة { $issue }
keys-next = التعليق التالي والسابق
keys-tick = تأشير
keys-issue = إلى مسألة
keys-new = مسألة جديدة
keys-aside = تنحية
keys-undo = تراجع
keys-filter = كلمات
keys-all = كل المفاتيح

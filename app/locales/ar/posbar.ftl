# كيف تُذكر المواقف بحسب الفئة.
posbar-item = { $position } { $count }
posbar-comma = {"، "}
posbar-semicolon = {"؛ "}
posbar-nobody = لم يتخذ أحد موقفًا
posbar-other = محايد أو سؤال
posbar-key = كيف يُقرأ الهامش
posbar-how = كل خانة تعليق واحد. قبل الخط: معارضة. بعده: تأييد، ورفيعة إن كان مع تعديلات. المفرغة: محايد أو سؤال.
posbar-how-scaled = كلما طال الشريط زادت التعليقات. قبل الخط: معارضة. بعده: تأييد، ورفيع إن كان مع تعديلات. المفرغ: محايد أو سؤال.
posbar-axis-oppose = معارضة
posbar-axis-support = تأييد
posbar-axis-other = غير ذلك
posbar-technical-within = المجتمع التقني، محسوب ضمنه

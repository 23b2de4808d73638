# الوثيقة والحكم والتعليق وقوائم التعليقات.
reading-round = طلب مشاورة، الجولة { $number }
reading-byline = النسخة { $number }، { $date }
reading-document-label = { $title }، النسخة { $number }
reading-contents = المحتويات
reading-asked = ما المطلوب
reading-to-call = الولاية والمنهج
reading-closed = أُغلقت في { $moment }
reading-where-you-are = حيث أنت: { $moment }
reading-how-to-comment = علّق حيث تقرأ: لكل حكم رابط في الهامش.
reading-to-outcome = ما آلت إليه
reading-spoken = من شارك
reading-comments-column = تعليقات
reading-versions = النسخ
reading-version = النسخة { $number }، { $state }
reading-version-consulted = كما طُرحت للمشاورة
reading-version-prepared = قيد الإعداد
reading-version-published = كما نُشرت
reading-comments = { $count ->
    [zero] تعليقات
    [one] تعليق
    [two] تعليقان
    [few] تعليقات
    [many] تعليقًا
   *[other] تعليق
 }
reading-comments-in-contents = ، التعليقات: { $count }
reading-wordings = { $count ->
    [zero] لا صياغات مقترحة
    [one] صياغة مقترحة واحدة
    [two] صياغتان مقترحتان
    [few] { $count } صياغات مقترحة
    [many] { $count } صياغة مقترحة
   *[other] { $count } صياغة مقترحة
 }
reading-on = على { $label }
reading-say = علّق
reading-back-to = عودة إلى

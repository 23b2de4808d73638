# البريد.
mail-greeting = مرحبًا { $name }،
mail-greeting-nobody = مرحبًا،
mail-foot = أرسل Plenary هذه الرسالة، { $site }
mail-sign-in-subject = رابط دخولك إلى Plenary
mail-sign-in-lead = طلب أحدهم، ولعله أنت، تسجيل الدخول بهذا العنوان.
mail-sign-in-link = تسجيل الدخول
mail-sign-in-how = افتح الرابط واضغط الزر الذي فيه. يعمل الرابط مرة واحدة خلال 15 دقيقة على أي جهاز.
mail-sign-in-not-you = إن لم تكن أنت من طلبه فلا شيء عليك: لا يدخل أحد من دون هذا الرابط.

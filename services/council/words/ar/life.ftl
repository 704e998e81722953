### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

stage-provisional = مؤقت: محسوب عند الطلب وغير منشور
stage-draft = المشروع { $number }: غير منشور
stage-under-consideration = المشروع { $number }، قيد النظر: غير منشور
stage-adopted = المشروع { $number }، معتمد: لم يُحل بعد
stage-transmitted = المشروع { $number } بالصيغة التي أُحيل بها
stage-set-aside = المشروع { $number }، مستبعد: غير منشور
stage-and-marking = { $stage }. { $marking }

## Words of people

people-letter = كتاب الإحالة
people-introduction = مقدمة
people-mark = الفقرات التي بجانبها خط مزدوج كتبها أشخاص. أما سائر الجمل فقد وُضعت استنادا إلى الأرقام.

## Transmission

particular-transmitted-on = تاريخ الإحالة
particular-transmitted-to = الجهة المرسل إليها

### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

stage-provisional = Предварительные данные: подсчитано по запросу, не опубликовано
stage-draft = Проект { $number }: не опубликован
stage-under-consideration = Проект { $number }, на рассмотрении: не опубликован
stage-adopted = Проект { $number }, утвержден: еще не препровожден
stage-transmitted = Проект { $number } в том виде, в каком он был препровожден
stage-set-aside = Проект { $number }, отложен: не опубликован
stage-and-marking = { $stage }. { $marking }

## Words of people

people-letter = Препроводительное письмо
people-introduction = Введение
people-mark = Абзацы с двойной линией на полях написаны людьми. Все остальные предложения составлены на основе показателей.

## Transmission

particular-transmitted-on = Дата препровождения
particular-transmitted-to = Адресат

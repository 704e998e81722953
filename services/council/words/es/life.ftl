### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

stage-provisional = Provisional: calculado a solicitud, no publicado
stage-draft = Proyecto { $number }: no publicado
stage-under-consideration = Proyecto { $number }, en examen: no publicado
stage-adopted = Proyecto { $number }, aprobado: aún no transmitido
stage-transmitted = Proyecto { $number }, tal como se transmitió
stage-set-aside = Proyecto { $number }, descartado: no publicado
stage-and-marking = { $stage }. { $marking }

## Words of people

people-letter = Carta de envío
people-introduction = Introducción
people-mark =
    Los párrafos con una doble línea al margen fueron redactados por personas. Todas las demás frases se elaboraron a
    partir de las cifras.

## Transmission

particular-transmitted-on = Transmitido el
particular-transmitted-to = Destinatario

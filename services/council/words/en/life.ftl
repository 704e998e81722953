# The stages of a report before it is transmitted, and what is added to it when it is.

stage-provisional = Provisional: counted on request, not published
stage-draft = Draft { $number }: not published
stage-under-consideration = Draft { $number }, under consideration: not published
stage-adopted = Draft { $number }, adopted: not yet transmitted
stage-transmitted = Draft { $number }, as it was transmitted
stage-set-aside = Draft { $number }, set aside: not published
# A stage and the marking of invented data, one after the other.
stage-and-marking = { $stage }. { $marking }

## Words of people

people-letter = Letter of transmittal
people-introduction = Introduction
people-mark = A paragraph with a double line beside it was written by people. All other sentences were made from figures.

## Transmission

particular-transmitted-on = Transmitted on
particular-transmitted-to = Transmitted to

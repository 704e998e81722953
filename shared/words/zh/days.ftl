### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

## Numbers and days, in reports and on pages

number = { $number }
# UN
day =
    { $year }年{ $month ->
        [1] 1
        [2] 2
        [3] 3
        [4] 4
        [5] 5
        [6] 6
        [7] 7
        [8] 8
        [9] 9
        [10] 10
        [11] 11
       *[12] 12
    }月{ $day }日
# UN
month-of-year =
    { $year }年{ $month ->
        [1] 1
        [2] 2
        [3] 3
        [4] 4
        [5] 5
        [6] 6
        [7] 7
        [8] 8
        [9] 9
        [10] 10
        [11] 11
       *[12] 12
    }月

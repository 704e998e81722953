select age, count(*) as overdue, bool_or(synthetic) as synthetic from overdue group by age

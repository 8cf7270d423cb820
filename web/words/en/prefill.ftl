## Filling in the form from the population database

form-prefill = Fill in from the population database
form-prefill-lead = For the first traveller. Type three things from the chip card; all three must be right. You can change everything afterwards.
form-prefill-number = Number of the identity card
form-prefill-birth-hint = Day/month/year, as on the card
form-prefill-issued = Day of issue
form-prefill-issued-hint = Day/month/year, on the back of the card
form-prefill-do = Fill in
form-prefill-done = Filled in from the population database: name, birth date, sex, nationality, identity card and permanent residence. Look whether it is right; you can change it.
form-prefill-wrong = These three do not belong together. Look again, or fill in the form by hand.
form-prefill-often = Tried too often. Fill in the form by hand.
form-prefill-away = The population database can't be reached now. Fill in the form by hand.

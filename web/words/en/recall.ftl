## Filling in the form with what was declared for the pass that is corrected

form-recall = Fill in what you declared
form-recall-lead = Type the number of the document the pass belongs to. Then change what was wrong. The questions about health are asked again.
form-recall-do = Fill in
form-recall-done = Filled in as you declared it. Change what was wrong and answer the questions about health.
form-recall-wrong = The pass does not belong to this document. Look again, or fill in the form by hand.
form-recall-often = Tried too often. Fill in the form by hand.
form-recall-over = Nothing is kept of this pass any more. Fill in the form by hand.
form-recall-away = What you declared can't be read now. Try again in a moment, or fill in the form by hand.

## Help for citizens, also to be printed and read out

help-title = How to declare and pass a checkpoint
help-lead = Whoever passes an epidemic checkpoint declares health and journey. Declared at home, passing takes about half a minute.
help-print = Print this page

help-online = Way 1: Online
help-online-1 = Open { $address } on a phone or computer, or scan the QR code on the poster at the checkpoint. Press “Declare and get a QR code”.
help-online-2 = Fill in name, date of birth, identity paper, phone and where you live; answer the questions about your health in the last 14 days; say from where to where you go, how and when.
help-online-3 = Type the code of the picture, or listen and type it. Press “Send”.
help-online-4 = The page shows your QR code, valid for { $hours } hours. Save it as a picture or print it.
help-online-5 = At the checkpoint, show the QR code and your identity paper.

help-paper = Way 2: On paper, without a phone
help-paper-1 = Ask for a form at the checkpoint or at the police of your ward, or have somebody print one.
help-paper-2 = Fill in every field and sign. A relative or an officer may write for you.
help-paper-3 = Give the form and your identity paper to the officer. The officer photographs the form, compares it with the paper and lets you pass.
help-paper-4 = The form is entered later. Ask for a printed QR code to pass faster next time within { $hours } hours.

help-bring = Bring along
help-bring-1 = The QR code, on a phone or on paper.
help-bring-2 = Your identity card or passport.
help-bring-3 = A travel permit and a test result where your destination asks for them.

help-questions = Questions people ask
help-question-1 = May I declare for my parents or children?
help-answer-1 = Yes. Tick “I declare for somebody else” and give your phone number. Print the QR code for people without a phone.
help-question-2 = How many forms for a family in one car?
help-answer-2 = One. Press “Add a fellow traveller”. Everybody gets a QR code of their own.
help-question-3 = What if the code has expired?
help-answer-3 = A code is valid for { $hours } hours from the declaration. Declare again to get a new one.
help-question-4 = I made a mistake. How do I correct it?
help-answer-4 = On the first page press “Find, correct or withdraw a pass”. You get a new code, and the old one is no longer good.
help-question-5 = I have lost my code.
help-answer-5 = Find it on the first page by the number of your identity paper and the phone number or date of birth you declared. If that fails tell the officer, who can search by the number of your paper.
help-question-6 = What if the network fails?
help-answer-6 = What you typed is kept on the device and sent when the network is back. Codes are scanned without a network too.
help-question-7 = What is my information used for?
help-answer-7 = Only to control the epidemic: to know who passed where when somebody falls ill. Name, number of the paper and phone are encrypted. False statements may be prosecuted.

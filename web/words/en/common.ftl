## What stands on every page

house-name = Epidemic checkpoints
house-purpose = What you tell is used for epidemic control only.
other-language = Tiếng Việt
skip-to-content = To the content
to-first-page = To the first page

## The first page

home-title = Health and travel declaration
home-lead = Declare before you leave and get a QR code. It is valid for 72 hours and is scanned at checkpoints.
home-citizens = For citizens
home-declare = Declare and get a QR code
home-declare-note = Declare before you leave, in about 3 minutes. For somebody else and for several travellers as well.
home-find = Find, correct or withdraw a pass
home-find-note = You need the number of the identity paper and the phone number or date of birth you declared.
home-kept = Codes kept on this device
home-kept-note = Open a QR code again, also without a network.
home-help = Help, step by step
home-help-note = Online or on paper. To be printed for a notice board or read out on a loudspeaker.
home-officers = For officers at checkpoints
home-scan = Scanner
home-scan-note = Scan the QR codes of people who pass. The device has to be enrolled first.
home-paper = Paper declarations
home-paper-note = Photograph the sheet, enter it later.
